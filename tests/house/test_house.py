"""The house itself: rooms, words, texts that must stay true."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[2]
SOURCES = sorted([*(ROOT / "assembler").rglob("*.py"), *(ROOT / "signatures").rglob("*.py")])


def test_data_walks_one_way_through_the_rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0


def imports_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    found |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return {name.split(".")[0] for name in found}


@pytest.mark.parametrize(
    ("libraries", "room"),
    [
        ({"docxtpl", "docx", "jinja2"}, "assembler/documents"),
        ({"pypdf", "pikepdf", "segno", "dxpdf"}, "assembler/pages"),
        ({"click", "rich"}, "assembler/cli"),
        ({"pydantic", "stdnum", "ruamel"}, "assembler/dossier"),
        ({"pyhanko", "zxingcpp"}, "signatures/evidence"),
        ({"pypdfium2"}, "signatures/evidence, assembler/pages/text_child.py"),
        ({"django"}, "signatures/store"),
    ],
    ids=["Word", "PDF", "shell", "facts", "proof", "pictures and text of pages", "store"],
)
def test_a_library_is_used_in_one_room_only(libraries: set[str], room: str) -> None:
    users = {str(path.relative_to(ROOT)) for path in SOURCES if imports_of(path) & libraries}
    assert users, "a rule about a library that nobody uses says nothing"
    assert {user for user in users if not user.startswith(tuple(room.split(", ")))} == set()


def functions() -> list[tuple[str, int]]:
    sizes = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                sizes.append((f"{path.relative_to(ROOT)}:{node.name}", (node.end_lineno or 0) - node.lineno + 1))
    return sizes


def test_functions_stay_short() -> None:
    sizes = sorted(size for _, size in functions())
    assert sizes[len(sizes) // 2] <= 8
    assert sizes[int(len(sizes) * 0.9)] <= 25
    assert [name for name, size in functions() if size > 50] == []


def glossary_terms() -> set[str]:
    rows = re.findall(r"^\| ([^|]+) \|", (ROOT / "docs/glossary.md").read_text(encoding="utf-8"), re.MULTILINE)
    return {term.strip().lower() for row in rows for term in row.split(",")}


def model_identifiers() -> set[str]:
    """Names of all facts: the classes of the model and their fields."""
    from pydantic import BaseModel

    import assembler.dossier  # noqa: F401  (defines the subclasses)

    pending, names = [BaseModel], set[str]()
    while pending:
        for kind in pending.pop().__subclasses__():
            if kind.__module__.startswith("assembler.dossier"):
                names |= {kind.__name__, *kind.model_fields}
            pending.append(kind)
    return names


def words_of(identifier: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", identifier).replace("_", " ").lower()


def test_every_dutch_fact_stands_in_the_glossary() -> None:
    terms = glossary_terms() | {term.replace("_", " ") for term in glossary_terms()}
    known = {word for term in terms for word in term.split()}
    missing = {
        name for name in model_identifiers() if words_of(name) not in terms and set(words_of(name).split()) - known
    }
    assert missing == set()


def test_the_example_in_the_readme_runs(tmp_path: Path) -> None:
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    for block in blocks:
        subprocess.run([sys.executable, "-c", block], check=True, cwd=tmp_path)
    assert (tmp_path / "volmacht.pdf").read_bytes().startswith(b"%PDF-")


def test_every_command_of_the_readme_exists() -> None:
    from assembler.cli.main import tekenklaar

    rows = re.findall(r"^\| `(\w+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(rows) == set(tekenklaar.commands)


def test_decisions_stay_within_a_page() -> None:
    records = sorted((ROOT / "docs/adr").glob("0*.md"))
    assert records
    too_long = [p.name for p in records if len(p.read_text(encoding="utf-8").splitlines()) > 60]
    assert too_long == []

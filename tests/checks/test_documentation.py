"""Every finding code of the facts is explained in docs/findings.md, with a wrong and a right example."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SECTION = re.compile(r"^### ([a-z]+\.[a-z-]+)\n(.*?)(?=^##|\Z)", re.DOTALL | re.MULTILINE)
SECTIONS = dict(SECTION.findall((ROOT / "docs/findings.md").read_text(encoding="utf-8")))
CODE = re.compile(r'"((?:facts|text|set|template)\.[a-z-]+)"')
NO_CODES = {"template.main"}
CODES = sorted(
    {
        code
        for folder in ("checks", "documents")
        for module in (ROOT / "assembler" / folder).glob("*.py")
        for code in CODE.findall(module.read_text(encoding="utf-8"))
    }
    - NO_CODES
)

IN_TEXTS = {
    code
    for module in (ROOT / "assembler/checks/text").glob("*.py")
    for code in CODE.findall(module.read_text(encoding="utf-8"))
}


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_explained(code: str) -> None:
    assert code in SECTIONS, f"docs/findings.md has no section {code}"
    assert re.match(r"\*\*(error|warning|info)\*\*", SECTIONS[code])
    assert SECTIONS[code].count("```") == 2


@pytest.mark.parametrize("code", [code for code in SECTIONS if not code.startswith("finance.")])
def test_what_is_explained_exists(code: str) -> None:
    assert code in {*CODES, *IN_TEXTS}

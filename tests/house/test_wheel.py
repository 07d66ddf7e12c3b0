"""The wheel: what a user gets who installs Tekenklaar without the repository."""

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_wheel_carries_templates_and_examples_and_works_alone(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("tekenklaar-*.whl")
    with zipfile.ZipFile(wheel) as package:
        names = set(package.namelist())
        package.extractall(tmp_path / "alone")
    assert {f"assembler/templates/{p.name}" for p in (ROOT / "templates").glob("*.docx")} <= names
    assert "assembler/templates/voorbeelden/tekenklaar/dossier.yaml" in names
    assert [name for name in names if name.startswith(("tests/", "bench/"))] == []
    example = [sys.executable, "-c", "from assembler.cli import main; main()", "new", "dossier"]
    subprocess.run(example, cwd=tmp_path / "alone", check=True, capture_output=True)
    assert (tmp_path / "alone" / "dossier" / "dossier.yaml").is_file()

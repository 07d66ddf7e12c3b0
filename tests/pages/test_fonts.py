"""The font set: the same fonts for both engines, and a word about the others."""

import io
import shutil
from pathlib import Path

import pikepdf
import pytest
from papers import ENGINES, made, word

from assembler.pages import font_set, lint_fonts


def test_the_set_carries_the_twin_of_cambria_and_three_open_families() -> None:
    assert {"Caladea", "Source Serif Pro", "Source Sans Pro", "Lato"} <= font_set().families


def test_the_hash_of_the_set_is_stable() -> None:
    assert font_set().digest == font_set(None).digest and len(font_set().digest) == 64


def test_the_configuration_shows_an_engine_these_fonts_only() -> None:
    config = font_set().config()
    fonts = {path.name for path in config.parent.iterdir() if path.suffix in (".ttf", ".otf")}
    assert fonts == {file.path.name for file in font_set().files}


@pytest.mark.parametrize("engine", ENGINES)
def test_cambria_is_set_in_its_twin_and_embedded(engine: str) -> None:
    with pikepdf.open(io.BytesIO(made(engine)["Overeenkomst"])) as pdf:
        names = {str(font.BaseFont) for page in pdf.pages for font in page.resources.Font.values()}
    assert names and all("Caladea" in name for name in names)


def test_the_fonts_of_an_organisation_are_a_setting(tmp_path: Path) -> None:
    shutil.copy(font_set().file("Lato-Regular.ttf"), tmp_path / "huisstijl.ttf")
    theirs = font_set(tmp_path)
    assert theirs.knows("Lato") and theirs.digest != font_set().digest


def test_a_font_outside_the_set_is_named_with_a_remedy() -> None:
    remarks = lint_fonts(word("Brief", 1, font="Papyrus"))
    assert [remark.family for remark in remarks] == ["Papyrus"]
    assert "Cambria" in str(remarks[0])


def test_a_document_in_cambria_raises_no_remark() -> None:
    assert lint_fonts(word("Brief", 1)) == ()

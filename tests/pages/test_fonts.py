"""The font set: the same fonts for both engines, and a word about the others."""

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from papers import ENGINES, MOMENT, made, word

from assembler.dossier import Dossier
from assembler.pages import FontSet, Text, convert, convert_each, font_set, lint_fonts
from assembler.pages import fonts as module
from assembler.pages.embedded import EmbeddedEngine
from assembler.pages.text_gate import NoGlyphError
from assembler.workflows.assemble import Assembly
from assembler.workflows.places import EXAMPLES
from assembler.workflows.stukken import stukken


@pytest.fixture(name="pip_only")
def _pip_only(monkeypatch: pytest.MonkeyPatch) -> Iterator[FontSet]:
    """A machine with the fonts of our wheels and no others."""
    monkeypatch.setattr(module, "_HOST_ROOTS", ())
    monkeypatch.delenv("TEKENKLAAR_FONTS", raising=False)
    font_set.cache_clear()
    yield font_set()
    font_set.cache_clear()


def saying(text: str) -> bytes:
    document = Document()
    document.styles["Normal"].font.name = "Cambria"
    document.add_paragraph(text)
    sink = io.BytesIO()
    document.save(sink)
    return sink.getvalue()


def test_every_document_of_the_example_is_whole_with_the_fonts_of_the_wheels_alone(pip_only: FontSet) -> None:
    engine = EmbeddedEngine(fonts=pip_only)
    assembly = Assembly.of(Dossier.load(EXAMPLES / "tekenklaar"))
    texts = [Text(assembly.fill(stuk), assembly.title(stuk)) for stuk in stukken(assembly.facts)]
    outcomes = convert_each(texts, engine, moment=MOMENT, validate=False)
    engine.close()
    assert [outcome for outcome in outcomes if not isinstance(outcome, bytes)] == []


def test_an_empty_box_has_a_shape_in_the_wheels(pip_only: FontSet) -> None:
    engine = EmbeddedEngine(1, fonts=pip_only)
    assert convert(saying("☐ Akkoord ☑ Gezien"), engine, title="Formulier", moment=MOMENT)
    engine.close()


def test_a_sign_without_a_shape_is_named_with_its_place_and_a_remedy(pip_only: FontSet) -> None:
    engine = EmbeddedEngine(1, fonts=pip_only)
    with pytest.raises(NoGlyphError) as caught:
        convert(saying("Keuze: ☒Akkoord"), engine, title="Formulier", moment=MOMENT)
    engine.close()
    said = str(caught.value)
    assert said.startswith("“Formulier”, alinea 1 (“Keuze: ☒Akkoord”): geen lettertype van de set heeft het teken “☒”")
    assert "U+2612" in said and "fonts-dejavu-core" in said and "TEKENKLAAR_FONTS" in said


def test_the_set_says_which_signs_it_lacks(pip_only: FontSet) -> None:
    assert pip_only.lacks("Akkoord ☐ € é \n漢☒漢") == "漢☒"


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

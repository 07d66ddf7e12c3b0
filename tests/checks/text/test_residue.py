"""What making and reviewing the text left behind."""

from dataclasses import replace

import pytest

from assembler.checks.agreement import Agreement, Kind, Mark, Span, from_text
from assembler.checks.finding import Finding
from assembler.checks.text import residue
from assembler.checks.text.rule import findings

TEXT = "SAMENWERKINGSOVEREENKOMST\nArtikel 1 Doel\nPartijen werken samen.\nArtikel 2 Slot\n{}\n"


def found(words: str) -> tuple[Finding, ...]:
    return findings(from_text(TEXT.format(words)), residue.RULES)


LEFT = [
    "De bijdrage van {{ partij.naam }} is voldaan.",
    "{% if btw %}De bijdrage is belast.{% endif %}",
    "De bijdrage bedraagt None euro.",
    "De bijdrage bedraagt € nan per jaar.",
    "Zie artikel Fout! Verwijzingsbron niet gevonden.",
    "Lorem ipsum dolor sit amet.",
    "Klik of tik om tekst in te voeren.",
    "De bijdrage is XXX euro.",
    "De einddatum is n.t.b. door partijen.",
    "De bijdrage is nog PM.",
    "De bijdrage is vastgesteld op () euro.",
    "TODO: bedrag nakijken.",
]
FINE = [
    "Het conceptbesluit en de concepttekst zijn besproken.",
    "De rechtsvorm is nader te bepalen door partijen.",
    "De commissie PM&E kwam om 3 PM bijeen; de heer P.M. de Boer was erbij.",
    "In hoofdstuk XXX staat “de waarde None wordt niet gebruikt in dit stuk”.",
    "De rol van NAN-fabriek en de gemeente Nannewijd is beschreven.",
]


@pytest.mark.parametrize("words", LEFT)
def test_a_trace_is_found(words: str) -> None:
    assert {one.code for one in found(words)} == {"text.residue"}


@pytest.mark.parametrize("words", FINE)
def test_ordinary_words_are_left_alone(words: str) -> None:
    assert [one.message for one in found(words)] == []


@pytest.mark.parametrize("title", ["CONCEPT", "Concept d.d. 3 mei 2024", "CONCEPT samenwerkingsovereenkomst"])
def test_a_document_that_calls_itself_concept_is_told(title: str) -> None:
    (one,) = findings(from_text(title + "\n" + TEXT.format("Dit is het slot.")), residue.RULES)
    assert "concept" in one.message


def marked(mark: Mark, note: str = "") -> Agreement:
    sound = from_text(TEXT.format("Partijen betalen per jaar."))
    last = sound.blocks[-1]
    spoilt = replace(last, spans=(Span(0, 8, mark, note),))
    return replace(sound, blocks=(*sound.blocks[:-1], spoilt))


@pytest.mark.parametrize(
    ("mark", "severity"),
    [(Mark.INSERTED, "error"), (Mark.DELETED, "error"), (Mark.HIGHLIGHT, "warning"), (Mark.HIDDEN, "warning"),
     (Mark.COMMENTED, "warning")],
)  # fmt: skip
def test_marks_of_review_are_told(mark: Mark, severity: str) -> None:
    (one,) = findings(marked(mark, "" if mark is Mark.HIGHLIGHT else "weg"), residue.RULES)
    assert one.severity == severity


def test_double_spaces_are_asked_about_in_word_only() -> None:
    sound = from_text(TEXT.format("Partijen betalen per jaar."))
    last = replace(sound.blocks[-1], verbatim="Partijen betalen  per jaar.")
    spoilt = replace(sound, blocks=(*sound.blocks[:-1], last))
    assert findings(spoilt, residue.RULES) == ()
    (one,) = findings(replace(spoilt, source="docx"), residue.RULES)
    assert one.severity == "info"


def test_a_numbered_paragraph_without_text_is_told() -> None:
    sound = from_text(TEXT.format("1. Partijen betalen.\n2. Partijen overleggen.\n3. Partijen evalueren."))
    lid = next(block for block in sound.blocks if block.kind is Kind.LID and block.number == "2")
    blocks = tuple(replace(block, text="", automatic=True) if block is lid else block for block in sound.blocks)
    (one,) = findings(replace(sound, blocks=blocks), residue.RULES)
    assert "leeg" in one.message

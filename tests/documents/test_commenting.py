"""Findings stand in the margin of a Word file, at the words that they are about."""

import io
import re
import zipfile
from datetime import UTC, datetime
from typing import Any

import docx
import pytest

from assembler.documents import DocumentsError
from assembler.documents.commenting import AUTHOR, Note, with_comments

THEN = datetime(2024, 2, 1, tzinfo=UTC)


@pytest.fixture
def contract() -> bytes:
    made: Any = docx.Document()
    made.add_paragraph("Artikel 1")
    line = made.add_paragraph("De partijen ")
    line.add_run("betalen").bold = True
    line.add_run(" op 31 februari 2024.")
    made.add_table(1, 1).cell(0, 0).text = "Totaal € 5"
    made.add_paragraph("Totaal € 5")
    return saved(made)


def saved(made: Any) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def anchored(data: bytes) -> list[str]:
    """Per comment the words between its marks."""
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    found = re.findall(r'<w:commentRangeStart w:id="(\d+)"/>(.*?)<w:commentRangeEnd w:id="\1"/>', xml, re.DOTALL)
    return [re.sub("<[^>]+>", "", words) for _, words in sorted(found, key=lambda one: int(one[0]))]


@pytest.mark.parametrize(
    ("note", "words"),
    [
        (Note("betalen op 31", "x"), "betalen op 31 februari 2024."),
        (Note("1.1 De partijen betalen op …", "x"), "De partijen betalen op 31 februari 2024."),
        (Note("Totaal € 5", "x"), "Totaal € 5"),
        (Note("niet te vinden", "x", 2), "De partijen betalen op 31 februari 2024."),
        (Note("", "over het geheel"), "Artikel 1"),
    ],
    ids=["over runs", "without its number", "in a table", "by its paragraph", "on the whole"],
)
def test_a_comment_stands_at_its_words(contract: bytes, note: Note, words: str) -> None:
    assert anchored(with_comments(contract, [note], THEN)) == [words]


def test_a_comment_says_all_of_the_finding_and_by_whom(contract: bytes) -> None:
    (comment,) = docx.Document(io.BytesIO(with_comments(contract, [Note("Artikel", "Fout\nHerstel.")], THEN))).comments
    assert (comment.author, comment.text, comment.timestamp) == (AUTHOR, "Fout\nHerstel.", THEN)


def test_words_outside_the_body_are_quoted_in_the_comment(contract: bytes) -> None:
    (comment,) = docx.Document(io.BytesIO(with_comments(contract, [Note("uit de koptekst", "Fout")], THEN))).comments
    assert "“uit de koptekst”" in comment.text


def test_the_text_itself_stays_as_it_is_and_earlier_comments_too(contract: bytes) -> None:
    once = with_comments(contract, [Note("Artikel 1", "een")], THEN)
    twice: Any = docx.Document(io.BytesIO(with_comments(once, [Note("Artikel 1", "twee")], THEN)))
    assert [one.text for one in twice.paragraphs] == [
        one.text for one in docx.Document(io.BytesIO(contract)).paragraphs
    ]
    assert [one.text for one in twice.comments] == ["een", "twee"]


def test_an_empty_document_can_still_be_told_something() -> None:
    assert len(docx.Document(io.BytesIO(with_comments(saved(docx.Document()), [Note("", "leeg")], THEN))).comments) == 1


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04kapot"])
def test_another_kind_of_file_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentsError):
        with_comments(data, [], THEN)

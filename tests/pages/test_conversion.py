"""From a Word file to a finished PDF, with either engine."""

import hashlib
import io
import os
import signal
from pathlib import Path

import pikepdf
import pytest
from papers import ENGINES, MOMENT, made, word
from pikepdf import pdfa

from assembler.pages import BatchError, Limits, Text, convert, convert_all, convert_each, engine_named
from assembler.pages.child import Child, ChildGoneError
from assembler.pages.embedded import EmbeddedEngine
from assembler.pages.errors import (
    EngineCrashedError,
    EngineMissingError,
    EngineRefusedError,
    EngineTimeoutError,
    UnknownEngineError,
)
from assembler.pages.office import OfficeEngine
from assembler.pages.pdf_text import pages_of


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("engine", ENGINES)
def test_the_same_word_file_gives_the_same_bytes(engine: str) -> None:
    again = convert(word("Brief", 1), engine, title="Brief", moment=MOMENT)
    assert sha256(again) == sha256(made(engine)["Brief"])


@pytest.mark.parametrize("engine", ENGINES)
def test_a_finished_pdf_is_valid_pdfa_3b(engine: str) -> None:
    assert pdfa.validate_written(io.BytesIO(made(engine)["Overeenkomst"]), "3b").passed


@pytest.mark.parametrize("engine", ENGINES)
def test_a_finished_pdf_says_title_language_moment_and_engine(engine: str) -> None:
    with pikepdf.open(io.BytesIO(made(engine)["Overeenkomst"])) as pdf:
        assert str(pdf.docinfo.Title) == "Overeenkomst"
        assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == "D:20240201000000Z"
        assert engine_named(engine).version in str(pdf.docinfo.Producer)
        assert str(pdf.Root.Lang) == "nl-NL"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


@pytest.mark.parametrize("engine", ENGINES)
def test_the_table_of_contents_names_the_pages_on_which_articles_stand(engine: str) -> None:
    with pikepdf.open(io.BytesIO(made(engine)["Overeenkomst"])) as pdf:
        texts = [page.replace(" ", "").replace("\n", "") for page in pages_of(pdf)]
    for article in range(1, 7):
        heading = f"Artikel{article}Verplichtingen"
        stands_on = next(number for number, text in enumerate(texts[1:], 2) if heading in text)
        entry = texts[0].split(heading)[1].lstrip(".")
        assert entry.startswith(str(stands_on))


@pytest.mark.parametrize("engine", ENGINES)
def test_named_places_are_gone_and_bookmarks_remain(engine: str) -> None:
    with pikepdf.open(io.BytesIO(made(engine)["Overeenkomst"])) as pdf:
        assert "/Dests" not in pdf.Root and "/Dests" not in pdf.Root.get("/Names", {})
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == [
                f"Artikel {number} Verplichtingen" for number in range(1, 7)
            ]


def test_the_embedded_engine_leaves_no_half_structure_tree() -> None:
    with pikepdf.open(io.BytesIO(made("embedded")["Overeenkomst"])) as pdf:
        assert "/StructTreeRoot" not in pdf.Root and "/MarkInfo" not in pdf.Root


@pytest.mark.component("libreoffice")
def test_libreoffice_keeps_its_tags() -> None:
    with pikepdf.open(io.BytesIO(made("libreoffice")["Overeenkomst"])) as pdf:
        assert pdf.Root.MarkInfo.Marked and "/StructTreeRoot" in pdf.Root
        assert {str(page.obj.Tabs) for page in pdf.pages} == {"/S"}


@pytest.mark.component("libreoffice")
def test_what_a_tagged_page_draws_is_text_or_artifact() -> None:
    with pikepdf.open(io.BytesIO(made("libreoffice")["Overeenkomst"])) as pdf:
        assert [operator for page in pdf.pages for operator in _unmarked(page)] == []
        assert [role for role, standard in pdf.Root.StructTreeRoot.RoleMap.items() if role == str(standard)] == []


def _unmarked(page: pikepdf.Page) -> list[str]:
    """Operators that paint outside marked content."""
    depth, found = 0, []
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        depth += (operator in ("BDC", "BMC")) - (operator == "EMC")
        if depth == 0 and operator in ("S", "s", "f", "f*", "B", "B*", "b", "b*", "Do", "Tj", "TJ"):
            found.append(operator)
    return found


@pytest.mark.component("libreoffice")
def test_both_engines_break_lines_alike_in_cambria() -> None:
    docx = word("Regels", 2, contents=False)
    found = []
    for name in ("embedded", "libreoffice"):
        with pikepdf.open(io.BytesIO(convert(docx, name, title="Regels", moment=MOMENT))) as pdf:
            found.append([_lines(page) for page in pdf.pages])
    assert found[0] == found[1]


def _lines(page: pikepdf.Page) -> int:
    """How many lines of text a page has: distinct heights at which text is set, under the page's own scale."""
    import pypdfium2

    pdf = pikepdf.Pdf.new()
    pdf.pages.append(page)
    sink = io.BytesIO()
    pdf.save(sink)
    text = pypdfium2.PdfDocument(sink.getvalue())[0].get_textpage().get_text_bounded()
    return len([line for line in text.splitlines() if line.strip()])


def test_a_concept_says_so_on_every_page() -> None:
    stamped = convert(word("Volmacht", 3), title="Volmacht", moment=MOMENT, concept=True)
    with pikepdf.open(io.BytesIO(stamped)) as pdf:
        assert all("CONCEPT" in page for page in pages_of(pdf))


def test_a_file_that_is_no_word_file_is_refused_and_the_next_one_converts() -> None:
    engine = engine_named("embedded")
    results = engine.convert_batch([b"PK rubbish", word("Brief", 1)])
    assert isinstance(results[0], EngineRefusedError) and isinstance(results[1], bytes)


def test_an_engine_out_of_memory_is_an_error_and_not_the_end() -> None:
    engine = EmbeddedEngine(workers=1, limits=Limits(memory=60 * 1024**2))
    results = engine.convert_batch([word("Brief", 1)])
    assert isinstance(results[0], EngineCrashedError)


def test_an_engine_that_takes_too_long_is_stopped_and_the_next_document_converts() -> None:
    slow = EmbeddedEngine(workers=1, limits=Limits(seconds=0.01))
    assert isinstance(slow.convert_batch([word("Overeenkomst", 6)])[0], EngineTimeoutError)
    assert isinstance(engine_named("embedded").convert_batch([word("Brief", 1)])[0], bytes)


def test_a_killed_worker_is_replaced() -> None:
    engine = EmbeddedEngine(workers=1)
    assert isinstance(engine.convert_batch([word("Brief", 1)])[0], bytes)
    child = engine._idle.queue[0]
    assert child.pid is not None
    os.kill(child.pid, signal.SIGKILL)
    assert isinstance(engine.convert_batch([word("Brief", 1)])[0], bytes)


def test_a_child_that_dies_on_a_request_is_told_from_one_that_answers(tmp_path: Path) -> None:
    script = tmp_path / "dies.py"
    script.write_text("import sys; sys.stdin.buffer.read(5)")
    child = Child(script, (), {})
    with pytest.raises(ChildGoneError):
        child.ask(b"question", 20)


def test_all_failures_of_a_batch_are_told_together() -> None:
    engine = engine_named("embedded")
    bad = EmbeddedEngine(workers=1, limits=Limits(memory=60 * 1024**2))
    texts = [Text(word("Brief", 1), "Brief"), Text(word("Volmacht", 3), "Volmacht")]
    with pytest.raises(BatchError) as caught:
        convert_all(texts, bad, moment=MOMENT)
    assert [title for title, _ in caught.value.failures] == ["Brief", "Volmacht"]
    assert all(isinstance(outcome, bytes) for outcome in convert_each(texts, engine, moment=MOMENT))


def test_an_unknown_engine_is_named_with_the_known_ones() -> None:
    with pytest.raises(UnknownEngineError, match="embedded, libreoffice"):
        convert(word("Brief", 1), "wordperfect")


def test_a_missing_engine_is_an_error_and_never_another_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEKENKLAAR_SOFFICE", "/nergens/soffice")
    with pytest.raises(EngineMissingError, match="LibreOffice"):
        OfficeEngine()


@pytest.mark.component("libreoffice")
def test_a_bad_file_in_a_batch_of_libreoffice_does_not_touch_its_neighbours() -> None:
    results = engine_named("libreoffice").convert_batch([word("Brief", 1), b"rubbish", word("Brief", 1)])
    assert [type(result) for result in results] == [bytes, EngineRefusedError, bytes]

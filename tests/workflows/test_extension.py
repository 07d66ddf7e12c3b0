"""An extension: issued once the agreement is signed, never before and never too late; signed digitally; its effect."""

import hashlib
import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import docx
import pikepdf
import pypdfium2
import pytest
from examples import FOLDER

from assembler.dossier import Dossier
from assembler.workflows import issue
from assembler.workflows.assemble import Assembly
from assembler.workflows.decide import decide
from assembler.workflows.errors import (
    NotExtendableError,
    NothingLeftToIssueError,
    OwnTextError,
    SignedTextChangedError,
)
from assembler.workflows.executed import executed_copy
from assembler.workflows.issued_packs import pack_name
from assembler.workflows.receive import receive_one
from assembler.workflows.standing import standing
from assembler.workflows.stukken import Stuk
from signatures import store
from signatures.evidence.testpki import TestPki
from signatures.facts import Claim, Inzending, Oordeel, SigningDate, Source, Tier, Verdict
from signatures.store.aanbieding import Aanbieding

ISSUED = datetime(2024, 2, 8, 9, tzinfo=UTC)
SIGNED = datetime(2024, 2, 20, 9, tzinfo=UTC)
OFFERED = datetime(2024, 10, 14, 9, tzinfo=UTC)
EXTENDED = OFFERED + timedelta(days=7)
DOSSIER = "PTB-2024-01"
LETTER = ("datum: 2024-02-08", "datum: 2024-10-14"), ("retour_uiterlijk: 2024-02-23", "retour_uiterlijk: 2024-11-01")
RENEWED = tuple(
    (f"{key}-2024-{old}}}", f"{key}-2024-9{old}}}") for key, old in (("FL", "0118"), ("UT", "0058"), ("ZH", "2215"))
)
Change = tuple[str, str]


def dossier(folder: Path, *changes: Change) -> Path:
    """The complete example with pieces of its text replaced."""
    text = (FOLDER / "tekenklaar" / "dossier.yaml").read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    folder.mkdir(exist_ok=True)
    (folder / "dossier.yaml").write_text(text, "utf-8")
    return folder


def continued(folder: Path, *changes: Change) -> Path:
    """The dossier as it is when the extension is offered, its volmachten continued."""
    return dossier(folder, *LETTER, ("volmachten: vernieuwd", "volmachten: voortgezet"), *changes)


@cache
def agreement() -> Aanbieding:
    return issue.prepare(FOLDER / "tekenklaar", engine="embedded", moment=ISSUED, by="J. Jansen")


def take_back(made: Aanbieding, at: datetime) -> None:
    """Everybody signs what was issued and it is accepted; the files are what was issued."""
    for pack, data in made.packs:
        key = f"i-{pack.sha256[:8]}"
        claims = tuple(Claim(f.slot, SigningDate.at(at, Source.TIMESTAMP), pack.partij) for f in pack.fields)
        store.receive(data, f"{pack.partij}.pdf", at, "tekenklaar")
        sha256 = hashlib.sha256(data).hexdigest()
        came = Inzending(key, sha256, f"{pack.partij}.pdf", at, Tier.T1, Verdict.PASS, claims)
        store.record_submission(came, data, by="tekenklaar", dossier=made.dossier)
    for pack, _ in made.packs:
        store.record_decision(Oordeel(f"i-{pack.sha256[:8]}", True, "M. de Vries", at + timedelta(hours=2)))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    store.setup(tmp_path / "werkmap")
    return tmp_path


@pytest.fixture
def in_force(workspace: Path) -> Path:
    store.record_issue(agreement())
    take_back(agreement(), SIGNED)
    return workspace


def offer(path: Path, at: datetime = OFFERED, **more: object) -> Aanbieding:
    return issue.issue(path, engine="embedded", moment=at, by="J. Jansen", **more)  # type: ignore[arg-type]


def test_before_everybody_has_signed_the_agreement_is_issued(workspace: Path) -> None:
    made = offer(FOLDER / "tekenklaar", ISSUED)
    assert made.uitgiften[0].document == "samenwerkingsovereenkomst"


def test_an_extension_signed_by_all_in_time_moves_the_end(in_force: Path) -> None:
    made = offer(continued(in_force / "d"))
    assert [u.document for u in made.uitgiften] == ["verlenging-2025"]
    pki = TestPki(EXTENDED)
    trust = pki.write_trust(in_force / "vertrouwen").read()
    taken = [receive_one(f"{p.partij}.pdf", signed(pki, p.partij, made), trust, EXTENDED, "x") for p, _ in made.packs]
    assert {received.inzending.verdict for received in taken} == {Verdict.PASS}
    for received in taken:
        decide(received.inzending.id, accepted=True, by="M. de Vries", at=EXTENDED + timedelta(hours=1))
    found = standing(DOSSIER, EXTENDED + timedelta(days=1))[0]
    told = {i["document"]: (i["state"], i["took_effect_on"], i["ends_on"]) for i in found["instruments"]}
    assert told["samenwerkingsovereenkomst"] == ("executed", "2024-02-20", "2025-12-31")
    assert told["verlenging-2025"] == ("executed", "2024-10-21", "2025-12-31")
    assert told["volmacht-utrecht"][2] == "2025-12-31"
    assert found["outstanding"] == 0 and found["problems"] == []
    assert standing(DOSSIER, datetime(2025, 6, 1, tzinfo=UTC))[0]["in_force"] is True
    assert standing(DOSSIER, datetime(2026, 1, 1, tzinfo=UTC))[0]["in_force"] is False
    copy = executed_copy(DOSSIER, EXTENDED + timedelta(days=1))
    assert any("Verlenging" in page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(copy))


def signed(pki: TestPki, partij: str, made: Aanbieding) -> bytes:
    pack, data = next(each for each in made.packs if each[0].partij == partij)
    names = {slot.id: slot.signatory for uitgifte in made.uitgiften for slot in uitgifte.slots}
    for field in pack.fields:
        data = pki.sign(data, field.name, pki.signer(names[field.slot]), EXTENDED, "B-LT")
    return data


def test_renewed_volmachten_are_signed_beside_those_given_before(in_force: Path) -> None:
    made = offer(dossier(in_force / "d", *LETTER, *RENEWED))
    documents = ["verlenging-2025", "volmacht-2025-flevoland", "volmacht-2025-utrecht", "volmacht-2025-zuid-holland"]
    assert [u.document for u in made.uitgiften] == documents
    assert {u.ends_on for u in made.uitgiften} == {date(2025, 12, 31)}
    assert [u.vorige_einddatum for u in made.uitgiften][:2] == [date(2024, 12, 31), None]
    assert not any(u.supersedes for u in made.uitgiften)
    assert pack_name(made.packs[0][0], made.uitgiften) == "pakket-verlenging-2025-flevoland.pdf"
    take_back(made, EXTENDED)
    found = standing(DOSSIER, EXTENDED + timedelta(days=1))[0]
    assert {i["state"] for i in found["instruments"]} == {"executed"}
    text = pdf_text(dict(made.files)["volmacht-2025-utrecht.pdf"])
    assert "Zij eindigt op 31 december 2025" in text and "voor het jaar 2025" in text and "terugwerkt" not in text


def pdf_text(data: bytes) -> str:
    pages = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    return " ".join(" ".join(pages).split())


def test_the_pack_of_an_extension_holds_its_letter_its_text_and_the_new_jaarplan(in_force: Path) -> None:
    made = offer(continued(in_force / "d"))
    pack, data = made.packs[0]
    assert [d.code.split("-", 3)[3] for d in pack.documents] == ["BRIEF-FLEVOLAND", "VERLENGING-2025", "JAARPLAN-2025"]
    text = pdf_text(data)
    assert "Ter ondertekening: verlenging van de Samenwerkingsovereenkomst" in text
    assert "Dat moet uiterlijk op 31 december 2024 gebeuren" in text and "De volmacht draagt drie" not in text


def test_letter_and_manifest_of_an_issued_pack_show_the_head_of_the_log(in_force: Path) -> None:
    head = str(store.log_head())
    _, data = offer(continued(in_force / "d")).packs[0]
    assert head in "".join(pdf_text(data).split())
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert head in pdf.attachments["manifest.json"].get_file().read_bytes().decode()


def test_the_letter_of_a_draft_shows_no_head_of_the_log() -> None:
    letter = Assembly.of(Dossier.load(FOLDER / "tekenklaar")).fill(Stuk("aanbiedingsbrief", "utrecht"))
    assert not any("logboek" in p.text for p in docx.Document(io.BytesIO(letter)).paragraphs)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            [("2024-02-20            #", "2024-02-19            #")],
            "de laatste handtekening .* is van 20 februari 2024",
        ),
        ([("datum: 2024-10-14", "datum: 2024-02-08")], "van vóór de ondertekening"),
        ([("volmachten: voortgezet", "volmachten: vernieuwd")], "is dat van de eerdere volmacht"),
        ([("  einddatum: 2024-12-31\n", "  einddatum: 2024-12-30\n")], "eindigt op 31 december 2024"),
    ],
)
def test_an_extension_that_makes_no_sense_is_refused(in_force: Path, changes: list[Change], said: str) -> None:
    before = len(store.facts_of(DOSSIER).uitgiften)
    with pytest.raises(NotExtendableError, match=said):
        offer(continued(in_force / "d", *changes))
    assert len(store.facts_of(DOSSIER).uitgiften) == before


def test_an_extension_is_refused_once_the_agreement_has_ended(in_force: Path) -> None:
    with pytest.raises(NotExtendableError, match="31 december 2024 geëindigd"):
        offer(continued(in_force / "d"), datetime(2025, 1, 2, tzinfo=UTC))


def test_an_extension_is_refused_while_the_agreement_itself_is_unsigned(workspace: Path) -> None:
    store.record_issue(agreement())
    with pytest.raises(NotExtendableError, match="nog niet door alle partijen ondertekend"):
        offer(continued(workspace / "d"), only="verlenging")


def test_a_signed_agreement_without_an_extension_leaves_nothing_to_issue(in_force: Path) -> None:
    text = (FOLDER / "tekenklaar" / "dossier.yaml").read_text("utf-8")
    bare = dossier(in_force / "d", (text[text.index("\nverlenging:\n") :], "\n"))
    with pytest.raises(NothingLeftToIssueError, match="voeg dan een deel 'verlenging' toe"):
        offer(bare)


def test_a_signed_agreement_is_never_replaced_by_another_text(in_force: Path) -> None:
    other = dossier(in_force / "d", ("merk: Platform Toekomstbestendig Bouwen", "merk: Platform TB"))
    with pytest.raises(SignedTextChangedError, match="wordt niet vervangen"):
        offer(other, only="samenwerkingsovereenkomst")


def test_an_extension_issued_again_replaces_the_one_that_is_not_signed_yet(in_force: Path) -> None:
    first = offer(continued(in_force / "d")).uitgiften[0]
    again = offer(
        continued(in_force / "d", ("overleg: 2024-09-17", "overleg: 2024-09-18")), OFFERED + timedelta(days=1)
    )
    assert [u.supersedes for u in again.uitgiften] == [first.id]
    found = standing(DOSSIER, OFFERED + timedelta(days=2))[0]["instruments"]
    assert [i["state"] for i in found if i["kind"] == "verlenging"] == ["void", "open"]


# --- a text finished in Word ------------------------------------------------------------------------------------------

Edit = Callable[[docx.document.Document], None]


def own_text(path: Path, edit: Edit) -> Path:
    """The generated agreement, edited in Word."""
    filled = Assembly.of(Dossier.load(FOLDER / "tekenklaar"), concept=False).fill(Stuk("samenwerkingsovereenkomst"))
    document = docx.Document(io.BytesIO(filled))
    edit(document)
    document.save(str(path))
    return path


def _paragraph(document: docx.document.Document, start: str) -> docx.text.paragraph.Paragraph:
    return next(p for p in document.paragraphs if p.text.startswith(start))


def _reword(document: docx.document.Document) -> None:
    _paragraph(document, "Partijen bespreken ieder geschil").runs[0].text = "Een geschil komt eerst op de agenda. "


def _leave_open(document: docx.document.Document) -> None:
    _paragraph(document, "Partijen bespreken ieder geschil").add_run(" [naam contactpersoon] en {{ partij.naam }}")


def _bracket(document: docx.document.Document) -> None:
    _paragraph(document, "Partijen bespreken ieder geschil").add_run(" binnen [●] weken")


def _track_in_footer(document: docx.document.Document) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]._p
    paragraph.append(paragraph.makeelement("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}del"))


def _refer_nowhere(document: docx.document.Document) -> None:
    _paragraph(document, "Partijen bespreken ieder geschil").add_run(" Artikel 14.2 is van toepassing.")


def _lose_a_line(document: docx.document.Document) -> None:
    marks = document.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}bookmarkStart")
    line = next(mark for mark in marks if str(mark.values()[-1]).startswith("handtekening"))
    line.getparent().remove(line)


def _swap_names(document: docx.document.Document) -> None:
    _paragraph(document, "Ondertekeningspagina provincie Utrecht").runs[0].text = "Ondertekeningspagina"
    for table in document.tables:
        for cell in table._cells:
            if cell.text == "mevrouw L. de Bruin":
                cell.paragraphs[0].runs[0].text = "de heer X. Ander"


def _track(document: docx.document.Document) -> None:
    paragraph = _paragraph(document, "Partijen bespreken ieder geschil")
    paragraph._p.append(paragraph._p.makeelement("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}ins"))


def test_a_text_finished_in_word_is_issued_instead_of_the_generated_one(workspace: Path) -> None:
    text = own_text(workspace / "tekst.docx", _reword)
    made = offer(FOLDER / "tekenklaar", ISSUED, text=text)
    files = dict(made.files)
    assert files["samenwerkingsovereenkomst.docx"] == text.read_bytes()
    assert "Een geschil komt eerst op de agenda." in pdf_text(files["samenwerkingsovereenkomst.pdf"])
    assert [len(pack.fields) for pack, _ in made.packs] == [4, 4, 1, 5]


@pytest.mark.parametrize(
    ("edit", "error", "said"),
    [
        (_leave_open, OwnTextError, r"(?s)\{\{ partij.naam \}\}.*\[naam contactpersoon\]"),
        (_bracket, OwnTextError, r"\[●\]"),
        (_refer_nowhere, OwnTextError, "text.reference-dangling"),
        (_track, OwnTextError, "bijgehouden wijzigingen"),
        (_track_in_footer, OwnTextError, "bijgehouden wijzigingen"),
        (_lose_a_line, Exception, "ondertekeningsregels"),
        (_swap_names, OwnTextError, "mevrouw L. de Bruin"),
    ],
)
def test_a_text_that_is_not_finished_is_not_issued(
    workspace: Path, edit: Edit, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        offer(FOLDER / "tekenklaar", ISSUED, text=own_text(workspace / "tekst.docx", edit))
    assert store.dossiers() == ()


def test_the_first_letter_of_a_workspace_promises_no_proof_by_an_empty_log(workspace: Path) -> None:
    _, data = offer(FOLDER / "tekenklaar").packs[0]
    assert "hoofd van ons logboek" not in pdf_text(data) and "Kop van ons logboek" not in pdf_text(data)

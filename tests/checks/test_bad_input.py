"""Files that cannot be checked are refused in one sentence, with what to do, within limits and without a traceback."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pikepdf
import pytest
from checks.agreement_files import pdf_of, text_of, word_of

from assembler.checks import UncheckableError, check_file
from assembler.checks.agreement.passage import LONGEST
from assembler.checks.agreement.reading import read_file
from assembler.checks.errors import WrongExtensionError
from assembler.cli.exit_codes import Exit

CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/>'
    "</Relationships>"
)
OPEN = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
CLOSE = "</w:body></w:document>"


def package(document: str) -> bytes:
    """A Word file with this main part."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", CONTENT_TYPES)
        made.writestr("_rels/.rels", RELATIONS)
        made.writestr("word/document.xml", document)
    return out.getvalue()


def encrypted_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_of("huur"))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def pdf_of_pictures() -> bytes:
    out, pdf = io.BytesIO(), pikepdf.Pdf.new()
    for _ in range(3):
        pdf.add_blank_page()
    pdf.save(out)
    return out.getvalue()


def bomb() -> bytes:
    return package(OPEN + "<w:p/>" * 12_000_000 + CLOSE)


def entities() -> bytes:
    lol = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    return package(lol + "]>" + OPEN + "<w:p><w:r><w:t>&j;</w:t></w:r></w:p>" + CLOSE)


def deep() -> bytes:
    return package(OPEN + "<w:sdt><w:sdtContent>" * 100 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 100 + CLOSE)


def empty_word() -> bytes:
    out = io.BytesIO()
    docx.Document().save(out)
    return out.getvalue()


ENGLISH = (
    "This agreement is made by and between the parties. The supplier shall deliver the goods to the buyer. The buyer "
    "shall pay the price for the goods. Any dispute that arises under this agreement shall be settled by the court. "
) * 4

CASES = {
    "an encrypted PDF": ("a.pdf", encrypted_pdf, "wachtwoord"),
    "an encrypted Word file": (
        "a.docx",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "wachtwoord",
    ),
    "a damaged PDF": ("a.pdf", lambda: b"%PDF-1.7\nnothing more", "beschadigd"),
    "a damaged Word file": ("a.docx", lambda: word_of(text_of("huur"), automatic=False)[:4000], "beschadigd"),
    "a Word file with damaged XML": ("a.docx", lambda: package(OPEN + "<w:p>"), "geen geldige XML"),
    "an empty file": ("a.txt", lambda: b" \n\n", "geen tekst"),
    "an empty Word file": ("a.docx", empty_word, "geen tekst"),
    "a scan": ("a.pdf", pdf_of_pictures, "scan"),
    "a picture": ("a.png", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "scan"),
    "an English text": ("a.txt", lambda: ENGLISH.encode(), "in het Engels"),
    "signs that are no words": ("a.txt", lambda: ("xq zvk wrt plm " * 100).encode(), "leesbare woorden"),
    "a program": ("a.txt", lambda: b"\x7fELF\0\0\1\2\3" * 500, "geen dossier en geen stuk"),
    "an old Word file": ("a.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "sla het op als .docx"),
    "an RTF file": ("a.docx", lambda: b"{\\rtf1 tekst}", "RTF"),
    "a web page": ("a.txt", lambda: b"<!DOCTYPE html><p>tekst</p>", "webpagina"),
    "a spreadsheet": ("a.docx", lambda: zipped("xl/workbook.xml"), "Excel"),
    "an OpenDocument file": ("a.odt", lambda: zipped("content.xml"), "OpenDocument"),
    "a zip file": ("a.zip", lambda: zipped("brief.txt"), "zip-bestand"),
    "a zip bomb": ("a.docx", bomb, "te groot"),
    "more paragraphs than a text can have": (
        "a.docx",
        lambda: package(OPEN + "<w:p/>" * 2_000_000 + CLOSE),
        "te groot",
    ),
    "entities that explode": ("a.docx", entities, "niet te lezen"),
    "elements too deep": ("a.docx", deep, "te diep"),
}


def zipped(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(("name", "make", "words"), CASES.values(), ids=list(CASES))
def test_it_is_refused_in_one_sentence(tmp_path: Path, name: str, make, words: str) -> None:
    file = tmp_path / name
    file.write_bytes(make())
    with pytest.raises(UncheckableError) as refusal:
        check_file(file)
    assert words in str(refusal.value)
    assert str(refusal.value).startswith(str(file))
    assert str(refusal.value).endswith(".") and "\n" not in str(refusal.value)


def test_the_command_ends_with_status_three_and_no_traceback(tmp_path: Path) -> None:
    file = tmp_path / "scan.pdf"
    file.write_bytes(pdf_of_pictures())
    done = subprocess.run([sys.executable, "-m", "assembler.cli", "check", str(file)], capture_output=True, text=True)
    assert done.returncode == Exit.INVALID
    assert "Traceback" not in done.stderr and done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "make", "kind"),
    [
        ("overeenkomst.pdf", lambda: word_of(text_of("huur"), automatic=False), "een Word-bestand"),
        ("overeenkomst.docx", lambda: pdf_of("huur"), "een PDF"),
        ("overeenkomst.docx", lambda: text_of("huur").encode("utf-16"), "gewone tekst"),
        ("overeenkomst.txt", lambda: pdf_of("huur"), "een PDF"),
    ],
    ids=["Word named PDF", "PDF named Word", "text named Word", "PDF named text"],
)
def test_a_wrong_extension_is_told_with_what_the_file_is(tmp_path: Path, name: str, make, kind: str) -> None:
    file = tmp_path / name
    file.write_bytes(make())
    with pytest.raises(WrongExtensionError, match=kind):
        check_file(file)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("overeenkomst.txt", lambda: text_of("huur").encode("utf-16")),
        ("overeenkomst", lambda: text_of("huur").encode("cp1252")),
        ("overeenkomst.DOCX", lambda: word_of(text_of("huur"), automatic=False)),
        ("overeenkomst", lambda: pdf_of("huur")),
    ],
    ids=["text in UTF-16", "text in Windows signs", "capitals", "no extension"],
)
def test_a_file_is_read_by_what_it_holds(tmp_path: Path, name: str, make) -> None:
    file = tmp_path / name
    file.write_bytes(make())
    check_file(file)


def test_a_lone_tag_does_not_make_a_template(tmp_path: Path) -> None:
    file = tmp_path / "overeenkomst.docx"
    file.write_bytes(word_of(text_of("dienstverlening").replace("vier keer", "{{ aantal }} keer"), automatic=False))
    assert {finding.code.split(".")[0] for finding in check_file(file)} == {"text"}


def test_a_short_file_with_a_tag_is_a_template(tmp_path: Path) -> None:
    file = tmp_path / "sjabloon.docx"
    file.write_bytes(word_of("Aan {{ onbekend }}", automatic=False))
    assert {finding.code.split(".")[0] for finding in check_file(file, {"naam": "x"})} == {"template"}


@pytest.mark.parametrize("sign", [".", "_", "…", "artikel 1, ", "€ 1, ", "(", "1.", "“"])
def test_a_paragraph_without_end_is_read_in_pieces(tmp_path: Path, sign: str) -> None:
    file = tmp_path / "lang.txt"
    file.write_text(f"{text_of('huur')}\nDe partijen {sign * 20_000} en zij.\n", "utf-8")
    assert all(len(block.text) <= LONGEST for block in read_file(file).blocks)

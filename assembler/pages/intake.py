"""The child that reads supplied files: PDF and pictures, both of which may be hostile. Run as a program, with limits.

A request is one line of JSON (kind, title, moment as ISO text) and the bytes of the file; an answer is either one line
of JSON (signed, embedded files) and the bytes of the reading copy as PDF/A-3b, or a refusal.
"""

import io
import json
import os
import sys
from datetime import datetime

import pikepdf
from pikepdf import Dictionary, Name, Object, Page, Rectangle

from assembler.pages.converter import DONE, REFUSED, limit, read_request, send
from assembler.pages.drawing import Sheet
from assembler.pages.errors import PdfaError
from assembler.pages.finalise import finalise
from assembler.pages.intake_gate import Contents, active_content, contents
from assembler.pages.metadata import Metadata
from assembler.pages.pictures import A4, pdf_of_picture
from assembler.pages.refusal import Refusal
from assembler.pages.stamps import stamp_reading_copy

MOST_PAGES = 1000
_FOOT = 20 * 72 / 25.4
_LEAST_SIDE = 200.0


def take_in(request: bytes) -> bytes:
    """Answer one request. Raises Refusal."""
    head, _, data = request.partition(b"\n")
    kind, title, moment = json.loads(head)
    about = Metadata(title, datetime.fromisoformat(moment))
    found = Contents(signed=False, files=())
    if kind == "picture":
        copy = pdf_of_picture(data)
    else:
        with _opened(data) as source:
            found = _examined(source)
            copy = reading_copy(source)
    if found.signed:
        stamp_reading_copy(copy)
    try:
        made = finalise(copy, about, tagged=False)
    except PdfaError as failure:
        raise Refusal("archive", *failure.findings[:3]) from None
    return json.dumps([found.signed, found.files]).encode() + b"\n" + made


def reading_copy(source: pikepdf.Pdf) -> pikepdf.Pdf:
    """The pages of a PDF as pictures of themselves, upright, a little smaller, so that the page code has its margin."""
    if Name.AcroForm in source.Root:
        source.generate_appearance_streams()
    source.flatten_annotations("all")
    copy = pikepdf.Pdf.new()
    for page in source.pages:
        sheet = Sheet.of(page)
        small = min(sheet.width, sheet.height) < _LEAST_SIDE
        width, height = A4 if small else (sheet.width, sheet.height)
        copy.add_blank_page(page_size=(width, height))
        _place(copy.pages[-1], copy.copy_foreign(page.as_form_xobject()), Rectangle(0, _FOOT, width, height))
    return copy


def _place(page: Page, form: Object, free: Rectangle) -> None:
    """Draw a page, as a form, as large as fits into the rectangle."""
    page.obj[Name.Resources] = Dictionary(XObject=Dictionary(Fx0=form))
    page.contents_add(page.calc_form_xobject_placement(form, Name.Fx0, free))


def _opened(data: bytes) -> pikepdf.Pdf:
    try:
        pdf = pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError:
        raise Refusal("encrypted") from None
    except pikepdf.PdfError:
        raise Refusal("damaged", "PDF") from None
    if pdf.is_encrypted:
        raise Refusal("encrypted")
    return pdf


def _examined(pdf: pikepdf.Pdf) -> Contents:
    try:
        count = len(pdf.pages)
        what = active_content(pdf)
        found = contents(pdf)
    except pikepdf.PdfError:
        raise Refusal("damaged", "PDF") from None
    if count == 0:
        raise Refusal("empty")
    if count > MOST_PAGES:
        raise Refusal("large", f"{count} bladzijden", f"{MOST_PAGES} bladzijden")
    if what is not None:
        raise Refusal("active", what)
    return found


def answer(request: bytes) -> tuple[int, bytes]:
    """The status and payload of one answer."""
    try:
        return DONE, take_in(request)
    except Refusal as refusal:
        return REFUSED, refusal.encode()
    except Exception:  # noqa: BLE001 - the shell of this process: whatever a hostile file does is a refusal
        return REFUSED, Refusal("damaged", "PDF of afbeelding").encode()


def main() -> None:
    """Serve requests until the parent closes the pipe."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while (request := read_request(sys.stdin.buffer)) is not None:
        limit(int(sys.argv[1]), int(sys.argv[2]))
        send(replies, *answer(request))


if __name__ == "__main__":
    main()

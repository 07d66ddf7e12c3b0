"""What signing platforms do to a file before it is signed, and what a forger has done to it there."""

import io
import re
from collections.abc import Callable
from functools import partial

import pikepdf
import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

Change = Callable[[bytes], bytes]


def _saved(data: bytes, change: Callable[[pikepdf.Pdf], object] | None = None, **how: object) -> bytes:
    sink = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if change:
            change(pdf)
        pdf.save(sink, deterministic_id=True, **how)  # type: ignore[arg-type]
    return sink.getvalue()


def _by_pypdf(data: bytes) -> bytes:
    sink = io.BytesIO()
    pypdf.PdfWriter(clone_from=io.BytesIO(data)).write(sink)
    return sink.getvalue()


def _by_pdfium(data: bytes, flat: bool = False) -> bytes:
    sink = io.BytesIO()
    pdf = pypdfium2.PdfDocument(data)
    pdf.init_forms()
    for page in pdf if flat else ():
        pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_PRINT)
    pdf.save(sink)
    return sink.getvalue()


def _printed(data: bytes) -> bytes:
    """Printed to PDF: every page drawn anew, nothing of the form left."""
    source, goal = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument.new()
    goal.import_pages(source)
    sink = io.BytesIO()
    goal.save(sink)
    return _saved(sink.getvalue(), _without_notes)


def _without_notes(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        if "/Annots" in page.obj:
            del page.obj.Annots


def _with_page(place: int, words: str, data: bytes) -> bytes:
    """A page of the platform's own, before or behind the others."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.add_blank_page(page_size=(400, 300))
        _write(pdf, page, f"BT /Plat 12 Tf 40 200 Td ({words}) Tj ET".encode())
        if place == 0:
            pdf.pages.insert(0, page)
            del pdf.pages[-1]

    return _saved(data, change)


def _write(pdf: pikepdf.Pdf, page: pikepdf.Page, content: bytes) -> None:
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.add_resource(pdf.make_indirect(font), pikepdf.Name.Font, pikepdf.Name.Plat)
    page.contents_add(b"q " + content + b" Q")


def _stamped(data: bytes) -> bytes:
    """The platform's number along the lower edge of every page."""

    def change(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            _write(pdf, page, b"BT /Plat 7 Tf 20 8 Td (Platform 7f3a-99) Tj ET")

    return _saved(data, change)


SAME_PAGES: dict[str, Change] = {
    "saved by pikepdf": _saved,
    "linearised": partial(_saved, linearize=True),
    "object streams": partial(_saved, object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=True),
    "written out plain": partial(_saved, stream_decode_level=pikepdf.StreamDecodeLevel.generalized, qdf=True),
    "saved by pypdf": _by_pypdf,
    "saved by pdfium": _by_pdfium,
    "fields flattened": partial(_by_pdfium, flat=True),
    "printed to PDF": _printed,
}
MORE: dict[str, Change] = {
    "a cover page before it": partial(_with_page, 0, "Voorblad van het platform"),
    "an audit page behind it": partial(_with_page, 1, "Audit trail: ondertekend op 14 februari"),
    "a number on every page": _stamped,
}
PLATFORMS = SAME_PAGES | MORE


def with_own_field(data: bytes) -> bytes:
    """With a signature field of the platform's own, on the last page, where none of ours is left."""
    if pikepdf.open(io.BytesIO(data)).Root.get("/AcroForm") is not None:
        return data
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    append_signature_field(writer, SigFieldSpec("Signature1", on_page=-1, box=(60, 60, 260, 120)))
    sink = io.BytesIO()
    writer.write(sink)  # type: ignore[no-untyped-call]
    return sink.getvalue()


def other_amount(data: bytes) -> bytes:
    """75.000 becomes 15.000 in the content of the second page."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[1]
        page.contents_coalesce()
        content = page.obj.Contents.read_bytes()
        page.obj.Contents = pdf.make_stream(re.sub(rb"75\.000", b"15.000", content))

    return _saved(data, change)


def covered_text(data: bytes) -> bytes:
    """A white rectangle over the amount, and another amount on it."""

    def change(pdf: pikepdf.Pdf) -> None:
        _write(pdf, pdf.pages[1], b"1 g 155 195 70 20 re f 0 g BT /Plat 18 Tf 158 200 Td (15.000) Tj ET")

    return _saved(data, change)


def whited_text(data: bytes) -> bytes:
    """A white rectangle over the amount."""
    return _saved(data, lambda pdf: _write(pdf, pdf.pages[1], b"1 g 155 195 70 20 re f"))


def other_font(data: bytes) -> bytes:
    """The font of the second page exchanged for one with other shapes."""

    def change(pdf: pikepdf.Pdf) -> None:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Symbol)
        pdf.pages[1].obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(font)))

    return _saved(data, change)


def without_page(data: bytes) -> bytes:
    """The second page taken out."""

    def change(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[1]

    return _saved(data, change)


def page_twice(data: bytes) -> bytes:
    """The second page exchanged for a copy of the first."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[1] = pdf.pages[0]

    return _saved(data, change)


def note_over_text(data: bytes) -> bytes:
    """An annotation that shows another amount over the page."""

    def change(pdf: pikepdf.Pdf) -> None:
        look = pdf.make_stream(b"1 g 0 0 70 20 re f 0 g BT /F1 18 Tf 3 5 Td (15.000) Tj ET")
        look.Type, look.Subtype, look.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, pikepdf.Array([0, 0, 70, 20])
        look.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.pages[1].obj.Resources.Font.F1))
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Stamp,
            Rect=pikepdf.Array([155, 195, 225, 215]),
            F=4,
            AP=pikepdf.Dictionary(N=look),
        )
        page = pdf.pages[1].obj
        page.Annots = pikepdf.Array([*page.get("/Annots", []), pdf.make_indirect(note)])

    return _saved(data, change)


FORGERS: dict[str, Change] = {
    "another amount": other_amount,
    "another amount on a white rectangle": covered_text,
    "the amount under a white rectangle": whited_text,
    "another font": other_font,
    "a page taken out": without_page,
    "a page exchanged": page_twice,
    "a note over the text": note_over_text,
}

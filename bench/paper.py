"""What checking a scanned page costs, against drawing it and looking for its code: ``python -m bench.paper``.

The pages of a pack of the example dossier are scanned at several resolutions, and checked as one file. Compared with
drawing every sheet at its own resolution and one search for a QR code in it; also with that and drawing the issued page
once, which no comparison with the issued text can do without. Processor time, so that neighbours do not count.
"""

import hashlib
import io
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
import zxingcpp
from click.testing import CliRunner
from PIL import Image

from assembler.cli.main import tekenklaar
from signatures.evidence.page_codes import find_codes
from signatures.evidence.paper import check_scan
from signatures.packs import DocumentInPack, PackFacts

MOMENT = datetime(2024, 2, 1, tzinfo=UTC)
EXAMPLE = Path(__file__).parents[1] / "templates" / "voorbeelden" / "tekenklaar"


def issued() -> bytes:
    """One pack of the example dossier."""
    with TemporaryDirectory() as folder:
        CliRunner().invoke(tekenklaar, ["pack", str(EXAMPLE), "--partij", "flevoland", "--out", folder])
        return next(Path(folder).glob("*.pdf")).read_bytes()


def drawn(data: bytes, dpi: int) -> list[Image.Image]:
    """Every page in grey."""
    return [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in pypdfium2.PdfDocument(data)]


def facts(data: bytes) -> PackFacts:
    """The documents of a pack as its codes tell them."""
    documents: dict[str, DocumentInPack] = {}
    for number, sheet in enumerate(drawn(data, 150)):
        code = find_codes(sheet)[0].code
        place = DocumentInPack(code.document, code.document, code.version, code.digest, number, code.pages)
        documents.setdefault(code.document, place)
    digest = hashlib.sha256(data).hexdigest()
    return PackFacts("PTB", "flevoland", digest, tuple(documents.values()), (), MOMENT, lambda: data)


def scan(sheets: list[Image.Image]) -> bytes:
    """The sheets a little askew, with a copier's noise, as a PDF of JPEG pictures."""
    first, *rest = (
        Image.blend(sheet, Image.effect_noise(sheet.size, 60), 0.08).rotate(
            1.2, Image.Resampling.BICUBIC, fillcolor=245
        )
        for sheet in sheets
    )
    sink = io.BytesIO()
    first.save(sink, "PDF", save_all=True, append_images=rest, quality=60)
    return sink.getvalue()


def _size(sheet: Image.Image, factor: float) -> tuple[int, int]:
    return round(sheet.width * factor), round(sheet.height * factor)


def seconds(work: Callable[[], object]) -> float:
    """Processor time of the fastest of three runs."""
    times = []
    for _ in range(3):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


def read_only(data: bytes, dpi: int) -> None:
    """Draw every sheet and look for its code."""
    for page in pypdfium2.PdfDocument(data):
        sheet = page.render(scale=dpi / 100 * 827 / page.get_width(), grayscale=True).to_pil()
        zxingcpp.read_barcodes(sheet, formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]))


def run() -> Iterator[str]:
    """A line per resolution."""
    pack = issued()
    known, count = facts(pack), len(pypdfium2.PdfDocument(pack))
    printed = drawn(pack, 300)
    drawing = seconds(lambda: drawn(pack, 200))
    for dpi in (100, 150, 200, 300):
        data = scan([sheet.resize(_size(sheet, dpi / 300), Image.Resampling.BOX) for sheet in printed])
        check = seconds(lambda data=data: check_scan(data, "scan", [known], MOMENT))  # type: ignore[misc]
        base = seconds(lambda data=data, dpi=dpi: read_only(data, dpi))  # type: ignore[misc]
        yield (
            f"paper {dpi} dpi: {1000 * check / count:.0f} ms a page; {check / base:.2f} x drawing and decoding it; "
            f"{check / (base + drawing):.2f} x that with the issued page drawn"
        )


if __name__ == "__main__":
    for line in run():
        print(line, flush=True)

"""Prints issued packs, lets people write on them, and scans them, as offices do. Same input, same scan."""

import hashlib
import io
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from math import cos, radians, sin
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from click.testing import CliRunner
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from assembler.cli.main import tekenklaar
from signatures.evidence.page_codes import SheetCode, find_codes
from signatures.facts import SlotId
from signatures.packs import DocumentInPack, FieldInPack, PackFacts

ISSUED_AT = datetime(2024, 2, 1, 9, 0, tzinfo=UTC)
RECEIVED_AT = datetime(2024, 2, 14, 9, 0, tzinfo=UTC)
_DPI = 200
_EXAMPLE = Path(__file__).parents[1] / "templates" / "voorbeelden" / "tekenklaar"


@cache
def issued() -> dict[str, bytes]:
    """The packs of the example dossier, by partij."""
    with TemporaryDirectory() as folder:
        done = CliRunner().invoke(tekenklaar, ["pack", str(_EXAMPLE), "--out", folder])
        assert done.exit_code == 0, done.output
        return {file.stem.removeprefix("pakket-"): file.read_bytes() for file in sorted(Path(folder).glob("*.pdf"))}


@cache
def printed(pdf: bytes, page: int) -> Image.Image:
    """A page on paper, at 200 dpi, in grey."""
    return pypdfium2.PdfDocument(pdf)[page].render(scale=_DPI / 72, grayscale=True).to_pil()


@cache
def codes(pdf: bytes) -> tuple[SheetCode, ...]:
    """The page code of every page."""
    pages = (page.render(scale=150 / 72, grayscale=True).to_pil() for page in pypdfium2.PdfDocument(pdf))
    return tuple(find_codes(page)[0].code for page in pages)


@cache
def pack(partij: str, dossier: str = "PTB-2024-01") -> PackFacts:
    """What the store would know of an issued pack: documents by their codes, a field on each own signature line."""
    data = issued()[partij]
    documents: dict[str, DocumentInPack] = {}
    for number, code in enumerate(codes(data)):
        if code.document not in documents:
            documents[code.document] = DocumentInPack(
                f"{code.document}-{code.digest}", code.document, code.version, code.digest, number, code.pages
            )
    fields = tuple(_fields(data, partij, documents))
    return PackFacts(
        dossier, partij, hashlib.sha256(data).hexdigest(), tuple(documents.values()), fields, ISSUED_AT, lambda: data
    )


def packs(*partijen: str) -> tuple[PackFacts, ...]:
    """The packs of some partijen; of all four when none are named."""
    return tuple(pack(partij) for partij in partijen or issued())


def _fields(data: bytes, partij: str, documents: dict[str, DocumentInPack]) -> list[FieldInPack]:
    """A field above each line that says Handtekening, on pages that are this partij's to sign."""
    found: list[FieldInPack] = []
    pdf = pypdfium2.PdfDocument(data)
    own = f"Ondertekeningspagina provincie {partij.title()}"
    for document in documents.values():
        line = 0
        for number in range(document.first_page, document.first_page + document.pages):
            text = pdf[number].get_textpage()
            words = text.get_text_bounded()
            if own not in words and not ("VOLMACHT" in document.code and "Deze pagina hoort bij" in words):
                continue
            search = text.search("Handtekening", match_case=True)
            while (place := search.get_next()) is not None:
                line += 1
                bottom = text.get_charbox(place[0])[1]
                slot = SlotId(document.uitgifte, partij, line)
                found.append(FieldInPack(f"{slot}", slot, number, (178.0, bottom - 5, 440.0, bottom + 38)))
    return found


def page_of(partij: str, document: str, page: int) -> Image.Image:
    """Page (from 1) of the document whose code ends so, on paper."""
    return printed(issued()[partij], index_of(partij, document, page))


def index_of(partij: str, document: str, page: int) -> int:
    """Page of the pack, from 0."""
    found = codes(issued()[partij])
    return next(n for n, code in enumerate(found) if code.document.endswith(document) and code.page == page)


def whole(partij: str, only: str = "") -> list[Image.Image]:
    """All pages of a pack, signed where its partij signs; or those of one document."""
    data = issued()[partij]
    chosen = [n for n, code in enumerate(codes(data)) if code.document.endswith(only)]
    return [signed(printed(data, n), partij, n) for n in chosen]


def signed(paper: Image.Image, partij: str, page: int, lines: Sequence[int] = (1, 2, 3)) -> Image.Image:
    """The paper with wet ink on the lines of the partij that stand on this page, and a date above each."""
    for field in pack(partij).fields:
        if field.page == page and field.slot.line in lines:
            paper = written(paper, field.rect, seed=field.slot.line)
    return paper


def written(paper: Image.Image, rect: tuple[float, float, float, float], seed: int = 1) -> Image.Image:
    """Wet ink in a rectangle given in points from below."""
    chance, scale = random.Random(seed), _DPI / 72
    left, bottom, right, top = rect
    paper = paper.copy()
    pen, height = ImageDraw.Draw(paper), paper.height
    x, middle = left + 20, (bottom + top) / 2
    stroke = [(x, middle)]
    for _ in range(28):
        x += chance.uniform(0, (right - left) / 45)
        stroke.append((x, middle + chance.uniform(-18, 20)))
    pen.line([(a * scale, height - b * scale) for a, b in stroke], fill=50, width=4, joint="curve")
    place = (left + 10) * scale, height - (top + 28) * scale
    pen.text(place, "Utrecht, 12 februari 2024", fill=60, font_size=11 * scale)
    return paper


@dataclass(frozen=True)
class Scanner:
    """How the paper was scanned; the defaults are those of a decent office copier."""

    dpi: int = 150
    angle: float = 0.0
    upside_down: bool = False
    noise: float = 6.0
    blur: float = 0.5
    quality: int = 60
    shift: tuple[int, int] = (0, 0)
    scale: float = 1.0
    border: int = 0
    shadow: bool = False
    paper: int = 245
    ink: int = 40

    def scan(self, paper: Image.Image, seed: int = 1) -> Image.Image:
        """The sheet as this scanner sees it, before it is written to a file."""
        size = round(paper.width * self.dpi / _DPI), round(paper.height * self.dpi / _DPI)
        seen = self._laid(paper, size).filter(ImageFilter.GaussianBlur(self.blur))
        seen = seen.point([round(self.ink + (self.paper - self.ink) * value / 255) for value in range(256)])
        if self.shadow:
            seen = ImageChops.multiply(
                seen, Image.linear_gradient("L").resize(size).point([190 + v // 4 for v in range(256)])
            )
        if self.noise:
            seen = ImageChops.add(seen, _noise(size, self.noise, seed), 1, -128)
        if self.border:
            ImageDraw.Draw(seen).rectangle((0, 0, self.border, size[1]), fill=30)
        return seen.rotate(180) if self.upside_down else seen

    def _laid(self, paper: Image.Image, size: tuple[int, int]) -> Image.Image:
        ratio, turn = _DPI / self.dpi / self.scale, radians(self.angle)
        a, b = ratio * cos(turn), ratio * sin(turn)
        x, y = size[0] / 2 + self.shift[0], size[1] / 2 + self.shift[1]
        data = (a, b, paper.width / 2 - a * x - b * y, -b, a, paper.height / 2 + b * x - a * y)
        sharp = paper.filter(ImageFilter.GaussianBlur(0.4 * ratio))
        return sharp.transform(size, Image.Transform.AFFINE, data, Image.Resampling.BICUBIC, fillcolor=255)

    def jpeg(self, paper: Image.Image) -> bytes:
        sink = io.BytesIO()
        self.scan(paper).save(sink, "JPEG", quality=self.quality, dpi=(self.dpi, self.dpi))
        return sink.getvalue()

    def png(self, paper: Image.Image) -> bytes:
        sink = io.BytesIO()
        self.scan(paper).save(sink, "PNG")
        return sink.getvalue()

    def pdf(self, papers: Sequence[Image.Image]) -> bytes:
        return self._many(papers, "PDF", quality=self.quality, resolution=self.dpi)

    def tiff(self, papers: Sequence[Image.Image], compression: str = "jpeg") -> bytes:
        return self._many(papers, "TIFF", compression=compression, quality=self.quality)

    def _many(self, papers: Sequence[Image.Image], kind: str, **options: object) -> bytes:
        first, *rest = (self.scan(paper, seed) for seed, paper in enumerate(papers))
        sink = io.BytesIO()
        first.save(sink, kind, save_all=True, append_images=rest, **options)  # type: ignore[arg-type]
        return sink.getvalue()


POOR = Scanner(dpi=100, angle=2.7, quality=40)
"""The worst that must still be read."""


@cache
def _noise(size: tuple[int, int], strength: float, seed: int) -> Image.Image:
    chance = random.Random(seed)
    table = bytes(max(0, min(255, round(chance.gauss(128, strength)))) for _ in range(65536 + 4096))
    starts = (chance.randrange(0, 4096) for _ in range(size[0] * size[1] // 65536 + 1))
    return Image.frombytes("L", size, b"".join(table[s : s + 65536] for s in starts)[: size[0] * size[1]])


def swapped(paper: Image.Image, partij: str, page: int, words: str, other: str) -> Image.Image:
    """The paper with some printed words replaced by others that stand elsewhere on the same page, in the same type."""
    boxes = [_place(issued()[partij], page, text) for text in (words, other)]
    paper = paper.copy()
    instead = paper.crop(boxes[1])
    paper.paste(255, boxes[0])
    paper.paste(instead, boxes[0][:2])
    return paper


def whited(paper: Image.Image, partij: str, page: int, words: str) -> Image.Image:
    """The paper with some printed words painted over in white."""
    paper = paper.copy()
    paper.paste(255, _place(issued()[partij], page, words))
    return paper


def _place(data: bytes, page: int, words: str) -> tuple[int, int, int, int]:
    """Where words stand, in pixels of ``printed``."""
    sheet = pypdfium2.PdfDocument(data)[page]
    text = sheet.get_textpage()
    found = text.search(words, match_case=True).get_next()
    assert found is not None, words
    boxes = [text.get_charbox(found[0] + index) for index in range(found[1])]
    scale, height = _DPI / 72, sheet.get_height()
    left, lower = min(b[0] for b in boxes), min(b[1] for b in boxes)
    right, upper = max(b[2] for b in boxes), max(b[3] for b in boxes)
    return (
        round(left * scale) - 1,
        round((height - upper) * scale) - 2,
        round(right * scale) + 1,
        round((height - lower) * scale) + 2,
    )

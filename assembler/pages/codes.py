"""Page codes: on every page a small QR code and a readable line, so that a returned sheet says what it is.

The QR holds ``TK1:<document>:<version>:<page>/<pages>:<hash>``: the scheme, the code of the document, its version, the
page and the number of pages of that document, and the first twelve hexadecimal digits of the SHA-256 over the finished
PDF of the text *before* codes were drawn: the identity of the text. All of it in the alphanumeric set of ISO/IEC 18004,
which keeps the modules large. It stands in the lower right corner, 5 to 19 mm from the edge of the paper.

Measured with zxing-cpp on grey scans of 100 dpi, up to 3° askew, also upside down, as JPEG of quality 40: about one in
three hundred is not found as it is, and none when the scan is then looked at once more at twice the size. A reader of
scans should do both.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

import pikepdf
import segno

from assembler.pages.drawing import Pen, Sheet
from assembler.pages.errors import PageCodeError

_MM = 72 / 25.4
QR_SIDE = 14 * _MM
"""Side of the QR code without its quiet zone, in points."""
_EDGE = 5 * _MM
_SIDE_MARGIN = 9 * _MM
_DIGITS = 12
_SCHEME = "TK1"
_CODE = re.compile(r"[A-Z0-9][A-Z0-9.-]{0,31}")
_PAYLOAD = re.compile(rf"{_SCHEME}:([^:]+):([^:]+):(\d{{1,5}})/(\d{{1,5}}):([0-9A-F]{{{_DIGITS}}})")
_MASK = 4


def short_hash(pdf: bytes) -> str:
    """The identity of a text as the page code shows it: 12 hexadecimal digits, upper case."""
    return hashlib.sha256(pdf).hexdigest()[:_DIGITS].upper()


def document_code(*words: str) -> str:
    """A document code out of words such as kenmerk, kind and partij: capitals, digits, dots and hyphens, at most 32.

    What is too long is cut, and closed with four digits of a hash, so that two long codes stay two.
    """
    bare = unicodedata.normalize("NFKD", "-".join(words)).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Z0-9.]+", "-", bare.upper()).strip("-.") or "X"
    if len(plain) <= 32:
        return plain
    return f"{plain[:27].rstrip('-.')}-{hashlib.sha256('-'.join(words).encode()).hexdigest()[:4].upper()}"


@dataclass(frozen=True)
class PageCode:
    """What one page says about itself."""

    document: str
    version: str
    page: int
    """Counted from 1 within the document, not within the pack."""
    pages: int
    digest: str
    """First 12 hexadecimal digits of the SHA-256 of the text before codes."""

    def __post_init__(self) -> None:
        _require(
            _CODE.fullmatch(self.document),
            self.document,
            "een documentcode heeft 1 tot 32 hoofdletters, cijfers, punten of streepjes",
        )
        _require(
            _CODE.fullmatch(self.version),
            self.version,
            "een versie heeft 1 tot 32 hoofdletters, cijfers, punten of streepjes",
        )
        _require(1 <= self.page <= self.pages, f"{self.page}/{self.pages}", "de bladzijde valt buiten het document")
        _require(
            re.fullmatch(rf"[0-9A-F]{{{_DIGITS}}}", self.digest),
            self.digest,
            "de controlewaarde heeft 12 hexadecimale tekens",
        )

    def __str__(self) -> str:
        return f"{_SCHEME}:{self.document}:{self.version}:{self.page}/{self.pages}:{self.digest}"

    @classmethod
    def parse(cls, text: str) -> "PageCode":
        """Read what a scanner made of the QR code. Raises PageCodeError."""
        match = _PAYLOAD.fullmatch(text.strip())
        if match is None:
            raise PageCodeError(text, "hij heeft niet de vorm TK1:document:versie:bladzijde/bladzijden:controlewaarde")
        document, version, page, pages, digest = match.groups()
        return cls(document, version, int(page), int(pages), digest)

    @property
    def line(self) -> str:
        """The readable line beside the QR code."""
        return f"{self.document}  ·  versie {self.version}  ·  bladzijde {self.page} van {self.pages}  ·  {self.digest}"


def _require(fine: object, text: str, rule: str) -> None:
    if not fine:
        raise PageCodeError(text, rule)


def stamp_codes(pdf: pikepdf.Pdf, document: str, version: str, digest: str) -> None:
    """Draw the code of each page of ``pdf`` in its lower right corner. Raises PageCodeError."""
    pen, count = Pen(pdf), len(pdf.pages)
    for number, page in enumerate(pdf.pages, 1):
        pen.over(page, _drawing(pen, Sheet.of(page), PageCode(document, version, number, count, digest)))


def _drawing(pen: Pen, sheet: Sheet, code: PageCode) -> str:
    left = sheet.width - _SIDE_MARGIN - QR_SIDE
    size = 6.5
    width = pen.face.width(code.line, size)
    free = left - 3 * _MM - _SIDE_MARGIN
    size *= min(1.0, free / width)
    x = left - 3 * _MM - pen.face.width(code.line, size)
    return f"0.25 g\n{pen.text(code.line, x, _EDGE + 1.5, size)}\n{_modules(str(code), left, _EDGE)}"


def _modules(payload: str, x: float, y: float) -> str:
    """A white ground with its quiet zone, and the dark modules as one path."""
    rows = _matrix(payload)
    count = len(rows)
    scale = QR_SIDE / count
    runs = [run for number, row in enumerate(rows) for run in _runs(row, count - 1 - number)]
    ground = f"1 g {-3} {-3} {count + 6} {count + 6} re f"
    return f"q {scale:.5f} 0 0 {scale:.5f} {x:.2f} {y:.2f} cm\n{ground}\n0 g {' '.join(runs)} f\nQ"


@cache
def _version_for(length: int) -> int:
    return next(version for version, capacity in ((2, 38), (3, 61), (4, 90), (5, 122)) if length <= capacity)


def _matrix(payload: str) -> tuple[bytearray, ...]:
    """The modules; version by length and one fixed mask, so that codes of one document look alike and are made fast."""
    made = segno.make_qr(payload, error="m", version=_version_for(len(payload)), mask=_MASK, boost_error=False)
    return tuple(made.matrix)


def _runs(row: bytearray, y: int) -> list[str]:
    runs, start = [], None
    for x, dark in enumerate([*row, 0]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            runs.append(f"{start} {y} {x - start} 1 re")
            start = None
    return runs

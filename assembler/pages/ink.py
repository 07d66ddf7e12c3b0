"""Where a page is printed: its horizontal rules, and the boxes of its texts and pictures.

Read are the operators that move, set text, draw lines and rectangles, and place pictures (ISO 32000-1, 8.3, 8.5, 9.4).
Coordinates are those of the page, in points from its lower left corner. Text that does not run level, such as a stamp
across the page, is no part of the text and left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Matrix, Name, Object

_ASCENT, _DESCENT = 0.8, 0.25
"""Of the font size: what letters take above and below their line."""
_THIN = 2.0
"""Points; a filled rectangle that is lower than this is a rule."""


class Box(NamedTuple):
    """A rectangle in points; left ≤ right and bottom ≤ top."""

    left: float
    bottom: float
    right: float
    top: float

    def spans(self, left: float, right: float) -> bool:
        """Whether it stands, in part, between two vertical lines."""
        return self.left < right and self.right > left

    @classmethod
    def of(cls, points: Sequence[tuple[float, float]]) -> "Box":
        across, up = [x for x, _ in points], [y for _, y in points]
        return cls(min(across), min(up), max(across), max(up))


@dataclass(frozen=True)
class Ink:
    """What is printed on one page."""

    rules: tuple[Box, ...]
    marks: tuple[Box, ...]
    """Texts and pictures."""


def ink_of(page: pikepdf.Page) -> Ink:
    """Read one page."""
    reader = _Reader(page.resources)
    for each in pikepdf.parse_content_stream(page):
        act = _ACTS.get(str(each.operator))
        if act is not None:
            act(reader, list(each.operands))
    return Ink(tuple(reader.rules), tuple(reader.marks))


@dataclass
class _Font:
    """Widths of the codes of one font, in 1/1000 of its size."""

    size: int = 1
    """Bytes a code."""
    widths: dict[int, float] = field(default_factory=dict)
    other: float = 600.0

    def width(self, raw: bytes) -> float:
        codes = [int.from_bytes(raw[at : at + self.size]) for at in range(0, len(raw), self.size)]
        return sum(self.widths.get(code, self.other) for code in codes)

    @classmethod
    def of(cls, font: Object) -> "_Font":
        if font.get(Name.Subtype) != Name.Type0:
            first = int(font.get(Name.FirstChar, 0))
            return cls(1, {first + at: float(width) for at, width in enumerate(font.get(Name.Widths, []))})
        inner = font.DescendantFonts[0]
        return cls(2, dict(_composite(list(inner.get(Name.W, [])))), float(inner.get(Name.DW, 1000)))


def _composite(row: list[Object]) -> Iterator[tuple[int, float]]:
    """The widths of a composite font: ``first [w w …]`` or ``first last w`` (9.7.4.3)."""
    while len(row) > 1:
        first = int(row[0])
        if isinstance(row[1], Array):
            yield from ((first + at, float(width)) for at, width in enumerate(row[1]))
            row = row[2:]
        else:
            yield from ((code, float(row[2])) for code in range(first, int(row[1]) + 1))
            row = row[3:]


@dataclass(frozen=True)
class _State:
    """What ``q`` keeps and ``Q`` brings back."""

    matrix: Matrix = field(default_factory=Matrix)
    font: str = ""
    size: float = 0.0
    line: float = 1.0


class _Reader:
    def __init__(self, resources: Object) -> None:
        self.rules: list[Box] = []
        self.marks: list[Box] = []
        self._resources = resources
        self._fonts: dict[str, _Font] = {}
        self._kept: list[_State] = []
        self._state = _State()
        self._text = self._start = Matrix()
        self._leading = 0.0
        self._path: list[list[tuple[float, float]]] = []

    def keep(self, _: Sequence[Object]) -> None:
        self._kept.append(self._state)

    def restore(self, _: Sequence[Object]) -> None:
        if self._kept:
            self._state = self._kept.pop()

    def transform(self, six: Sequence[Object]) -> None:
        self._change(matrix=_matrix(six) @ self._state.matrix)

    def width(self, one: Sequence[Object]) -> None:
        self._change(line=float(one[0]))

    def choose(self, two: Sequence[Object]) -> None:
        self._change(font=str(two[0]), size=float(two[1]))

    def _change(self, **what: object) -> None:
        self._state = _State(**{**self._state.__dict__, **what})

    def begin(self, _: Sequence[Object]) -> None:
        self._text = self._start = Matrix()

    def place(self, six: Sequence[Object]) -> None:
        self._text = self._start = _matrix(six)

    def move(self, two: Sequence[Object]) -> None:
        self._text = self._start = Matrix().translated(float(two[0]), float(two[1])) @ self._start

    def move_and_lead(self, two: Sequence[Object]) -> None:
        self._leading = -float(two[1])
        self.move(two)

    def lead(self, one: Sequence[Object]) -> None:
        self._leading = float(one[0])

    def feed(self, _: Sequence[Object]) -> None:
        self._text = self._start = Matrix().translated(0, -self._leading) @ self._start

    def show(self, one: Sequence[Object]) -> None:
        self._advance(self._font().width(bytes(one[-1])))

    def feed_and_show(self, operands: Sequence[Object]) -> None:
        self.feed(operands)
        self.show(operands)

    def show_row(self, one: Sequence[Object]) -> None:
        font = self._font()
        row = [font.width(bytes(item)) if isinstance(item, pikepdf.String) else -float(item) for item in one[0]]
        self._advance(sum(row))

    def _font(self) -> _Font:
        name = self._state.font
        if name not in self._fonts:
            fonts = self._resources.get(Name.Font, Dictionary())
            self._fonts[name] = _Font.of(fonts[name]) if name in fonts else _Font()
        return self._fonts[name]

    def _advance(self, thousandths: float) -> None:
        width, size = thousandths / 1000 * self._state.size, self._state.size
        whole = self._text @ self._state.matrix
        if abs(whole.b) < 1e-3 * abs(whole.a):
            corners = [(0.0, -_DESCENT * size), (width, _ASCENT * size)]
            self.marks.append(Box.of([_moved(whole, *corner) for corner in corners]))
        self._text = Matrix().translated(width, 0) @ self._text

    def start_line(self, two: Sequence[Object]) -> None:
        self._path.append([self._point(two[0], two[1])])

    def line_to(self, two: Sequence[Object]) -> None:
        if self._path:
            self._path[-1].append(self._point(two[0], two[1]))

    def rectangle(self, four: Sequence[Object]) -> None:
        x, y, wide, high = (float(each) for each in four)
        self._path.append([self._point(x, y), self._point(x + wide, y + high)])

    def stroke(self, _: Sequence[Object]) -> None:
        half = self._state.line / 2
        for each in self._path:
            box = Box.of(each)
            self._rule(Box(box.left, box.bottom - half, box.right, box.top + half))
        self._path = []

    def fill(self, _: Sequence[Object]) -> None:
        for each in self._path:
            self._rule(Box.of(each))
        self._path = []

    def forget(self, _: Sequence[Object]) -> None:
        self._path = []

    def _rule(self, box: Box) -> None:
        if box.top - box.bottom <= _THIN < box.right - box.left:
            self.rules.append(box)

    def picture(self, one: Sequence[Object]) -> None:
        thing = self._resources.get(Name.XObject, Dictionary()).get(str(one[0]))
        if thing is None:
            return
        x0, y0, x1, y1 = 0.0, 0.0, 1.0, 1.0
        matrix = self._state.matrix
        if thing.get(Name.Subtype) == Name.Form:
            x0, y0, x1, y1 = (float(edge) for edge in thing.BBox)
            own = thing.get(Name.Matrix)
            matrix = matrix if own is None else _matrix(own) @ matrix
        self.marks.append(Box.of([_moved(matrix, x, y) for x in (x0, x1) for y in (y0, y1)]))

    def _point(self, x: object, y: object) -> tuple[float, float]:
        return _moved(self._state.matrix, float(x), float(y))  # type: ignore[arg-type]


def _matrix(six: Sequence[Object] | Object) -> Matrix:
    return Matrix(*(float(each) for each in six))


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    point = matrix.transform((x, y))
    return float(point[0]), float(point[1])


_ACTS = {
    "q": _Reader.keep,
    "Q": _Reader.restore,
    "cm": _Reader.transform,
    "w": _Reader.width,
    "Tf": _Reader.choose,
    "BT": _Reader.begin,
    "Tm": _Reader.place,
    "Td": _Reader.move,
    "TD": _Reader.move_and_lead,
    "TL": _Reader.lead,
    "T*": _Reader.feed,
    "Tj": _Reader.show,
    "'": _Reader.feed_and_show,
    '"': _Reader.feed_and_show,
    "TJ": _Reader.show_row,
    "m": _Reader.start_line,
    "l": _Reader.line_to,
    "re": _Reader.rectangle,
    "S": _Reader.stroke,
    "s": _Reader.stroke,
    "f": _Reader.fill,
    "F": _Reader.fill,
    "f*": _Reader.fill,
    "B": _Reader.fill,
    "n": _Reader.forget,
    "Do": _Reader.picture,
}

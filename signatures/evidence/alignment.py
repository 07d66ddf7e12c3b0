"""Lays an issued page over the scan of a sheet, to a fifth of a pixel, whatever the turn, scale and shift of the scan.

The corners of the page code give a first guess: good near the code, up to ten pixels off in the opposite corner. From
the code outward, small cells of the page are then looked up in the scan, rows by the sums over each row and columns by
the sums over each column, and every cell found makes the guess for the next ones better.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot, sqrt
from operator import mul

from PIL import Image

from signatures.evidence.affine import Affine, Pair, Point, moved

_WIDE, _HIGH = 120, 90
_INK = 5
_ALIKE = 0.6
_MOST_CELLS = 24
_FARTHEST = 14


@dataclass(frozen=True)
class Alignment:
    """How the drawing has to move to lie on the scan."""

    move: Affine
    """Pixels of the drawing to pixels of the scan."""
    cells: int
    """Cells with something printed in them that were looked up."""
    found: int
    error: float
    """Largest distance in pixels between a cell that was found and where ``move`` puts it."""

    @property
    def is_sure(self) -> bool:
        """Whether enough of the page lies where it should for a comparison to mean something."""
        return self.found >= 3 and 3 * self.found >= self.cells and self.error <= 2.5


def align(drawn: Image.Image, scan: Image.Image, anchor: Point) -> Alignment:
    """Find how ``drawn`` lies on ``scan``; both show ink light on black, and have the page code at ``anchor``."""
    cells = sorted(_cells(drawn), key=lambda cell: _distance(cell, anchor))
    chosen = cells[:: max(1, -(-len(cells) // _MOST_CELLS))]
    return _Growth(drawn, scan, anchor).over(chosen)


def _distance(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def _cells(drawn: Image.Image) -> Iterator[Point]:
    """Middles of the cells that have something printed in them."""
    columns, rows = drawn.width // _WIDE, drawn.height // _HIGH
    if not columns or not rows:
        return
    box = (0, 0, columns * _WIDE, rows * _HIGH)
    ink = drawn.resize((columns, rows), Image.Resampling.BOX, box=box).tobytes()
    for place, value in enumerate(ink):
        if value >= _INK:
            yield (place % columns + 0.5) * _WIDE, (place // columns + 0.5) * _HIGH


class _Growth:
    def __init__(self, drawn: Image.Image, scan: Image.Image, anchor: Point) -> None:
        self._drawn = drawn
        self._scan = scan
        self._anchor = anchor
        self._pairs: list[Pair] = []
        self._move = Affine(1, 0, 0, 1, 0, 0)

    def over(self, cells: list[Point]) -> Alignment:
        for count, cell in enumerate(cells):
            if (shift := self._look_up(cell)) is not None:
                self._pairs.append((cell, shift, 1.0))
                if count < 12 or count % 4 == 0:
                    self._move = moved(self._pairs, self._anchor)
        self._drop_strays()
        return Alignment(self._move, len(cells), len(self._pairs), max(self._errors(), default=99.0))

    def _errors(self) -> list[float]:
        def error(cell: Point, shift: Point) -> float:
            return _distance(self._move.at(cell), (cell[0] + shift[0], cell[1] + shift[1]))

        return [error(cell, shift) for cell, shift, _ in self._pairs]

    def _drop_strays(self) -> None:
        for _ in range(2):
            self._move = moved(self._pairs, self._anchor)
            errors = self._errors()
            limit = max(0.5, 3 * sorted(errors)[len(errors) // 2]) if errors else 0.0
            self._pairs = [pair for pair, error in zip(self._pairs, errors, strict=True) if error <= limit]
        self._move = moved(self._pairs, self._anchor)

    def _reach(self, cell: Point) -> int:
        """How far to look: the farther from what is already found, the farther."""
        near = min(_distance(cell, known) for known in (self._anchor, *(pair[0] for pair in self._pairs)))
        return min(_FARTHEST, 3 + int(near * 0.012))

    def _look_up(self, cell: Point) -> Point | None:
        """By how much the cell lies elsewhere in the scan; None where it is not found."""
        left, upper = round(cell[0] - _WIDE / 2), round(cell[1] - _HIGH / 2)
        guess = self._move.at(cell)
        right, down, reach = round(guess[0] - cell[0]), round(guess[1] - cell[1]), self._reach(cell)
        box = (left, upper, left + _WIDE, upper + _HIGH)
        there = (left + right, upper + down - reach, left + right + _WIDE, upper + down + _HIGH + reach)
        if (dy := _offset(_rows(self._drawn, box), _rows(self._scan, there), reach)) is None:
            return None
        down += round(dy)
        there = (left + right - reach, upper + down, left + right + _WIDE + reach, upper + down + _HIGH)
        if (dx := _offset(_columns(self._drawn, box), _columns(self._scan, there), reach)) is None:
            return None
        return right + dx, down + dy - round(dy)


_Box = tuple[int, int, int, int]


def _rows(picture: Image.Image, box: _Box) -> bytes:
    return picture.crop(box).resize((1, box[3] - box[1]), Image.Resampling.BOX).tobytes()


def _columns(picture: Image.Image, box: _Box) -> bytes:
    return picture.crop(box).resize((box[2] - box[0], 1), Image.Resampling.BOX).tobytes()


def _offset(wanted: bytes, there: bytes, reach: int) -> float | None:
    """Where ``wanted`` lies in ``there``, from the middle; by normalised correlation, between pixels by a parabola."""
    count = len(wanted)
    mean = sum(wanted) / count
    form = [value - mean for value in wanted]
    strength = sum(map(mul, form, form))
    if strength < 4 * count:
        return None
    scores = [_score(form, strength, there[start : start + count]) for start in range(2 * reach + 1)]
    best = max(range(len(scores)), key=scores.__getitem__)
    if scores[best] < _ALIKE or best in (0, 2 * reach) or _repeats(scores, best):
        return None
    before, top, after = scores[best - 1 : best + 2]
    bend = before - 2 * top + after
    return best - reach + (0.5 * (before - after) / bend if bend else 0.0)


def _repeats(scores: list[float], best: int) -> bool:
    """Whether it fits almost as well elsewhere: rows of dots in a table of contents do."""
    rest = (score for place, score in enumerate(scores) if abs(place - best) > 2)
    return max(rest, default=-1.0) > 0.85 * scores[best]


def _score(form: list[float], strength: float, window: bytes) -> float:
    total = sum(window)
    spread = sum(map(mul, window, window)) - total * total / len(window)
    return sum(map(mul, form, window)) / sqrt(strength * spread) if spread > 1 else -1.0

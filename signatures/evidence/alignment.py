"""Lays an issued page over the scan of a sheet, to a fifth of a pixel, whatever the turn, scale and shift of the scan.

The corners of the page code give a first guess: good near the code, up to ten pixels off in the opposite corner. From
the code outward, small cells of the page are then looked up in the scan, rows by the sums over each row and columns by
the sums over each column, and every cell found makes the guess for the next ones better.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from PIL import Image

from signatures.evidence.affine import Affine, Pair, Point, moved

_WIDE, _HIGH = 86.4, 64.8
"""Points of a cell: four lines of text."""
_INK = 5
_ALIKE = 0.6
_MOST_CELLS = 24
_FARTHEST = 14
_Box = tuple[int, int, int, int]
_Size = tuple[int, int]


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


def align(drawn: Image.Image, scan: Image.Image, anchor: Point, scale: float) -> Alignment:
    """Find how ``drawn`` lies on ``scan``; both show ink light on black, and have the page code at ``anchor``.

    ``scale`` is in pixels for each point.
    """
    size = round(_WIDE * scale), round(_HIGH * scale)
    cells = sorted(_cells(drawn, size), key=lambda cell: _distance(cell, anchor))
    chosen = cells[:: max(1, -(-len(cells) // _MOST_CELLS))]
    return _Growth(drawn, scan, anchor, size).over(chosen)


def _distance(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def _cells(drawn: Image.Image, size: _Size) -> Iterator[Point]:
    """Middles of the cells that have something printed in them."""
    wide, high = size
    columns, rows = drawn.width // wide, drawn.height // high
    if not columns or not rows:
        return
    box = (0, 0, columns * wide, rows * high)
    ink = drawn.resize((columns, rows), Image.Resampling.BOX, box=box).tobytes()
    for place, value in enumerate(ink):
        if value >= _INK:
            yield (place % columns + 0.5) * wide, (place // columns + 0.5) * high


class _Growth:
    def __init__(self, drawn: Image.Image, scan: Image.Image, anchor: Point, size: _Size) -> None:
        self._drawn = np.asarray(drawn)
        self._scan = np.asarray(scan)
        self._anchor = anchor
        self._size = size
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
        wide, high = self._size
        left, upper = round(cell[0] - wide / 2), round(cell[1] - high / 2)
        guess = self._move.at(cell)
        right, down, reach = round(guess[0] - cell[0]), round(guess[1] - cell[1]), self._reach(cell)
        box = (left, upper, left + wide, upper + high)
        there = (left + right, upper + down - reach, left + right + wide, upper + down + high + reach)
        if (dy := _offset(_rows(self._drawn, box), _rows(self._scan, there), reach)) is None:
            return None
        down += round(dy)
        there = (left + right - reach, upper + down, left + right + wide + reach, upper + down + high)
        if (dx := _offset(_columns(self._drawn, box), _columns(self._scan, there), reach)) is None:
            return None
        return right + dx, down + dy - round(dy)


_Grey = NDArray[np.uint8]
_Sums = NDArray[np.float32]


def _rows(picture: _Grey, box: _Box) -> _Sums:
    """Mean over each row."""
    return np.asarray(_part(picture, box).mean(axis=1, dtype=np.float32))


def _columns(picture: _Grey, box: _Box) -> _Sums:
    return np.asarray(_part(picture, box).mean(axis=0, dtype=np.float32))


def _part(picture: _Grey, box: _Box) -> _Grey:
    """A cutting; black beyond the edge."""
    left, upper, right, lower = box
    height, width = picture.shape
    if left >= 0 and upper >= 0 and right <= width and lower <= height:
        return picture[upper:lower, left:right]
    part = np.zeros((lower - upper, right - left), np.uint8)
    known = picture[max(upper, 0) : max(lower, 0), max(left, 0) : max(right, 0)]
    down, across = max(-upper, 0), max(-left, 0)
    if known.size:
        part[down : down + known.shape[0], across : across + known.shape[1]] = known
    return part


def _offset(wanted: _Sums, there: _Sums, reach: int) -> float | None:
    """Where ``wanted`` lies in ``there``, from the middle; by normalised correlation, between pixels by a parabola."""
    count = len(wanted)
    form = wanted - wanted.mean()
    strength = float(form @ form)
    if strength < 4 * count:
        return None
    scores = _scores(form, strength, sliding_window_view(there, count))
    best = int(scores.argmax())
    if scores[best] < _ALIKE or best in (0, 2 * reach) or _repeats(scores, best):
        return None
    before, top, after = scores[best - 1 : best + 2].tolist()
    bend = before - 2 * top + after
    return best - reach + (0.5 * (before - after) / bend if bend else 0.0)


def _repeats(scores: _Sums, best: int) -> bool:
    """Whether it fits almost as well elsewhere: rows of dots in a table of contents do."""
    rest = max(scores[: max(0, best - 2)].max(initial=-1.0), scores[best + 3 :].max(initial=-1.0))
    return bool(rest > 0.85 * scores[best])


def _scores(form: _Sums, strength: float, windows: _Sums) -> _Sums:
    """Normalised correlation with each window; -1 where that is even."""
    total = windows.sum(axis=1)
    spread = np.einsum("ij,ij->i", windows, windows) - total * total / len(form)
    scores = (windows @ form) / np.sqrt(strength * np.maximum(spread, 1.0))
    return np.asarray(np.where(spread > 1, scores, -1.0))

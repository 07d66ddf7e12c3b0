"""Whether every printed letter and digit of an issued page stands on the scan as it was printed.

Each is laid over its place on the scan, shifted by up to two points, and correlated with what is there: correlation
does not mind faint toner, grey paper or a shadow, but does mind another digit. Measured on sheets of 100 dpi, askew and
at JPEG quality 40, what is honest stays above 0.84 and one digit for another below 0.8; see ``bench/scans.py``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from PIL import Image, ImageFilter

_ALIKE = 0.8
"""Correlation below which a glyph is not what was printed."""
_SURE = 0.86
"""Correlation from which a glyph need not be looked for beside its place."""
_LEAST = 0.55
"""What is unlike even on the worst of scans."""
_FINE_LIMIT = 0.65
"""The same for points and thin strokes."""
_PALE, _PALE_LESS = 150.0, 0.2
"""Darkest printed point, of 255, of what is printed in grey: a fax makes it thin. By how much its limit is lower; of
grey points and strokes nothing is asked."""
_MOVED = 0.25
"""Part of the printed ink that has to be gone for a glyph to be replaced, or added for it to be written over."""
_FAINTEST = 40.0
"""Darkest printed point below which a place is no glyph: a space, white text."""
_SOFT = ImageFilter.Kernel((3, 3), (1, 2, 1, 2, 4, 2, 1, 2, 1), 16)
"""As blurred as a scanner makes it."""
_ROOM = 1
_SIZES = ((16, 12), (24, 16), (24, 24), (48, 48))
"""Heights and widths in pixels in which glyphs are handled together."""

Boxes = NDArray[np.float64]
"""Left, upper, right, lower in pixels, a row per glyph."""
_Floats = NDArray[np.float32]
_Places = NDArray[np.int64]


@dataclass(frozen=True)
class Unlike:
    """One glyph that is not on the scan as it was printed."""

    index: int
    """Row of the boxes."""
    likeness: float
    is_gone: bool
    """Printed ink is missing; otherwise something was written over it."""
    is_pale: bool
    """Printed in grey."""


def unlike(wanted: Image.Image, there: Image.Image, boxes: Boxes, reach: int) -> tuple[tuple[Unlike, ...], bool]:
    """Glyphs of ``wanted`` that are not on ``there``, which shows the same frame; ``reach`` is in pixels.

    And whether print in grey is gone as a whole; then nothing is said of single glyphs in grey.
    """
    groups = [group for group in _groups(_Pair(wanted, there, reach), boxes) if group.count]
    if not groups:
        return (), False
    likeness = np.concatenate([group.likeness for group in groups])
    limit = max(_LEAST, min(_ALIKE, float(np.quantile(likeness, 0.1)) - 0.06))
    gain = float(np.median(np.concatenate([group.gains for group in groups])))
    found = tuple(each for group in groups for each in group.below(limit, gain))
    pale = sum(int(group.is_pale.sum()) for group in groups)
    is_gone = 2 * sum(each.is_pale and each.is_gone for each in found) > pale > 0
    return tuple(each for each in found if not (is_gone and each.is_pale)), is_gone


class _Pair:
    """Ink of both pictures, with room around it."""

    def __init__(self, wanted: Image.Image, there: Image.Image, reach: int) -> None:
        self.reach = reach
        self.size = wanted.size
        self.wanted = 255 - np.asarray(wanted.filter(_SOFT))
        self.there = 255 - np.asarray(there)


class _Group:
    """Glyphs that fit into pixels of one height and width."""

    def __init__(self, pair: _Pair, places: _Places, index: _Places, shape: tuple[int, int]) -> None:
        self._pair = pair
        self._shape = shape
        left, upper, right, lower = (places[:, side] for side in range(4))
        rows, columns = np.arange(shape[0]), np.arange(shape[1])
        inside = (rows[None, :] < (lower - upper)[:, None])[:, :, None] & (columns[None, :] < (right - left)[:, None])[
            :, None, :
        ]
        printed = _patches(pair.wanted, left, upper, shape) * inside
        dark = printed.max(axis=(1, 2)) >= _FAINTEST
        self._left, self._upper, self.index = left[dark], upper[dark], index[dark]
        self._inside = inside[dark].astype(np.float32)
        self._printed = printed[dark]

    @property
    def count(self) -> int:
        return len(self.index)

    @cached_property
    def is_pale(self) -> NDArray[np.bool_]:
        return np.asarray(self._printed.max(axis=(1, 2)) < _PALE)

    @cached_property
    def _form(self) -> _Floats:
        """Printed ink about its mean, and of length one."""
        form = (self._printed - _mean(self._printed, self._inside)) * self._inside
        length = np.sqrt((form * form).sum(axis=(1, 2), keepdims=True) + 1e-6)
        return np.asarray(form / length, np.float32)

    @cached_property
    def _straight(self) -> _Floats:
        return _patches(self._pair.there, self._left, self._upper, self._shape)

    @cached_property
    def gains(self) -> _Floats:
        """Ink on the scan for each step of printed ink, as it lies."""
        squares = (self._printed * self._printed).sum(axis=(1, 2))
        return np.asarray((self._straight * self._printed).sum(axis=(1, 2)) / np.maximum(squares, 1), np.float32)

    @cached_property
    def _best(self) -> tuple[_Floats, _Floats]:
        """Likeness of each glyph where it fits, and what the scan shows there; looked for until it fits."""
        likeness = _likeness(self._form, self._straight, self._inside)
        shown = self._straight * self._inside
        left = np.flatnonzero(likeness < _SURE)
        for ring in range(1, 2 * self._pair.reach + 1):
            if not len(left):
                break
            form, inside, wide = self._form[left], self._inside[left], self._halves(left)
            for moved in self._moved(wide, ring):
                other = _likeness(form, moved, inside)
                better = other > likeness[left]
                likeness[left[better]] = other[better]
                shown[left[better]] = (moved * inside)[better]
            left = left[likeness[left] < _SURE]
        return likeness, shown

    @property
    def likeness(self) -> _Floats:
        return self._best[0]

    def _halves(self, chosen: _Places) -> tuple[_Floats, _Floats, _Floats, _Floats]:
        """What the scan shows around some glyphs: as it is, half a pixel across, half a pixel down, and both."""
        reach, (height, width) = self._pair.reach, self._shape
        shape = height + 2 * reach + 1, width + 2 * reach + 1
        wide = _patches(self._pair.there, self._left[chosen] - reach, self._upper[chosen] - reach, shape)
        across = _between(wide, 2)
        return wide, across, _between(wide, 1), _between(across, 1)

    def _moved(self, halves: tuple[_Floats, _Floats, _Floats, _Floats], ring: int) -> Iterator[_Floats]:
        """What the scan shows so many half pixels away from the places, in every direction."""
        height, width = self._shape
        for y in range(-ring, ring + 1):
            for x in range(-ring, ring + 1) if abs(y) == ring else (-ring, ring):
                down, right = y + 2 * self._pair.reach, x + 2 * self._pair.reach
                picture = halves[2 * (down % 2) + right % 2]
                yield picture[:, down // 2 : down // 2 + height, right // 2 : right // 2 + width]

    def below(self, limit: float, gain: float) -> Iterator[Unlike]:
        """Glyphs less alike than the limit, and with a good part of their ink gone or as much added."""
        likeness, shown = self._best
        for place in np.flatnonzero(likeness < limit):
            like = float(likeness[place])
            printed, seen = gain * self._printed[place], shown[place]
            gone, added = (_part(one, printed) for one in (printed - seen, seen - printed))
            if like < min(limit, self._limit(int(place))) and (max(gone, added) >= _MOVED or like < _LEAST):
                yield Unlike(int(self.index[place]), like, gone >= _MOVED, bool(self.is_pale[place]))

    def _limit(self, place: int) -> float:
        """Likeness asked of a glyph: less of pale print, and of points, commas and strokes of a few pixels."""
        inside = self._inside[place] > 0
        is_fine = min(inside.any(axis=0).sum(), inside.any(axis=1).sum()) < 4 + 2 * _ROOM
        return float((_FINE_LIMIT if is_fine else _ALIKE) - (_PALE_LESS + is_fine) * self.is_pale[place])


def _between(picture: _Floats, axis: int) -> _Floats:
    first, last = (picture[:, :-1], picture[:, 1:]) if axis == 1 else (picture[:, :, :-1], picture[:, :, 1:])
    return np.asarray((first + last) / 2, np.float32)


def _part(difference: _Floats, printed: _Floats) -> float:
    return float(np.maximum(difference, 0).sum() / max(1.0, float(printed.sum())))


def _groups(pair: _Pair, boxes: Boxes) -> Iterator[_Group]:
    places = np.concatenate([np.floor(boxes[:, :2]) - _ROOM, np.ceil(boxes[:, 2:]) + _ROOM], axis=1).astype(np.int64)
    height, width = places[:, 3] - places[:, 1], places[:, 2] - places[:, 0]
    edge = pair.reach + 1
    left = (
        (places[:, 0] >= edge)
        & (places[:, 1] >= edge)
        & (places[:, 0] < pair.size[0] - edge - _SIZES[-1][1])
        & (places[:, 1] < pair.size[1] - edge - _SIZES[-1][0])
        & (width > 2 * _ROOM + 1)
        & (height > 2 * _ROOM + 1)
    )
    for shape in _SIZES:
        fits = left & (height <= shape[0]) & (width <= shape[1])
        left &= ~fits
        if fits.any():
            yield _Group(pair, places[fits], np.flatnonzero(fits), shape)


def _patches(picture: NDArray[np.uint8], left: _Places, upper: _Places, shape: tuple[int, int]) -> _Floats:
    """Cuttings of one size: (glyph, row, column)."""
    windows = sliding_window_view(picture, shape)
    rows, columns = (np.clip(at, 0, most - 1) for at, most in zip((upper, left), windows.shape, strict=False))
    return np.asarray(windows[rows, columns], np.float32)


def _mean(patches: _Floats, inside: _Floats) -> _Floats:
    total = (patches * inside).sum(axis=(1, 2), keepdims=True)
    return np.asarray(total / inside.sum(axis=(1, 2), keepdims=True), np.float32)


def _likeness(form: _Floats, patches: _Floats, inside: _Floats) -> _Floats:
    """Normalised correlation of each glyph with its cutting; none where nothing is to be seen."""
    count = inside.sum(axis=(1, 2))
    seen = patches * inside
    total, squares = seen.sum(axis=(1, 2)), np.einsum("nij,nij->n", seen, seen)
    spread = squares - total * total / count
    score = np.einsum("nij,nij->n", form, patches) / np.sqrt(np.maximum(spread, 1.0))
    return np.where(spread > 25.0 * count, score, 0.0).astype(np.float32)


def places(glyphs: Sequence[tuple[float, float, float, float]]) -> list[list[int]]:
    """Glyphs that stand together on one line, by their rows: what a reader would call one place."""
    groups: list[list[int]] = []
    for row in sorted(range(len(glyphs)), key=lambda row: (round(glyphs[row][3] / 6), glyphs[row][0])):
        last = glyphs[groups[-1][-1]] if groups else None
        if last is not None and abs(last[3] - glyphs[row][3]) < 6 and glyphs[row][0] - last[2] < 12:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups

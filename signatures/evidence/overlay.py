"""A scanned sheet laid over its issued page: where do they differ, and where has something been written.

Both are brought to 50 to 75 dpi as ink on no paper, softened a little, and subtracted. What is printed and does not
come back is another text; what is there beside it has been added. Thresholds were set so that sheets scanned at 100
dpi, three degrees askew, as JPEG of quality 40 stay below them, and most changes of a single digit above.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageStat

from signatures.evidence.affine import Affine, similarity
from signatures.evidence.alignment import Alignment, align
from signatures.evidence.glyphs import Boxes, Unlike, places, unlike
from signatures.evidence.issued_pages import Box, Drawing
from signatures.evidence.page_codes import Corners

_COARSE, _FINE = 100, 150
"""dpi of the frame on which a sheet and its page are compared."""
_BETWEEN = 130
"""dpi of a scan that is compared on the fine frame."""
_SHRUNK = 180
"""dpi above which a scan is made smaller first."""
_MARGIN = 17.0
"""Points along the edge of the paper that printers and scanners lose."""
_EDGE = 6
"""Pixels along the edge of a sheet in which letters are not judged: they may be cut off."""
_CELL = 8
_SPECK = 3
"""Marked pixels below which a place is left alone."""
_DARKEST = 130
"""Paper darker than this is no paper: a lid left open, a printed field."""
_EVEN = 10
"""Steps of grey that paper may vary and still be called even."""
_ROOM = 12
"""Pixels around a place that say by how much it may lie shifted."""
_MOST_REGIONS = 60
_Cells = tuple[int, int, int, int]
_INVERSE = [255 - value for value in range(256)]


@dataclass(frozen=True)
class Region:
    """A place where scan and issued page differ."""

    box: Box
    """In points, from the upper left corner of the issued page."""
    changed: int
    """Points of the picture at which they differ."""
    missing: int
    """Those at which something was printed that is not there."""
    added: int
    """Those at which something is there where nothing was printed, nor beside it."""

    @property
    def is_missing(self) -> bool:
        """Printed ink is gone, rather than something written beside it."""
        return self.missing >= 2 and 4 * self.missing >= self.changed


@dataclass(frozen=True)
class Spot:
    """Printed letters beside each other that are not on the sheet as they were printed."""

    box: Box
    """In points, from the upper left corner of the issued page."""
    gone: int
    """Letters whose printed ink is missing."""
    covered: int
    """Letters over which something was written."""


class Overlay:
    """One sheet and its issued page, both brought to an upright frame of 100 or 150 dpi."""

    def __init__(self, sheet: Image.Image, corners: Corners, drawing: Drawing, wanted: Corners) -> None:
        guess = similarity(wanted, corners)
        self.dpi = guess.scale * 72
        shrink = _FINE / self.dpi if self.dpi > _SHRUNK else 1.0
        self._guess = guess.times(shrink)
        self._drawing = drawing
        self._sheet = sheet if shrink == 1.0 else sheet.resize(_size(sheet, shrink), Image.Resampling.BOX)
        self._is_coarse = self.dpi < _BETWEEN
        self._scale = (_COARSE if self._is_coarse else _FINE) / 72
        """Pixels of the frame for each point."""
        self._code = wanted
        self._is_pale_gone = False

    @property
    def is_pale_gone(self) -> bool:
        """Whether print in grey did not come through, as on a thin fax; known once ``unlike`` has been asked."""
        return self._is_pale_gone

    @property
    def is_readable(self) -> bool:
        """Whether the scan is fine enough, and no monster, for a comparison."""
        return 60 <= self.dpi <= 1200

    @cached_property
    def _drawn(self) -> Image.Image:
        """The issued page; drawn finer than 100 dpi, where letters would be moved to whole pixels."""
        return self._drawing.frame(self._scale, 2 if self._is_coarse else 1)

    @cached_property
    def alignment(self) -> Alignment:
        """How the page lies on the sheet, beside what the corners of the code say."""
        wanted = self._drawn.reduce(2)
        there = _pulled(self._sheet, _zoom(1 / self._rough).then(self._guess), wanted.size)
        return align(wanted.point(_INVERSE), _ink(there), _zoom(self._rough).at(_middle(self._code)), self._rough)

    @property
    def _rough(self) -> float:
        """Pixels for each point while aligning."""
        return self._scale / 2

    @cached_property
    def _to_sheet(self) -> Affine:
        """Points of the page to pixels of the sheet."""
        return _zoom(self._rough).then(self.alignment.move).then(_zoom(1 / self._rough)).then(self._guess)

    @cached_property
    def _there(self) -> Image.Image:
        """The sheet on the frame."""
        return _pulled(self._sheet, _zoom(1 / self._scale).then(self._to_sheet), self._drawn.size, beyond=0)

    @cached_property
    def _to_frame(self) -> Affine:
        """Points to pixels of the pictures of ink."""
        return _zoom(self._scale / 2)

    @cached_property
    def _inks(self) -> tuple[Image.Image, Image.Image]:
        """Ink as issued and ink as returned, at half the frame, in the same strength."""
        wanted, there = self._drawn.reduce(2), self._there.reduce(2)
        back = _zoom(2 / self._scale).then(self._to_sheet)
        issued, returned = (
            _soft(_ink(wanted)),
            _soft(ImageChops.multiply(_ink(there), self._scanned(back, wanted.size))),
        )
        return issued, _as_strong(returned, issued)

    def unlike(self) -> tuple[Spot, ...]:
        """Places where printed letters are not as they were printed; none where they are beyond the sheet."""
        boxes = self._letters[self._on_sheet]
        if not len(boxes):
            return ()
        found, self._is_pale_gone = unlike(self._drawn, self._there, boxes * self._scale, 2 if self._is_coarse else 3)
        places_of = [tuple(boxes[each.index].tolist()) for each in found]
        return tuple(
            _spot([places_of[row] for row in rows], [found[row] for row in rows]) for rows in places(places_of)
        )

    @property
    def beyond(self) -> int:
        """Printed letters that lie beyond the edge of the sheet, so that nothing can be said of them."""
        return int(len(self._letters) - self._on_sheet.sum())

    @cached_property
    def _letters(self) -> Boxes:
        """What is printed within what printers reach, spaces left out."""
        boxes = np.array(self._drawing.glyphs, np.float64).reshape(-1, 4)
        (width, height), (x, y) = self._drawing.size, (boxes[:, :2] + boxes[:, 2:]).T / 2
        within = (x > _MARGIN) & (x < width - _MARGIN) & (y > _MARGIN) & (y < height - _MARGIN)
        return np.asarray(boxes[within & (boxes[:, 2] - boxes[:, 0] > 0.5) & (boxes[:, 3] - boxes[:, 1] > 0.5)])

    @cached_property
    def _on_sheet(self) -> NDArray[np.bool_]:
        """Which of the letters lie wholly on the sheet, with room to look around them."""
        a, b, c, d, e, f = self._to_sheet
        xs, ys = self._letters[:, [0, 0, 2, 2]], self._letters[:, [1, 3, 1, 3]]
        right, down, (across, along) = a * xs + c * ys + e, b * xs + d * ys + f, self._sheet.size
        on = (right > _EDGE) & (right < across - _EDGE) & (down > _EDGE) & (down < along - _EDGE)
        return np.asarray(on.all(axis=1))

    def _scanned(self, back: Affine, size: tuple[int, int], edge: int = 2) -> Image.Image:
        """White where the sheet is, on the frame; beyond its edge there is neither paper nor ink."""
        there, (width, height) = back.inverse(), self._sheet.size
        mask = Image.new("L", size, 0)
        right, lower = width - edge, height - edge
        corners = [there.at(point) for point in ((edge, edge), (right, edge), (right, lower), (edge, lower))]
        ImageDraw.Draw(mask).polygon(corners, fill=255)
        return mask

    @property
    def _threshold(self) -> int:
        return 42 if self._is_coarse else 72

    def regions(self) -> tuple[Region, ...]:
        """Where the two differ, the code itself and the edge of the paper left out; largest first.

        A place counts only if it still differs once it has been shifted by up to a point of the picture: paper
        stretches in a scanner's feed, and a shifted word is the same word.
        """
        wanted, there = self._inks
        mask = self._mask(wanted.size)
        changed = ImageChops.multiply(ImageChops.difference(wanted, there).point(self._cut), mask)
        if changed.getbbox() is None:
            return ()
        back = self._to_frame.inverse()
        clusters = islice(_clusters(_counts(changed), wanted.width // _CELL), _MOST_REGIONS)
        made = (self._region(box, back, mask) for box in clusters)
        return tuple(sorted((each for each in made if each.changed >= _SPECK), key=lambda region: -region.changed))

    @cached_property
    def _cut(self) -> list[int]:
        return [255 if value > self._threshold else 0 for value in range(256)]

    def _region(self, box: _Cells, back: Affine, mask: Image.Image) -> Region:
        wanted, there = (_crop(ink, box, _ROOM) for ink in self._inks)
        best = min(_shifted(there), key=lambda shifted: ImageStat.Stat(ImageChops.difference(wanted, shifted)).sum[0])
        seen = _crop(mask, box, 0)
        wanted, best = (each.crop((_ROOM, _ROOM, each.width - _ROOM, each.height - _ROOM)) for each in (wanted, best))
        changed = ImageChops.multiply(ImageChops.difference(wanted, best).point(self._cut), seen)
        missing = ImageChops.multiply(ImageChops.subtract(wanted, best).point(self._cut), seen)
        added = ImageChops.multiply(changed, _bare(wanted))
        left, upper, right, lower = back.box(box)
        counts = (each.histogram()[255] for each in (changed, missing, added))
        return Region((left, upper, right, lower), *counts)

    def _mask(self, size: tuple[int, int]) -> Image.Image:
        """White where to look."""
        mask = Image.new("L", size, 0)
        width, height = self._drawing.size
        mask.paste(255, self._to_frame.box((_MARGIN, _MARGIN, width - _MARGIN, height - _MARGIN)))
        xs, ys = zip(*self._code, strict=True)
        mask.paste(0, self._to_frame.box((min(xs) - 6, min(ys) - 6, max(xs) + 6, max(ys) + 6)))
        return ImageChops.multiply(mask, self._scanned(_zoom(2 / self._scale).then(self._to_sheet), size, _EDGE))

    def writing_in(self, box: Box) -> int:
        """How much has been written in a box: points of the picture (at 50 dpi) with ink where nothing is printed.

        Ink on a printed line says nothing: one printer draws it twice as dark as another.
        """
        wanted, there = self._inks
        place = self._to_frame.box(box)
        count = sum(ImageChops.multiply(there.crop(place), _bare(wanted.crop(place))).histogram()[30:])
        return round(count * (1.0 if self._is_coarse else (_COARSE / _FINE) ** 2))

    def cut(self, box: Box) -> Image.Image:
        """What the sheet shows in a box of the page, upright, at 150 dpi."""
        return _pulled(self._sheet, _view(box).then(self._to_sheet), _view_size(box))

    def issued(self, box: Box) -> Image.Image:
        """What was issued in the same box, at the same size."""
        return self._drawing.draw(_view(box).inverse(), _view_size(box))


def _spot(boxes: Sequence[Box], found: Sequence[Unlike]) -> Spot:
    lefts, uppers, rights, lowers = zip(*boxes, strict=True)
    gone = sum(each.is_gone for each in found)
    return Spot((min(lefts), min(uppers), max(rights), max(lowers)), gone, len(found) - gone)


def _bare(ink: Image.Image) -> Image.Image:
    """White where nothing is printed, nor within two points of it."""
    dark = np.pad(np.asarray(ink) >= 8, 2)
    across = dark[:, :-4] | dark[:, 1:-3] | dark[:, 2:-2] | dark[:, 3:-1] | dark[:, 4:]
    near = across[:-4] | across[1:-3] | across[2:-2] | across[3:-1] | across[4:]
    return Image.fromarray(np.where(near, 0, 255).astype(np.uint8))


def _zoom(factor: float) -> Affine:
    return Affine(factor, 0, 0, factor, 0, 0)


def _crop(picture: Image.Image, box: _Cells, room: int) -> Image.Image:
    left, upper, right, lower = box
    return picture.crop((left - room, upper - room, right + room, lower + room))


def _shifted(picture: Image.Image) -> Iterator[Image.Image]:
    """The picture as it is, and moved by half a pixel and a whole one in every direction."""
    for right in (0, -1, 1):
        across = ImageChops.offset(picture, right, 0)
        for down in (0, -1, 1):
            moved = ImageChops.offset(across, 0, down)
            yield moved
            if right or down:
                yield Image.blend(picture, moved, 0.5)


def _size(picture: Image.Image, factor: float) -> tuple[int, int]:
    return round(picture.width * factor), round(picture.height * factor)


def _middle(corners: Corners) -> tuple[float, float]:
    return sum(x for x, _ in corners) / 4, sum(y for _, y in corners) / 4


def _view(box: Box) -> Affine:
    """Pixels of a cutting to points of the page."""
    return Affine(72 / _FINE, 0, 0, 72 / _FINE, box[0], box[1])


def _view_size(box: Box) -> tuple[int, int]:
    return max(1, round((box[2] - box[0]) * _FINE / 72)), max(1, round((box[3] - box[1]) * _FINE / 72))


def _pulled(picture: Image.Image, back: Affine, size: tuple[int, int], beyond: int = 255) -> Image.Image:
    """The picture seen through a map from the pixels of the result to its own; ``beyond`` where there is nothing."""
    data = back.a, back.c, back.e, back.b, back.d, back.f
    return picture.transform(size, Image.Transform.AFFINE, data, Image.Resampling.BILINEAR, fillcolor=beyond)


def _ink(picture: Image.Image) -> Image.Image:
    """How much darker than the paper around it, in proportion to that paper: shadows and shades fall away."""
    paper = picture.reduce(8).filter(ImageFilter.MaxFilter(5))
    darkest, lightest = (int(value) for value in paper.getextrema())  # type: ignore[arg-type]
    if darkest > _DARKEST and lightest - darkest <= _EVEN:
        ground = (darkest + lightest) / 2
        return picture.point([min(255, max(0, round(255 * (1 - value / ground)))) for value in range(256)])
    ground_there, weight = (
        each.resize(picture.size, Image.Resampling.BILINEAR) for each in (paper, paper.point(_TO_WEIGHT))
    )
    return ImageChops.multiply(ImageChops.subtract(ground_there, picture), weight).point(_FROM_WEIGHT)


_TO_WEIGHT = [255 if value <= _DARKEST else round(255 * _DARKEST / value) for value in range(256)]
_FROM_WEIGHT = [min(255, round(value * 255 / _DARKEST)) for value in range(256)]


def _soft(ink: Image.Image) -> Image.Image:
    """Weighed over three by three pixels."""
    for right, down in ((1, 0), (0, 1), (-1, 0), (0, -1)):
        ink = Image.blend(ink, ImageChops.offset(ink, right, down), 0.5)
    return ink


def _as_strong(ink: Image.Image, other: Image.Image) -> Image.Image:
    """The ink as dark as the other where that is printed."""
    printed = other.reduce(2).point([255 if value > 60 else 0 for value in range(256)])
    if printed.getbbox() is None:
        return ink
    here, there = (ImageStat.Stat(each.reduce(2), printed).mean[0] for each in (ink, other))
    gain = min(4.0, there / max(1.0, here))
    return ink.point([min(255, round(value * gain)) for value in range(256)])


def _counts(marked: Image.Image) -> bytes:
    """Marked pixels per cell."""
    columns, rows = marked.width // _CELL, marked.height // _CELL
    box = (0, 0, columns * _CELL, rows * _CELL)
    return marked.resize((columns, rows), Image.Resampling.BOX, box=box).point(_TO_COUNT).tobytes()


_TO_COUNT = [round(value * _CELL * _CELL / 255) for value in range(256)]


def _clusters(changed: bytes, columns: int) -> Iterator[_Cells]:
    """Boxes, in pixels, around groups of neighbouring cells with two marked pixels or more."""
    left = {(place % columns, place // columns) for place, count in enumerate(changed) if count >= 2}
    while left:
        group = [left.pop()]
        for x, y in group:
            near = {(x + i, y + j) for i in (-1, 0, 1) for j in (-1, 0, 1)} & left
            left -= near
            group.extend(near)
        if sum(changed[y * columns + x] for x, y in group) >= _SPECK:
            xs, ys = zip(*group, strict=True)
            yield min(xs) * _CELL, min(ys) * _CELL, (max(xs) + 1) * _CELL, (max(ys) + 1) * _CELL

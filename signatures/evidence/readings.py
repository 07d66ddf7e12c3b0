"""What lies on each sheet of a returned scan: which issued page, what is written on its lines, and what differs."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from PIL import Image

from signatures.evidence.issued_pages import Box, Drawing, Drawings, IssuedPage, Register
from signatures.evidence.overlay import Overlay
from signatures.evidence.page_codes import FoundCode, SheetCode, find_codes
from signatures.evidence.pictures import beside, png
from signatures.evidence.scans import Sheet, sheets
from signatures.evidence.verdict import Picture
from signatures.facts import SlotId
from signatures.packs import PackFacts, Rect

_WRITTEN = 20
"""Points of ink (at 50 dpi) on a signature line that count as something written."""
_ANOTHER_TEXT = 6
"""Letters gone from which a page is another text, and no speck: about a word."""
_DRAWN = 24
"""Points of printed ink gone, where no letters are, that are worth a look: a ruled line, a frame."""
_ADDED = 12
"""Points of ink added that are worth a look."""
_MOST_DIFFERENCES = 6
"""Pictures of differences per sheet."""
_BLANK = 0.0004
"""Part of a sheet that is dark at most when nothing is on it."""


@dataclass(frozen=True)
class Look:
    """What a sheet shows, compared with its issued page."""

    is_compared: bool = False
    is_another_page: bool = False
    """Hardly anything of the issued page was found on the sheet."""
    changed: tuple[tuple[Box, str], ...] = ()
    """Places where what was printed is gone or other, with the words issued there."""
    gone: int = 0
    """Printed letters that are not there."""
    beyond: int = 0
    """Printed letters that lie beyond the edge of the sheet."""
    is_pale_gone: bool = False
    """What is printed in grey did not come through."""
    added: tuple[Box, ...] = ()
    """Places where something was written outside the signature lines."""
    written: tuple[SlotId, ...] = ()
    empty: tuple[SlotId, ...] = ()
    pictures: tuple[Picture, ...] = field(default=(), repr=False)

    @property
    def is_another_text(self) -> bool:
        """Too much of the printed text is gone for a stain."""
        return self.is_another_page or self.gone >= _ANOTHER_TEXT


@dataclass(frozen=True)
class Reading:
    """One page lying on one sheet of the returned file, or a sheet without any."""

    sheet: int
    """Page of the file, from 0."""
    code: SheetCode | None = None
    page: IssuedPage | None = None
    look: Look = Look()
    is_blank: bool = False
    is_broken: bool = False


def read(data: bytes, packs: Sequence[PackFacts]) -> tuple[Reading, ...]:
    """What lies on each page of a returned file, in order. Raises ScanError."""
    register, drawings = Register(packs), Drawings()
    try:
        return tuple(reading for sheet in sheets(data) for reading in _readings(sheet, register, drawings))
    finally:
        drawings.close()


def _readings(sheet: Sheet, register: Register, drawings: Drawings) -> list[Reading]:
    if sheet.image is None:
        return [Reading(sheet.number, is_broken=True)]
    found = find_codes(sheet.image)
    if not found:
        return [Reading(sheet.number, is_blank=_is_blank(sheet.image))]
    return [_reading(sheet.number, sheet.image, each, register, drawings) for each in found]


def _is_blank(image: Image.Image) -> bool:
    """Whether nothing is on a sheet: the back of one, say. The edge, where scanners leave shadows, does not count."""
    edge = image.width // 20, image.height // 20
    inner = image.crop((*edge, image.width - edge[0], image.height - edge[1])).reduce(2)
    counts = inner.histogram()
    paper = max(range(128, 256), key=counts.__getitem__)
    return sum(counts[: max(0, paper - 60)]) <= _BLANK * inner.width * inner.height


def _reading(number: int, image: Image.Image, found: FoundCode, register: Register, drawings: Drawings) -> Reading:
    page = register.page(found.code)
    if page is None:
        return Reading(number, found.code)
    return Reading(number, found.code, page, _look(number, image, found, page, drawings))


def _look(number: int, image: Image.Image, found: FoundCode, page: IssuedPage, drawings: Drawings) -> Look:
    drawing = drawings.sheet(page)
    if drawing is None or drawing.corners is None:
        return Look()
    overlay = Overlay(image, found.corners, drawing, drawing.corners)
    if not overlay.is_readable:
        return Look()
    if 4 * overlay.alignment.found < overlay.alignment.cells >= 4:
        return Look(is_another_page=True, pictures=(_whole(number, overlay, drawing.size),))
    lines = [(slot, _from_top(rect, drawing.size[1])) for slot, rect in page.fields]
    written = tuple(slot for slot, box in lines if overlay.writing_in(_around(box, 8)) >= _WRITTEN)
    look = Look(
        written=written,
        empty=tuple(slot for slot, _ in lines if slot not in written),
        pictures=tuple(_signature(number, overlay, slot, box, drawing.size) for slot, box in lines if slot in written),
    )
    if not overlay.alignment.is_sure:
        return replace(look, pictures=(*look.pictures, _whole(number, overlay, drawing.size)))
    return _compared(number, look, overlay, drawing, [box for _, box in lines])


def _compared(number: int, look: Look, overlay: Overlay, drawing: Drawing, lines: Sequence[Box]) -> Look:
    """What was seen on the lines, and with it what differs elsewhere."""
    spots, regions = overlay.unlike(), overlay.regions()
    gone = [spot.box for spot in spots if spot.gone]
    lost = () if overlay.is_pale_gone else regions
    drawn = [each.box for each in lost if each.missing >= _DRAWN and each.is_missing]
    over = [spot.box for spot in spots if not spot.gone]
    beside = [each.box for each in regions if not each.is_missing and each.added >= _ADDED]
    changed = tuple((box, drawing.text_in(_words(box))) for box in (*gone, *_apart(drawn, gone)))
    free = [box for box in _apart(beside, gone) if not _in_zone(box, lines)]
    added = (*free, *(box for box in _apart(over, free) if not _in_zone(box, lines)))
    shown = (*(box for box, _ in changed), *added)[:_MOST_DIFFERENCES]
    pictures = (*look.pictures, *(_difference(number, overlay, box) for box in shown))
    return replace(
        look,
        is_compared=True,
        changed=changed,
        gone=sum(spot.gone for spot in spots),
        beyond=overlay.beyond,
        is_pale_gone=overlay.is_pale_gone,
        added=added,
        pictures=pictures,
    )


def _apart(boxes: Sequence[Box], others: Sequence[Box]) -> list[Box]:
    """The boxes that touch none of the others."""
    return [box for box in boxes if not any(_touch(box, other) for other in others)]


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] + 6 and other[0] < one[2] + 6 and one[1] < other[3] + 3 and other[1] < one[3] + 3


def _from_top(rect: Rect, height: float) -> Box:
    left, bottom, right, top = rect
    return left, height - top, right, height - bottom


def _around(box: Box, room: float) -> Box:
    return box[0] - room, box[1] - room, box[2] + room, box[3] + room


def _words(box: Box) -> Box:
    """A place with room for the words that begin before it or end behind it."""
    middle = (box[1] + box[3]) / 2
    return box[0] - 30, middle - 3, box[2] + 30, middle + 3


def zone(box: Box) -> Box:
    """Where a signer writes: the line, place and date above it, and what a large signature takes beside it.

    The kept picture of a signature shows this place, as far as it lies on the page. Points from the upper left."""
    return box[0] - 70, box[1] - 110, box[2] + 110, box[3] + 28


def _in_zone(place: Box, lines: Sequence[Box]) -> bool:
    x, y = (place[0] + place[2]) / 2, (place[1] + place[3]) / 2
    zones = (zone(box) for box in lines)
    return any(left <= x <= right and upper <= y <= lower for left, upper, right, lower in zones)


def _signature(number: int, overlay: Overlay, slot: SlotId, box: Box, size: tuple[float, float]) -> Picture:
    left, upper, right, lower = zone(box)
    shown = max(left, 0.0), max(upper, 0.0), min(right, size[0]), min(lower, size[1])
    return Picture(f"Wat bij de handtekening van {slot.partij} is geschreven", number, png(overlay.cut(shown)), slot)


def _difference(number: int, overlay: Overlay, place: Box) -> Picture:
    box = _around(place, 30)
    picture = beside(overlay.issued(box), overlay.cut(box))
    return Picture("Boven zoals uitgegeven, onder zoals teruggekomen", number, png(picture))


def _whole(number: int, overlay: Overlay, size: tuple[float, float]) -> Picture:
    box = 0.0, 0.0, size[0], size[1]
    picture = beside(overlay.issued(box).reduce(2), overlay.cut(box).reduce(2), across=True)
    return Picture("Links zoals uitgegeven, rechts zoals teruggekomen", number, png(picture))

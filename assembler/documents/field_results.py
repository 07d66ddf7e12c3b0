"""The results of all fields of one document, with every mistake collected."""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property

from assembler.documents.bookmarks import Bookmark, Bookmarks
from assembler.documents.field_errors import FieldError
from assembler.documents.field_tree import INSTRUCTION, SIMPLE, Field, fields_of, write_result
from assembler.documents.instruction import BARE, Instruction
from assembler.documents.numbering import ListNumber
from assembler.documents.places import Places
from assembler.documents.properties import Properties
from assembler.documents.reading import Reading, Story
from assembler.documents.references import formatted_number, in_case, number_text
from assembler.documents.text import paragraph_text
from assembler.documents.wordml import Element, w, whole

ROUNDS = 8
"""How deep references to text with references may go."""
DROPPED = (
    "het doel staat niet (meer) in dit document, meestal doordat een voorwaarde het artikel liet vervallen; "
    "laat de verwijzing onder dezelfde voorwaarde vallen of kies in Word een ander doel"
)
UNNUMBERED = "het doel is een alinea zonder nummer; geef die alinea een genummerde stijl of verwijs naar de tekst ervan"
EMPTY = "de bladwijzer bevat geen tekst; zet hem in Word om de woorden die moeten verschijnen"
CIRCULAR = "de verwijzing verwijst naar een tekst waarin zij zelf staat; kies in Word een ander doel"
NO_STYLE = "geen alinea heeft deze stijl; kies in Word een andere stijl of haal het veld weg"
NO_PAGE = "de bladzijde van het doel is na het opmaken niet gevonden; controleer de bladwijzer in Word"


class Results:
    """Computes and writes results; ``changed`` holds the parts that became different."""

    def __init__(self, reading: Reading, pages: Mapping[str, int] | Mapping[str, str] | None) -> None:
        self.reading = reading
        self.pages = None if pages is None else {name.lower(): str(page) for name, page in pages.items()}
        self.changed: set[str] = set()
        self._mistakes: list[str] = []
        self._places: dict[str, Places] = {}

    @cached_property
    def bookmarks(self) -> Bookmarks:
        """All bookmarks."""
        return Bookmarks(self.reading)

    @cached_property
    def fields(self) -> list[tuple[Story, Field]]:
        """All fields as the file held them, without what an old table of contents shows and what is locked."""
        found = [(story, one) for story in self.reading.stories for one in fields_of(story.root)]
        return [(story, one) for story, one in found if not one.within("TOC") and not one.is_locked]

    def raise_mistakes(self) -> None:
        """Raise FieldError when there was any mistake."""
        if self._mistakes:
            raise FieldError(list(dict.fromkeys(self._mistakes)))

    def fail(self, story: Story, one: Field, why: str) -> None:
        """Note that a field can have no result."""
        places = self._places.setdefault(story.part, Places(story))
        place = str(places.place_of(one.paragraph))
        code = " ".join(one.instruction.text.split())
        self._mistakes.append(f"{place[:1].upper()}{place[1:]}, veld {{ {code} }}: {why}.")

    def put(self, story: Story, one: Field, text: str) -> bool:
        """Write a result."""
        changed = write_result(one, text)
        if changed:
            self.changed.add(story.part)
        return changed

    def write_sequences(self) -> None:
        """SEQ: numbers in the order of the text, one row per name; ``\\s`` starts again at a heading."""
        for story in self.reading.stories:
            sequences = Sequences(story)
            for owner, one in self.fields:
                if owner is story and one.instruction.kind == "SEQ":
                    number = sequences.next(one)
                    self.put(story, one, "" if "h" in one.instruction else formatted_number(number, one.instruction))

    def write_references(self) -> None:
        """REF, NOTEREF, STYLEREF and document properties; again until texts that hold references are quiet."""
        pending = self.fields
        for _ in range(ROUNDS):
            before = len(self._mistakes)
            written = [self._write(story, one) for story, one in pending]
            pending = [(story, one) for story, one in pending if _shows_text(one)]
            if not any(written) or len(self._mistakes) > before:
                return
        self._mistakes.append(f"Verwijzingen in een kring: {CIRCULAR}.")

    def _write(self, story: Story, one: Field) -> bool:
        text = self._text_of(story, one)
        return text is not None and self.put(story, one, text)

    def _text_of(self, story: Story, one: Field) -> str | None:
        kind = one.instruction.kind
        if kind == "REF" or (kind == BARE and self.bookmarks.get(one.instruction.target)):
            return self._reference(story, one)
        if kind == "NOTEREF":
            return self._note(story, one)
        if kind == "STYLEREF":
            return self._style(story, one)
        return self.properties.get(one.instruction)

    @cached_property
    def properties(self) -> Properties:
        """The document's properties."""
        return Properties(self.reading.word)

    def target(self, story: Story, one: Field) -> Bookmark | None:
        """The bookmark a field names; a mistake when it is not there."""
        found = self.bookmarks.get(one.instruction.target)
        if found is None or found.paragraph is None:
            self.fail(story, one, DROPPED)
            return None
        return found

    def _reference(self, story: Story, one: Field) -> str | None:
        mark = self.target(story, one)
        if mark is None or mark.paragraph is None:
            return None
        if not set(one.instruction.switches) & set("nrwp"):
            return self._bookmark_text(story, one, mark)
        words = []
        if set(one.instruction.switches) & set("nrw"):
            number = self._number(story, one, mark.paragraph, mark.story)
            if number is None:
                return None
            words.append(number)
        if "p" in one.instruction:
            words.append(side_of(story, one.paragraph, mark))
        return " ".join(filter(None, words))

    def _number(self, story: Story, one: Field, paragraph: Element, target: Story) -> str | None:
        number = target.numbers.get(paragraph)
        text = (
            ""
            if number is None or number.bullet
            else number_text(number, one.instruction, own_number(story, one.paragraph))
        )
        if not text:
            self.fail(story, one, UNNUMBERED)
            return None
        return text

    def _bookmark_text(self, story: Story, one: Field, mark: Bookmark) -> str | None:
        if mark.story is story and one.paragraph is mark.paragraph and _holds(mark, one):
            self.fail(story, one, CIRCULAR)
            return None
        text = mark.text
        if not text.strip():
            self.fail(story, one, EMPTY)
            return None
        return in_case(text, one.instruction)

    def _note(self, story: Story, one: Field) -> str | None:
        mark = self.target(story, one)
        if mark is None:
            return None
        if "p" in one.instruction:
            return side_of(story, one.paragraph, mark)
        for kind in ("footnoteReference", "endnoteReference"):
            notes = list(mark.story.root.iter(w(kind)))
            inside = [node for node in mark.start.itersiblings() for node in node.iter(w(kind))][:1]
            if inside:
                return formatted_number(notes.index(inside[0]) + 1, one.instruction)
        self.fail(story, one, DROPPED)
        return None

    def _style(self, story: Story, one: Field) -> str | None:
        """The nearest paragraph of the style above the field, else below; in a header only when there is just one."""
        style = self._style_id(one.instruction)
        body = self.reading.body
        styled = [p for p in body.paragraphs if self.reading.styles.of_paragraph(p) == style] if style else []
        if not styled:
            self.fail(story, one, NO_STYLE)
            return None
        if story is not body:
            if len(styled) > 1:
                return None
            found = styled[0]
        else:
            found = nearest(body, one.paragraph, styled)
        if set(one.instruction.switches) & set("nrw"):
            return self._number(story, one, found, body)
        return in_case(paragraph_text(found, self.reading.styles).strip(), one.instruction)

    def _style_id(self, instruction: Instruction) -> str | None:
        name = instruction.target
        return self.reading.styles.named(f"heading {name}" if name.isdecimal() and len(name) == 1 else name)

    def write_page_references(self) -> None:
        """PAGEREF: the page of its bookmark, those in tables of contents too."""
        for story in self.reading.stories:
            for one in fields_of(story.root) if _mentions_pages(story) else ():
                if one.instruction.kind == "PAGEREF" and not one.is_locked:
                    self._write_page(story, one)

    def _write_page(self, story: Story, one: Field) -> None:
        mark = self.target(story, one)
        if mark is None or self.pages is None:
            return
        page = self.pages.get(mark.name.lower())
        if page is None:
            self.fail(story, one, NO_PAGE)
            return
        number = formatted_number(int(page), one.instruction) if page.isdecimal() else page
        self.put(story, one, f"op pagina {number}" if "p" in one.instruction else number)


def _shows_text(one: Field) -> bool:
    """Whether a field shows text that may hold other fields."""
    return one.instruction.kind in {"REF", "STYLEREF", BARE} and not set(one.instruction.switches) & set("nrwp")


def _mentions_pages(story: Story) -> bool:
    codes = [node.text or "" for node in story.root.iter(INSTRUCTION)]
    codes += [node.get(w("instr"), "") for node in story.root.iter(SIMPLE)]
    return "PAGEREF" in "".join(codes).upper()


def _holds(mark: Bookmark, one: Field) -> bool:
    """Whether a field stands between the start and the end of a bookmark in its own paragraph."""
    inside = False
    for node in (mark.paragraph if mark.paragraph is not None else mark.start).iter():
        inside = inside or node is mark.start
        if node.tag == w("bookmarkEnd") and node.get(w("id")) == mark.start.get(w("id")):
            return False
        if node is one.begin:
            return inside
    return False


def side_of(story: Story, paragraph: Element, mark: Bookmark) -> str:
    """boven or onder: where a bookmark stands, seen from a paragraph; empty from another story."""
    if mark.story is not story or mark.paragraph is None:
        return ""
    return "boven" if story.order[mark.paragraph] < story.order.get(paragraph, 0) else "onder"


def own_number(story: Story, paragraph: Element) -> ListNumber | None:
    """The number in whose context a paragraph stands: its own, else that of the last numbered one above it."""
    return story.context.get(paragraph)


def nearest(story: Story, paragraph: Element, styled: list[Element]) -> Element:
    """The last of ``styled`` that is not below the paragraph, else the first below it."""
    here = story.order.get(paragraph, 0)
    above = [one for one in styled if story.order[one] <= here]
    return above[-1] if above else styled[0]


class Sequences:
    """The rows of SEQ fields in one story."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._counts: Counter[str] = Counter()
        self._headings: dict[str, int] = {}

    def next(self, one: Field) -> int:
        """The number of the next field of its row."""
        instruction = one.instruction
        row = instruction.target.lower()
        self._start_again(row, one)
        if "r" in instruction:
            self._counts[row] = whole(instruction.switches["r"], 1)
        elif "c" not in instruction:
            self._counts[row] += 1
        return self._counts[row]

    def _start_again(self, row: str, one: Field) -> None:
        level = whole(one.instruction.switches.get("s"), 0)
        if not level:
            return
        heading = self._headings_above(level).get(one.paragraph, 0)
        if self._headings.get(row, heading) != heading:
            self._counts[row] = 0
        self._headings[row] = heading

    def _headings_above(self, level: int) -> dict[Element, int]:
        """Paragraph → how many headings of this level or higher stand above it."""
        styles, count, found = self._story.reading.styles, 0, {}
        if level not in self._above:
            for paragraph in self._story.paragraphs:
                count += styles.outline_level(paragraph) < level
                found[paragraph] = count
            self._above[level] = found
        return self._above[level]

    @cached_property
    def _above(self) -> dict[int, dict[Element, int]]:
        return {}

"""Bookmarks: the paragraph each one marks and the text it holds (17.13.6)."""

from dataclasses import dataclass
from functools import cached_property

from assembler.documents.reading import Reading, Story
from assembler.documents.text import Scanner
from assembler.documents.word_styles import Styles
from assembler.documents.wordml import Element, P, enclosing, w, whole

START, END = w("bookmarkStart"), w("bookmarkEnd")


@dataclass(frozen=True, eq=False)
class Bookmark:
    """One bookmark."""

    name: str
    start: Element
    story: Story
    paragraph: Element | None
    """The paragraph in which it starts, or the next one."""

    @property
    def text(self) -> str:
        """The shown text it holds; paragraphs are joined by a space."""
        story, first = self.story, self.paragraph
        if first is None:
            return ""
        capture = _Capture(story.reading.styles, self.start)
        if enclosing(self.start, P) is None:
            capture.inside = True
        at = story.order[first]
        for paragraph in story.paragraphs[at:]:
            if enclosing(paragraph, P) is None:
                capture.walk(paragraph)
            if capture.done:
                break
        return " ".join(filter(None, (line.text.strip(" ") for line in capture.lines)))


class _Capture(Scanner):
    """Reads only what stands between the start and the end of a bookmark."""

    def __init__(self, styles: Styles, start: Element) -> None:
        super().__init__(styles)
        self.start, self.inside, self.done = start, False, False

    def walk(self, node: Element) -> None:
        if node is self.start:
            self.inside = True
        elif node.tag == END and node.get(w("id")) == self.start.get(w("id")):
            self.inside, self.done = False, True
        else:
            super().walk(node)

    def say(self, text: str, kind: str = "text") -> None:
        if self.inside:
            super().say(text, kind)


class Bookmarks:
    """All bookmarks of a document by name, whatever the case; the first of a name counts, as in Word."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._found: dict[str, Bookmark] = {}
        self._next_number = 900_000_001
        for story in reading.stories:
            self._read(story)

    def _read(self, story: Story) -> None:
        waiting: list[Element] = []
        for node in story.root.iter(START, P):
            if node.tag == P:
                for start in waiting:
                    self._add(start, story, node)
                waiting.clear()
            else:
                paragraph = enclosing(node, P)
                self._add(node, story, paragraph) if paragraph is not None else waiting.append(node)
        for start in waiting:
            self._add(start, story, None)

    def _add(self, start: Element, story: Story, paragraph: Element | None) -> None:
        name = start.get(w("name"), "")
        self._found.setdefault(name.lower(), Bookmark(name, start, story, paragraph))

    def get(self, name: str) -> Bookmark | None:
        """The bookmark of this name."""
        return self._found.get(name.lower())

    def of_paragraph(self, paragraph: Element, prefix: str) -> list[str]:
        """The names of the bookmarks with this prefix that start in a paragraph."""
        names = (start.get(w("name"), "") for start in paragraph.iter(START))
        return [name for name in names if name.startswith(prefix)]

    @cached_property
    def _last_id(self) -> list[int]:
        return [
            max((whole(one.get(w("id")), 0) for s in self._reading.stories for one in s.root.iter(START)), default=0)
        ]

    def free_id(self) -> str:
        """An id that no bookmark of the document has."""
        self._last_id[0] += 1
        return str(self._last_id[0])

    def free_name(self, prefix: str) -> str:
        """A name that no bookmark has; the same in every run on the same document."""
        while f"{prefix}{self._next_number}".lower() in self._found:
            self._next_number += 1
        return f"{prefix}{self._next_number}"

    def add(self, paragraph: Element, name: str, story: Story) -> None:
        """Put a bookmark around the text of a paragraph."""
        number = self.free_id()
        start, end = paragraph.makeelement(START), paragraph.makeelement(END)
        start.set(w("id"), number)
        start.set(w("name"), name)
        end.set(w("id"), number)
        at = 1 if len(paragraph) and paragraph[0].tag == w("pPr") else 0
        paragraph.insert(at, start)
        paragraph.append(end)
        self._add(start, story, paragraph)

"""A filled Word file opened for reading: its stories, styles and lists."""

from collections.abc import Iterator
from functools import cached_property

from assembler.documents import numbering
from assembler.documents.numbering import Definitions, ListNumber
from assembler.documents.word_file import WordFile
from assembler.documents.word_styles import Styles
from assembler.documents.wordml import Element, paragraphs


class Story:
    """One run of text: the body, a header or footer, the footnotes or the endnotes."""

    def __init__(self, reading: "Reading", part: str, kind: str) -> None:
        self.reading, self.part, self.kind = reading, part, kind
        self.root = reading.word.xml(part)

    @cached_property
    def paragraphs(self) -> list[Element]:
        """All paragraphs, in order."""
        return list(paragraphs(self.root))

    @cached_property
    def numbers(self) -> dict[Element, ListNumber]:
        """The number of every numbered paragraph."""
        return numbering.numbers_of(self.paragraphs, self.reading.styles, self.reading.definitions)

    @cached_property
    def order(self) -> dict[Element, int]:
        """Paragraph → its place in the story."""
        return {paragraph: index for index, paragraph in enumerate(self.paragraphs)}

    @cached_property
    def context(self) -> dict[Element, ListNumber]:
        """Paragraph → its own number, else that of the last numbered paragraph above it."""
        found: dict[Element, ListNumber] = {}
        last: ListNumber | None = None
        for paragraph in self.paragraphs:
            own = self.numbers.get(paragraph)
            last = own if own is not None and not own.bullet else last
            if last is not None:
                found[paragraph] = last
        return found


class Reading:
    """A Word file with what is needed to say what Word shows."""

    def __init__(self, docx: bytes | WordFile) -> None:
        self.word = docx if isinstance(docx, WordFile) else WordFile(docx)

    def _first(self, kind: str) -> Element | None:
        found = self.word.related(kind)
        return self.word.xml(found[0]) if found else None

    @cached_property
    def styles(self) -> Styles:
        """The styles of the document."""
        return Styles(self._first("styles"))

    @cached_property
    def definitions(self) -> Definitions:
        """The lists of the document."""
        return Definitions(self._first("numbering"), self.styles)

    @cached_property
    def settings(self) -> Element | None:
        """word/settings.xml."""
        return self._first("settings")

    @cached_property
    def body(self) -> Story:
        """The text itself."""
        return Story(self, self.word.main, "document")

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """The text, then notes, headers and footers in the order of the document's relationships."""
        return (self.body, *self._others())

    def _others(self) -> Iterator[Story]:
        for kind in ("footnotes", "endnotes", "header", "footer"):
            for part in self.word.related(kind):
                yield Story(self, part, kind)

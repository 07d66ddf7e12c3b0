"""The place of a paragraph in the words of its author: which story, under which heading, how far down."""

from dataclasses import dataclass

from assembler.documents.reading import Story
from assembler.documents.text import paragraph_text
from assembler.documents.word_styles import BODY_LEVEL
from assembler.documents.wordml import Element

STORY_NAMES = {
    "document": "",
    "header": "koptekst",
    "footer": "voettekst",
    "footnotes": "voetnoten",
    "endnotes": "eindnoten",
}
LONGEST_QUOTE = 60


@dataclass(frozen=True)
class ParagraphPlace:
    """Where a paragraph stands, for a message to the author."""

    story: str
    """Empty for the text itself, else koptekst, voettekst, voetnoten or eindnoten."""
    heading: str
    """The nearest heading above it, with its number; empty before the first."""
    ordinal: int
    """1 for the first paragraph below that heading (or of the story); 0 for the heading itself."""
    text: str

    def __str__(self) -> str:
        where = f"in de {self.story}, " if self.story else ""
        if self.ordinal == 0:
            return f"{where}in het kopje “{short(self.heading)}”"
        under = f"onder “{short(self.heading)}”, " if self.heading else ""
        quote = f" (“{short(self.text)}”)" if self.text.strip() else ""
        return f"{where}{under}alinea {self.ordinal}{quote}"


def short(text: str) -> str:
    """One line of at most LONGEST_QUOTE characters."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1].rstrip() + "…"


class Places:
    """The places of all paragraphs of one story."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self._headings: dict[Element, tuple[Element | None, int]] = {}
        heading, ordinal = None, 0
        for paragraph in story.paragraphs:
            if story.kind == "document" and story.reading.styles.outline_level(paragraph) < BODY_LEVEL:
                heading, ordinal = paragraph, -1
            ordinal += 1
            self._headings[paragraph] = (heading, ordinal)

    def place_of(self, paragraph: Element) -> ParagraphPlace:
        """The place of a paragraph of this story."""
        heading, ordinal = self._headings.get(paragraph, (None, 1))
        shown = self._shown(heading) if heading is not None else ""
        return ParagraphPlace(STORY_NAMES[self.story.kind], shown, ordinal, self._shown(paragraph))

    def _shown(self, paragraph: Element) -> str:
        number = self.story.numbers.get(paragraph)
        label = f"{number.label} " if number and number.label and not number.bullet else ""
        return label + paragraph_text(paragraph, self.story.reading.styles)


def place_of(story: Story, paragraph: Element) -> ParagraphPlace:
    """The place of one paragraph; for many of one story make a ``Places`` once."""
    return Places(story).place_of(paragraph)

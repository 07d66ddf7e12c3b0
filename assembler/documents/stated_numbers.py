"""Numbers that hang on a chain of styles or on two lists counting as one, stated on the paragraph itself.

Word follows basedOn and the level that names a style, and counts all lists on one definition together; an engine may
take the first level, or count each list on its own, and so print a wrong article number.
"""

from assembler.documents.numbering import Definitions, numbering_of
from assembler.documents.reading import Story
from assembler.documents.word_styles import Styles
from assembler.documents.wordml import PPR, Element, child, make, value, w

BEFORE_NUMBER = frozenset(map(w, ["pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"]))
AFTER_INDENT = frozenset(
    w(name)
    for name in (
        *("contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment"),
        *("textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange"),
    )
)
"""What the schema puts after w:ind (17.3.1.26)."""


def state_numbers(story: Story) -> bool:
    """Write list and level on each paragraph where an engine could read them otherwise; False when there was none."""
    styles, definitions = story.reading.styles, story.reading.definitions
    leaders: dict[str, str] = {}
    stated = False
    for paragraph in story.paragraphs:
        place = numbering_of(paragraph, styles, definitions)
        if place is not None:
            number = _leader(place[0], definitions, leaders)
            if number != place[0] or not _is_plain(paragraph, place, styles):
                _state(paragraph, number, place[1], styles)
                stated = True
    return stated


def _leader(number: str, definitions: Definitions, leaders: dict[str, str]) -> str:
    """The first list on the same definition, for lists that change nothing of it."""
    return leaders.setdefault(definitions.list_of(number), number) if definitions.is_plain(number) else number


def _is_plain(paragraph: Element, place: tuple[str, int], styles: Styles) -> bool:
    """Whether the paragraph, or the one style it is in, states both list and level."""
    own = paragraph.find(f"{PPR}/{w('numPr')}")
    if own is not None:
        return (value(own, "numId"), value(own, "ilvl")) == (place[0], str(place[1]))
    style = styles.get(styles.of_paragraph(paragraph))
    numbered = style.find(f"{PPR}/{w('numPr')}") if style is not None else None
    return (value(numbered, "numId"), value(numbered, "ilvl") or "0") == (place[0], str(place[1]))


def _state(paragraph: Element, number: str, level: int, styles: Styles) -> None:
    properties = paragraph.find(PPR)
    if properties is None:
        properties = make("pPr")
        paragraph.insert(0, properties)
    had_own = properties.find(w("numPr"))
    if had_own is not None:
        properties.remove(had_own)
    numbered = make("numPr")
    child(numbered, "ilvl", val=str(level))
    child(numbered, "numId", val=number)
    properties.insert(sum(node.tag in BEFORE_NUMBER for node in properties), numbered)
    if had_own is None or value(had_own, "numId") is None:
        _keep_indent(properties, styles.indent(styles.of_paragraph(paragraph)))


def _keep_indent(properties: Element, indent: dict[str, str]) -> None:
    """A number on the paragraph would bring the indent of its level; the one of the style stays."""
    own = properties.find(w("ind"))
    if not indent:
        return
    if own is None:
        own = make("ind")
        properties.insert(sum(node.tag not in AFTER_INDENT for node in properties), own)
    for name, text in indent.items():
        own.set(name, own.get(name, text))

"""Links that LibreOffice carries into the PDF.

LibreOffice (measured on 7.4) writes no link annotation for a w:hyperlink whose runs have no character style, or one
that the document does not define: it takes the link for plain text. So each run of a link gets a style that changes
nothing. Only the copy for this engine is touched.
"""

from assembler.documents.field_errors import WordFileError
from assembler.documents.reading import Reading, Story
from assembler.documents.wordml import RPR, VAL, R, child, make, w

STYLE = "TekenklaarKoppeling"
_LINK, _STYLE, _ID = w("hyperlink"), w("rStyle"), w("styleId")


def style_links(docx: bytes) -> bytes:
    """The Word file with a character style on every run of a link; the same bytes when there is none to give, and
    when it is no Word file, about which the engine has its say."""
    try:
        return _styled(Reading(docx), docx)
    except WordFileError:
        return docx


def _styled(reading: Reading, docx: bytes) -> bytes:
    sheets = reading.word.related("styles")
    if not sheets:
        return docx
    styles = reading.word.xml(sheets[0])
    defined = {style.get(_ID) for style in styles.iter(w("style"))}
    for story in reading.stories:
        if _style(story, defined):
            reading.word.change(story.part)
            reading.word.change(sheets[0])
    style = child(styles, "style", type="character", customStyle="1", styleId=STYLE)
    child(style, "name", val=STYLE)
    return reading.word.save()


def _style(story: Story, defined: set[str | None]) -> bool:
    changed = False
    for run in story.root.iter(R):
        if next(run.iterancestors(_LINK), None) is None:
            continue
        properties = run.find(RPR)
        if properties is None:
            properties = make("rPr")
            run.insert(0, properties)
        style = properties.find(_STYLE)
        if style is None:
            style = make("rStyle")
            properties.insert(0, style)
        if style.get(VAL) not in defined:
            style.set(VAL, STYLE)
            changed = True
    return changed

"""Runs whose look depends on a style or font that PDF engines treat in their own way, made plain characters."""

from assembler.documents import symbols
from assembler.documents.numbering import PLACEHOLDER
from assembler.documents.reading import Story
from assembler.documents.word_styles import Styles
from assembler.documents.wordml import PPR, RPR, VAL, Element, P, R, T, enclosing, make, w

COMMENTS = (w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"), w("annotationRef"))
FIELD_MARKS = frozenset({w("fldChar"), w("instrText")})
ANCHORS = frozenset({w("bookmarkStart"), w("bookmarkEnd")})
UPPER_FORMATS = {"lowerLetter": "upperLetter", "lowerRoman": "upperRoman"}
SHOWN = tuple(
    w(name) for name in ("t", "sym", "drawing", "pict", "object", "tab", "br", "footnoteReference", "endnoteReference")
)


def drop_hidden(story: Story) -> bool:
    """Remove comments, hidden runs, and hidden paragraphs of which nothing is left."""
    styles = story.reading.styles
    comments = list(story.root.iter(*COMMENTS))
    for node in comments:
        _remove(node)
    if not styles.uses("vanish", story.root):
        return bool(comments)
    hidden = [run for run in story.root.iter(R) if _is_hidden(run, styles)]
    for run in hidden:
        _remove(run)
    empty = [p for p in story.root.iter(P) if _is_hidden_paragraph(p, styles)]
    dropped = [_drop_paragraph(paragraph) for paragraph in empty]
    return any(dropped) or bool(comments) or bool(hidden)


def _style(run: Element, styles: Styles) -> str | None:
    paragraph = enclosing(run, P)
    return styles.of_paragraph(paragraph) if paragraph is not None else None


def _is_hidden(run: Element, styles: Styles) -> bool:
    if any(node.tag in FIELD_MARKS for node in run):
        return False
    return styles.run_toggle(run.find(RPR), _style(run, styles), "vanish")


def _is_hidden_paragraph(paragraph: Element, styles: Styles) -> bool:
    mark = paragraph.find(f"{PPR}/{RPR}")
    return (
        styles.run_toggle(mark, styles.of_paragraph(paragraph), "vanish") and next(paragraph.iter(*SHOWN), None) is None
    )


def _drop_paragraph(paragraph: Element) -> bool:
    """Remove a paragraph; its bookmarks move to the next one. One that must stay (last of a cell, section) stays."""
    following = paragraph.getnext()
    if following is None or following.tag != P or paragraph.find(f"{PPR}/{w('sectPr')}") is not None:
        return False
    at = 1 if following.find(PPR) is not None else 0
    for node in reversed([node for node in paragraph if node.tag in ANCHORS]):
        following.insert(at, node)
    _remove(paragraph)
    return True


def _remove(node: Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def raise_capitals(story: Story) -> bool:
    """Write text that is shown in capitals (w:caps, from wherever) in capitals."""
    styles, changed = story.reading.styles, False
    if not styles.uses("caps", story.root):
        return False
    for run in story.root.iter(R):
        properties = run.find(RPR)
        if styles.run_toggle(properties, _style(run, styles), "caps"):
            for text in run.iter(T):
                upper = (text.text or "").upper()
                changed = changed or upper != text.text
                text.text = upper
    return changed


def raise_capitals_of_lists(root: Element, styles: Styles) -> bool:
    """The same for the number of a level whose style is in capitals."""
    changed = False
    for level in root.iter(w("lvl")):
        style, text = level.find(w("pStyle")), level.find(w("lvlText"))
        if style is None or text is None or not styles.run_toggle(level.find(RPR), style.get(VAL), "caps"):
            continue
        upper = "".join(
            f"%{piece}" if index % 2 else piece.upper()
            for index, piece in enumerate(PLACEHOLDER.split(text.get(VAL, "")))
        )
        number_format = level.find(w("numFmt"))
        if number_format is not None and number_format.get(VAL) in UPPER_FORMATS:
            number_format.set(VAL, UPPER_FORMATS[number_format.get(VAL, "")])
            changed = True
        changed = changed or upper != text.get(VAL)
        text.set(VAL, upper)
    return changed


def map_symbols(story: Story) -> bool:
    """Write w:sym and text in a symbol font as Unicode characters."""
    changed = False
    for node in list(story.root.iter(w("sym"))):
        text = make("t")
        text.text = symbols.symbol(node.get(w("char"), ""), node.get(w("font")))
        node.addprevious(text)
        _remove(node)
        changed = True
    mapped = [_map_run(run) for run in story.root.iter(R)]
    return any(mapped) or changed


def _map_run(run: Element) -> bool:
    fonts = run.find(f"{RPR}/{w('rFonts')}")
    font = symbols.symbol_font(fonts)
    texts = list(run.iter(T))
    if fonts is None or font is None or not any(text.text for text in texts):
        return False
    mapped = [symbols.to_unicode(text.text or "", font) for text in texts]
    for text, signs in zip(texts, mapped, strict=True):
        text.text = signs
    _remove(fonts)
    return True


def map_symbols_of_lists(root: Element) -> bool:
    """The same for the bullets of lists."""
    changed = False
    for level in root.iter(w("lvl")):
        fonts, text = level.find(f"{RPR}/{w('rFonts')}"), level.find(w("lvlText"))
        font = symbols.symbol_font(fonts)
        if fonts is not None and font is not None and text is not None:
            text.set(VAL, symbols.to_unicode(text.get(VAL, ""), font))
            _remove(fonts)
            changed = True
    return changed

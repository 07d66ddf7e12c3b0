"""Characters of the symbol fonts that Word files use, as Unicode: boxes, checks, arrows, bullets and Greek letters."""

from assembler.documents.wordml import Element, w

SLOTS = ("ascii", "hAnsi")
PRIVATE = 0xF000
"""Word stores a character of a symbol font at this offset in the private use area."""


def _row(first: int, signs: str) -> dict[int, str]:
    return {first + index: sign for index, sign in enumerate(signs) if sign != " "}


WINGDINGS = (
    _row(0x21, "✏✂✁👓🔔📖🕯☎✆✉📨📪📫📬📭📁📂📄📃📑🗄⌛⌨🖰🖲🖳🖴💾🖬✇✍🖎✌👌👍👎☜☞☝☟🖐☺😐☹💣☠🏳🏱✈☼💧❄🕆✞🕈✠✡☪☯ॐ☸")
    | _row(0x5E, "♈♉♊♋♌♍♎♏♐♑♒♓")
    | _row(0x6C, "●❍■☐🞐❑❒⬧⧫◆❖⬥☒⮹⌘🏵🏶🙶🙷")
    | _row(0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")
    | {0x6A: "&", 0x6B: "&", 0x9E: "·", 0x9F: "•", 0xA0: "▪", 0xA1: "○", 0xA4: "◉", 0xA5: "◎", 0xA7: "▪", 0xA8: "☐"}
    | {0xAA: "✦", 0xAB: "★", 0xAC: "✶", 0xAD: "✴", 0xAE: "✹", 0xAF: "✵", 0xD5: "⌫", 0xD6: "⌦", 0xD8: "➢", 0xDC: "➲"}
    | _row(0xDF, "←→↑↓↖↗↙↘")
    | _row(0xE7, "←➔↑↓↖↗↙↘⇦⇨⇧⇩⬄⇳⬀⬁⬃⬂▭▫✗✔☒☑")
)
WINGDINGS_2 = _row(0x4F, "✗✓☒☑☒☒⮽⮾⮿🛇⊗") | {0x2A: "☐", 0x98: "●", 0xA2: "■", 0xA3: "☐", 0x99: "●", 0x97: "•", 0xA0: "▪"}
WINGDINGS_3 = _row(0x66, "←→↑↓↖↗↘↙") | {0x7D: "▶", 0x75: "◀", 0x70: "▲", 0x71: "▼", 0x84: "◂", 0x9F: "▸", 0xC6: "➤"}
WEBDINGS = {0x61: "✔", 0x63: "☐", 0x67: "■", 0x6E: "●", 0x72: "✖", 0x33: "◀", 0x34: "▶", 0x35: "▲", 0x36: "▼"}
SYMBOL = (
    _row(0x41, "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ")
    | _row(0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ")
    | _row(0x30, "0123456789")
    | _row(0xA1, "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…")
    | _row(0xC0, "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊")
    | {0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥", 0xA0: "€", 0xE5: "∑"}
    | {code: chr(code) for code in (0x20, 0x21, 0x23, 0x25, 0x26, 0x28, 0x29, 0x2B, 0x2C, 0x2E, 0x2F, 0x3A, 0x3B)}
)
FONTS = {
    "wingdings": WINGDINGS,
    "wingdings 2": WINGDINGS_2,
    "wingdings 3": WINGDINGS_3,
    "webdings": WEBDINGS,
    "symbol": SYMBOL,
}


def is_symbol_font(font: str | None) -> bool:
    """Whether the font draws other signs than the characters it is given."""
    return (font or "").lower() in FONTS


def symbol_font(fonts: Element | None) -> str | None:
    """The symbol font that a w:rFonts names for western text; None when it names another font."""
    if fonts is None:
        return None
    return next((font for slot in SLOTS if is_symbol_font(font := fonts.get(w(slot)))), None)


def to_unicode(text: str, font: str | None) -> str:
    """``text`` set in a symbol font as Unicode; a sign that is not known stays as it is."""
    table = FONTS.get((font or "").lower())
    if table is None:
        return text
    return "".join(
        table.get(ord(sign) - PRIVATE if PRIVATE <= ord(sign) <= PRIVATE + 0xFF else ord(sign), sign) for sign in text
    )


def symbol(code: str, font: str | None) -> str:
    """The sign of one w:sym (hexadecimal code and font)."""
    try:
        return to_unicode(chr(int(code, 16)), font)
    except (ValueError, OverflowError):
        return ""

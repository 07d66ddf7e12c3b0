"""The tags of docxtpl's template language: `{{ }}`, `{% %}`, `{# #}`, with p, tr, tc or r behind the brace."""

from __future__ import annotations

import re
from dataclasses import dataclass

MARK_START, MARK_END = "\ufdd0", "\ufdd1"
"""Around a tag's number where the tag stood in a text: characters that Unicode keeps out of all texts."""

BREAK = "\x1f"
"""Stands for a line break or tab in the joined text of a paragraph."""

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_OPENING = re.compile(r"\{[{%#]")
_LEVEL = re.compile(r"\{[{%#](p|tr|tc|r)\s")
_STRAIGHT = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": "'", "\u200b": "", "\ufeff": "", "\n": " ", "\r": " "}
)
_LITERALS = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))

PRINT, STATEMENT, COMMENT = "{{", "{%", "{#"


@dataclass(slots=True)
class Tag:
    """One tag of a template, in one piece."""

    number: int
    opening: str
    """PRINT, STATEMENT or COMMENT."""
    level: str
    """"" (in running text), "p" (instead of its paragraph), "tr" (row), "tc" (cell) or "r" (run)."""
    body: str
    """What Jinja reads, without braces, level and trim marks, with straight quotes."""
    raw: str
    part: str
    paragraph: int
    """Index of its paragraph in the part; −1 outside any."""
    left: bool = False
    """`{%-`: joined with the text before."""
    right: bool = False
    """`-%}`: joined with the text after."""
    attribute: bool = False
    """Stands in an attribute or another text than a run's."""
    run: str | None = None
    paragraph_looks: str | None = None
    """For a print tag that takes the place of its run or paragraph: the properties of what it replaced, as XML."""
    split: bool = False
    """Was spread over several runs, or over a break."""
    mixed: bool = False
    """Those runs look different (bold, another font): what is printed looks like the first of them throughout."""

    @property
    def keyword(self) -> str:
        """The first word of a statement (if, for, endif, …)."""
        return re.split(r"[\s(]", self.body, maxsplit=1)[0] if self.opening == STATEMENT else ""

    @property
    def source(self) -> str:
        """The tag as Jinja reads it."""
        closing = {PRINT: "}}", STATEMENT: "%}", COMMENT: "#}"}[self.opening]
        return f"{self.opening} {self.body} {closing}"

    @property
    def mark(self) -> str:
        """What stands for the tag in a text."""
        return f"{MARK_START}{self.number}{MARK_END}"


def find_tags(text: str) -> tuple[list[tuple[int, int]], list[int]]:
    """The (start, end) of every tag in `text`, and the positions of tags that are opened and never closed."""
    spans: list[tuple[int, int]] = []
    unclosed: list[int] = []
    at = 0
    while (opening := _OPENING.search(text, at)) is not None:
        match = _TAG.match(text, opening.start())
        if match is None:
            unclosed.append(opening.start())
            at = opening.end()
            continue
        end = _real_end(text, match)
        spans.append((match.start(), end))
        at = end
    return spans, unclosed


def _real_end(text: str, match: re.Match[str]) -> int:
    """The end of a tag whose first closing may stand inside a quoted string, or close groups (`{"a": {"b": 1}}`)."""
    start, end = match.span()
    closing = match.group()[-2:]
    while closing != "#}" and _goes_on(text[start + 2 : end - 2].translate(_STRAIGHT)):
        further = text.find(closing, end - 1)
        if further < 0 or _OPENING.search(text, end, further):
            return match.end()
        end = further + 2
    return end


def _goes_on(inside: str) -> bool:
    """Whether a quote or a brace is still open at the end of what stands in a tag."""
    quote, braces = "", 0
    for char in inside:
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
        else:
            braces += (char == "{") - (char == "}")
    return bool(quote) or braces > 0


def read_tag(raw: str, number: int, part: str, paragraph: int) -> Tag:
    """The tag that `raw` is."""
    level = _LEVEL.match(raw)
    body = raw[2 + (len(level.group(1)) if level else 0) : -2]
    left, right = body[:1] == "-", body[-1:] == "-"
    body = body[1:] if body[:1] in ("-", "+") else body
    body = body[:-1] if body[-1:] in ("-", "+") else body
    body = (
        _QUOTED.sub(lambda match: match.group().replace(BREAK, ""), body.translate(_STRAIGHT))
        .replace(BREAK, " ")
        .strip()
    )
    shown = raw.replace(BREAK, " ")
    return Tag(number, raw[:2], level.group(1) if level else "", body, shown, part, paragraph, left, right)


def unescape_braces(text: str) -> str:
    """`{_{` and its kin as the braces that they stand for."""
    for written, meant in _LITERALS:
        text = text.replace(written, meant)
    return text

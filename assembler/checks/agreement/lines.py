"""Paragraphs out of visual lines: what a PDF or a text broke over lines and pages, put together again."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assembler.checks.agreement.labels import ARTIKEL, BIJLAGE, Label, label_of
from assembler.checks.agreement.passage import Passage
from assembler.checks.agreement.regions import CONSIDERANS, SIGNING, is_own_title
from assembler.checks.agreement.sentences import ABBREVIATIONS
from assembler.checks.agreement.signs import ANNEX_LIST, sign_of

SHORTEST_FULL = 60
"""Characters; a line of fewer is never taken for a full one."""
TERMINAL = re.compile(r"[.;:?!][\"'”’)]*$")
UNFINISHED = re.compile(
    r"(?i)(?:\b(?:artikel(?:en)?|art|lid|leden|bijlage[n]?|onder|sub|en|of|de|het|een|van|in|op|met|voor|te|nr|d\.d|mevrouw|heer|dhr|mw|mr|drs|ir"
    r"|paragraaf|hoofdstuk|door|aan|bij|t/m|punt)\.?|§|,|\()$"
)
HEADED = re.compile(r"(?:(?i:artikel)\s+)?\d[\d.]*\w?\s*[.:–—-]?\s*(?:De )?Bijlagen?$")
HALF_WAY = re.compile(
    r"(?i)\b(?:artikel(?:en)?|art\.|lid|leden|bijlagen?|en|of|de|het|een|van|in|op|met|voor|te|d\.d\.|mevrouw|heer|door|aan|bij)$"
)
"""A line that ends so goes on, whatever follows."""
RULE = re.compile(r"[_.…\s-]{4,}$")
"""A line to write on."""
SHORTEST_BROKEN = 45
"""Characters; in a text with a paragraph a line, a shorter one is no broken sentence."""
TERM = re.compile(r"[A-Z][^.:;]{1,40}:\s+\S")
"""A line that opens with a term and its meaning."""
SPACES = re.compile(r"\s+")
SOFT = "\u00ad"


@dataclass(frozen=True, slots=True)
class Line:
    """One visual line."""

    text: str
    left: float = 0.0
    right: float = 0.0
    """In the unit of ``left``: characters for a text, points for a PDF."""
    gap: float = 1.0
    """Distance to the line above in normal line distances: 1 = directly below it."""
    page: int = 0
    size: float = 0.0
    strong: bool = False
    new_page: bool = False
    ends: bool | None = None
    """Whether the file hints that a paragraph or cell ends here; None = it does not say."""
    table: int = -1
    row: int = 0
    column: int = 0
    columns: int = 1
    header_row: bool = False
    origin: object = None
    """What the line was made of."""

    @property
    def in_table(self) -> bool:
        return self.table >= 0


@dataclass(frozen=True)
class _Style:
    """How the whole text is set."""

    wrapped: bool
    hyphenated: bool
    words: frozenset[str]


LONE = re.compile(r"(?:-\s+)?(?P<number>\(?(?:\d{1,3}|[a-z]{1,2})[.)]|\d{1,3}(?:\.\d{1,3})+\.?|\d{1,2}[°º][.)]?)$")
"""A number that stands on a line of its own, as in texts that were copied from a web page."""


def _with_numbers(lines: Sequence[Line]) -> list[Line]:
    """Each lone number in front of the line below it."""
    found: list[Line] = []
    lone: Line | None = None
    for line in lines:
        match = LONE.match(line.text) if not line.in_table else None
        if lone is not None and match is None and not line.in_table:
            found.append(replace(line, text=f"{lone.text} {line.text}", left=lone.left, gap=max(lone.gap, line.gap)))
            lone = None
            continue
        if lone is not None:
            found.append(lone)
        lone = replace(line, text=match["number"]) if match else None
        if match is None:
            found.append(line)
    return [*found, lone] if lone is not None else found


def passages_of(lines: Sequence[Line]) -> list[Passage]:
    """Lines joined into paragraphs, in order; linear in their number."""
    lines = _with_numbers(lines)
    widths = _local_widths(lines)
    style = _style(lines, widths)
    groups: list[list[Line]] = []
    for index, line in enumerate(lines):
        if groups and not _starts(groups[-1], line, widths[index - 1], style):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_passage(group, style) for group in groups]


def _local_widths(lines: Sequence[Line], around: int = 12) -> list[float]:
    """The right edge of the text around each line."""
    rights = [line.right for line in lines]
    return [max(rights[max(0, index - around) : index + around + 1]) for index in range(len(lines))]


def _style(lines: Sequence[Line], widths: Sequence[float]) -> _Style:
    plain = [(line, width) for line, width in zip(lines, widths, strict=True) if not line.in_table]
    full = sum(len(line.text) >= SHORTEST_FULL and line.right >= 0.85 * width for line, width in plain)
    goes_on = sum(
        not TERMINAL.search(one.text) and other.text[:1].islower() for (one, _), (other, _) in itertools.pairwise(plain)
    )
    broken = sum(
        one.text.endswith("-") and other.text[:1].islower() for (one, _), (other, _) in itertools.pairwise(plain)
    )
    words = frozenset(re.findall(r"[\w-]+", " ".join(line.text for line in lines).lower()))
    wrapped = len(plain) >= 8 and full >= 0.2 * len(plain) and goes_on >= 0.08 * len(plain)
    return _Style(wrapped, broken > max(2, 0.02 * len(plain)), words)


def _starts(group: Sequence[Line], line: Line, width: float, style: _Style) -> bool:
    """Whether a line starts a new paragraph."""
    last = group[-1]
    if line.in_table or last.in_table:
        return (line.table, line.row, line.column) != (last.table, last.row, last.column)
    goes_on = _goes_on(last.text, line.text, style)
    if last.text.endswith(SOFT) or (last.text.endswith("-") and not _is_number_start(last, line)):
        return False
    if _is_number_start(last, line):
        return True
    if last.ends and not goes_on:
        return True
    if _stands_alone(group, line):
        return True
    if line.strong != last.strong and line.size and not line.text[:1].islower():
        return True
    if line.page != last.page and line.size:
        return bool(TERMINAL.search(last.text)) or (not goes_on and not _is_full(last, line, width))
    if line.page == last.page and line.gap > (1.25 if line.size else 1.45):
        return not goes_on or (line.gap >= 1.9 and not line.size and _is_paused(last, line, width))
    if not _is_full(last, line, width):
        return not goes_on
    if not style.wrapped and not line.size:
        return not goes_on
    return bool(TERMINAL.search(last.text)) and not line.size and not _is_abbreviation(last.text) and line.gap > 1.1


def _is_paused(last: Line, line: Line, width: float) -> bool:
    """Whether an empty line after a short one that could go on ends it all the same."""
    return not HALF_WAY.search(last.text) and not _is_full(last, line, width) and len(last.text) >= SHORTEST_FULL


def _goes_on(last: str, text: str, style: _Style) -> bool:
    """Whether the words say that a line is the middle of a sentence."""
    if last.endswith(":") and text[:1] in "“\"‘'„":
        return True
    if TERMINAL.search(last) or RULE.match(last):
        return False
    return bool(HALF_WAY.search(last)) or (text[:1].islower() and (style.wrapped or len(last) >= SHORTEST_BROKEN))


def _is_full(last: Line, line: Line, width: float) -> bool:
    """Whether the first word of the next line would not have fitted."""
    if line.size:
        per_sign = (last.right - last.left) / max(len(last.text), 1)
        return last.right + (len(line.text.split(" ", 1)[0]) + 1) * per_sign >= 0.97 * width
    return len(last.text) >= SHORTEST_FULL and last.right + len(line.text.split(" ", 1)[0]) + 1 >= 0.86 * width


def _is_abbreviation(text: str) -> bool:
    last = text.rstrip(".").rsplit(" ", 1)[-1].lower().lstrip("(\"'“‘")
    return text.endswith(".") and (last in ABBREVIATIONS or len(last) == 1)


def _is_number_start(last: Line, line: Line) -> bool:
    """Whether a line starts with a number of the structure rather than one of its sentence."""
    if sign_of(Passage(line.text, strong=line.strong)).what in {"artikel", "bijlage", "division"}:
        return not _is_unfinished(last.text) or bool(line.size and line.gap > 1.45)
    label = label_of(line.text)
    if label is None or not (label.rest or label.style in {"dotted", "digit"}):
        return False
    return _fits(label, last, line)


def _is_unfinished(text: str) -> bool:
    """Whether a line ends in a word that asks for more; "Artikel 12 Bijlagen" is whole."""
    return bool(UNFINISHED.search(text)) and not HEADED.match(text)


def _is_item(label: Label, last: Line, line: Line) -> bool:
    """Whether a dash at the start of a line is that of a list, not one between words."""
    if label.shown not in {"-", "–", "—"} or TERMINAL.search(last.text) or label.rest[:1].isupper():
        return True
    return line.left != last.left or last.text[:1] in "-–—•" or last.right < 0.75 * max(line.right, 1)


def _fits(label: Label, last: Line, line: Line) -> bool:
    if label.style == "dash":
        return not last.text.endswith((" de", " het", " een")) and _is_item(label, last, line)
    if line.size and line.strong and not last.strong:
        return True
    if _is_unfinished(last.text) and not re.search(r"(?:,|\b(?:en|of))$", last.text):
        return False
    ended = bool(TERMINAL.search(last.text)) or bool(re.search(r"(?:,|\b(?:en|of))$", last.text)) or line.gap > 1.45
    if label.bare or label.style in {"capital", "Roman"}:
        return ended or (label.rest[:1].isupper() and len(last.text) < SHORTEST_FULL)
    return ended or label.rest[:1].isupper() or label.style == "dotted"


def _stands_alone(group: Sequence[Line], line: Line) -> bool:
    """Headings and markers are paragraphs of their own, as is what follows them."""
    first = group[0].text
    if len(group) == 1 and not UNFINISHED.search(first):
        sign = sign_of(Passage(first, strong=group[0].strong))
        if sign.what in {"artikel", "division"} and not sign.run_in and not line.text[:1].islower():
            return True
        if sign.what == "bijlage" or ANNEX_LIST.match(first):
            return not line.text[:1].islower()
        if first.isupper() and len(first) < SHORTEST_FULL and not line.text.isupper():
            return True
    if TERMINAL.search(group[-1].text) and (is_own_title(line.text) or TERM.match(line.text)):
        return True
    if SIGNING.match(line.text) or (CONSIDERANS.match(line.text) and len(line.text) < 60):
        return not UNFINISHED.search(group[-1].text) and line.text[:1].isupper()
    return _is_between(line.text, group[-1].text) or _is_between(first, "") or "____" in line.text


def _is_between(text: str, above: str) -> bool:
    """The word that stands alone between two partijen."""
    return bool(re.match(r"E[nN]\s*[:,;]?$", text)) or (
        text == "en" and (not above or bool(re.search(r"[;,.\"”’)]$", above)))
    )


def _passage(group: Sequence[Line], style: _Style) -> Passage:
    first = group[0]
    pieces = [first.text]
    for line in group[1:]:
        pieces[-1:] = _joined(pieces[-1], line.text, style, first.in_table)
    return Passage(
        SPACES.sub(" ", "".join(pieces).replace(SOFT, "")).strip(),
        strong=all(line.strong for line in group), new_page=first.new_page,
        table=first.table, row=first.row, column=first.column, columns=first.columns, header_row=first.header_row,
        recovered=first.in_table, pages=tuple(dict.fromkeys(line.page for line in group if line.page)),
    )  # fmt: skip


def _joined(text: str, more: str, style: _Style, in_table: bool) -> list[str]:
    """Two lines as one, in two pieces; a word that was broken put together."""
    if text.endswith(SOFT):
        return [text[:-1], more]
    if text.endswith("-") and not text.endswith((" -", "--")):
        return _unbroken(text, more, style)
    if (text.endswith("/") and not text.endswith(" /")) or (in_table and _is_cut_word(text, more, style)):
        return [text, more]
    return [f"{text} ", more]


def _is_cut_word(text: str, more: str, style: _Style) -> bool:
    """A word or amount that a narrow cell broke without a hyphen."""
    before, after = re.search(r"\S*$", text[-60:]), re.match(r"\S*", more)
    head, tail = (before.group() if before else ""), (after.group() if after else "")
    if re.search(r"\d,\d?$", head) and re.fullmatch(r"\d{1,2}", tail):
        return True
    return head.isalpha() and tail.isalpha() and tail.islower() and f"{head}{tail}".lower() in style.words


def _unbroken(text: str, more: str, style: _Style) -> list[str]:
    before, after = re.search(r"[\w-]*-$", text[-60:]), re.match(r"\w*", more)
    head = before.group()[:-1].lower() if before else ""
    tail = after.group().lower() if after else ""
    if not more[:1].islower() or not head:
        return [text, more]
    if tail in {"en", "of", "c.q"}:
        return [f"{text} ", more]
    if f"{head}-{tail}" in style.words:
        return [text, more]
    if f"{head}{tail}" in style.words or style.hyphenated:
        return [text[:-1], more]
    return [text, more]


FORM = re.compile(r"(?i)(?:naam|functie|hoedanigheid|plaats|datum|handtekening|namens|voor)\b")
"""Lines of signature pages are alike too."""
NUMBER_LINE = re.compile(
    r"(?i)\W*(?:pagina|pag\.?|blz\.?|bladzijde|p\.)?\s*\d{1,4}\s*(?:(?:van|/|\|)\s*(?:de\s+)?\d{1,4})?\W*$"
)


def without_running_heads(lines: Sequence[Line]) -> tuple[list[Line], list[tuple[str, str, int]]]:
    """Lines without headers, footers and page numbers; what was taken out once each: (role, text, page)."""
    pages: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        pages.setdefault(line.page, []).append(index)
    seen: dict[tuple[str, str], list[int]] = {}
    edges: list[tuple[int, str, str, bool]] = []
    for members in pages.values():
        for role, indexes in (("header", members[:3]), ("footer", members[-3:][::-1])):
            for position, index in enumerate(indexes):
                outer = position == 0 or (role == "footer" and position == 1)
                edges.append((index, role, _pattern(lines[index].text), outer))
                seen.setdefault((role, _pattern(lines[index].text)), []).append(lines[index].page)
    gone = {
        index: role
        for index, role, pattern, outer in edges
        if _is_repeated(lines[index], pattern, seen[role, pattern], len(pages), outer)
    }
    heads = {
        (role, lines[index].text): lines[index].page
        for index, role in reversed(gone.items())
        if not _is_page_number(lines[index].text)
    }
    taken = _distinct_heads((role, text, page) for (role, text), page in heads.items())
    return _marked([None if index in gone else line for index, line in enumerate(lines)]), taken


def _distinct_heads(heads: Iterator[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    seen: dict[tuple[str, str], tuple[str, str, int]] = {}
    for role, text, page in sorted(heads, key=lambda one: one[2]):
        seen.setdefault((role, _pattern(text)), (role, text, page))
    return list(seen.values())


def _pattern(text: str) -> str:
    """The text with everything that has a digit in it made equal."""
    return re.sub(r"\S*\d\S*", "#", text.lower()).strip()


def _is_page_number(text: str) -> bool:
    return bool(NUMBER_LINE.match(text))


def _is_repeated(line: Line, pattern: str, on: Sequence[int], pages: int, outer: bool) -> bool:
    """Whether a line at the edge of a page is there on many pages, or at the very edge of several in a row."""
    times = len(on)
    if _is_page_number(line.text):
        return times >= 2 or (pages == 1 and "pagina" in pattern)
    if len(line.text) > 160 or pages < 3 or re.search(r"[_…]{3,}", line.text):
        return False
    if ARTIKEL.match(line.text) or BIJLAGE.match(line.text) or SIGNING.match(line.text) or FORM.match(line.text):
        return False
    is_dense = outer and len(pattern) >= 20 and times >= 3 and on[-1] - on[0] + 1 <= 1.5 * times
    return times >= max(3, 0.4 * pages) or is_dense


def _marked(lines: Sequence[Line | None]) -> list[Line]:
    """What is left; the first of each page is known as such."""
    found: list[Line] = []
    for line in lines:
        if line is not None:
            first = bool(found) and line.page != found[-1].page
            found.append(replace(line, gap=1.0) if first else line)
    return found

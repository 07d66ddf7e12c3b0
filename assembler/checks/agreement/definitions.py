"""Terms that the agreement defines: in its artikel of definitions, and in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assembler.checks.agreement.structure import Agreement, Artikel, Block, Definition, How, Kind, Table

QUOTE = "\"“”„‟‘’'«»"
OF_DEFINITIONS = re.compile(
    r"(?i)\b(?:definities?|begrippen|begripsbepaling(?:en)?|begripsomschrijving(?:en)?|terminologie)\b"
)
SAYS = re.compile(r"(?i)(?:verstaan|betekenis|bedoeld|begrippen|definities)")
LISTED = re.compile(
    rf"(?P<open>[{QUOTE}]?)(?P<term>[^:;.(){QUOTE}]{{2,80}}?)[{QUOTE}]?\s*(?:\((?P<short>[^)]{{2,40}})\))?\s*"
    r"(?::|\s[–—-]\s|\t|=)\s*(?P<text>\S.*)?$",
    re.DOTALL,
)
RUNNING = re.compile(
    rf"(?i)\b(?:hierna|hierna\s+te\s+noemen|verder|nader|gezamenlijk|tezamen|samen|ook wel"
    rf"|in deze (?:volmacht|overeenkomst))\b"
    rf"[^;.:{QUOTE}()]{{0,50}}?(?:\s*:|\bnoemen\b|\bgenoemd\b|\baangeduid\b(?:\s+als)?|\bduiden\s+als\b)\s*:?\s*(?:als\s+)?"
    rf"(?:(?:de|het)\s+)?(?:[{QUOTE}]\s*(?P<quoted>[^{QUOTE}]{{2,70}}?)\s*[{QUOTE}]|(?P<bare>[A-Z][\w.&’'-]*(?:\s+[A-Z][\w.&’'-]*){{0,4}}))"
)
BRACKETS = re.compile(
    rf"\(\s*(?:(?:hierna|verder|ook)\s*:?\s*)?(?:de|het)?\s*[“‘\"'„]\s*(?P<term>[^{QUOTE}()]{{2,60}}?)\s*[”’\"'“]\s*\)"
)
SHORT = re.compile(r"(?P<full>[\w-]+)\s+\((?P<term>[A-Z][A-Za-z]{0,3}[A-Z]{1,6}[a-z]?)\)")
UNDERSTOOD = re.compile(
    rf"(?i)\bonder\s+[{QUOTE}]?(?P<term>[^:;.,{QUOTE}]{{2,60}}?)[{QUOTE}]?\s+(?:wordt|worden"
    rf"|verstaan partijen)\b.{{0,80}}?\bverstaan\b"
)

PATTERNS = (
    (RUNNING, ("noemen", "genoemd", "aangeduid", "duiden", "hierna", "verder:", "nader:")),
    (BRACKETS, ("(",)),
    (UNDERSTOOD, ("verstaan",)),
)
"""Each with words of which a text must have one; looking for these first is fast."""


def definitions_of(agreement: Agreement) -> tuple[Definition, ...]:
    """Every definition, in the order of the text; a term defined twice is there twice."""
    found = [*_in_artikelen(agreement), *_in_running_text(agreement)]
    return tuple(sorted(_distinct(found), key=lambda one: one.block))


def _distinct(definitions: Sequence[Definition]) -> Iterator[Definition]:
    seen: set[tuple[str, int]] = set()
    for one in definitions:
        if (one.term.lower(), one.block) not in seen:
            seen.add((one.term.lower(), one.block))
            yield one


def _in_artikelen(agreement: Agreement) -> Iterator[Definition]:
    for artikel in agreement.artikelen:
        if OF_DEFINITIONS.search(artikel.heading) or _says_so(agreement, artikel):
            yield from _of_artikel(agreement, artikel)


def _says_so(agreement: Agreement, artikel: Artikel) -> bool:
    """An artikel without a telling heading whose first text says what follows: "wordt verstaan onder:"."""
    texts = [block.text for block in agreement.in_range(artikel.blocks)[:3]]
    return any(re.search(r"(?i)verstaan onder.{0,40}:$|verstaan\s*:$|verstaan onder\s*:?$", text) for text in texts)


def _of_artikel(agreement: Agreement, artikel: Artikel) -> Iterator[Definition]:
    tables = [table for table in agreement.tables if _first_block(table) in artikel.blocks]
    for table in tables:
        yield from _of_table(table, artikel.part)
    blocks = [
        block
        for block in agreement.in_range(artikel.blocks)
        if block.kind not in {Kind.ARTIKEL, Kind.CELL, Kind.HEADING}
    ]
    listed = list(_of_list(blocks, artikel.part))
    yield from listed or ([] if tables else _of_lost_columns(blocks, artikel.part))


def _first_block(table: Table) -> int:
    return next(index for row in table.rows for cell in row for index in cell.blocks)


def _of_table(table: Table, part: int) -> Iterator[Definition]:
    for row in table.rows[table.header_rows :]:
        if len(row) >= 2 and row[0].blocks and row[0].text and len(row[0].text) <= 80:
            cells = row[1:] if not re.fullmatch(r"\W*\w{1,2}\W*", row[0].text) or len(row) < 3 else row[2:]
            head = row[0] if cells is not row[2:] else row[1]
            yield Definition(bare(head.text), " ".join(cell.text for cell in cells), head.blocks[0], How.TABLE, part)


def _of_list(blocks: Sequence[Block], part: int) -> Iterator[Definition]:
    """Items of the form "Term: meaning"."""
    for block in blocks:
        match = LISTED.match(block.text) if block.kind is not Kind.LID or ":" in block.text[:80] else None
        if match is not None and _is_term(match["term"]) and (match["text"] or block.kind is Kind.ONDERDEEL):
            yield Definition(bare(match["term"]), (match["text"] or "").strip(), block.index, How.LIST, part)
            if match["short"]:
                yield Definition(bare(match["short"]), match["term"], block.index, How.BRACKETS, part)


def _of_lost_columns(blocks: Sequence[Block], part: int) -> list[Definition]:
    """Terms and meanings whose columns were lost, where most paragraphs of the artikel read like that."""
    pending: list[Block] = []
    found: list[Definition] = []
    asked = 0
    for block in blocks:
        if block.kind is not Kind.PARAGRAPH or SAYS.search(block.text):
            continue
        if len(block.text.split()) <= 3 and not block.text.endswith((".", ":", ";")):
            pending.append(block)
            continue
        asked += 1
        found += _guessed(block, pending, part)
        pending = []
    return found if len(found) >= 3 and len(found) >= 0.6 * asked else []


def _is_term(text: str) -> bool:
    """A name, not the start of a sentence that introduces a list."""
    words = text.split()
    return (
        0 < len(words) <= 8
        and not SAYS.search(text)
        and not re.match(r"(?i)in deze|de volgende|indien|voor zover", text)
    )


def _guessed(block: Block, pending: Sequence[Block], part: int) -> Iterator[Definition]:
    """Term and meaning whose columns were lost: "Jaarplan Plan waarin …", or the term on lines of its own."""
    if pending:
        term = " ".join(one.text for one in pending)
        yield Definition(bare(term), block.text, pending[0].index, How.TABLE, part)
        return
    words = block.text.split()
    cut = _where_meaning_starts(words)
    if cut:
        yield Definition(bare(" ".join(words[:cut])), " ".join(words[cut:]), block.index, How.TABLE, part)


def _where_meaning_starts(words: Sequence[str]) -> int:
    run = next((index for index, word in enumerate(words) if not word[:1].isupper()), len(words))
    for index in range(1, min(run, 6)):
        if words[index] in words[:index] or words[index] in {
            "De",
            "Het",
            "Een",
            "Deze",
            "Dit",
            "Alle",
            "Iedere",
            "Elke",
        }:
            return index
    return run - 1 if 1 < run <= 5 and run < len(words) else 0


def _in_running_text(agreement: Agreement) -> Iterator[Definition]:
    for block in agreement.running:
        low = block.text.lower()
        for pattern in (pattern for pattern, words in PATTERNS if any(word in low for word in words)):
            for match in pattern.finditer(block.text):
                groups = match.groupdict()
                term = groups.get("quoted") or groups.get("bare") or groups.get("term") or ""
                how = How.BRACKETS if pattern is BRACKETS else How.RUNNING
                if bare(term) and len(term.split()) <= 8:
                    yield Definition(bare(term), "", block.index, how, block.part)
        for match in SHORT.finditer(block.text) if "(" in low else ():
            yield Definition(match["term"], match["full"], block.index, How.BRACKETS, block.part)


def bare(term: str) -> str:
    """A term without quotation marks, final punctuation and leading article."""
    clean = term.strip(f" \t.,:;{QUOTE}")
    return re.sub(r"^(?:de|het|een)\s+(?=\S)", "", clean, flags=re.IGNORECASE)

"""Ways to spoil what an agreement says: amounts, dates, terms, partijen and statutes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator

Spoil = Callable[[str], Iterator[str]]
LINE = re.compile(r"^(?P<label>[A-Z][\w .-]{2,40}) € (?P<amount>\d{1,3}(?:\.\d{3})+)$", re.MULTILINE)
AMOUNT = re.compile(r"€ (?P<amount>\d{1,3}(?:\.\d{3})+)")
DAY = re.compile(
    r"(?P<day>\d{1,2}) (?P<month>januari|februari|maart|april|juni|juli|september|november|december) (?P<year>20\d\d)"
)
DEFINED = re.compile(r"^(?:\d+\. )?(?P<term>[A-Z]\w+): .+$", re.MULTILINE)
SEAT = re.compile(r",? gevestigd te (?:\(\d{4} [A-Z]{2}\) )?[A-Z][\w-]+(?: aan (?:de|het) [A-Z]\w+ \d+)?")
SIGNER = re.compile(r"vertegenwoordigd door [^;\n]{5,80}?(?=, (?:handelend|hierna)|;)")
LAPSED = {
    "Wet open overheid": "Wet openbaarheid van bestuur", "AVG": "Wbp", "Omgevingswet": "Wet ruimtelijke ordening",
    "Aanbestedingswet 2012": "Besluit aanbestedingsregels voor overheidsopdrachten",
}  # fmt: skip


def _put(text: str, start: int, end: int, put: str) -> str:
    return text[:start] + put + text[end:]


def change_line(text: str) -> Iterator[str]:
    """Another amount in a line or total of a table."""
    for match in LINE.finditer(text):
        first = match["amount"][0]
        put = str(int(first) % 9 + 1) + match["amount"][1:]
        yield _put(text, match.start("amount"), match.end("amount"), put)


def change_sum(text: str) -> Iterator[str]:
    """Another amount in a sentence that tells parts and a total."""
    for sentence in re.finditer(r"[^\n]*(?:te weten|bestaande uit|samen €)[^\n]*", text):
        for match in AMOUNT.finditer(text, sentence.start(), sentence.end()):
            put = str(int(match["amount"][0]) % 9 + 1) + match["amount"][1:]
            yield _put(text, match.start("amount"), match.end("amount"), put)


def break_amount(text: str) -> Iterator[str]:
    for index, match in enumerate(AMOUNT.finditer(text)):
        amount = match["amount"]
        put = (amount[:-1], amount[:1] + "." + amount[1:], amount + "0")[index % 3]
        yield _put(text, match.start("amount"), match.end("amount"), put)


def words_against_figures(text: str) -> Iterator[str]:
    for match in re.finditer(r"\((?P<figures>\d{1,2})\)", text):
        yield _put(text, match.start("figures"), match.end("figures"), str(int(match["figures"]) + 1))
    for match in re.finditer(r"euro \(€ (?P<figures>\d)", text):
        yield _put(text, match.start("figures"), match.end("figures"), str(int(match["figures"]) % 9 + 1))


def impossible_day(text: str) -> Iterator[str]:
    for index, match in enumerate(DAY.finditer(text)):
        put = ("31 juni", "30 februari", "31 september", "32 maart")[index % 4]
        yield _put(text, match.start("day"), match.end("month"), put)


def swap_term(text: str) -> Iterator[str]:
    """The end of a period a few years early."""
    for match in re.finditer(r"(?:eindigt op|tot en met) \d{1,2} \w+ (?P<year>20\d\d)", text):
        yield _put(text, match.start("year"), match.end("year"), str(int(match["year"]) - 12))


def move_deadline(text: str) -> Iterator[str]:
    for match in re.finditer(r"uiterlijk op (?P<day>\d{1,2} \w+ 20\d\d)", text):
        yield _put(text, match.start("day"), match.end("day"), "1 maart 2025")


def drop_seat(text: str) -> Iterator[str]:
    for match in SEAT.finditer(text):
        yield _put(text, match.start(), match.end(), "")


def drop_signer(text: str) -> Iterator[str]:
    for match in SIGNER.finditer(text):
        yield _put(text, match.start(), match.end(), "vertegenwoordigd door haar bestuur")


def _signatures(text: str) -> tuple[int, list[str], str]:
    """Where the signature blocks start, the blocks, and what follows them."""
    opening = re.search(r"^(?:Aldus|Ondertekend).*$", text, re.MULTILINE)
    if opening is None:
        return 0, [], ""
    tail = re.search(r"^Bijlage \d", text[opening.end() :], re.MULTILINE)
    end = opening.end() + tail.start() if tail else len(text)
    blocks = [one for one in re.split(r"\n\n", text[opening.end() : end].strip()) if "_" in one or "…" in one]
    return opening.end(), blocks, text[end:]


def swap_signatures(text: str) -> Iterator[str]:
    start, blocks, tail = _signatures(text)
    for index in range(len(blocks) - 1):
        order = [*blocks[:index], blocks[index + 1], blocks[index], *blocks[index + 2 :]]
        yield text[:start] + "\n\n" + "\n\n".join(order) + "\n\n" + tail


def drop_signature(text: str) -> Iterator[str]:
    start, blocks, tail = _signatures(text)
    for index in range(len(blocks) if len(blocks) > 2 else 0):
        yield text[:start] + "\n\n" + "\n\n".join(blocks[:index] + blocks[index + 1 :]) + "\n\n" + tail


def misspell_partij(text: str) -> Iterator[str]:
    for match in re.finditer(r"(?<=\n)(?P<kind>Gemeente|Provincie|Waterschap) (?P<name>[A-Z]\w{5,})", text):
        put = match["name"][:3] + match["name"][4:]
        yield _put(text, match.start("name"), match.end("name"), put)


def _defined(text: str) -> list[re.Match[str]]:
    """The definitions: not the lines of a signature page or bijlage that look like them."""
    signing = re.search(r"^(?:Aldus|Ondertekend)", text, re.MULTILINE)
    return list(DEFINED.finditer(text, 0, signing.start() if signing else len(text)))


def rename_term(text: str) -> Iterator[str]:
    """A definition of something else: the old term is undefined now, the new one unused."""
    for match in _defined(text):
        yield _put(text, match.start("term"), match.end("term"), "Xenodossier")


def define_twice(text: str) -> Iterator[str]:
    found = _defined(text)
    for match, other in itertools.pairwise(found):
        yield _put(text, other.start("term"), other.end("term"), match["term"])


def swap_definitions(text: str) -> Iterator[str]:
    lines = text.split("\n")
    for index in range(len(lines) - 1):
        one, other = DEFINED.fullmatch(lines[index]), DEFINED.fullmatch(lines[index + 1])
        if one and other and not lines[index][0].isdigit() and one["term"] < other["term"]:
            yield "\n".join([*lines[:index], lines[index + 1], lines[index], *lines[index + 2 :]])


def small_letter(text: str) -> Iterator[str]:
    terms = "|".join({match["term"] for match in _defined(text)} | {"Partijen"})
    for match in re.finditer(rf"\b(?:de|het|deze|iedere|volgens het|tussen) (?P<term>{terms})\b", text, re.IGNORECASE):
        if match["term"][0].isupper():
            yield _put(text, match.start("term"), match.end("term"), match["term"].lower())


def lapsed_statute(text: str) -> Iterator[str]:
    for name, old in LAPSED.items():
        for match in re.finditer(rf"\b{name}\b", text):
            yield _put(text, match.start(), match.end(), old)


def foreign_statute(text: str) -> Iterator[str]:
    for match in re.finditer(
        r"artikel (?:158|160), eerste lid, onder d, van de (?P<law>Provinciewet|Gemeentewet)", text
    ):
        other = "Gemeentewet" if match["law"] == "Provinciewet" else "Provinciewet"
        yield _put(text, match.start("law"), match.end("law"), other)


CONTENT: dict[str, tuple[Spoil, tuple[str, ...]]] = {
    "change an amount in a table": (change_line, ("text.sum-mismatch",)),
    "change an amount in a sum": (change_sum, ("text.sum-mismatch",)),
    "break an amount": (break_amount, ("text.amount-malformed",)),
    "words against figures": (words_against_figures, ("text.amount-conflict",)),
    "a day that does not exist": (impossible_day, ("text.date-impossible",)),
    "end before start": (swap_term, ("text.date-conflict",)),
    "a deadline on a Saturday": (move_deadline, ("text.date-weekend", "text.date-conflict")),
    "drop a seat": (drop_seat, ("text.seat-missing",)),
    "drop a signer": (drop_signer, ("text.signer-missing",)),
    "swap signature pages": (swap_signatures, ("text.party-order",)),
    "drop a signature page": (drop_signature, ("text.party-missing", "text.signature-page-missing")),
    "misspell a partij": (misspell_partij, ("text.party-name",)),
    "rename a term": (rename_term, ("text.term-",)),
    "define a term twice": (define_twice, ("text.term-duplicate",)),
    "swap two definitions": (swap_definitions, ("text.term-order",)),
    "lose a capital": (small_letter, ("text.term-drift",)),
    "cite a lapsed statute": (lapsed_statute, ("text.legal-basis-lapsed",)),
    "cite a statute of others": (foreign_statute, ("text.legal-basis-unfit",)),
}
"""How it is spoilt, and codes of which any counts as found."""

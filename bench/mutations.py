"""How many mistakes the text rules find: sound agreements, each spoilt in one way, and what is then said about it.

    python bench/mutations.py [--texts FOLDER] [--family NAME]... [--missed]

Every mutator of :data:`MUTATORS` is tried at up to ten places of every text. A mistake counts as found when a finding
with one of the codes of the mutator is there that was not there before. Printed are recall per mutator (of all
findings, and of errors and warnings only), and the false alarms: what is said about the texts as they are. All texts
are our own and fictitious.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from assembler.checks import text as text_rules
from assembler.checks.agreement import from_text
from assembler.checks.finding import Finding, Severity
from assembler.checks.text.rule import Rule, findings
from bench.content import CONTENT

TEXTS = Path(__file__).parent / "agreements"
MOST = 10
"""Mutants of one mutator and one text."""
HEADING = re.compile(r"^(?P<word>Artikel )?(?P<number>\d+)(?P<rest>[.:]? [–-]? ?[A-Z(].{0,60})$", re.MULTILINE)
LID = re.compile(r"^(?P<number>\d+(?:\.\d+)?)(?P<stop>\.?) (?=[A-Z])", re.MULTILINE)
OWN = re.compile(
    r"(?<=(?:bedoeld|genoemd) in )artikel (?P<number>\d+)(?=[,.;]|\.\d|\s+lid)(?!.{0,50}(?:wet|AVG"
    r"|verordening|BW|regeling|bepalingen|ARVODI))"
)
ANNEX = re.compile(r"^Bijlage (?P<number>\d+|[A-Z])\b.*$", re.MULTILINE)
PERSON = re.compile(r"(?:de heer|mevrouw|wethouder|door) (?P<name>[A-Z]\. (?:van (?:den |dam )?|de )?[A-Z]\w+)")
DATE = re.compile(
    r"\b(?P<date>\d{1,2} (?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november"
    r"|december) 20\d\d)"
)
ORDINAL = re.compile(r"(?<=artikel )(?P<number>\d+), (?P<lid>eerste|tweede|derde) lid")


@dataclass(frozen=True)
class Mutator:
    """One way to spoil a text; ``spoil`` yields each spoilt text."""

    spoil: Callable[[str], Iterator[str]]
    codes: tuple[str, ...]
    """Any of these counts as found; a code may be a beginning ("text.numbering-")."""


def cut(text: str, start: int, end: int, put: str = "") -> str:
    return text[:start] + put + text[end:]


def _main(text: str) -> str:
    """The agreement without its bijlagen."""
    first = ANNEX.search(text)
    return text[: first.start()] if first else text


def _headings(text: str) -> list[re.Match[str]]:
    """The artikelen: those that say so, else bare numbers before a heading, up to the list of bijlagen."""
    body = re.split(r"^(?:Bijlagen:|Aldus|Ondertekend)", _main(text), maxsplit=1, flags=re.MULTILINE)[0]
    found = list(HEADING.finditer(body))
    said = [one for one in found if one["word"]]
    return said or [one for one in found if not one["rest"].endswith((".", ";"))]


def delete_artikel(text: str) -> Iterator[str]:
    found = _headings(text)
    for one, following in pairwise(found[1:]):
        yield cut(text, one.start(), following.start())


def repeat_number(text: str) -> Iterator[str]:
    found = _headings(text)
    for before, one in pairwise(found):
        yield cut(text, one.start("number"), one.end("number"), before["number"])


def swap_numbers(text: str) -> Iterator[str]:
    found = _headings(text)
    for one, other in pairwise(found):
        spoilt = cut(text, other.start("number"), other.end("number"), one["number"])
        yield cut(spoilt, one.start("number"), one.end("number"), other["number"])


def delete_lid(text: str) -> Iterator[str]:
    lines = text.split("\n")
    for index, line in enumerate(lines[:-1]):
        match, following = LID.match(line), LID.match(lines[index + 1])
        here = match and following and match["number"].split(".")[:-1] == following["number"].split(".")[:-1]
        if (
            here
            and len(line) > 40
            and len(lines[index + 1]) > 40
            and lines[index - 1].startswith(("1", "2", "3"))
            and "rtikel" not in lines[index - 1][:8]
        ):
            yield "\n".join(lines[:index] + lines[index + 1 :])


def break_reference(text: str) -> Iterator[str]:
    for match in OWN.finditer(text):
        yield cut(text, match.start("number"), match.end("number"), str(int(match["number"]) + 40))


def break_lid(text: str) -> Iterator[str]:
    for match in ORDINAL.finditer(text):
        if not re.match(r".{0,30}(?:wet|van de|AVG)", text[match.end() :]):
            yield cut(text, match.start("lid"), match.end("lid"), "negende")


def other_artikel(text: str) -> Iterator[str]:
    headings = [one["number"] for one in _headings(text)]
    for match in OWN.finditer(text):
        for step in (2, 5):
            other = (
                headings[(headings.index(match["number"]) + step) % len(headings)]
                if match["number"] in headings
                else ""
            )
            if other:
                yield cut(text, match.start("number"), match.end("number"), other)


def remove_annex(text: str) -> Iterator[str]:
    found = list(ANNEX.finditer(text))
    for index, one in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(text)
        if len(found) > 1:
            yield cut(text, one.start(), end)


def restyle_annex(text: str) -> Iterator[str]:
    for one in ANNEX.finditer(text):
        if one["number"].isdigit() and len(re.findall(r"[Bb]ijlage \d", text)) > 1:
            yield cut(text, one.start("number"), one.end("number"), "IV"[: int(one["number"])] or "I")


def _put_for(pattern: re.Pattern[str], group: str, *puts: str) -> Callable[[str], Iterator[str]]:
    def spoil(text: str) -> Iterator[str]:
        signing = re.search(r"^(?:Aldus|Ondertekend)", text, re.MULTILINE)
        end = signing.start() if signing else len(text)
        for index, match in enumerate(pattern.finditer(text, 0, end)):
            yield cut(text, match.start(group), match.end(group), puts[index % len(puts)])

    return spoil


def leave_residue(text: str) -> Iterator[str]:
    sentences = list(re.finditer(r"(?<=[a-z])\.\n", text))
    traces = (" {{ partij.naam }}", " None", " n.t.b.", " XXX", " Fout! Verwijzingsbron niet gevonden.")
    for index, match in enumerate(sentences[:: max(1, len(sentences) // MOST)]):
        yield cut(text, match.start(), match.start(), traces[index % len(traces)])


def remove_signature(text: str) -> Iterator[str]:
    signing = re.search(r"^(?:Aldus|Ondertekend).*$", text, re.MULTILINE)
    if signing is None:
        return
    tail = ANNEX.search(text, signing.end())
    end = tail.start() if tail else len(text)
    blocks = [one for one in re.split(r"\n\n", text[signing.end() : end]) if one.strip()]
    for block in blocks if len(blocks) > 1 else []:
        yield cut(text, signing.end(), end, text[signing.end() : end].replace(block, ""))


def remove_signer(text: str) -> Iterator[str]:
    for match in re.finditer(r"(?<=[_…]\n)[A-Z]\. .*\n(?:[a-z].*\n)?", text):
        yield cut(text, match.start(), match.end())


MUTATORS: dict[str, Mutator] = {
    "delete an artikel": Mutator(delete_artikel, ("text.numbering-gap",)),
    "repeat a number": Mutator(repeat_number, ("text.numbering-",)),
    "swap two numbers": Mutator(swap_numbers, ("text.numbering-",)),
    "delete a lid": Mutator(delete_lid, ("text.numbering-gap",)),
    "refer to no artikel": Mutator(break_reference, ("text.reference-dangling",)),
    "refer to no lid": Mutator(break_lid, ("text.reference-dangling",)),
    "refer to another artikel": Mutator(other_artikel, ("text.reference-",)),
    "remove a bijlage": Mutator(remove_annex, ("text.annex-missing",)),
    "number a bijlage otherwise": Mutator(restyle_annex, ("text.annex-naming",)),
    "blank a name": Mutator(
        _put_for(PERSON, "name", "[naam]", "……", "Dhr/Mw/titel Naam", "[naam bestuurder]", "______"),
        ("text.placeholder",),
    ),
    "blank a date": Mutator(
        _put_for(DATE, "date", "XX-XX-XXXX", "XX-\nXX-XXXX", "……", "[datum]"), ("text.placeholder",)
    ),
    "leave residue": Mutator(leave_residue, ("text.residue", "text.placeholder")),
    "remove a signature page": Mutator(remove_signature, ("text.signature-page-missing",)),
    "remove a signer": Mutator(remove_signer, ("text.signature-page-incomplete", "text.placeholder")),
}

MUTATORS |= {name: Mutator(spoil, codes) for name, (spoil, codes) in CONTENT.items()}


def rules_of(families: Sequence[str]) -> list[Rule]:
    """The rules of the named families; of all when none is named."""
    chosen = [one for one in text_rules.FAMILIES if not families or one.__name__.rpartition(".")[2] in families]
    return [rule for family in chosen for rule in family.RULES]


def new_findings(text: str, before: Counter[tuple[str, str]], rules: Sequence[Rule]) -> list[Finding]:
    """What is found now and was not before."""
    left = Counter(before)
    fresh = []
    for one in findings(from_text(text), rules):
        left[one.code, one.message] -= 1
        if left[one.code, one.message] < 0:
            fresh.append(one)
    return fresh


def measure(texts: Sequence[Path], rules: Sequence[Rule], missed: bool) -> Iterator[str]:
    """Lines to print."""
    tried: Counter[str] = Counter()
    found: Counter[str] = Counter()
    heavy: Counter[str] = Counter()
    alarms: Counter[str] = Counter()
    words = 0
    for path in texts:
        text = path.read_text(encoding="utf-8")
        sound = findings(from_text(text), rules)
        words += len(text.split())
        alarms.update(f"{one.code} ({one.severity})" for one in sound)
        before = Counter((one.code, one.message) for one in sound)
        for name, mutator in MUTATORS.items():
            for spoilt in list(mutator.spoil(text))[:MOST]:
                told = [one for one in new_findings(spoilt, before, rules) if one.code.startswith(mutator.codes)]
                tried[name] += 1
                found[name] += bool(told)
                heavy[name] += any(one.severity is not Severity.INFO for one in told)
                if missed and not told:
                    yield f"missed: {path.stem}: {name}: {difference(text, spoilt)}"
    for name in tried:
        yield f"{name:28} found {found[name]}/{tried[name]}, as error or warning {heavy[name]}/{tried[name]}"
    total = sum(tried.values())
    yield f"{'all':28} found {sum(found.values())}/{total}, as error or warning {sum(heavy.values())}/{total}"
    weighty = sum(count for name, count in alarms.items() if not name.endswith("(info)"))
    yield (
        f"as they are: {words} words, {weighty} errors and warnings, {1000 * weighty / max(words, 1):.2f} "
        f"per 1,000 words"
    )
    yield from (f"    {name}: {count}" for name, count in sorted(alarms.items()))


def difference(text: str, spoilt: str) -> str:
    """The line where a spoilt text differs first."""
    at = next((i for i, (one, other) in enumerate(zip(text, spoilt, strict=False)) if one != other), len(spoilt))
    return spoilt[max(0, at - 70) : at + 70].replace("\n", " ⏎ ")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Recall and false alarms of the text rules over spoilt agreements")
    parser.add_argument("--texts", type=Path, default=TEXTS)
    parser.add_argument("--family", action="append", default=[])
    parser.add_argument("--missed", action="store_true", help="name every mutant that nothing was said about")
    asked = parser.parse_args()
    for line in measure(sorted(asked.texts.glob("*.txt")), rules_of(asked.family), asked.missed):
        print(line)


if __name__ == "__main__":
    main()

"""Holding the name in each certificate against the person who has to sign on that line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from signatures.evidence.names import Likeness, likeness
from signatures.evidence.verdict import Line, Outcome, Remark, worst
from signatures.facts import Claim, SlotId, Verdict


@dataclass(frozen=True)
class Signatory:
    """Who has to sign on a line."""

    name: str
    partij: str
    """Full name."""


def hold_names(outcome: Outcome, signatories: Mapping[SlotId, Signatory]) -> Outcome:
    """The outcome with what the names in the certificates say; a name that differs leaves the trust line undecided."""
    found = [remark for claim in outcome.claims for remark in _remarks(claim, signatories.get(claim.slot))]
    remarks = tuple(dict.fromkeys(found))
    weight = [remark.verdict for remark in remarks if remark.verdict is not Verdict.PASS]
    lines = tuple(
        (line, worst([verdict, *weight]) if line is Line.TRUST and verdict is not None else verdict)
        for line, verdict in outcome.lines
    )
    return replace(outcome, lines=lines, remarks=(*outcome.remarks, *remarks))


def _remarks(claim: Claim, signatory: Signatory | None) -> Iterator[Remark]:
    if signatory is None or not claim.signer:
        return
    name, expected, partij = claim.signer, signatory.name, signatory.partij
    match likeness(expected, name):
        case Likeness.CLOSE:
            sentence = (
                f"De naam in het certificaat ({name}) lijkt op die onder de regel ({expected}), maar is niet gelijk; "
                "ga na dat het dezelfde persoon is."
            )
            yield Remark(Line.TRUST, Verdict.PASS, sentence)
        case Likeness.SEAL:
            sentence = f"Het certificaat ({name}) noemt een organisatie: het bewijst niet dat {expected} zelf tekende."
            step = f"Vraag {partij} om een handtekening met een persoonlijk certificaat, of wie het zegel heeft gezet."
            yield Remark(Line.TRUST, Verdict.INDETERMINATE, sentence, step)
        case Likeness.PSEUDONYM:
            sentence = f"Het certificaat ({name}) noemt een pseudoniem: wie er tekende, blijkt er niet uit."
            step = f"Vraag {partij} om een handtekening met een certificaat op naam van {expected}."
            yield Remark(Line.TRUST, Verdict.INDETERMINATE, sentence, step)
        case Likeness.OTHER:
            sentence = f"Het certificaat staat op naam van {name}, terwijl onder de regel {expected} staat."
            step = f"Vraag {partij} wie er heeft getekend en krachtens welke machtiging, voordat u aanvaardt."
            yield Remark(Line.TRUST, Verdict.INDETERMINATE, sentence, step)

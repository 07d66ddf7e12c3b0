"""Issuing: facts and texts are frozen, the packs made with a field for each signature, the slots opened.

Everything is made first; then the store takes all of it in one transaction, or none.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from assembler import __version__
from assembler.documents import Template
from assembler.dossier import Dossier
from assembler.pages import PackPlan, Part, engine_named, font_set
from assembler.pages.anchors import Line, fields_of_pack, first_pages, lines_of
from assembler.pages.counting import page_count
from assembler.pages.ink import Box
from assembler.pages.parts import PartFacts
from assembler.workflows.assemble import Assembly
from assembler.workflows.errors import SignedTextChangedError
from assembler.workflows.instrument import Instrument
from assembler.workflows.offer import offered
from assembler.workflows.own_text import read_own_text, require_own_lines
from assembler.workflows.pack import Binder, require_ready
from assembler.workflows.places import template_path
from assembler.workflows.progress import Progress, silent
from assembler.workflows.stukken import Stuk
from signatures import store
from signatures.dutch import dag
from signatures.effect import InstrumentState, InstrumentStatus, instrument_states
from signatures.evidence.fields import prepare_fields
from signatures.facts import Besluitfeit, Bevoegdheid, Kind, SlotFact, SlotId, Uitgifte
from signatures.packs import DocumentInPack, FieldInPack, PackFacts, Rect
from signatures.slot import Slot
from signatures.store.aanbieding import Aanbieding

SHORT = 12
"""Hexadecimal digits of the text's hash in a page code."""


@dataclass(frozen=True)
class Signable:
    """One document that is signed: its text as finished, before codes, and its signature lines."""

    stuk: Stuk
    part: Part
    slots: tuple[Slot, ...]
    title: str

    @property
    def id(self) -> str:
        """Identity of the text version."""
        return self.part.sha256[:16]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Each slot's field with its place in the document."""
        return lines_of(self.title, self.part.pdf, [slot.field_name for slot in self.slots])

    def lines_for(self, partij: str) -> tuple[Line, ...]:
        return tuple(line for slot, line in zip(self.slots, self.lines, strict=True) if slot.partij == partij)


@dataclass(frozen=True)
class Issuing:
    """One act of issuing."""

    engine: str
    moment: datetime
    by: str
    log_head: str = ""
    text: Path | None = None
    """A Word file of the user's that takes the place of the generated agreement or extension."""
    progress: Progress = silent


def prepare(
    path: Path, *, engine: str, moment: datetime, by: str, log_head: str = "", progress: Progress = silent
) -> Aanbieding:
    """Everything that the issue of the agreement at ``path`` consists of; nothing is recorded yet. NotReadyError."""
    source, assembly = _read(path)
    issuing = Issuing(engine, moment, by, log_head, None, progress)
    return _prepared(source, assembly, Instrument.of_agreement(assembly.facts), issuing)


def issue(
    path: Path,
    *,
    engine: str,
    moment: datetime,
    by: str,
    progress: Progress = silent,
    text: Path | None = None,
    only: str | None = None,
) -> Aanbieding:
    """Freeze the dossier at ``path`` and open its slots: all of it becomes fact, or none.

    Issued is the agreement, or its extension once everybody has signed the agreement; ``only`` names one of the two.
    Raises NotReadyError while a finding of severity error stands, AlreadyIssuedError for a text issued before,
    NothingLeftToIssueError, NotExtendableError and SignedTextChangedError where the state of the dossier forbids it,
    OwnTextError for a ``text`` that is not finished.
    """
    source, assembly = _read(path)
    key = dossier_key(assembly.facts)
    recorded = store.facts_of_many([key]).get(key)
    instrument = offered(assembly, recorded, moment, only)
    made = _prepared(source, assembly, instrument, Issuing(engine, moment, by, _printed_head(), text, progress))
    states = instrument_states(recorded, moment) if recorded else ()
    aanbieding = replace(made, uitgiften=tuple(_new(made.uitgiften, states)))
    store.record_issue(aanbieding)
    return aanbieding


def _printed_head() -> str:
    """The head of the log; nothing as long as the log holds nothing, for then a head proves nothing."""
    head = store.log_head()
    return str(head) if head.seq else ""


def _read(path: Path) -> tuple[Path, Assembly]:
    source = path / "dossier.yaml" if path.is_dir() else path
    dossier = Dossier.load(source)
    require_ready(dossier)
    return source, Assembly.of(dossier, concept=False)


def _prepared(source: Path, assembly: Assembly, instrument: Instrument, how: Issuing) -> Aanbieding:
    text = read_own_text(how.text, source) if how.text else None
    binder = Binder.of(assembly, how.engine, source.parent, how.progress, instrument, text)
    main = _signable(assembly, instrument.main, binder.main)
    if how.text:
        require_own_lines(how.text.name, main.part.pdf, main.slots, main.lines, assembly.facts["partijen"])
    packs, mandates = _packs(assembly, binder, main, how)
    signables = [main, *mandates]
    kept = [(f"{signable.stuk.key}.pdf", signable.part.pdf) for signable in signables]
    own = [(f"{instrument.main.key}.docx", text)] if text else []
    return Aanbieding(
        dossier=dossier_key(assembly.facts),
        partijen=tuple(partij["sleutel"] for partij in assembly.facts["partijen"]),
        penvoerder=assembly.facts["penvoerder"]["sleutel"],
        names=tuple((p["sleutel"], p["volledige_naam"]) for p in assembly.facts["partijen"]),
        uitgiften=tuple(_uitgifte(assembly, instrument, signable, how.moment) for signable in signables),
        packs=tuple(packs),
        issued_at=how.moment,
        by=how.by,
        versions=_versions(how.engine, {signable.stuk.soort for signable in signables}),
        files=(("dossier.yaml", source.read_bytes()), *kept, *own),
    )


def _packs(
    assembly: Assembly, binder: Binder, main: Signable, how: Issuing
) -> tuple[list[tuple[PackFacts, bytes]], list[Signable]]:
    """The pack of each partij, and the volmachten in them."""
    keys = [partij["sleutel"] for partij in assembly.facts["partijen"]]
    packs, mandates = [], []
    for number, (plan, data) in enumerate(binder.bound(keys, how.log_head), 1):
        mandate = binder.instrument.volmacht_of(plan.partij)
        own = [_signable(assembly, mandate, part) for part in plan.after if mandate]
        packs.append(_issued(plan, data, [main, *own], assembly, how.moment))
        mandates += own
        how.progress("Pakketten uitgeven", number, len(keys))
    return packs, mandates


def _new(made: Iterable[Uitgifte], states: Sequence[InstrumentState]) -> Iterator[Uitgifte]:
    """The texts to issue now: each replaces the last one issued of the same document.

    A text that was issued before stays what it is, as long as another one changed; if none did, all are given, and
    the store says that this was issued already. An extension replaces any earlier one that is not signed in full.
    Raises SignedTextChangedError for another text of what everybody has signed.
    """
    made = list(made)
    known = [state.uitgifte for state in states]
    fresh = [uitgifte for uitgifte in made if all(uitgifte.id != earlier.id for earlier in known)]
    for uitgifte in fresh or made:
        earlier = [state for state in states if _is_replaced(state, uitgifte)]
        last = max(earlier, key=lambda state: state.uitgifte.issued_at, default=None)
        if fresh and last and last.took_effect_on and uitgifte.kind is not Kind.VOLMACHT:
            raise SignedTextChangedError(last.uitgifte.title, dag(last.took_effect_on))
        yield replace(uitgifte, supersedes=last.uitgifte.id if last else None)


def _is_replaced(state: InstrumentState, by: Uitgifte) -> bool:
    pending = state.took_effect_on is None and state.status is not InstrumentStatus.VOID
    both_extend = state.uitgifte.kind is by.kind is Kind.VERLENGING
    return state.uitgifte.document == by.document or (both_extend and pending)


def dossier_key(facts: Mapping[str, Any]) -> str:
    """The name under which a dossier is known to the store: the reference of its agreement."""
    return str(facts["overeenkomst"]["kenmerk"])


def _signable(assembly: Assembly, stuk: Stuk, part: Part) -> Signable:
    return Signable(stuk, part, assembly.slots(stuk), assembly.title(stuk))


def _issued(
    plan: PackPlan, bound: bytes, documents: list[Signable], assembly: Assembly, moment: datetime
) -> tuple[PackFacts, bytes]:
    lines = {document.part.code: document.lines_for(plan.partij) for document in documents}
    slots = {slot.field_name: (document, slot) for document in documents for slot in document.slots}
    fields = tuple(
        FieldInPack(placed.name, _slot_id(*slots[placed.name]), placed.page, _rect(placed.rect))
        for placed in fields_of_pack(plan, lines)
    )
    data = prepare_fields(bound, fields)
    return (
        PackFacts(
            dossier=dossier_key(assembly.facts),
            partij=plan.partij,
            sha256=hashlib.sha256(data).hexdigest(),
            documents=tuple(sorted(_documents(plan), key=lambda document: document.first_page)),
            fields=fields,
            issued_at=moment,
        ),
        data,
    )


def _rect(box: Box) -> Rect:
    left, bottom, right, top = box
    return left, bottom, right, top


def _documents(plan: PackPlan) -> Iterator[DocumentInPack]:
    """Every document of a pack, those that nobody signs too, so that a scan of any page is known."""
    firsts = first_pages(plan)
    own = [PartFacts.of(part, page_count(part.pdf)) for part in (*plan.before, *plan.after)]
    for part in (*own, *plan.shared.facts):
        short = part.sha256[:SHORT].upper()
        yield DocumentInPack(part.sha256[:16], part.code, part.version, short, firsts[part.code], part.pages)


def _slot_id(document: Signable, slot: Slot) -> SlotId:
    return SlotId(document.id, slot.partij, slot.line)


def _uitgifte(assembly: Assembly, instrument: Instrument, document: Signable, moment: datetime) -> Uitgifte:
    mandate = document.stuk.soort == "volmacht"
    return Uitgifte(
        id=document.id,
        dossier=dossier_key(assembly.facts),
        kind=Kind(document.stuk.soort),
        document=document.stuk.key,
        title=document.title,
        version=document.part.version,
        sha256=document.part.sha256,
        code=document.part.code,
        pages=page_count(document.part.pdf),
        issued_at=moment,
        slots=tuple(_slot(assembly, document, slot) for slot in document.slots),
        grantor=document.stuk.partij if mandate else None,
        **_term(assembly.facts, instrument, mandate),
    )


def _term(facts: Mapping[str, Any], instrument: Instrument, mandate: bool) -> dict[str, Any]:
    """From when to when: of the agreement and its volmachten, or of the extension and those that it renews."""
    if not instrument.is_extension:
        terms = facts["overeenkomst"]
        return {"works_back_to": _day(terms["werkt_terug_tot"]), "ends_on": _day(terms["einddatum"])}
    terms = facts["verlenging"]
    own = {"vorige_einddatum": terms["vorige_einddatum"], "volmachten_voortgezet": terms["volmachten"] == "voortgezet"}
    return {"ends_on": terms["einddatum"], **({} if mandate else own)}


def _slot(assembly: Assembly, document: Signable, slot: Slot) -> SlotFact:
    partij = assembly.partij(slot.partij)
    power = _mandate_power(partij, slot) if document.stuk.soort == "volmacht" else _power(partij)
    return SlotFact(_slot_id(document, slot), slot.signatory, slot.capacity, slot.field_name, power)


def _power(partij: Mapping[str, Any]) -> Bevoegdheid:
    """Why the signatory of the agreement may sign (Provinciewet 176)."""
    representation = partij["vertegenwoordiging"]
    is_head = representation["hoedanigheid"] == "hoofd"
    authorised = None if is_head else _decision(partij["soort"]["hoofd"], representation["machtiging"])
    until = None if is_head else _day(representation["machtiging"]["geldig_tot"])
    return Bevoegdheid(is_head, tuple(_decision(b["orgaan"], b) for b in partij["besluiten"]), authorised, until)


def _mandate_power(partij: Mapping[str, Any], slot: Slot) -> Bevoegdheid:
    """Why the lines of a volmacht may be signed: by the head, and by the secretary who countersigns (59a)."""
    decision = _decision(partij["soort"]["dagelijks_bestuur"], partij["volmacht"]["besluit"])
    secretary = slot.line == 2
    return Bevoegdheid(is_hoofd=not secretary, besluiten=(decision,), medeondertekent=secretary)


def _decision(orgaan: str, facts: Mapping[str, Any]) -> Besluitfeit:
    return Besluitfeit(orgaan, facts["datum"], facts["kenmerk"])


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _versions(engine: str, kinds: set[str]) -> tuple[tuple[str, str], ...]:
    templates = tuple((f"sjabloon {kind}", Template.load(template_path(kind)).digest) for kind in sorted(kinds))
    return (
        ("programma", __version__),
        ("motor", engine_named(engine).version),
        ("lettertypen", font_set().digest),
        *templates,
    )

"""The evidence of one instrument as a folder that verifies itself, without network and without this program.

Issued packs and texts, returned files as they came, what checking them gave, the trust list and the tools of that
time, the facts as the log hashed them, the log, and a script in plain Python that holds all of it together. Rows of
the log about other dossiers show their hashes alone: the chain stays closed, and nobody else's matters are told.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from signatures.effect import InstrumentState
from signatures.evidence.trust import BETWEEN, LISTS, ROOTS, STAMPS, TrustList
from signatures.facts import Inzending, SlotId
from signatures.lines import SlotState
from signatures.log import LogRow, canonical, export_lines, plain
from signatures.packs import PackFacts

MANIFEST = "bewijs.json"
SCRIPT = "controleer.py"
_VERIFIER = Path(__file__).with_name("verify_bundle.py")


class BundleExistsError(Exception):
    """Evidence is never mixed with what was in a folder before."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"De map {folder} is niet leeg; kies voor de bewijsbundel een nieuwe map.")


@dataclass(frozen=True)
class Returned:
    """A returned file with what checking it gave."""

    inzending: Inzending
    data: bytes = field(repr=False)
    details: Mapping[str, Any] = field(default_factory=dict)
    """What the check had kept: versions of tools and trust list, pages found and missing."""
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """Pictures and reports made by the check."""


@dataclass(frozen=True)
class Stamped:
    """A timestamp token (RFC 3161) over the hash of one row of the log."""

    seq: int
    token: bytes = field(repr=False)


@dataclass(frozen=True)
class Evidence:
    """Everything that goes into the bundle of one instrument."""

    state: InstrumentState
    """As derived from the facts at ``made_at``."""
    packs: tuple[tuple[PackFacts, bytes], ...]
    """Packs in which the instrument was issued."""
    returned: tuple[Returned, ...]
    """Every file that came back for it, refused ones too."""
    recorded: Iterable[Any]
    """Facts as they were recorded; those that the log names are taken."""
    log: Iterable[LogRow]
    """The whole log, in order."""
    status: Mapping[str, Any]
    """As ``status --json`` gives it."""
    trust: TrustList
    tools: Mapping[str, str]
    """Program or part → version."""
    made_at: datetime
    texts: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """What was frozen at issue: the dossier, the finished texts before page codes."""
    anchors: tuple[Stamped, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    """Partij key → full name."""


def write_bundle(evidence: Evidence, folder: Path) -> str:
    """Write the bundle into a new or empty folder; the SHA-256 of its manifest, by which it can be named elsewhere.

    The same evidence gives the same bytes. Raises BundleExistsError.
    """
    if folder.exists() and any(folder.iterdir()):
        raise BundleExistsError(folder)
    listed: dict[str, dict[str, Any]] = {}
    for name, data in bundle_files(evidence):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        listed[name] = {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    data = _json({**_about(evidence, _shown(evidence)), "bestanden": listed})
    (folder / MANIFEST).write_bytes(data)
    return hashlib.sha256(data).hexdigest()


def bundle_files(evidence: Evidence) -> Iterator[tuple[str, bytes]]:
    """Every file of the bundle but the manifest."""
    for pack, data in evidence.packs:
        yield f"uitgifte/pakket-{_safe(pack.partij)}-{pack.sha256[:8]}.pdf", data
    for name, data in sorted(evidence.texts.items()):
        yield f"teksten/{_safe(name)}", data
    for each in evidence.returned:
        yield _place(each.inzending), each.data
        yield f"uitkomsten/{_safe(each.inzending.id)}.json", _json(_outcome(each))
        for name, data in sorted(each.files.items()):
            yield f"uitkomsten/{_safe(each.inzending.id)}/{_safe(name)}", data
    yield from _trusted(evidence.trust)
    yield from _log(evidence)
    yield "status.json", _json(evidence.status)
    yield "gereedschap.json", _json(dict(evidence.tools))
    yield "LEESMIJ.txt", _guide(evidence).encode()
    yield SCRIPT, _VERIFIER.read_bytes()


def _place(inzending: Inzending) -> str:
    return f"inzendingen/{_safe(inzending.id)}-{_safe(inzending.name)}"


def _safe(name: str) -> str:
    """A file name without folders and without signs that a file system refuses."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", re.split(r"[/\\]", name)[-1]).strip("-.")[-80:] or "bestand"


def _json(content: Any) -> bytes:
    return json.dumps(plain(content), ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"


def _outcome(each: Returned) -> dict[str, Any]:
    return {"inzending": each.inzending, "details": each.details}


def _trusted(trust: TrustList) -> Iterator[tuple[str, bytes]]:
    parts = {ROOTS: trust.roots, STAMPS: trust.stamp_roots, BETWEEN: trust.between, LISTS: trust.lists}
    for part, items in parts.items():
        for data in sorted(set(items)):
            ending = "crl" if part == LISTS else "der"
            yield f"vertrouwen/{part}/{hashlib.sha256(data).hexdigest()[:16]}.{ending}", data


@dataclass(frozen=True)
class _Shown:
    """The log as the bundle shows it."""

    lines: tuple[bytes, ...]
    head: str
    facts: frozenset[str]
    """Hashes of the facts that shown rows name."""


def _shown(evidence: Evidence) -> _Shown:
    """From the first row of the dossier to the last row there is."""
    lines, facts, head, dossier = [], set(), "", evidence.state.uitgifte.dossier
    own = {each.inzending.sha256 for each in evidence.returned}
    for row in evidence.log:
        ours = row.dossier == dossier or row.object in own
        head = f"{row.seq}:{row.hash}"
        if ours:
            lines += list(export_lines([row]))
            facts |= {row.fact} - {""}
        elif lines:
            lines.append(canonical({"seq": row.seq, "prev_hash": row.prev_hash, "hash": row.hash}) + b"\n")
    return _Shown(tuple(lines), head, frozenset(facts))


def _log(evidence: Evidence) -> Iterator[tuple[str, bytes]]:
    shown = _shown(evidence)
    yield "logboek.jsonl", b"".join(shown.lines)
    found = {hashlib.sha256(data).hexdigest(): data for data in map(canonical, evidence.recorded)}
    for digest in sorted(shown.facts & set(found)):
        yield f"feiten/{digest}.json", found[digest]
    first = json.loads(shown.lines[0])["seq"] if shown.lines else 0
    for anchor in evidence.anchors:
        if anchor.seq >= first:
            yield f"ankers/{anchor.seq}.tst", anchor.token


def _about(evidence: Evidence, shown: _Shown) -> dict[str, Any]:
    uitgifte = evidence.state.uitgifte
    return {
        "bewijsbundel": 1,
        "dossier": uitgifte.dossier,
        "opgesteld_op": evidence.made_at,
        "instrument": {
            "uitgifte": uitgifte.id,
            "soort": uitgifte.kind,
            "titel": uitgifte.title,
            "versie": uitgifte.version,
            "sha256": uitgifte.sha256,
            "toestand": evidence.state.status,
            "in_werking_op": evidence.state.took_effect_on,
            "werkt_terug_tot": evidence.state.works_back_to,
            "eindigt_op": evidence.state.ends_on,
        },
        "logboek": {"hoofd": shown.head},
        "vertrouwenslijst": evidence.trust.version,
        "ondertekenregels": [_line(evidence, state) for state in evidence.state.slots],
        "inzendingen": [_returned(each) for each in evidence.returned],
    }


def _line(evidence: Evidence, state: SlotState) -> dict[str, Any]:
    slot, fill = state.slot, state.fill
    return {
        "regel": _key(slot.id),
        "partij": evidence.names.get(slot.id.partij, slot.id.partij),
        "ondertekenaar": slot.signatory,
        "hoedanigheid": slot.capacity,
        "status": state.status,
        "getekend_op": fill.signing if fill else None,
        "inzending": fill.inzending.id if fill else None,
    }


def _returned(each: Returned) -> dict[str, Any]:
    inzending = each.inzending
    claims = [
        {"regel": _key(claim.slot), "ondertekenaar": claim.signer, "getekend_op": claim.signing}
        for claim in inzending.claims
    ]
    return {
        "id": inzending.id,
        "bestand": _place(inzending),
        "sha256": inzending.sha256,
        "ontvangen_op": inzending.received_at,
        "tier": inzending.tier,
        "verdict": inzending.verdict,
        "checks": dict(inzending.checks),
        "reasons": inzending.reasons,
        "claims": claims,
    }


def _key(slot: SlotId) -> str:
    return f"{slot.uitgifte}/{slot.partij}/{slot.line}"


def _guide(evidence: Evidence) -> str:
    uitgifte = evidence.state.uitgifte
    day: date = evidence.made_at.date()
    return _GUIDE.format(title=uitgifte.title, version=uitgifte.version, day=day.isoformat(), script=SCRIPT)


_GUIDE = """BEWIJSBUNDEL
{title}, versie {version}
Samengesteld op {day}

Deze map bevat alles waaruit blijkt wie dit stuk heeft ondertekend, en hoe dat is nagegaan.

Controleren
  Zet Python 3.11 of later op de computer en geef in deze map de opdracht

      python3 {script}

  Daarvoor is geen internet nodig en geen ander programma. Vertrouwt u het bestand {script} in deze map niet, neem het
  dan over uit de openbare broncode van Tekenklaar: het is daar hetzelfde bestand.

Wat waar staat
  bewijs.json    overzicht: ondertekenregels, inzendingen, en de SHA-256 van ieder bestand
  uitgifte       de pakketten zoals elke partij ze kreeg
  teksten        wat bij de uitgifte is vastgelegd: het dossier en de stukken vóór de paginacodes
  inzendingen    de teruggestuurde bestanden, byte voor byte zoals ze binnenkwamen
  uitkomsten     wat de controle van elk bestand opleverde, met redenen en afbeeldingen
  vertrouwen     de stamcertificaten en intrekkingslijsten waarop de controle steunde
  feiten         wat is vastgelegd, in de vorm waarover het logboek zijn hashes rekent
  logboek.jsonl  het logboek; regels over andere dossiers tonen alleen hun hash
  ankers         tijdstempels van een onafhankelijke dienst over het logboek, als die er zijn
  status.json    de stand op de dag van samenstellen

Wat de controle niet zegt
  Een keten van hashes bewijst niets tegen wie hem zelf bewaart. Vergelijk daarom het hoofd van het logboek met wat op
  de pakketten en brieven van die tijd staat afgedrukt, of met de tijdstempels in 'ankers'.
"""

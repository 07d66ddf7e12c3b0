"""Facts of many dossiers at once: each table is asked once, its rows become facts without models in between."""

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.db.models import F, Model, QuerySet

from signatures.facts import (
    Besluitfeit,
    Bevoegdheid,
    Claim,
    Facts,
    Inzending,
    Kind,
    SigningDate,
    SlotFact,
    SlotId,
    Source,
    Tier,
    Uitgifte,
    Verdict,
)
from signatures.store import models, rows

_ISSUE = (*rows.UITGIFTE, *rows.UITGIFTE_MAYBE)
_SLOT = ("pk", "uitgifte_id", "partij", "line", "signatory", "capacity", "field", "is_hoofd", "geldig_tot")
_CLAIM = ("inzending_id", "slot_id", "day", "source", "instant", "signer")
_FILE = ("id", "sha256", "name", "received_at", "tier", "verdict", "reasons", "checks", "partijen", "checked_at")
_SOURCES = {source.value: source for source in Source}
_KINDS = {kind.value: kind for kind in Kind}
_TIERS = {tier.value: tier for tier in Tier}
_VERDICTS = {verdict.value: verdict for verdict in Verdict}
Grouped = Mapping[str, list[Any]]


def gather(wanted: Sequence[str] | None) -> dict[str, Facts]:
    """Everything recorded about these dossiers, or about all, by dossier."""
    with _without_collecting():
        return _Gathering(wanted).facts()


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Hundreds of thousands of facts come into being and none goes: looking for garbage meanwhile finds nothing and
    costs as much as the reading itself."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


class _Gathering:
    """One reading of some dossiers."""

    def __init__(self, wanted: Sequence[str] | None) -> None:
        self.wanted = wanted
        self.lines: dict[int, SlotId] = {}
        """Slots by the number of their row."""

    def facts(self) -> dict[str, Facts]:
        """Facts by dossier."""
        parts = self._parts()
        return {dossier: _filled(facts, parts) for dossier, facts in self._offered().items()}

    def _parts(self) -> dict[str, Grouped]:
        by_issue, by_slot, by_file = "uitgifte__dossier", "slot__uitgifte__dossier", "inzending__dossier"
        slot = ("slot",)
        return {
            "uitgiften": self._uitgiften(),
            "inzendingen": self._inzendingen(),
            "withdrawals": self._group(models.Withdrawal, by_issue, rows.withdrawal_fact, ("known_at", "pk")),
            "oordelen": self._group(models.Oordeel, by_file, rows.oordeel_fact, ("decided_at", "pk")),
            "declines": self._group(models.Decline, by_slot, rows.decline_fact, ("pk",), slot),
            "retractions": self._group(models.Retraction, by_slot, rows.retraction_fact, ("pk",), slot),
            "invalidations": self._group(models.Invalidation, by_file, rows.invalidation_fact, ("found_at", "pk")),
            "disputes": self._group(models.Dispute, by_issue, rows.dispute_fact, ("pk",)),
            "handelingen": self._group(models.Handeling, "dossier", rows.handeling_fact, ("pk",)),
            "herroepingen": self._group(models.Herroeping, "dossier", rows.herroeping_fact, ("pk",)),
        }

    def _offered(self) -> dict[str, Facts]:
        """Partijen, penvoerder and names as last issued; partijen of earlier issues stand behind them."""
        found: dict[str, Facts] = {}
        columns = self._of(models.Aanbieding, "dossier").order_by("id")
        for dossier, penvoerder, given, named in columns.values_list("dossier", "penvoerder", "partijen", "names"):
            earlier = found.get(dossier, Facts(dossier, (), ""))
            partijen = tuple(dict.fromkeys((*given, *earlier.partijen)))
            names = tuple({**dict(earlier.names), **dict(named)}.items())
            found[dossier] = Facts(dossier, partijen, penvoerder, names=names)
        return found

    def _uitgiften(self) -> Grouped:
        slots = self._slots()
        grouped: dict[str, list[Uitgifte]] = defaultdict(list)
        ordered = self._of(models.Uitgifte, "dossier").order_by("aanbieding_id", "place")
        for kind, *columns in ordered.values_list("kind", *_ISSUE):
            same = dict(zip(_ISSUE, columns, strict=True))
            issue = Uitgifte(**same, kind=_KINDS[kind], slots=tuple(slots.get(same["id"], ())))
            grouped[issue.dossier].append(issue)
        return grouped

    def _slots(self) -> Mapping[str, list[SlotFact]]:
        powers = self._powers()
        grouped: dict[str, list[SlotFact]] = defaultdict(list)
        seen: dict[Any, Bevoegdheid] = {}
        ordered = self._of(models.Slot, "uitgifte__dossier").order_by("place").values_list(*_SLOT, "medeondertekent")
        for number, issue, partij, line, signatory, capacity, field, hoofd, until, beside in ordered:
            slot = self.lines[number] = SlotId(issue, partij, line)
            decisions, authorised = powers.get(number, ((), None))
            key = hoofd, decisions, authorised, until, beside
            power = seen.get(key) or seen.setdefault(key, Bevoegdheid(*key))
            grouped[issue].append(SlotFact(slot, signatory, capacity, field, power))
        return grouped

    def _powers(self) -> dict[int, tuple[tuple[Besluitfeit, ...], Besluitfeit | None]]:
        """Per slot its decisions and its machtiging; equal ones are one fact."""
        seen: dict[tuple[Any, ...], Besluitfeit] = {}
        found: dict[int, tuple[tuple[Besluitfeit, ...], Besluitfeit | None]] = {}
        ordered = self._of(models.Besluit, "slot__uitgifte__dossier").order_by("place")
        for slot, is_machtiging, *said in ordered.values_list("slot_id", "machtiging", "orgaan", "datum", "kenmerk"):
            key = tuple(said)
            besluit = seen.get(key) or seen.setdefault(key, Besluitfeit(*key))
            decisions, authorised = found.get(slot, ((), None))
            found[slot] = (decisions, authorised or besluit) if is_machtiging else ((*decisions, besluit), authorised)
        return found

    def _inzendingen(self) -> Grouped:
        claims: dict[str, list[Claim]] = defaultdict(list)
        ordered = self._of(models.Claim, "inzending__dossier").order_by("place").values_list(*_CLAIM)
        for inzending, slot, day, source, instant, signer in ordered:
            signing = SigningDate(day, _SOURCES[source], instant) if day else None
            claims[inzending].append(Claim(self.lines[slot], signing, signer))
        grouped: dict[str, list[Inzending]] = defaultdict(list)
        files = self._of(models.Inzending, "dossier").order_by("received_at", "pk").values_list("dossier", *_FILE)
        for dossier, key, sha256, name, received_at, tier, verdict, reasons, checks, partijen, checked_at in files:
            grouped[dossier].append(
                Inzending(
                    key,
                    sha256,
                    name,
                    received_at,
                    _TIERS[tier],
                    _VERDICTS[verdict],
                    tuple(claims.get(key, ())),
                    tuple(reasons),
                    tuple(map(tuple, checks)),
                    tuple(partijen),
                    checked_at,
                )
            )
        return grouped

    def _group(
        self,
        model: type[Model],
        path: str,
        to_fact: Callable[[Any], Any],
        order: Iterable[str],
        related: Iterable[str] = (),
    ) -> Grouped:
        """Facts of a table of which there are few, or of which a row is a fact by itself."""
        grouped: dict[str, list[Any]] = defaultdict(list)
        found = self._of(model, path).order_by(*order).annotate(**{} if path == "dossier" else {"of_dossier": F(path)})
        for row in found.select_related(*related) if related else found:
            grouped[row.dossier if path == "dossier" else row.of_dossier].append(to_fact(row))
        return grouped

    def _of(self, model: type[Model], path: str) -> QuerySet[Any]:
        everything = model._default_manager.all()
        return everything if self.wanted is None else everything.filter(**{f"{path}__in": list(self.wanted)})


def _filled(facts: Facts, parts: Mapping[str, Grouped]) -> Facts:
    own: dict[str, Any] = {name: tuple(found.get(facts.dossier, ())) for name, found in parts.items()}
    return replace(facts, **own)

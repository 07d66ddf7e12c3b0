"""What is offered for signature in one go: the agreement, or an extension of it, with its annexes and volmachten."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assembler.workflows.stukken import Stuk

Facts = Mapping[str, Any]
AGREEMENT, EXTENSION = "samenwerkingsovereenkomst", "verlenging"


@dataclass(frozen=True)
class Instrument:
    """One instrument with what goes out together with it. Two extensions of one agreement differ in their year."""

    main: Stuk
    version: str
    annexes: tuple[Facts, ...]
    """Rows of ``bijlagen``, those that stand in the pack of every partij."""
    volmachten: tuple[Stuk, ...]
    """One per partij that signs one; none where those given before are continued."""
    annex_of_volmachten: int | None = None
    """Number of the annex that a volmacht is, where it is one."""

    @classmethod
    def of_agreement(cls, facts: Facts) -> "Instrument":
        """The agreement itself, as the facts (the agreement view) have it."""
        return cls(
            main=Stuk(AGREEMENT),
            version=str(facts["overeenkomst"]["versie"]),
            annexes=tuple(facts["bijlagen"]),
            volmachten=tuple(Stuk("volmacht", partij["sleutel"]) for partij in facts["volmachtgevers"]),
            annex_of_volmachten=facts["bijlage"]["volmachten"],
        )

    @classmethod
    def of_extension(cls, facts: Facts) -> "Instrument":
        """The extension; its annex is the jaarplan of its year, its volmachten are renewed unless they go on."""
        extension = facts["verlenging"]
        year = extension["einddatum"].year
        renewed = extension["volmachten"] == "vernieuwd"
        grantors = facts["volmachtgevers"] if renewed else ()
        return cls(
            main=Stuk(EXTENSION, jaar=year),
            version=str(extension["versie"]),
            annexes=(_plan(facts, year),),
            volmachten=tuple(Stuk("volmacht", partij["sleutel"], year) for partij in grantors),
        )

    @property
    def is_extension(self) -> bool:
        return self.main.soort == EXTENSION

    def volmacht_of(self, partij: str) -> Stuk | None:
        """The volmacht that a partij signs together with it."""
        return next((stuk for stuk in self.volmachten if stuk.partij == partij), None)


def _plan(facts: Facts, year: int) -> Facts:
    """The jaarplan of a year: as listed among the annexes, else made from the facts of the year, without a number."""
    listed = (row for row in facts["bijlagen"] if row["soort"] == "jaarplan" and row["jaar"] == year)
    made = {"nummer": None, "soort": "jaarplan", "jaar": year, "titel": f"Jaarplan {year}", "bestand": None}
    return next(listed, made)


def renewed_volmacht(facts: Facts, partij: Facts) -> dict[str, Any]:
    """What a volmacht for the year of the extension says otherwise than the one that belongs to the agreement.

    It does not work back: it holds from its last signature, and what the penvoerder did before that in the new year is
    for bekrachtiging.
    """
    extension = facts["verlenging"]
    year = extension["jaar"]
    mine = next((row for row in year["inleg"] if row["partij"]["sleutel"] == partij["sleutel"]), partij["inleg"])
    terms = {"jaar": year["jaar"], "heeft_terugwerkende_kracht": False, "werkt_terug_tot": None}
    numbered = [row for row in (_plan(facts, year["jaar"]),) if row["nummer"]]
    return {
        "overeenkomst": {**facts["overeenkomst"], **terms},
        "dit_jaar": year,
        "bijlagen": numbered,
        "bijlage": {**facts["bijlage"], "volmachten": None},
        "volmacht": {**facts["volmacht"], "ingangsdatum": None, "einddatum": extension["einddatum"]},
        "partij": {**partij, "inleg": {name: mine[name] for name in ("bedrag", "in_natura", "in_natura_totaal")}},
    }

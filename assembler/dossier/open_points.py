"""Which values must be known before issue, and are not.

What is needed depends on the other facts: a secretaris countersigns volmachten only, an IBAN is needed of the
penvoerder, a dated authorisation of everyone who is not the head. Each point carries the path in the file and a Dutch
description; the view puts that same description into the draft.
"""

from __future__ import annotations

from collections.abc import Iterator

from assembler.dossier.bestuurslaag import BESTUURSLAGEN, is_dagelijks_bestuur
from assembler.dossier.bijlage import BijlageSoort
from assembler.dossier.dossier import Dossier
from assembler.dossier.feit import Feit
from assembler.dossier.jaar import Jaar
from assembler.dossier.jaarplan import Jaarplan
from assembler.dossier.mistakes import Path, written
from assembler.dossier.openheid import OpenPoint
from assembler.dossier.overeenkomst import BtwPositie
from assembler.dossier.partij import Partij
from assembler.dossier.vertegenwoordiging import Hoedanigheid
from assembler.dossier.volmacht import PartijVolmacht

Gap = tuple[Path, str]
"""Path of a missing value and its Dutch description."""

_OVEREENKOMST = {
    "titel": "titel van de overeenkomst",
    "onderwerp": "onderwerp van de samenwerking",
    "kenmerk": "kenmerk van de overeenkomst",
    "einddatum": "einddatum van de overeenkomst",
    "opzegtermijn_maanden": "opzegtermijn in maanden",
    "overlegtermijn_maanden": "aantal maanden waarin vooraf over verlenging wordt overlegd",
    "bestuurlijk_overleg": "datum van het bestuurlijk overleg waarin tot formalisering is besloten",
    "samenwerking_sinds": "jaar waarin de samenwerking begon",
    "initiatief_sinds": "jaar waarin het gezamenlijke initiatief begon",
    "verantwoording_uiterlijk": "dag waarop de verantwoording uiterlijk komt",
    "overleggen_per_jaar": "aantal overleggen van de Processtuurgroep per jaar",
    "verdeelsleutel": "sleutel waarnaar een overschot wordt verdeeld (A, B of C)",
}
_ZETEL = {"adres": "adres", "postcode": "postcode", "plaats": "plaats"}
_CONTACT = {"naam": "naam", "functie": "functie", "email": "e-mailadres"}


def _missing(facts: Feit, path: Path, words: dict[str, str], of: str = "") -> Iterator[Gap]:
    for name, what in words.items():
        if getattr(facts, name) is None:
            yield (*path, name), f"{what}{of}"


def _overeenkomst_gaps(dossier: Dossier) -> Iterator[Gap]:
    overeenkomst = dossier.overeenkomst
    here: Path = ("overeenkomst",)
    yield from _missing(overeenkomst, here, _OVEREENKOMST)
    btw = overeenkomst.btw
    if btw.positie is None:
        yield (*here, "btw", "positie"), "positie voor de btw"
    elif btw.positie is not BtwPositie.TARIEF_21 and btw.reden is None:
        yield (*here, "btw", "reden"), "reden waarom geen btw in rekening wordt gebracht"
    if overeenkomst.convenant:
        words = {"naam": "naam van het convenant", "gesloten": "maand waarin het convenant is gesloten"}
        yield from _missing(overeenkomst.convenant, (*here, "convenant"), words)


def _signer_gaps(partij: Partij, here: Path) -> Iterator[Gap]:
    representation, of = partij.vertegenwoordiging, f" van {partij.volledige_naam}"
    here = (*here, "vertegenwoordiging")
    capacity = representation.hoedanigheid
    if capacity is None:
        yield (*here, "hoedanigheid"), f"hoedanigheid van de ondertekenaar{of}"
    if capacity is Hoedanigheid.HOOFD:
        return
    yield from _missing(
        representation.ondertekenaar, (*here, "ondertekenaar"), {"naam": "naam van de ondertekenaar"}, of
    )
    if capacity is Hoedanigheid.GEMACHTIGDE:
        words = {"functie": "functie van de ondertekenaar"}
        yield from _missing(representation.ondertekenaar, (*here, "ondertekenaar"), words, of)
    if capacity is Hoedanigheid.PORTEFEUILLEHOUDER:
        yield from _missing(representation, here, {"portefeuille": "portefeuille van de ondertekenaar"}, of)
    if capacity is not None:
        words = {"datum": "datum van de machtiging", "kenmerk": "kenmerk van de machtiging"}
        yield from _missing(representation.machtiging, (*here, "machtiging"), words, of)


def _decision_gaps(partij: Partij, here: Path) -> Iterator[Gap]:
    board = BESTUURSLAGEN[partij.soort].dagelijks_bestuur
    of = f" van {partij.volledige_naam}"
    for number, besluit in enumerate(partij.besluiten):
        place: Path = (*here, "besluiten", number)
        if besluit.orgaan is None:
            yield (*place, "orgaan"), f"orgaan dat het {number + 1}e besluit{of} nam"
        which = f"het besluit van {besluit.orgaan}" if besluit.orgaan else f"het {number + 1}e besluit"
        words = {"datum": f"datum van {which}", "kenmerk": f"kenmerk van {which}"}
        yield from _missing(besluit, place, words, of)
    organs = [besluit.orgaan for besluit in partij.besluiten]
    if not any(organ and is_dagelijks_bestuur(partij.soort, organ) for organ in organs):
        yield (*here, "besluiten"), f"besluit van {board}{of} (datum en kenmerk)"


def _volmacht_gaps(partij: Partij, here: Path) -> Iterator[Gap]:
    of = f" van {partij.volledige_naam}"
    laag = BESTUURSLAGEN[partij.soort]
    yield from _missing(partij.secretaris, (*here, "secretaris"), {"naam": f"naam van de {laag.secretaris}"}, of)
    volmacht, here = partij.volmacht or PartijVolmacht(), (*here, "volmacht")
    words = {"datum": "datum van het volmachtbesluit", "kenmerk": "kenmerk van het volmachtbesluit"}
    yield from _missing(volmacht.besluit, (*here, "besluit"), words, of)
    for name, person in (("contactpersoon", "de contactpersoon"), ("plaatsvervanger", "de plaatsvervanger")):
        words = {key: f"{what} van {person} voor de volmacht" for key, what in _CONTACT.items()}
        yield from _missing(getattr(volmacht, name), (*here, name), words, of)


def _partij_gaps(dossier: Dossier, number: int, partij: Partij, is_grantor: bool) -> Iterator[Gap]:
    here: Path = ("partijen", number)
    of = f" van {partij.volledige_naam}"
    yield from _missing(partij.zetel, (*here, "zetel"), _ZETEL, of)
    if is_grantor or partij.vertegenwoordiging.hoedanigheid is Hoedanigheid.HOOFD:
        head = BESTUURSLAGEN[partij.soort].hoofd
        yield from _missing(partij.hoofd, (*here, "hoofd"), {"naam": f"naam van de {head}"}, of)
    yield from _signer_gaps(partij, here)
    yield from _decision_gaps(partij, here)
    if is_grantor:
        yield from _volmacht_gaps(partij, here)
    else:
        yield from _missing(partij, here, {"iban": "IBAN", "rekeninghouder": "rekeninghouder"}, of)


def _partijen_gaps(dossier: Dossier) -> Iterator[Gap]:
    penvoerder = dossier.penvoerder_in(dossier.jaar)
    for number, partij in enumerate(dossier.partijen):
        yield from _partij_gaps(dossier, number, partij, partij is not penvoerder)


def _penvoerder_gaps(dossier: Dossier) -> Iterator[Gap]:
    years = {dossier.jaar} | ({_extension_year(dossier)} if dossier.verlenging else set())
    for year in sorted(year for year in years if year):
        if not dossier.penvoerder.get(year):
            yield ("penvoerder", str(year)), f"penvoerder voor {year}"
    if dossier.jaar is None:
        yield ("penvoerder",), "penvoerder"


def _extension_year(dossier: Dossier) -> int | None:
    verlenging = dossier.verlenging
    return verlenging.einddatum.year if verlenging and verlenging.einddatum else None


def needed_years(dossier: Dossier) -> tuple[int, ...]:
    """Years of which budget and contributions must be complete: that of the agreement and that of the extension."""
    return tuple(sorted({year for year in (dossier.jaar, _extension_year(dossier)) if year}))


def _jaarplan_gaps(plan: Jaarplan, here: Path, of: str) -> Iterator[Gap]:
    yield from _missing(plan, here, {"datum": "datum"}, of)
    for number, row in enumerate(plan.planning):
        words = {"periode": f"periode van regel {number + 1}", "activiteit": f"activiteit op regel {number + 1}"}
        yield from _missing(row, (*here, "planning", number), words, f" in de planning{of}")
    for number, moment in enumerate(plan.bestuurlijke_momenten):
        words = {"periode": f"periode van regel {number + 1}", "moment": f"moment op regel {number + 1}"}
        yield from _missing(
            moment, (*here, "bestuurlijke_momenten", number), words, f" bij de bestuurlijke momenten{of}"
        )


def _jaar_gaps(dossier: Dossier, year: int, jaar: Jaar) -> Iterator[Gap]:
    here: Path = ("jaren", str(year))
    for number, regel in enumerate(jaar.begroting):
        words = {"bedrag": f"bedrag voor {regel.post} in de begroting {year}"}
        yield from _missing(regel, (*here, "begroting", number), words)
    needed = dossier.partijen if year in needed_years(dossier) else ()
    if needed and not jaar.begroting:
        yield (*here, "begroting"), f"begroting {year}"
    for partij in dossier.partijen:
        inleg = jaar.inleg.get(partij.sleutel)
        if (inleg is None and needed) or (inleg is not None and inleg.bedrag is None):
            yield (*here, "inleg", partij.sleutel, "bedrag"), f"inleg {year} van {partij.volledige_naam}"
    if jaar.jaarplan is None and year == _extension_year(dossier):
        yield (*here, "jaarplan"), f"jaarplan {year}"
    if jaar.jaarplan:
        yield from _jaarplan_gaps(jaar.jaarplan, (*here, "jaarplan"), f" van het jaarplan {year}")


def _jaren_gaps(dossier: Dossier) -> Iterator[Gap]:
    years = dict.fromkeys(sorted({*dossier.jaren, *needed_years(dossier)}))
    for year in years:
        yield from _jaar_gaps(dossier, year, dossier.jaren.get(year) or Jaar())
    for bijlage in dossier.bijlagen:
        if bijlage.soort is BijlageSoort.JAARPLAN and not bijlage.is_aangeleverd and bijlage.jaar:
            jaar = dossier.jaren.get(bijlage.jaar)
            if not jaar or not jaar.jaarplan:
                yield ("jaren", str(bijlage.jaar), "jaarplan"), f"jaarplan {bijlage.jaar}"


def _volmacht_terms_gaps(dossier: Dossier) -> Iterator[Gap]:
    if not dossier.volmacht.handelingen:
        yield ("volmacht", "handelingen"), "handelingen waarvoor volmacht wordt verleend"
    words = {
        "minimaal": "kortste reactietermijn in werkdagen",
        "maximaal": "langste reactietermijn in werkdagen",
    }
    yield from _missing(dossier.volmacht.reactietermijn, ("volmacht", "reactietermijn"), words)


def _aanbieding_gaps(dossier: Dossier) -> Iterator[Gap]:
    here: Path = ("aanbieding",)
    words = {
        "datum": "datum van de aanbiedingsbrief",
        "kenmerk": "kenmerk van de aanbiedingsbrief",
        "retour_uiterlijk": "dag waarop de stukken uiterlijk terug moeten zijn",
        "retour_email": "e-mailadres waar de stukken naar terug moeten",
    }
    yield from _missing(dossier.aanbieding, here, words)
    words = {key: f"{what} van de contactpersoon voor de ondertekening" for key, what in _CONTACT.items()}
    yield from _missing(dossier.aanbieding.contactpersoon, (*here, "contactpersoon"), words)


def _verlenging_gaps(dossier: Dossier) -> Iterator[Gap]:
    if dossier.verlenging:
        words = {
            "kenmerk": "kenmerk van de verlenging",
            "einddatum": "nieuwe einddatum",
            "overleg": "datum van het overleg over de verlenging",
            "overeenkomst_getekend_op": "datum waarop de overeenkomst als laatste is ondertekend",
            "volmachten": "keuze of de volmachten worden voortgezet of vernieuwd",
        }
        yield from _missing(dossier.verlenging, ("verlenging",), words)


def gaps(dossier: Dossier) -> dict[Path, str]:
    """Every missing value that is needed, and every one that the file calls ``open``: path and Dutch description."""
    found: dict[Path, str] = {}
    for rule in (
        _overeenkomst_gaps, _partijen_gaps, _penvoerder_gaps, _jaren_gaps, _volmacht_terms_gaps, _aanbieding_gaps,
        _verlenging_gaps,
    ):  # fmt: skip
        found.update(rule(dossier))
    for path in sorted(dossier.open_marks, key=str):
        if not any(path[: len(gap)] == gap or gap[: len(path)] == path for gap in found):
            found[path] = _described(dossier, path)
    return found


def _described(dossier: Dossier, path: Path) -> str:
    name = str(path[-1]).replace("_", " ")
    if path[0] == "partijen" and len(path) > 2:
        return f"{name} van {dossier.partijen[int(path[1])].volledige_naam}"
    return f"{name} ({written(path)})"


def open_points(dossier: Dossier) -> tuple[OpenPoint, ...]:
    """Everything that must be known before issue and is not, in the order of the file's sections."""
    return tuple(OpenPoint(written(path), dossier.line_of(path), what) for path, what in gaps(dossier).items())

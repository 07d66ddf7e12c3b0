"""The partijen as templates see them: their facts, their words, and the sentences that follow from the facts."""

from __future__ import annotations

from typing import Any

from assembler.dossier import wording
from assembler.dossier.bestuurslaag import BESTUURSLAGEN, is_dagelijks_bestuur
from assembler.dossier.dossier import Dossier
from assembler.dossier.jaar import Inleg
from assembler.dossier.mistakes import Path
from assembler.dossier.openheid import Open
from assembler.dossier.partij import Partij
from assembler.dossier.view.contributions import contribution
from assembler.dossier.view.plain import Gaps, plain
from assembler.dossier.volmacht import PartijVolmacht


def _signer(partij: Partij, facts: dict[str, Any], of: str) -> dict[str, Any]:
    representation = facts["vertegenwoordiging"]
    capacity = representation["hoedanigheid"]
    laag = BESTUURSLAGEN[partij.soort]
    person = facts["hoofd"] if capacity == "hoofd" else representation["ondertekenaar"]
    own = representation["ondertekenaar"]["functie"] or Open(f"functie van de ondertekenaar{of}")
    office = wording.functie(capacity, laag, representation["portefeuille"], own)
    naam = person["naam"] or Open(f"naam van de ondertekenaar{of}")
    return {
        "naam": naam,
        "aanhef": person["aanhef"],
        "functie": office,
        "voluit": wording.voluit({"naam": naam, "aanhef": person["aanhef"]}),
    }


def _orgaan(partij: Partij, orgaan: str) -> str:
    """The organ with its article and the name of its body, unless that name stands there already."""
    if orgaan.lower().startswith(("college", "dagelijks bestuur", "algemeen bestuur")):
        orgaan = f"het {orgaan}"
    known = isinstance(orgaan, Open) or partij.naam.lower() in orgaan.lower()
    return orgaan if known or not is_dagelijks_bestuur(partij.soort, orgaan) else f"{orgaan} van {partij.korte_naam}"


def _short(facts: dict[str, Any], **words: str) -> dict[str, Any]:
    """The facts with shorter open marks, for use within a sentence that says itself what they are about."""
    return facts | {key: Open(word) for key, word in words.items() if isinstance(facts[key], Open)}


def _besluit(partij: Partij, facts: dict[str, Any]) -> str:
    short = _short(facts, orgaan="orgaan", datum="datum", kenmerk="kenmerk")
    return wording.besluit(_orgaan(partij, short["orgaan"]), short["datum"], short["kenmerk"])


def _ter_uitvoering_van(partij: Partij, facts: dict[str, Any], missing: str | None) -> str:
    decisions = [_besluit(partij, besluit) for besluit in facts["besluiten"]]
    if missing:
        decisions.append(f"het {Open(missing)}")
    text = wording.opsomming(decisions)
    bases = wording.grondslagen(facts["grondslagen"])
    return f"{text}, op grond van {bases}" if bases else text


def _gevestigd(zetel: dict[str, Any]) -> str:
    if all(isinstance(value, Open) for value in zetel.values()):
        return f"gevestigd te {Open('zetel: postcode, plaats en adres')}"
    short = _short(zetel, postcode="postcode", plaats="plaats", adres="adres")
    return f"gevestigd te ({short['postcode']}) {short['plaats']} aan {short['adres']}"


def _hoedanigheden(partij: Partij, facts: dict[str, Any]) -> list[dict[str, str]]:
    laag = BESTUURSLAGEN[partij.soort]
    capacity, office = facts["vertegenwoordiging"]["hoedanigheid"], facts["ondertekenaar"]["functie"]

    def line(code: str, what: str, for_college: bool) -> dict[str, str]:
        signs_as = wording.ondertekent_als(capacity, laag, office, partij.korte_naam, for_college)
        return {"code": code, "omschrijving": what, "ondertekent_als": signs_as}

    lines = [line("rechtspersoon", f"{laag.lidwoord} {partij.volledige_naam}", False)]
    if partij.vertegenwoordiging.mede_namens_college:
        what = f"{laag.college} van {partij.korte_naam}, binnen de grenzen van zijn bevoegdheden"
        lines.append(line("college", what, True))
    return lines


def _factuur(facts: dict[str, Any]) -> dict[str, Any]:
    """Billing details with the address filled from the seat."""
    own = {key: facts["factuur"][key] or facts["zetel"][key] for key in ("adres", "postcode", "plaats")}
    return {**facts["factuur"], **own}


def _sentences(partij: Partij, facts: dict[str, Any], here: Path, gaps: Gaps) -> dict[str, Any]:
    laag, representation = BESTUURSLAGEN[partij.soort], facts["vertegenwoordiging"]
    signer = _signer(partij, facts, f" van {partij.volledige_naam}")
    return {
        "ondertekenaar": signer,
        "vertegenwoordigd_door": wording.vertegenwoordigd_door(
            representation["hoedanigheid"],
            laag,
            signer,
            _short(facts["hoofd"], naam=f"naam van de {laag.hoofd}"),
            _short(representation["machtiging"], datum="datum", kenmerk="kenmerk"),
        ),
        "ter_uitvoering_van": _ter_uitvoering_van(partij, facts, gaps.get((*here, "besluiten"))),
        "gevestigd": _gevestigd(facts["zetel"]),
    }


def partij_view(dossier: Dossier, number: int, gaps: Gaps) -> dict[str, Any]:
    """One partij; ``number`` counts from 0 in preamble order."""
    partij, here = dossier.partijen[number], ("partijen", number)
    facts: dict[str, Any] = plain(partij, here, gaps)
    is_penvoerder = partij is dossier.penvoerder_in(dossier.jaar)
    if not is_penvoerder:
        facts["volmacht"] = plain(partij.volmacht or PartijVolmacht(), (*here, "volmacht"), gaps)
    facts |= _sentences(partij, facts, here, gaps)
    facts["hoedanigheden"] = _hoedanigheden(partij, facts)
    facts |= {
        "soort": BESTUURSLAGEN[partij.soort].as_dict(),
        "volledige_naam": partij.volledige_naam,
        "korte_naam": partij.korte_naam,
        "nummer": number + 1,
        "is_penvoerder": is_penvoerder,
        "is_volmachtgever": not is_penvoerder,
        "factuur": _factuur(facts),
        "inleg": _inleg(dossier, partij, gaps),
    }
    return facts


def _inleg(dossier: Dossier, partij: Partij, gaps: Gaps) -> dict[str, Any]:
    year = dossier.jaar
    jaar = dossier.jaren.get(year) if year else None
    return contribution((jaar and jaar.inleg.get(partij.sleutel)) or Inleg(), year or 0, partij, gaps)


def open_penvoerder(year: int | None, example: dict[str, Any]) -> dict[str, Any]:
    """Stands for the penvoerder as long as nobody is: the keys of ``example``, every text an open mark."""
    mark = Open(f"penvoerder voor {year}" if year else "penvoerder")
    blank: dict[str, Any] = _blanked(example, mark)
    return {**blank, "soort": example["soort"], "is_penvoerder": True, "is_volmachtgever": False, "volmacht": None}


def _blanked(value: Any, mark: Open) -> Any:
    if isinstance(value, dict):
        return {key: _blanked(item, mark) for key, item in value.items()}
    if isinstance(value, list):
        return []
    return mark

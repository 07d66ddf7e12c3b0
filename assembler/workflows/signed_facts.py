"""What was signed against what the dossier says now: an invoice follows the signed contribution, not a later edit."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from assembler.dossier import Dossier, DossierError
from assembler.dossier.geld import bedrag_geschreven as euro
from assembler.dossier.jaar import Inleg
from assembler.finance.readiness import Belemmering
from signatures import store
from signatures.effect import InstrumentStatus, instrument_states

FROZEN = "dossier.yaml"
REMEDY = "Neem over wat is ondertekend, of geef de gewijzigde overeenkomst opnieuw uit en laat haar tekenen."


def signed_dossier(key: str, moment: datetime) -> Dossier | None:
    """The dossier as it was frozen when the instrument was issued that took effect last; None where there is none, or
    where it was frozen in a form that this version does not read."""
    in_effect = {
        state.uitgifte.id
        for state in instrument_states(store.facts_of(key), moment)
        if state.took_effect_on and state.status is not InstrumentStatus.VOID
    }
    for offer in reversed(store.aanbiedingen(key)):
        if in_effect & set(offer.uitgiften) and FROZEN in offer.files:
            try:
                return Dossier.from_text(store.kept_bytes(offer.files[FROZEN]).decode())
            except DossierError:
                return None
    return None


def differences(dossier: Dossier, signed: Dossier, jaar: int, kopers: Iterable[str]) -> Iterator[Belemmering]:
    """Contributions and btw position that are no longer as they were signed. A year that was not in the signed
    agreement says nothing."""
    if dossier.overeenkomst.btw.positie != signed.overeenkomst.btw.positie:
        message = f"Ondertekend is de btw-positie {signed.overeenkomst.btw.positie}, het dossier zegt nu iets anders."
        yield Belemmering("finance.differs-from-signed", "overeenkomst.btw.positie", message, REMEDY)
    then, now = signed.jaren.get(jaar), dossier.jaren.get(jaar)
    if then is None or now is None:
        return
    for key in kopers:
        was, amount = then.inleg.get(key, Inleg()).bedrag, now.inleg.get(key, Inleg()).bedrag
        if was is not None and amount is not None and was != amount:
            name = dossier.partij(key).volledige_naam
            message = f"Ondertekend is {euro(was)} voor {name}, het dossier zegt nu {euro(amount)}."
            yield Belemmering("finance.differs-from-signed", f"jaren.{jaar}.inleg.{key}.bedrag", message, REMEDY)

"""Which specification an e-invoice says it follows: NLCIUS (SI-UBL 2.0) or Peppol BIS Billing 3."""

from assembler.dossier.factuurgegevens import Profiel

_CORE = "urn:cen.eu:en16931:2017"
PROCESS = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
"""Business process (BT-23): billing; both specifications travel over Peppol with it."""
CUSTOMIZATION = {
    Profiel.NLCIUS: f"{_CORE}#compliant#urn:fdc:nen.nl:nlcius:v1.0",
    Profiel.PEPPOL: f"{_CORE}#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0",
}
"""Specification identifier (BT-24)."""

__all__ = ["CUSTOMIZATION", "PROCESS", "Profiel"]

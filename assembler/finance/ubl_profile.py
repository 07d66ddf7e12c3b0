"""Which specification an e-invoice says it follows: NLCIUS (SI-UBL 2.0) or Peppol BIS Billing 3."""

from enum import StrEnum

_CORE = "urn:cen.eu:en16931:2017"
PROCESS = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
"""Business process (BT-23): billing; both specifications travel over Peppol with it."""


class UblProfiel(StrEnum):
    """The specification, as on the command line and in the dossier."""

    NLCIUS = "nlcius"
    PEPPOL = "peppol"

    @property
    def customization(self) -> str:
        """Specification identifier (BT-24)."""
        return _CUSTOMIZATION[self]


_CUSTOMIZATION = {
    UblProfiel.NLCIUS: f"{_CORE}#compliant#urn:fdc:nen.nl:nlcius:v1.0",
    UblProfiel.PEPPOL: f"{_CORE}#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0",
}

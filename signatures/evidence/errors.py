"""What can go wrong around evidence, one class per failure; each writes its own Dutch sentence."""


class EvidenceError(Exception):
    """Base of everything in this package that refuses."""


class FieldError(EvidenceError):
    """Signature fields cannot be prepared in this pack."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"In het pakket kunnen geen ondertekenvelden worden gezet: {what}; {remedy}.")


class TrustFolderError(EvidenceError):
    """The folder with trusted issuers cannot be used."""

    def __init__(self, place: str, what: str, remedy: str) -> None:
        super().__init__(f"De map met vertrouwde uitgevers kan niet worden gebruikt: {place} {what}; {remedy}.")


class GateError(EvidenceError):
    """A returned file is not taken in for examination."""

    def __init__(self, what: str, remedy: str) -> None:
        self.what = what
        self.remedy = remedy
        super().__init__(f"{what} {remedy}")

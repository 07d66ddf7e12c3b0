"""What can be wrong with a filled Word file, each in one Dutch sentence with place, rule and remedy."""

from collections.abc import Sequence

from assembler.documents.errors import DocumentsError


class WordFileError(DocumentsError):
    """The bytes are no Word file that can be read safely."""

    def __init__(self, reason: str, name: str = "") -> None:
        self.reason = reason
        super().__init__(
            f"{f'{name}: dit' if name else 'Dit'} is geen bruikbaar Word-bestand: {reason}. "
            "Open het in Word, sla het op als .docx en lever het opnieuw aan."
        )


class FieldError(DocumentsError):
    """Fields that cannot have a result; all of a document together."""

    def __init__(self, mistakes: Sequence[str]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(self.mistakes))


class RevisionError(DocumentsError):
    """The file bears tracked changes, and nobody said what must become of them."""

    def __init__(self, count: int, place: str) -> None:
        self.count, self.place = count, place
        many = "een bijgehouden wijziging" if count == 1 else f"{count} bijgehouden wijzigingen"
        super().__init__(
            f"Het document bevat {many}, de eerste {place}. "
            "Een stuk om te tekenen mag die niet bevatten: "
            "aanvaard of weiger ze in Word (Controleren) en sla het document op."
        )


class ForeignContentError(DocumentsError):
    """The file points at content of which the text cannot be seen or checked."""

    def __init__(self, what: str, place: str) -> None:
        self.what, self.place = what, place
        super().__init__(
            f"Het document bevat {place} {what}, waarvan de inhoud niet in de PDF komt. "
            "Zet die inhoud in Word om in gewone tekst."
        )

"""Why a file cannot be checked: one class per failure, each writes its own sentence."""

from __future__ import annotations

from pathlib import Path


class UncheckableError(Exception):
    """A file cannot be checked as an agreement."""

    def __init__(self, name: str, what: str, remedy: str) -> None:
        self.name, self.what, self.remedy = name, what, remedy
        super().__init__(f"{name}: {what}; {remedy}.")


class UnknownFileKindError(UncheckableError):
    """A file that is neither a dossier nor a document that can be read."""

    def __init__(self, path: Path | str, kind: str = "") -> None:
        what = f"dit is {kind}" if kind else "dit is geen dossier en geen stuk dat te lezen is"
        super().__init__(
            str(path), what, "geef een dossier (map of .yaml), een Word-bestand (.docx), een PDF of een tekst (.txt)"
        )


class WrongExtensionError(UncheckableError):
    """The name of a file says that it is another kind of file than it is."""

    def __init__(self, name: str, extension: str, kind: str) -> None:
        super().__init__(
            name,
            f"de naam eindigt op {extension}, maar dit is {kind}",
            "controleer of dit het goede bestand is, en geef het de naam die erbij hoort",
        )


class OldWordError(UncheckableError):
    """A document in a format that Word can save as .docx."""

    def __init__(self, name: str, kind: str) -> None:
        super().__init__(name, f"dit is {kind}", "open het in Word en sla het op als .docx")


class EncryptedError(UncheckableError):
    """The file is locked with a password."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name, "het bestand is met een wachtwoord beveiligd", "sla het zonder wachtwoord op en probeer het opnieuw"
        )


class DamagedError(UncheckableError):
    """The file cannot be read."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason, "open het zelf, sla het opnieuw op en controleer dat bestand")


class EmptyError(UncheckableError):
    """The file has no text."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "er staat geen tekst in het bestand", "controleer of dit het goede bestand is")


class ScannedError(UncheckableError):
    """The pages are pictures of text."""

    def __init__(self, name: str, pages: int) -> None:
        many = "de bladzijde is een afbeelding" if pages == 1 else f"de {pages} bladzijden zijn afbeeldingen"
        super().__init__(
            name,
            f"{many} zonder tekst (een scan)",
            "controleer het oorspronkelijke bestand, of herken de tekst eerst (OCR)",
        )


class TooLargeError(UncheckableError):
    """The file is larger than any agreement."""

    def __init__(self, name: str, fact: str) -> None:
        super().__init__(name, f"het bestand is te groot ({fact})", "splits het, of verwijder zware afbeeldingen")


class NotDutchError(UncheckableError):
    """The text is in another language, or in signs that are no text."""

    def __init__(self, name: str, language: str) -> None:
        what = f"de tekst is in het {language}" if language else "de tekst bestaat niet uit leesbare woorden"
        remedy = "alleen Nederlandse overeenkomsten kunnen worden gecontroleerd"
        if not language:
            remedy = "controleer het oorspronkelijke bestand, of maak de PDF opnieuw met ingesloten lettertypen"
        super().__init__(name, what, remedy)

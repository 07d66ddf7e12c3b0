"""What can go wrong between a Word file and a finished PDF: one class per failure, each writes its own sentence."""

from collections.abc import Sequence


class PagesError(Exception):
    """A PDF could not be made, combined or taken in."""


class ComponentError(PagesError):
    """A part of the system that the work needs is missing or failed (exit status 5)."""


class UnknownEngineError(PagesError):
    """An engine was named that does not exist."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(f"De PDF-motor '{name}' bestaat niet; kies uit: {', '.join(known)}.")


class EngineMissingError(ComponentError):
    """The chosen engine is not installed; another one is never taken silently, since it breaks pages elsewhere."""

    def __init__(self, name: str, remedy: str) -> None:
        super().__init__(f"De PDF-motor '{name}' ontbreekt op deze machine; {remedy}.")


class FontsMissingError(ComponentError):
    """The fonts that belong to the program are not there."""

    def __init__(self, families: Sequence[str]) -> None:
        super().__init__(
            f"De lettertypen {', '.join(families)} ontbreken, zodat regels anders zouden afbreken dan in Word; "
            "installeer Tekenklaar opnieuw met alle afhankelijkheden."
        )


class ConversionError(PagesError):
    """One document could not be converted; the others of its batch are not touched by it."""


class EngineRefusedError(ConversionError):
    """The engine read the file and said no."""

    def __init__(self, engine: str, detail: str) -> None:
        self.detail = detail
        super().__init__(
            f"De PDF-motor '{engine}' kan dit Word-bestand niet omzetten ({detail[:200]}); "
            "open het in Word, sla het opnieuw op als .docx en probeer het nog eens."
        )


class EngineCrashedError(ConversionError):
    """The child process died while it read the file."""

    def __init__(self, engine: str) -> None:
        super().__init__(
            f"De PDF-motor '{engine}' is op dit Word-bestand vastgelopen of raakte door zijn geheugen heen; "
            "verklein de afbeeldingen of sla het bestand in Word opnieuw op."
        )


class EngineTimeoutError(ConversionError):
    """The engine was not ready in time."""

    def __init__(self, engine: str, seconds: float) -> None:
        super().__init__(
            f"De PDF-motor '{engine}' was na {seconds:g} seconden nog niet klaar met dit Word-bestand; "
            "splits het of haal zware afbeeldingen eruit."
        )


class WorkLostError(ComponentError):
    """A process that helped with checking and archiving died or did not answer."""

    def __init__(self) -> None:
        super().__init__(
            "Het controleren of archiveren van een PDF is vastgelopen of raakte door zijn geheugen heen; "
            "sluit andere programma's en probeer het opnieuw."
        )


class BatchError(PagesError):
    """Some files of a batch failed; all were tried."""

    def __init__(self, failures: Sequence[tuple[str, PagesError]]) -> None:
        self.failures = tuple(failures)
        super().__init__("\n".join(f"{title}: {failure}" for title, failure in failures))


class UnstablePagesError(PagesError):
    """Filling in the page numbers changed the number of pages, again and again."""

    def __init__(self, counts: Sequence[int]) -> None:
        super().__init__(
            f"De inhoudsopgave verandert het aantal bladzijden ({', '.join(map(str, counts))}) telkens opnieuw; "
            "zet een harde pagina-overgang achter de inhoudsopgave."
        )


class PdfaError(PagesError):
    """The file cannot be written as PDF/A-3b."""

    def __init__(self, what: str, findings: Sequence[str]) -> None:
        self.findings = tuple(findings)
        super().__init__(
            f"{what} voldoet niet aan PDF/A-3b ({'; '.join(self.findings[:3])}); "
            "verwijder dit onderdeel of lever het aan als PDF/A."
        )


class PageCodeError(PagesError):
    """A text is no page code of ours, or cannot be one."""

    def __init__(self, text: str, rule: str) -> None:
        super().__init__(f"De paginacode '{text[:80]}' klopt niet: {rule}.")


class UnknownGlyphError(PagesError):
    """The font for stamps has no shape for a character."""

    def __init__(self, text: str, missing: str) -> None:
        super().__init__(
            f"Het lettertype voor stempels heeft geen teken voor '{missing}' in '{text[:60]}'; kies een andere tekst."
        )


class AnchorCountError(PagesError):
    """A text has more or fewer signature lines than there are signatories."""

    def __init__(self, title: str, found: int, wanted: int) -> None:
        super().__init__(
            f"'{title}' heeft {found} ondertekeningsregels met een bladwijzer 'handtekening…', terwijl er {wanted} "
            "nodig zijn; laat in Word iedere handtekeningregel van het sjabloon met zijn bladwijzer staan."
        )


class EmptyPackError(PagesError):
    """A pack without any part."""

    def __init__(self, title: str) -> None:
        super().__init__(f"Het pakket '{title}' bevat geen enkel stuk; geef minstens één stuk op.")


class NoOriginalsError(PagesError):
    """An executed copy without anything signed in it."""

    def __init__(self, title: str) -> None:
        super().__init__(
            f"Van '{title}' is nog geen enkel ondertekend bestand aanvaard; een ondertekend exemplaar kan pas daarna."
        )


class SuppliedFileError(PagesError):
    """A file supplied by the user is not taken in; ``name`` is the file as the user knows it."""

    def __init__(self, name: str, reason: str, remedy: str) -> None:
        self.name = name
        self.reason = reason
        super().__init__(f"{name}: {reason}; {remedy}.")


class SuppliedEncryptedError(SuppliedFileError):
    """The file is locked with a password or with rights."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name, "het bestand is versleuteld of met een wachtwoord beveiligd", "lever het zonder beveiliging aan"
        )


class SuppliedDamagedError(SuppliedFileError):
    """The file cannot be read."""

    def __init__(self, name: str, kind: str) -> None:
        super().__init__(
            name, f"het bestand is geen leesbare {kind}", "open het zelf, sla het opnieuw op en lever dat bestand aan"
        )


class SuppliedEmptyError(SuppliedFileError):
    """The file has no bytes or no pages."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "het bestand is leeg", "lever een bestand met minstens één bladzijde aan")


class SuppliedTooLargeError(SuppliedFileError):
    """The file is larger than a bijlage may be."""

    def __init__(self, name: str, fact: str, limit: str) -> None:
        super().__init__(name, f"het bestand is te groot ({fact}, terwijl {limit} mag)", "splits of verklein het")


class SuppliedKindError(SuppliedFileError):
    """The file is none of the kinds that may be a bijlage."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name, "alleen PDF, Word (.docx), PNG, JPEG en TIFF kunnen bijlage zijn", "sla het stuk op als PDF"
        )


class SuppliedActiveError(SuppliedFileError):
    """The file does something by itself: a script, a program, a form language."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(
            name,
            f"het bestand bevat {what}, en een bijlage mag niets uitvoeren",
            "druk het af naar een nieuwe PDF en lever die aan",
        )


class SuppliedWordError(SuppliedFileError):
    """A supplied Word file cannot be converted."""

    def __init__(self, name: str, cause: Exception) -> None:
        self.cause = cause
        super().__init__(name, "het Word-bestand kan niet worden omgezet", f"{cause}".rstrip("."))


class SuppliedTimeoutError(SuppliedFileError):
    """Reading the file took too long."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            "het lezen van het bestand duurde te lang of vroeg te veel geheugen",
            "druk het af naar een nieuwe PDF en lever die aan",
        )


class SuppliedNotArchivableError(SuppliedFileError):
    """The file cannot be made PDF/A, so it cannot stand in a pack."""

    def __init__(self, name: str, findings: Sequence[str]) -> None:
        self.findings = tuple(findings)
        super().__init__(
            name,
            f"het bestand kan geen PDF/A worden ({'; '.join(self.findings[:2])[:240]})",
            "lever het aan als PDF/A of druk het af met ingesloten lettertypen",
        )


class DamagedBaseError(PagesError):
    """The shared part of the packs does not end as a PDF ends."""

    def __init__(self) -> None:
        super().__init__(
            "Het gedeelde deel van de pakketten is niet volledig weggeschreven; maak de pakketten opnieuw."
        )

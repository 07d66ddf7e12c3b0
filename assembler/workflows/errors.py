"""What a use-case refuses: one class per reason, each writes its own sentence."""

import errno
from collections.abc import Sequence
from pathlib import Path

from assembler.finance.readiness import Belemmering

MOST = 60
"""More obstacles than this are counted, not listed."""


class WorkflowError(Exception):
    """A use-case cannot go on."""


class RefusedError(WorkflowError):
    """A rule of the paperwork forbids it (exit status 4)."""


class FolderNotEmptyError(RefusedError):
    """A new dossier would mix with files that are already there."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder}: hier staat al iets; kies een nieuwe of lege map voor het dossier.")


class NotReadyError(RefusedError):
    """The dossier still has open points or findings of severity error, so nothing final may be made of it."""

    def __init__(self, messages: Sequence[str]) -> None:
        self.messages = tuple(messages)
        noun = "punt staat" if len(messages) == 1 else "punten staan"
        lines = "\n".join(f"  - {message}" for message in messages)
        super().__init__(
            f"Er kunnen nog geen tekenpakketten worden gemaakt: {len(messages)} {noun} nog open.\n{lines}\n"
            "Vul deze punten aan in dossier.yaml; `tekenklaar draft` maakt intussen concepten."
        )


class NoSuchFindingError(WorkflowError):
    """A finding was to be accepted that is not there."""

    def __init__(self, code: str, where: str | None, places: Sequence[str]) -> None:
        asked = f"'{code}'" + (f" op de plaats '{where}'" if where else "")
        known = f"; '{code}' staat wel op: {'; '.join(places[:8])}" if places else ""
        super().__init__(f"Er is geen bevinding {asked}{known}; neem code en plaats over uit 'tekenklaar check'.")


class WhichFindingError(WorkflowError):
    """More than one finding fits."""

    def __init__(self, code: str, places: Sequence[str]) -> None:
        shown = "; ".join(places[:8]) + (" …" if len(places) > 8 else "")
        super().__init__(
            f"'{code}' is op {len(places)} plaatsen gevonden: {shown}; kies er een met --where, of alle met --all."
        )


class MayNotBeAcceptedError(RefusedError):
    """A finding that says that something is not known yet."""

    def __init__(self, code: str) -> None:
        super().__init__(f"'{code}' kan niet worden aanvaard: wat nog open is, kan niet worden getekend; vul het aan.")


class NothingLeftToIssueError(RefusedError):
    """The agreement is signed, and the dossier has no extension."""

    def __init__(self, dossier: str, day: str) -> None:
        super().__init__(
            f"De overeenkomst van dossier '{dossier}' is door iedereen ondertekend (laatste handtekening: {day}) en "
            "wordt niet opnieuw uitgegeven. Wilt u haar verlengen, voeg dan een deel 'verlenging' toe aan "
            "dossier.yaml; voor een nieuwe versie van een volmacht: --only samenwerkingsovereenkomst."
        )


class SignedTextChangedError(RefusedError):
    """The facts now make another text of an agreement that everybody has signed."""

    def __init__(self, title: str, day: str) -> None:
        super().__init__(
            f"'{title}' is door iedereen ondertekend (laatste handtekening: {day}), maar uit dit dossier komt nu een "
            "andere tekst. Een ondertekende tekst wordt niet vervangen: zet de gegevens terug, of leg de wijziging "
            "vast in een verlenging of een nieuwe overeenkomst."
        )


class NotExtendableError(RefusedError):
    """No extension may be issued now, for these reasons."""

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        lines = "\n".join(f"  - {reason}" for reason in reasons)
        super().__init__(f"De verlenging kan niet worden uitgegeven:\n{lines}\nHerstel dit en geef haar dan uit.")


class OwnTextError(RefusedError):
    """A text finished in Word may not be issued as it is."""

    def __init__(self, name: str, mistakes: Sequence[str]) -> None:
        self.mistakes = tuple(mistakes)
        lines = "\n".join(f"  - {mistake}" for mistake in mistakes)
        super().__init__(
            f"{name} kan niet worden uitgegeven:\n{lines}\nVerbeter het bestand in Word en geef het dan uit."
        )


class NothingLiveError(RefusedError):
    """Everything that was issued has been withdrawn."""

    def __init__(self, dossier: str) -> None:
        super().__init__(
            f"Van dossier '{dossier}' is wat is uitgegeven weer ingetrokken; er is geen tekenpakket dat nu telt. Geef "
            "opnieuw uit met 'tekenklaar issue', of bekijk met 'tekenklaar pack --preview' hoe de pakketten worden."
        )


class PacksNotWrittenError(WorkflowError):
    """The issue was recorded; its packs could not be written."""

    def __init__(self, dossier: str, failure: OSError) -> None:
        place = failure.filename2 or failure.filename or "de uitvoermap"
        full = failure.errno in (errno.ENOSPC, errno.EDQUOT)
        why = "de schijf is vol" if full else "in deze map kan niet worden geschreven"
        super().__init__(
            f"De uitgifte is vastgelegd, maar niet alle pakketten konden worden weggeschreven ({place}: {why}). "
            f"Geef niet opnieuw uit: 'tekenklaar pack {dossier} --out MAP' schrijft ze "
            "in een map naar keuze."
        )


class SeveralPartijenError(RefusedError):
    """A scan that claims lines of several partijen is accepted only for lines that somebody names."""

    def __init__(self, inzending: str, partijen: Sequence[str]) -> None:
        super().__init__(
            f"Inzending '{inzending}' lijkt handtekeningen te dragen van meer dan één partij ({', '.join(partijen)}). "
            "Noem met --partij of --line voor wie u aanvaardt, of kies --all-lines als u elke handtekening hebt gezien."
        )


class NotSignedError(RefusedError):
    """An executed copy of something that not everybody has signed."""

    def __init__(self, dossier: str) -> None:
        super().__init__(
            f"Van dossier '{dossier}' is nog geen enkel stuk door iedereen ondertekend; bekijk met 'tekenklaar status' "
            "wie nog moet tekenen en maak het ondertekende exemplaar daarna."
        )


class InvoiceRefusedError(RefusedError):
    """Invoices cannot be issued: every obstacle, each with its rule and remedy; nothing was numbered."""

    def __init__(self, found: Sequence[Belemmering]) -> None:
        self.found = tuple(found)
        lines = "\n".join(f"  - {each}" for each in found[:MOST])
        more = f"\n  … en nog {len(found) - MOST}" if len(found) > MOST else ""
        count = "is één belemmering" if len(found) == 1 else f"zijn {len(found)} belemmeringen"
        super().__init__(f"Er is niets genummerd en niets geschreven, want er {count}.\n{lines}{more}")


class NothingIssuedError(RefusedError):
    """Invoices were asked for again that were never issued."""

    def __init__(self, jaar: int) -> None:
        super().__init__(f"Over {jaar} is nog geen factuur uitgereikt; laat --again weg om facturen uit te reiken.")


class UnknownPartijError(WorkflowError):
    """A partij was named that the dossier does not know."""

    def __init__(self, key: str, known: Sequence[str]) -> None:
        shown = ", ".join(known[:12]) + (" …" if len(known) > 12 else "")
        super().__init__(f"Partij '{key}' staat niet in het dossier; kies uit: {shown}.")


class NothingToMakeError(WorkflowError):
    """The chosen kinds and partijen leave no document to make."""

    def __init__(self, kinds: Sequence[str]) -> None:
        super().__init__(
            f"Met deze keuze ({', '.join(kinds) or 'alle soorten'}) valt er niets te maken; de penvoerder "
            "verleent zichzelf geen volmacht en krijgt geen factuur, en een verlenging vraagt een deel 'verlenging'."
        )


class NoLineOfPartijError(WorkflowError):
    """A decision was limited to partijen of which the file bears no line."""

    def __init__(self, inzending: str, partijen: Sequence[str]) -> None:
        named = ", ".join(partijen)
        super().__init__(
            f"Inzending '{inzending}' draagt geen ondertekening van {named}; noem een partij die erop staat."
        )


class UnknownDocumentError(WorkflowError):
    """A document was named that was never issued in this dossier."""

    def __init__(self, document: str, known: Sequence[str]) -> None:
        super().__init__(f"Stuk '{document}' is in dit dossier niet uitgegeven; kies uit: {', '.join(known)}.")


class UnknownVersionError(WorkflowError):
    """A version was named that was never issued."""

    def __init__(self, document: str, version: str, known: Sequence[str]) -> None:
        shown = ", ".join(known)
        super().__init__(f"Van '{document}' is versie '{version}' niet uitgegeven; kies uit: {shown}.")


class UnclearLineError(WorkflowError):
    """More than one signature line fits what was named, or none."""

    def __init__(self, which: str | None, lines: Sequence[str]) -> None:
        shown = "; ".join(lines) or "er is geen ondertekenregel"
        said = f"'{which}' wijst niet één ondertekenregel aan" if which else "Er is meer dan één ondertekenregel"
        super().__init__(f"{said}; noem met --line welke: {shown}.")


class UnclearMachtigingError(WorkflowError):
    """A partij gave more than one machtiging, another one, or none."""

    def __init__(self, partij: str, given: Sequence[str]) -> None:
        super().__init__(
            f"Noem met --kenmerk welke machtiging van '{partij}' eindigt: {'; '.join(given)}."
            if given
            else f"Van '{partij}' is bij de uitgifte geen machtiging vastgelegd: wie namens haar tekent, doet dat van "
            "rechtswege. Voor een volmacht: noem 'volmacht' in plaats van 'machtiging'."
        )


class TwoChoicesError(WorkflowError):
    """Lines were chosen in two ways at once."""

    def __init__(self) -> None:
        super().__init__("Kies de regels op één manier: met --partij, met --line of met --all-lines.")


class SettingsError(WorkflowError):
    """The settings of the workspace cannot be read."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: deze instellingen zijn niet leesbaar ({why}); herstel het bestand of haal het weg.")


class NoTimestampServerError(WorkflowError):
    """Anchoring was asked for, and no timestamp server is set."""

    def __init__(self, settings: str) -> None:
        super().__init__(
            "Er is geen tijdstempelserver ingesteld; zet TEKENKLAAR_TSA_URL op het adres ervan, of zet in "
            f'{settings} in de werkruimte: tijdstempelserver = "https://…".'
        )


class LogDamagedError(RefusedError):
    """The log holds a row that nobody can have written by way of the program."""

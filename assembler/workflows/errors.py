"""What a use-case refuses: one class per reason, each writes its own sentence."""

from collections.abc import Sequence
from pathlib import Path


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


class NotSignedError(RefusedError):
    """An executed copy of something that not everybody has signed."""

    def __init__(self, dossier: str) -> None:
        super().__init__(
            f"Van dossier '{dossier}' is nog geen enkel stuk door iedereen ondertekend; bekijk met 'tekenklaar status' "
            "wie nog moet tekenen en maak het ondertekende exemplaar daarna."
        )


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

"""What a use-case refuses: one class per reason, each writes its own sentence."""

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

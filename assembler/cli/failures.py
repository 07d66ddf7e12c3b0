"""Every expected failure becomes one clear message on stderr and its own exit status; nobody sees a traceback."""

import errno
import os
from collections.abc import Callable
from functools import cache

import click

from assembler.cli.exit_codes import Exit

FILE_STATUS = {
    errno.ENOSPC: Exit.COMPONENT,
    errno.EDQUOT: Exit.COMPONENT,
    errno.EIO: Exit.COMPONENT,
    errno.ENOENT: Exit.INVALID,
    errno.EISDIR: Exit.INVALID,
}
"""A failing disk, and input that is not there; any other trouble with a file comes from how the command was used."""


@cache
def statuses() -> tuple[tuple[type[BaseException], Exit], ...]:
    """The exit status of each kind of failure that is expected; the first class that fits decides.

    The rooms that know these failures are loaded when something fails, so that a command starts fast.
    """
    from assembler.checks.errors import UncheckableError
    from assembler.documents import DocumentsError, OpenPointError
    from assembler.dossier import DossierError
    from assembler.dossier.aanvaarding import NoRoomForAanvaardingError
    from assembler.finance.validation import ValidationComponentError
    from assembler.pages import ComponentError, PagesError
    from assembler.workflows.errors import PacksNotWrittenError, RefusedError, UnknownPartijError, WorkflowError
    from signatures.evidence.errors import EvidenceError
    from signatures.illegal import IllegalTransition
    from signatures.store.errors import ComponentError as StoreFailedError
    from signatures.store.errors import NotAllowedError, StoreError

    return (
        (ComponentError, Exit.COMPONENT),
        (ValidationComponentError, Exit.COMPONENT),
        (StoreFailedError, Exit.COMPONENT),
        (IllegalTransition, Exit.REFUSED),
        (NotAllowedError, Exit.REFUSED),
        (StoreError, Exit.INVALID),
        (EvidenceError, Exit.INVALID),
        (OpenPointError, Exit.REFUSED),
        (RefusedError, Exit.REFUSED),
        (PacksNotWrittenError, Exit.COMPONENT),
        (UnknownPartijError, Exit.USAGE),
        (WorkflowError, Exit.USAGE),
        (DossierError, Exit.INVALID),
        (NoRoomForAanvaardingError, Exit.INVALID),
        (UncheckableError, Exit.INVALID),
        (DocumentsError, Exit.INVALID),
        (PagesError, Exit.INVALID),
    )


def is_expected(failure: BaseException) -> bool:
    """Whether it is a failure that a person can do something about, and not a mistake in the program."""
    return isinstance(failure, OSError) or any(isinstance(failure, kind) for kind, _ in statuses())


def status_of(failure: BaseException) -> Exit:
    """The exit status that belongs to a failure; the first class that fits decides."""
    if isinstance(failure, OSError):
        return FILE_STATUS.get(failure.errno or 0, Exit.USAGE)
    return next(status for kind, status in statuses() if isinstance(failure, kind))


def sentence_of(failure: BaseException) -> str:
    """What the person reads."""
    if isinstance(failure, OSError):
        return _file_sentence(failure)
    return str(failure)


def _file_sentence(failure: OSError) -> str:
    place = failure.filename2 or failure.filename or "de uitvoermap"
    remedies = {
        errno.ENOSPC: "de schijf is vol; maak ruimte vrij en begin opnieuw. Er is niets half weggeschreven.",
        errno.EDQUOT: "uw schijfruimte is op; maak ruimte vrij en voer de opdracht opnieuw uit.",
        errno.EACCES: "geen toegang; kies een map waarin u mag schrijven (--out) of vraag om rechten.",
        errno.EROFS: "deze map is alleen-lezen; kies een andere map (--out).",
        errno.ENOENT: "dit bestand of deze map bestaat niet; controleer de naam.",
        errno.EISDIR: "dit is een map, terwijl een bestand werd verwacht.",
        errno.ENOTDIR: "een deel van dit pad is geen map; kies een andere map (--out).",
        errno.EEXIST: "hier staat al een bestand met deze naam; kies een andere map (--out).",
        errno.ENAMETOOLONG: "deze naam is te lang voor de schijf; kies een kortere sleutel of map.",
    }
    number = failure.errno or 0
    return f"{os.fspath(place)!s}: {remedies.get(number, os.strerror(number) + '.')}"


def run(command: Callable[[], object]) -> Exit:
    """Run a click command; returns the exit status after telling what went wrong, if anything did."""
    try:
        outcome = command()
    except click.exceptions.Exit as leave:
        return Exit(leave.exit_code)
    except (KeyboardInterrupt, click.Abort):
        click.echo("Afgebroken; er is niets half weggeschreven.", err=True)
        return Exit.INTERRUPTED
    except click.ClickException as wrong:
        wrong.show()
        return Exit.USAGE
    except BrokenPipeError:
        return Exit.DONE
    except Exception as failure:
        if not is_expected(failure):
            raise
        click.echo(sentence_of(failure), err=True)
        return status_of(failure)
    return outcome if isinstance(outcome, Exit) else Exit.DONE

"""What can go wrong in keeping facts. Every failure writes its own sentence: what, why, and the remedy."""

from collections.abc import Sequence


class StoreError(Exception):
    """Base of everything the store refuses or cannot do."""


class NotAllowedError(StoreError):
    """A rule forbids it; the facts are as they were."""


class ComponentError(StoreError):
    """A part of the machine failed; the facts are as they were."""


class NotFoundError(StoreError):
    """Something was named that is not recorded."""

    def __init__(self, what: str, key: str) -> None:
        super().__init__(f"{what} {key!r} is niet vastgelegd; controleer het kenmerk.")
        self.key = key


class AlreadyRecordedError(NotAllowedError):
    """The same thing was recorded before."""

    def __init__(self, what: str, key: str) -> None:
        super().__init__(f"{what} {key} is al vastgelegd; er is niets gewijzigd.")


class OtherBytesError(NotAllowedError):
    """The bytes do not have the hash that the facts name."""

    def __init__(self, what: str, expected: str, found: str) -> None:
        super().__init__(
            f"De inhoud van {what} heeft hash {found[:12]}… en niet {expected[:12]}…; er is niets vastgelegd."
        )


class ClockRanBackError(NotAllowedError):
    """The machine's clock stands before the last row of the log."""

    def __init__(self, moment: str, last: str, kept: tuple[str, ...] = ()) -> None:
        where = f" Het bestand is bewaard (SHA-256 {', '.join(kept)})." if kept else ""
        super().__init__(
            f"De klok staat op {moment}, maar het logboek loopt al tot {last}; zet de klok goed en doe het daarna "
            f"opnieuw.{where}"
        )


class DiskFullError(ComponentError):
    """No room is left."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"Er is geen ruimte meer op de schijf van {where}; er is niets vastgelegd. Maak ruimte en doe het opnieuw."
        )


class DatabaseLockedError(ComponentError):
    """Another process keeps the database busy for too long."""

    def __init__(self) -> None:
        super().__init__(
            "De database is te lang bezet door een ander proces; er is niets vastgelegd. Doe het zo dadelijk opnieuw."
        )


class DatabaseFailedError(ComponentError):
    """The database cannot be reached, or refuses."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"De database werkt niet mee ({why}); er is niets vastgelegd. Controleer of zij bereikbaar is, en of "
            "TEKENKLAAR_HOME of DATABASE_URL de goede aanwijst."
        )


class DatabaseUrlError(ComponentError):
    """DATABASE_URL cannot be understood; the sentence never repeats it, since a password may stand in it."""

    def __init__(self, scheme: str, why: str = "") -> None:
        said = why or (f"begint met {scheme!r}" if scheme else "is geen adres")
        super().__init__(
            f"DATABASE_URL {said}; schrijf postgresql://gebruiker:wachtwoord@machine/database "
            "of laat haar weg voor SQLite."
        )


class NewerDatabaseError(StoreError):
    """The tables were made by a later version of the program."""

    def __init__(self, migrations: Sequence[str]) -> None:
        super().__init__(
            f"Deze werkruimte is bijgewerkt door een nieuwere versie van het programma ({', '.join(migrations)}); "
            "werk het programma bij, of gebruik een andere werkruimte."
        )


class WorkspaceError(ComponentError):
    """The folder of the workspace cannot be used."""

    def __init__(self, folder: str, why: str) -> None:
        super().__init__(
            f"De werkruimte {folder} is niet te gebruiken: {why}. Kies met TEKENKLAAR_HOME een map waarin u mag "
            "schrijven."
        )


class FileLostError(ComponentError):
    """A kept file is not there any more."""

    def __init__(self, sha256: str) -> None:
        super().__init__(f"Het bewaarde bestand {sha256} ontbreekt; zet het terug uit een back-up.")


class FileDamagedError(ComponentError):
    """A kept file no longer has the content it was kept for."""

    def __init__(self, sha256: str) -> None:
        super().__init__(f"Het bewaarde bestand {sha256} is beschadigd; zet het terug uit een back-up.")


class NotSetUpError(StoreError):
    """The store is used before it knows where it is."""

    def __init__(self) -> None:
        super().__init__("The store is not set up: call signatures.store.setup(home) first.")


class NumberTakenError(StoreError):
    """Another process gave the next number of a series first; nothing was recorded. Make the document anew."""

    def __init__(self, series: str, wanted: int, following: int) -> None:
        super().__init__(
            f"Nummer {wanted} van reeks {series} is intussen vergeven; het volgende is {following}. "
            "Er is niets genummerd; doe het opnieuw."
        )
        self.series = series


class OnlyOnceError(NotAllowedError):
    """Something that may be done once was done before."""

    def __init__(self, number: str, kind: str, issued_on: str) -> None:
        super().__init__(f"Dit is al gedaan met {kind} {number} van {issued_on}; er is niets genummerd.")
        self.number = number

"""Packs as they were issued, byte for byte: from the store, never made again.

A pack counts as long as its main text does: it goes when that text is replaced or withdrawn. Of one main text the
newest pack per partij counts, because a volmacht in it may have been issued again.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from assembler.workflows.draft import require_known_keys
from assembler.workflows.errors import NothingLiveError, PacksNotWrittenError
from assembler.workflows.output import write_file
from assembler.workflows.standing import key_of
from signatures import store
from signatures.facts import Kind, Uitgifte
from signatures.known import Known
from signatures.packs import PackFacts
from signatures.store.aanbieding import Aanbieding


class Written(NamedTuple):
    """The packs that were written again."""

    paths: list[Path]
    issued: tuple[datetime, ...]
    """When they were issued, oldest first."""
    remarks: tuple[str, ...]
    """Dutch sentences about texts in them that no longer count."""


def is_issued(dossier: str) -> bool:
    """Whether anything was ever issued of the dossier, named by its reference or by where it stands."""
    return key_of(dossier) in store.dossiers()


def write_made(made: Aanbieding, out: Path) -> list[Path]:
    """Write the packs of an act of issuing that was recorded; what fails here, `write_issued` writes later.

    Raises PacksNotWrittenError, which says that the issue stands.
    """
    uitgiften = store.facts_of(made.dossier).uitgiften
    try:
        return [write_file(out / pack_name(pack, uitgiften), data) for pack, data in made.packs]
    except OSError as failure:
        raise PacksNotWrittenError(made.dossier, failure) from failure


def write_issued(dossier: str, out: Path, partijen: Sequence[str], at: datetime) -> Written:
    """Write the issued packs that count at a moment into ``out``, of these partijen or of all.

    Raises UnknownPartijError, NothingLiveError; FileLostError and FileDamagedError where the store lost the bytes.
    """
    facts = store.facts_of(key_of(dossier))
    require_known_keys(partijen, facts.partijen)
    known = Known(facts, at)
    found = [pack for pack in _live(facts.dossier, known) if not partijen or pack.partij in partijen]
    if not found:
        raise NothingLiveError(facts.dossier)
    paths = [write_file(out / pack_name(pack, facts.uitgiften), store.kept_bytes(pack.sha256)) for pack in found]
    return Written(paths, tuple(sorted({pack.issued_at for pack in found})), tuple(_remarks(found, known)))


def pack_name(pack: PackFacts, uitgiften: Sequence[Uitgifte]) -> str:
    """File name of an issued pack; that of an extension never takes the place of that of the agreement."""
    main = _main(pack, uitgiften)
    named = f"{main.document}-" if main and main.kind is Kind.VERLENGING else ""
    return f"pakket-{named}{pack.partij}.pdf"


def _live(dossier: str, known: Known) -> list[PackFacts]:
    """In the order of the agreement and its extensions, then of the partijen."""
    newest: dict[tuple[str, str], PackFacts] = {}
    for pack in store.packs(dossier):
        main = _main(pack, known.uitgiften)
        if main and pack.issued_at <= known.moment and main.id not in known.endings:
            newest[(main.document, pack.partij)] = pack
    last = len(known.place)
    return [pack for _, pack in sorted(newest.items(), key=lambda e: (e[0][0], known.place.get(e[0][1], last)))]


def _main(pack: PackFacts, uitgiften: Sequence[Uitgifte]) -> Uitgifte | None:
    """The agreement or extension in a pack."""
    inside = {document.uitgifte for document in pack.documents}
    return next((u for u in uitgiften if u.id in inside and u.kind is not Kind.VOLMACHT), None)


def _remarks(packs: Sequence[PackFacts], known: Known) -> list[str]:
    """Texts in these packs that were withdrawn or replaced."""
    inside = {document.uitgifte for pack in packs for document in pack.documents}
    gone = [u for u in known.uitgiften if u.id in inside and u.id in known.endings]
    return [f"Let op: {u.title}, versie {u.version}, in dit pakket geldt niet meer." for u in gone]

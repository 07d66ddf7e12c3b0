"""Where the facts about signing are kept: tables, files, and the log beside them.

``setup(home, database_url)`` comes first; after that the functions below are plain functions that take and give the
frozen facts of `signatures.facts`, and bytes. Import the package, not its names (``from signatures import store``):
the tables exist only from `setup` on. Killed at any moment, what was recorded is there whole or not at all.
"""

import importlib
from typing import TYPE_CHECKING, Any

from signatures.illegal import AlreadyDecidedError, AlreadyIssuedError, IllegalTransition, NobodyNamedError
from signatures.store.aanbieding import Aanbieding
from signatures.store.errors import (
    AlreadyRecordedError,
    ClockRanBackError,
    ComponentError,
    DatabaseFailedError,
    DatabaseLockedError,
    DatabaseUrlError,
    DiskFullError,
    FileDamagedError,
    FileLostError,
    NewerDatabaseError,
    NotAllowedError,
    NotFoundError,
    NotSetUpError,
    NumberTakenError,
    OnlyOnceError,
    OtherBytesError,
    StoreError,
)
from signatures.store.settings import Home, close, home, setup, values

if TYPE_CHECKING:
    from signatures.store.anchoring import anchor_log, anchors
    from signatures.store.auditing import (
        audit,
        missing_guards,
        protection,
        recorded_facts,
        unregistered_files,
        verify_log,
    )
    from signatures.store.issuing import record_issue
    from signatures.store.journal import acknowledge_clock, log_head, log_rows, note_refusal
    from signatures.store.reading import (
        aanbiedingen,
        decision_on,
        dossier_of_uitgifte,
        dossiers,
        facts_of,
        facts_of_many,
        kept_bytes,
        pack_of,
        packs,
        packs_by_sha,
        submission,
        submission_bytes,
        submissions,
        unchecked,
        undecided,
    )
    from signatures.store.recording import (
        receive,
        record_decision,
        record_decline,
        record_dispute,
        record_handeling,
        record_herroeping,
        record_invalidation,
        record_retraction,
        record_submission,
        record_withdrawal,
        submission_id,
    )
    from signatures.store.register import next_in_series, numbered, record_numbered
    from signatures.store.remembered import facts_remembered

__all__ = [
    "Aanbieding",
    "AlreadyDecidedError",
    "AlreadyIssuedError",
    "AlreadyRecordedError",
    "ClockRanBackError",
    "ComponentError",
    "DatabaseFailedError",
    "DatabaseLockedError",
    "DatabaseUrlError",
    "DiskFullError",
    "FileDamagedError",
    "FileLostError",
    "Home",
    "IllegalTransition",
    "NewerDatabaseError",
    "NobodyNamedError",
    "NotAllowedError",
    "NotFoundError",
    "NotSetUpError",
    "NumberTakenError",
    "OnlyOnceError",
    "OtherBytesError",
    "StoreError",
    "aanbiedingen",
    "acknowledge_clock",
    "anchor_log",
    "anchors",
    "audit",
    "close",
    "decision_on",
    "dossier_of_uitgifte",
    "dossiers",
    "facts_of",
    "facts_of_many",
    "facts_remembered",
    "home",
    "kept_bytes",
    "log_head",
    "log_rows",
    "missing_guards",
    "next_in_series",
    "note_refusal",
    "numbered",
    "pack_of",
    "packs",
    "packs_by_sha",
    "protection",
    "receive",
    "record_decision",
    "record_decline",
    "record_dispute",
    "record_handeling",
    "record_herroeping",
    "record_invalidation",
    "record_issue",
    "record_numbered",
    "record_retraction",
    "record_submission",
    "record_withdrawal",
    "recorded_facts",
    "setup",
    "submission",
    "submission_bytes",
    "submission_id",
    "submissions",
    "unchecked",
    "undecided",
    "unregistered_files",
    "values",
    "verify_log",
]

_ROOMS = {
    "anchoring": ("anchor_log", "anchors"),
    "auditing": ("audit", "missing_guards", "protection", "recorded_facts", "unregistered_files", "verify_log"),
    "issuing": ("record_issue",),
    "journal": ("acknowledge_clock", "log_head", "log_rows", "note_refusal"),
    "reading": (
        "aanbiedingen",
        "decision_on",
        "dossier_of_uitgifte",
        "dossiers",
        "facts_of",
        "facts_of_many",
        "kept_bytes",
        "pack_of",
        "packs",
        "packs_by_sha",
        "submission",
        "submission_bytes",
        "submissions",
        "unchecked",
        "undecided",
    ),
    "remembered": ("facts_remembered",),
    "recording": (
        "receive",
        "record_decision",
        "record_decline",
        "record_dispute",
        "record_handeling",
        "record_herroeping",
        "record_invalidation",
        "record_retraction",
        "record_submission",
        "record_withdrawal",
        "submission_id",
    ),
    "register": ("next_in_series", "numbered", "record_numbered"),
}
"""Functions that need the tables, by the module that holds them."""


def __getattr__(name: str) -> Any:
    """Fetch a function that needs the tables when it is first used; NotSetUpError before `setup`."""
    for room, names in _ROOMS.items():
        if name in names:
            home()
            return getattr(importlib.import_module(f"signatures.store.{room}"), name)
    raise AttributeError(name)

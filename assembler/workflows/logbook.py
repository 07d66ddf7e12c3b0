"""The log: anchoring its head with a timestamp server, and holding chain, facts, files and anchors together."""

import base64
import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from assembler.workflows.errors import LogDamagedError, NoTimestampServerError, SettingsError
from signatures import store
from signatures.log import DamagedRowError, Head, export_lines
from signatures.log.anchor import stamped_moment

SETTINGS = "instellingen.toml"
"""Settings of a workspace; only what is set there or in the environment is ever used."""
SERVER = "tijdstempelserver"


@dataclass(frozen=True)
class LogReport:
    """What verifying gave."""

    rows: int
    head: Head
    problems: tuple[str, ...]
    """Dutch sentences, the chain first, in the order of the rows."""
    notes: tuple[str, ...]
    """Dutch sentences that are no fault of the log: anchors, and how well it is protected from now on."""

    @property
    def whole(self) -> bool:
        return not self.problems


def timestamp_server(folder: Path, environment: Mapping[str, str] = os.environ) -> str | None:
    """Address of the timestamp server: ``TEKENKLAAR_TSA_URL``, else the setting of the workspace; None: switched off.

    Raises SettingsError for settings that cannot be read.
    """
    if address := environment.get("TEKENKLAAR_TSA_URL", "").strip():
        return address
    path = folder / SETTINGS
    if not path.exists():
        return None
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8")).get(SERVER, "")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise SettingsError(path, str(wrong)) from wrong
    if not isinstance(found, str):
        raise SettingsError(path, f"{SERVER} is geen tekst")
    return found.strip() or None


def anchor(folder: Path, by: str, at: datetime) -> "store.anchoring.Anchored":
    """Have the head of the log stamped; a failure is recorded and told, never hidden. NoTimestampServerError."""
    server = timestamp_server(folder)
    if server is None:
        raise NoTimestampServerError(SETTINGS)
    return store.anchor_log(server, at, by=by)


def verify(printed: Iterable[str] = ()) -> LogReport:
    """Walk the chain, and hold facts, files, anchors and the heads that were ``printed`` elsewhere against it."""
    anchors = store.anchors()
    stamped = [f"{each.seq}:{each.head}" for each in anchors if each.token]
    report = store.audit([*printed, *stamped])
    guards = store.missing_guards()
    problems = (*report.problems, *_broken(anchors), *guards)
    notes = (*_anchored(anchors), *(each for each in report.warnings if each not in guards))
    return LogReport(report.chain.rows, report.chain.head, problems, notes)


def exported() -> bytes:
    """Every row as a canonical JSON line; LogDamagedError where one cannot be written so."""
    try:
        return b"".join(export_lines(store.log_rows()))
    except DamagedRowError as wrong:
        raise LogDamagedError(str(wrong)) from wrong


def _broken(anchors: "Iterable[store.rows.AnchorFact]") -> Iterator[str]:
    for each in anchors:
        if each.token and stamped_moment(base64.b64decode(each.token), each.head) is None:
            yield f"Het tijdstempel van {each.server} over regel {each.seq} klopt niet: het is gewijzigd of vervangen."


def _anchored(anchors: "Iterable[store.rows.AnchorFact]") -> Iterator[str]:
    for each in anchors:
        if each.token and each.stamped_at:
            yield f"Regel {each.seq} is verankerd door {each.server} op {each.stamped_at.isoformat()}."
        else:
            yield f"Verankering van regel {each.seq} op {each.requested_at.isoformat()} mislukte: {each.failure}"

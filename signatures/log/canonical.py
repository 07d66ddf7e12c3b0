"""One form for one content, so that the same fact always has the same hash (RFC 8785, JSON Canonicalization Scheme)."""

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

import rfc8785


class NaiveMomentError(ValueError):
    """A moment without a time zone: nobody can say when that was."""

    def __init__(self, moment: datetime) -> None:
        super().__init__(f"Het tijdstip {moment.isoformat()} heeft geen tijdzone; geef tijdstippen in UTC.")


def utc(moment: datetime) -> str:
    """A moment as the log writes it: UTC, microseconds, always as long; NaiveMomentError without a time zone."""
    if moment.tzinfo is None:
        raise NaiveMomentError(moment)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def plain(value: Any) -> Any:
    """A fact in plain JSON values: frozen dataclasses become objects, moments UTC, days ISO 8601.

    Fields that take no part in comparison (loaders, caches) are left out: they are no part of the fact.
    """
    if is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value) if f.compare}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return utc(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def canonical(value: Any) -> bytes:
    """The canonical form of a fact."""
    return rfc8785.dumps(plain(value))


def digest(value: Any) -> str:
    """SHA-256 of the canonical form, hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()

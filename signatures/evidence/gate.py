"""The gate: what a returned file may be before anybody opens it: its size, and its kind by its first bytes."""

from dataclasses import dataclass

from signatures.evidence.errors import GateError

_SEND_PACK = "Stuur het ondertekende pakket als PDF, of een scan als PDF, TIFF, JPEG of PNG."
_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
)


@dataclass(frozen=True)
class GateLimits:
    """The most that is taken in."""

    size: int = 100 << 20
    """Bytes of one file."""
    pages: int = 1_000
    """Pages of one file."""


LIMITS = GateLimits()


def admit(data: bytes, limits: GateLimits = LIMITS) -> str:
    """Kind of the file (pdf, tiff, jpeg or png) by its first bytes; GateError when it is not taken in."""
    if not data:
        raise GateError("Het bestand is leeg.", _SEND_PACK)
    if len(data) > limits.size:
        raise GateError(f"Het bestand is groter dan {limits.size >> 20} MB.", "Stuur minder bladzijden of scan grover.")
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    raise GateError("Dit is geen PDF en geen afbeelding.", _SEND_PACK)

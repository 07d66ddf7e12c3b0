"""What a signature covers: the whole of its own revision and all before it, but for its own value."""

# mypy: disable-error-code="no-untyped-call"
from asn1crypto import parser
from pyhanko.pdf_utils import generic
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from signatures.evidence.layout import Region

PADES = "/ETSI.CAdES.detached"
SIGNATURES = {PADES, "/adbe.pkcs7.detached"}
STAMPS = {"/ETSI.RFC3161"}


def signed_bytes(data: bytes, embedded: EmbeddedPdfSignature) -> bytes:
    """The bytes that the signature speaks of."""
    start, length, second, rest = _range(embedded)
    return data[start : start + length] + data[second : second + rest]


def coverage_objection(data: bytes, embedded: EmbeddedPdfSignature, region: Region) -> str | None:
    """What keeps the signature from covering its revision, or None. Dutch clause."""
    start, length, second, rest = _range(embedded)
    if embedded.signed_revision != region.revision:
        return "de handtekening hoort bij een andere stand van het bestand"
    if start != 0 or not region.start <= length < second <= second + rest <= region.end:
        return "de handtekening dekt niet het hele stuk"
    if data[second + rest : region.end].strip(b"\r\n"):
        return "de handtekening dekt niet het hele stuk"
    return _gap_objection(data[length:second], embedded)


def _gap_objection(gap: bytes, embedded: EmbeddedPdfSignature) -> str | None:
    """The part that is not covered holds the signature's value and nothing else (ISO 32000-1, 12.8.1)."""
    value = bytes(embedded.pkcs7_content)
    if not (gap.startswith(b"<") and gap.endswith(b">")) or _decoded(gap[1:-1]) != value:
        return "in de uitsparing voor de handtekening staat iets anders"
    if value[_der_length(value) :].strip(b"\x00"):
        return "achter de handtekening is iets verborgen"
    return None


def _der_length(value: bytes) -> int:
    """Length of the first DER value; what follows it may be zeros only."""
    _, _, _, header, content, trailer = parser.parse(value)
    return len(header) + len(content) + len(trailer)


def _decoded(digits: bytes) -> bytes | None:
    try:
        return bytes.fromhex(digits.decode("ascii")) if b" " not in digits else None
    except (UnicodeDecodeError, ValueError):
        return None


def _range(embedded: EmbeddedPdfSignature) -> tuple[int, int, int, int]:
    """The byte range; four zeros where it is none, which covers nothing."""
    values = embedded.byte_range
    if not isinstance(values, generic.ArrayObject) or len(values) != 4:
        return 0, 0, 0, 0
    numbers = [values[index] for index in range(4)]
    if not all(isinstance(number, generic.NumberObject) and number >= 0 for number in numbers):
        return 0, 0, 0, 0
    start, length, second, rest = (int(number) for number in numbers)
    return start, length, second, rest

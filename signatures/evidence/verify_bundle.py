#!/usr/bin/env python3
"""Controleert een bewijsbundel, zonder netwerk en zonder iets anders dan Python zelf (3.11 of later).

Gebruik: python3 controleer.py [MAP]
Uitgang: 0 niets gevonden dat niet klopt; 1 er klopt iets niet; 2 de map is geen bewijsbundel.

Nagegaan wordt: de hash van ieder bestand; de keten van het logboek, en dat het logboek de uitgegeven en de ontvangen
bestanden noemt; dat een ongebroken digitaal bestand begint met het uitgegeven pakket; van iedere handtekening in een
PDF de omvang, de samenvatting, de handtekening zelf, het certificaat tot aan een wortel in 'vertrouwen', de intrekking
voor zover daar een lijst bij is, en de tijdstempel. Niet nagegaan wordt of een aanvulling in een PDF de tekst anders
laat lezen: dat oordeel staat met zijn redenen in 'uitkomsten'.

The words are those of RFC 5280, 5652, 3161, 8017 and FIPS 186-5. The signatures are verified in plain integers: slow,
and enough for verifying, where nothing is secret.
"""

import base64
import hashlib
import json
import re
import sys
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import (  # noqa: UP035
    Any,
    Callable,
    Iterator,
    NamedTuple,
    Sequence,
    TypeVar,
)

MANIFEST = "bewijs.json"
GENESIS = "0" * 64
HASHES = {
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}
RSA, PSS = "1.2.840.113549.1.1.1", "1.2.840.113549.1.1.10"
SIGNED_WITH = {
    "1.2.840.113549.1.1.11": "sha256",
    "1.2.840.113549.1.1.12": "sha384",
    "1.2.840.113549.1.1.13": "sha512",
    "1.2.840.10045.4.3.2": "sha256",
    "1.2.840.10045.4.3.3": "sha384",
    "1.2.840.10045.4.3.4": "sha512",
}
CONTENT_TYPE, MESSAGE_DIGEST, SIGNING_TIME = (f"1.2.840.113549.1.9.{n}" for n in (3, 4, 5))
TIMESTAMP, SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.14", "1.2.840.113549.1.9.16.2.47"
SIGNED_DATA, TST_INFO = "1.2.840.113549.1.7.2", "1.2.840.113549.1.9.16.1.4"
BASIC_CONSTRAINTS, COMMON_NAME = "2.5.29.19", "2.5.4.3"


class UnreadableError(Exception):
    """Something has another form than we can read; what it says stays unknown."""


class WrongError(Exception):
    """Something is not as it should be."""


class Report:
    """What was found, told as it is found."""

    def __init__(self) -> None:
        self.wrong = 0
        self.unknown = 0

    def good(self, sentence: str) -> None:
        print("[goed]   " + sentence)

    def note(self, sentence: str) -> None:
        self.unknown += 1
        print("[let op] " + sentence)

    def fail(self, sentence: str) -> None:
        self.wrong += 1
        print("[FOUT]   " + sentence)

    def weigh(self, passed: bool, sentence: str) -> None:
        """A fault in a file that was passed is wrong; in one that was not, it is what the verdict said."""
        if passed:
            self.fail(sentence)
        else:
            self.note(sentence)


# --- DER (X.690) -----------------------------------------------------------------------------------------------------


class Der:
    """One element."""

    def __init__(self, data: bytes, at: int = 0) -> None:
        if at + 2 > len(data) or data[at] & 0x1F == 0x1F or data[at + 1] == 0x80:
            raise UnreadableError("de gegevens hebben geen DER-vorm")
        self.tag, size, start = data[at], data[at + 1], at + 2
        if size & 0x80:
            start += size & 0x7F
            size = int.from_bytes(data[at + 2 : start], "big")
        self.end = start + size
        if self.end > len(data):
            raise UnreadableError("de gegevens zijn afgebroken")
        self.raw, self.body = data[at : self.end], data[start : self.end]

    @property
    def parts(self) -> list["Der"]:
        found, at = [], 0
        while at < len(self.body):
            found.append(Der(self.body, at))
            at = found[-1].end
        return found

    @property
    def oid(self) -> str:
        numbers, value = [], 0
        for byte in self.body:
            value = value << 7 | byte & 0x7F
            if not byte & 0x80:
                numbers.append(value)
                value = 0
        first = min(numbers[0] // 40, 2)
        return ".".join(map(str, [first, numbers[0] - 40 * first, *numbers[1:]]))

    @property
    def number(self) -> int:
        return int.from_bytes(self.body, "big", signed=True)

    @property
    def moment(self) -> datetime:
        text = self.body.decode("ascii")
        if self.tag == 0x17:
            text = ("19" if text[:2] >= "50" else "20") + text
        stamp = datetime.strptime(re.sub(r"\.\d+", "", text), "%Y%m%d%H%M%SZ")
        return stamp.replace(tzinfo=UTC)


def optional(parts: Sequence[Der], tag: int) -> Der | None:
    """The first part with a tag."""
    return next((part for part in parts if part.tag == tag), None)


# --- keys ------------------------------------------------------------------------------------------------------------


class RsaKey(NamedTuple):
    n: int
    e: int

    def check(self, algorithm: Der, name: str, message: bytes, signature: bytes) -> None:
        """Raises WrongError. PKCS #1 v1.5 or PSS (RFC 8017, 8.2.2 and 8.1.2)."""
        size = (self.n.bit_length() + 7) // 8
        if len(signature) != size:
            raise WrongError("de handtekening heeft een andere lengte dan de sleutel")
        opened = pow(int.from_bytes(signature, "big"), self.e, self.n).to_bytes(size, "big")
        if algorithm.parts[0].oid == PSS:
            self._check_pss(opened, algorithm.parts[1], message)
        elif opened != _padded(name, message, size):
            raise WrongError("de handtekening past niet bij de ondertekende gegevens")

    def _check_pss(self, opened: bytes, parameters: Der, message: bytes) -> None:
        name, salt_size = _pss(parameters)
        size = hashlib.new(name).digest_size
        bits = self.n.bit_length() - 1
        opened = opened[len(opened) - (bits + 7) // 8 :]
        masked, digest = opened[: -size - 1], opened[-size - 1 : -1]
        top = 0xFF >> (8 * len(opened) - bits)
        mask = _mask(name, digest, len(masked))
        block = bytes(a ^ b for a, b in zip(masked, mask, strict=True))
        block = bytes([block[0] & top]) + block[1:]
        salt = block[len(block) - salt_size :]
        empty = bytes(len(block) - salt_size - 1) + b"\1"
        again = hashlib.new(name, bytes(8) + hashlib.new(name, message).digest() + salt).digest()
        if opened[-1] != 0xBC or masked[0] & ~top or block != empty + salt or again != digest:
            raise WrongError("de handtekening past niet bij de ondertekende gegevens")


def _padded(name: str, message: bytes, size: int) -> bytes:
    oid = bytes([0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, {"sha256": 1, "sha384": 2, "sha512": 3}[name]])
    digest = hashlib.new(name, message).digest()
    algorithm = b"\x30\x0d\x06\x09" + oid + b"\x05\x00"
    info = algorithm + b"\x04" + bytes([len(digest)]) + digest
    info = b"\x30" + bytes([len(info)]) + info
    return b"\0\1" + b"\xff" * (size - len(info) - 3) + b"\0" + info


def _pss(parameters: Der) -> tuple[str, int]:
    parts = parameters.parts
    hashed, mask, salt = (optional(parts, tag) for tag in (0xA0, 0xA1, 0xA2))
    if hashed is None or mask is None or salt is None:
        raise UnreadableError("de PSS-handtekening gebruikt SHA-1 of een onbekende vorm")
    name = hash_name(hashed.parts[0])
    if hash_name(mask.parts[0].parts[1]) != name:
        raise UnreadableError("de PSS-handtekening gebruikt twee verschillende hashes")
    return name, salt.parts[0].number


def _mask(name: str, seed: bytes, size: int) -> bytes:
    blocks = (hashlib.new(name, seed + n.to_bytes(4, "big")).digest() for n in range(size // 32 + 2))
    return b"".join(blocks)[:size]


class Curve(NamedTuple):
    """y² = x³ + ax + b over a prime field (FIPS 186-5, SP 800-186)."""

    p: int
    a: int
    b: int
    x: int
    y: int
    order: int


Point = tuple[int, int] | None


def _curve(p: int, b: str, x: str, y: str, order: str) -> Curve:
    return Curve(p, p - 3, int(b, 16), int(x, 16), int(y, 16), int(order, 16))


CURVES = {
    "1.2.840.10045.3.1.7": _curve(
        2**256 - 2**224 + 2**192 + 2**96 - 1,
        "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
        "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
        "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
        "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
    ),
    "1.3.132.0.34": _curve(
        2**384 - 2**128 - 2**96 + 2**32 - 1,
        "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef",
        "aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7",
        "3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f",
        "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973",
    ),
    "1.3.132.0.35": _curve(
        2**521 - 1,
        "51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf"
        "073573df883d2c34f1ef451fd46b503f00",
        "c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8"
        "de3348b3c1856a429bf97e7e31c2e5bd66",
        "11839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad07"
        "61353c7086a272c24088be94769fd16650",
        "1" + "f" * 64 + "fa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409",
    ),
}


class EcKey(NamedTuple):
    curve: Curve
    x: int
    y: int

    def check(self, algorithm: Der, name: str, message: bytes, signature: bytes) -> None:
        """Raises WrongError. ECDSA (FIPS 186-5, 6.4.2)."""
        curve = self.curve
        r, s = (part.number for part in Der(signature).parts)
        if not (0 < r < curve.order and 0 < s < curve.order):
            raise WrongError("de handtekening bevat getallen buiten de kromme")
        digest = hashlib.new(name, message).digest()
        e = int.from_bytes(digest, "big") >> max(0, 8 * len(digest) - curve.order.bit_length())
        w = pow(s, -1, curve.order)
        one = _times(curve, e * w % curve.order, (curve.x, curve.y))
        point = _plus(curve, one, _times(curve, r * w % curve.order, (self.x, self.y)))
        if point is None or point[0] % curve.order != r:
            raise WrongError("de handtekening past niet bij de ondertekende gegevens")


def _plus(curve: Curve, one: Point, two: Point) -> Point:
    if one is None or two is None:
        return two if one is None else one
    (x1, y1), (x2, y2) = one, two
    if x1 == x2 and (y1 + y2) % curve.p == 0:
        return None
    up, along = (3 * x1 * x1 + curve.a, 2 * y1) if one == two else (y2 - y1, x2 - x1)
    slope = up * pow(along, -1, curve.p)
    x = (slope * slope - x1 - x2) % curve.p
    return x, (slope * (x1 - x) - y1) % curve.p


def _times(curve: Curve, factor: int, point: Point) -> Point:
    result: Point = None
    while factor:
        if factor & 1:
            result = _plus(curve, result, point)
        point = _plus(curve, point, point)
        factor >>= 1
    return result


Key = RsaKey | EcKey


def read_key(info: Der) -> Key:
    """A SubjectPublicKeyInfo."""
    algorithm, bits = info.parts
    kind, raw = algorithm.parts[0].oid, bits.body[1:]
    if kind in (RSA, PSS):
        n, e = (part.number for part in Der(raw).parts)
        return RsaKey(n, e)
    curve = CURVES.get(algorithm.parts[1].oid) if kind == "1.2.840.10045.2.1" else None
    if curve is None or raw[0] != 4:
        raise UnreadableError("het certificaat heeft een soort sleutel die hier niet nagerekend kan worden")
    half = len(raw) // 2
    x, y = int.from_bytes(raw[1 : half + 1], "big"), int.from_bytes(raw[half + 1 :], "big")
    if (y * y - x * x * x - curve.a * x - curve.b) % curve.p:
        raise WrongError("de sleutel van het certificaat ligt niet op de kromme")
    return EcKey(curve, x, y)


def hash_name(algorithm: Der) -> str:
    """The hash of an AlgorithmIdentifier."""
    oid = algorithm.parts[0].oid
    if oid not in HASHES:
        raise UnreadableError(f"de hash {oid} is te zwak of onbekend")
    return HASHES[oid]


def signed_hash(algorithm: Der, stated: str) -> str:
    """The hash that a signature algorithm implies."""
    oid = algorithm.parts[0].oid
    if oid in (RSA, PSS):
        return stated
    if oid not in SIGNED_WITH:
        raise UnreadableError(f"het handtekeningalgoritme {oid} kan hier niet nagerekend worden")
    return SIGNED_WITH[oid]


# --- certificates (RFC 5280) -----------------------------------------------------------------------------------------


class Certificate:
    """A certificate, and what it says."""

    def __init__(self, raw: bytes) -> None:
        whole = Der(raw)
        self.raw = whole.raw
        self.tbs, self.algorithm, bits = whole.parts
        self.signature = bits.body[1:]
        fields = self.tbs.parts
        if fields[0].tag == 0xA0:
            fields = fields[1:]
        self.serial, self.issuer, self.subject = fields[0].number, fields[2].raw, fields[4].raw
        self.begin, self.end = (part.moment for part in fields[3].parts)
        self.info, self.name = fields[5], _common_name(fields[4])
        self.extensions = optional(fields, 0xA3)

    @property
    def may_issue(self) -> bool:
        """Basic constraints say that it is an authority."""
        for extension in self.extensions.parts[0].parts if self.extensions else []:
            if extension.parts[0].oid == BASIC_CONSTRAINTS:
                inner = Der(extension.parts[-1].body).parts
                return bool(inner) and inner[0].tag == 1 and inner[0].body != b"\0"
        return False

    def check_issued_by(self, issuer: "Certificate") -> None:
        """Raises WrongError or UnreadableError."""
        name = signed_hash(self.algorithm, "sha256")
        read_key(issuer.info).check(self.algorithm, name, self.tbs.raw, self.signature)


def _common_name(name: Der) -> str:
    for group in name.parts:
        for pair in group.parts:
            if pair.parts[0].oid == COMMON_NAME:
                return pair.parts[1].body.decode("utf-8", "replace")
    return "zonder naam"


class RevocationList:
    """A CRL."""

    def __init__(self, raw: bytes) -> None:
        self.tbs, self.algorithm, bits = Der(raw).parts
        self.signature = bits.body[1:]
        fields = self.tbs.parts
        fields = fields[1:] if fields[0].tag == 2 else fields
        self.issuer, self.made = fields[1].raw, fields[2].moment
        dates = [part for part in fields[2:4] if part.tag in (0x17, 0x18)]
        self.next = dates[1].moment if len(dates) > 1 else None
        listed = optional(fields[3:], 0x30)
        entries = listed.parts if listed else []
        self.revoked = {entry.parts[0].number: entry.parts[1].moment for entry in entries}

    def check_made_by(self, issuer: Certificate) -> None:
        read_key(issuer.info).check(self.algorithm, signed_hash(self.algorithm, "sha256"), self.tbs.raw, self.signature)


class Trust:
    """The trust list in the bundle: roots of signatories and of timestamp servers, what is in between, and CRLs."""

    def __init__(self, folder: Path) -> None:
        self.roots = _read_all(folder / "uitgevers", Certificate)
        self.stamp_roots = _read_all(folder / "tijdstempels", Certificate)
        self.others = _read_all(folder / "tussen", Certificate)
        self.lists = _read_all(folder / "intrekkingslijsten", RevocationList)

    def chain(
        self, leaf: Certificate, more: Sequence[Certificate], at: datetime, for_stamps: bool = False
    ) -> list[Certificate]:
        """From the leaf to a root; raises WrongError when there is no way."""
        roots = self.stamp_roots if for_stamps else self.roots
        way, known = [leaf], [*roots, *self.others, *more]
        while way[-1].raw not in {root.raw for root in roots}:
            step = next((each for each in known if self._issued(way[-1], each)), None)
            if step is None or len(way) > 8:
                raise WrongError(f"het certificaat van '{leaf.name}' leidt niet naar een wortel in 'vertrouwen'")
            way.append(step)
        for each in way:
            if not each.begin <= at <= each.end:
                raise WrongError(f"het certificaat '{each.name}' was op {at:%Y-%m-%d} niet geldig")
        return way

    @staticmethod
    def _issued(child: Certificate, issuer: Certificate) -> bool:
        if child.issuer != issuer.subject or child.raw == issuer.raw or not issuer.may_issue:
            return False
        try:
            child.check_issued_by(issuer)
        except (WrongError, UnreadableError):
            return False
        return True

    def revoked(self, way: Sequence[Certificate], at: datetime) -> list[str]:
        """Names of which no list tells that they were in force; raises WrongError for one that was revoked."""
        unknown = []
        for child, issuer in pairwise(way):
            lists = [each for each in self.lists if each.issuer == issuer.subject]
            for each in lists:
                each.check_made_by(issuer)
                since = each.revoked.get(child.serial)
                if since is not None and since <= at:
                    raise WrongError(f"het certificaat '{child.name}' was sinds {since:%Y-%m-%d} ingetrokken")
            if not any(each.next is None or each.next >= at for each in lists):
                unknown.append(child.name)
        return unknown


Kind = TypeVar("Kind")


def _read_all(folder: Path, kind: Callable[[bytes], Kind]) -> list[Kind]:
    """Everything readable in a folder, DER or PEM."""
    found = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        data = path.read_bytes()
        blocks = re.findall(rb"-----BEGIN [A-Z0-9 ]+-----(.*?)-----END", data, re.DOTALL)
        for raw in map(base64.b64decode, blocks) if blocks else [data]:
            try:
                found.append(kind(raw))
            except (UnreadableError, ValueError, IndexError):
                continue
    return found


# --- signatures (RFC 5652, 3161; ETSI EN 319 142) --------------------------------------------------------------------


class Signed:
    """A CMS message with one signatory."""

    def __init__(self, raw: bytes) -> None:
        kind, content = Der(raw).parts
        if kind.oid != SIGNED_DATA:
            raise UnreadableError("de handtekening is geen CMS SignedData")
        fields = content.parts[0].parts
        self.inner = fields[2].parts
        box = optional(fields, 0xA0)
        self.certificates = [Certificate(each.raw) for each in box.parts if each.tag == 0x30] if box else []
        signers = fields[-1].parts
        if len(signers) != 1:
            raise WrongError("de handtekening heeft niet precies één ondertekenaar")
        parts = signers[0].parts
        self.sid, self.hash = parts[1], hash_name(parts[2])
        self.attributes = parts[3] if parts[3].tag == 0xA0 else None
        self.algorithm, self.signature = parts[4 if self.attributes else 3 :][:2]
        self.unsigned = optional(parts[4:], 0xA1)

    @property
    def token(self) -> list[Der]:
        """Parts of the TSTInfo that the message carries."""
        if self.inner[0].oid != TST_INFO:
            raise UnreadableError("de tijdstempel heeft geen inhoud")
        return Der(self.content).parts

    @property
    def content(self) -> bytes:
        return self.inner[1].parts[0].body

    @property
    def certificate(self) -> Certificate:
        """Of the signatory."""
        for each in self.certificates:
            if self.sid.tag == 0x30 and [each.issuer, each.serial] == [self.sid.parts[0].raw, self.sid.parts[1].number]:
                return each
        raise WrongError("het certificaat van de ondertekenaar zit niet in de handtekening")

    def attribute(self, oid: str, unsigned: bool = False) -> Der | None:
        """The value of an attribute that may stand there once."""
        where = self.unsigned if unsigned else self.attributes
        found = [each.parts[1] for each in (where.parts if where else []) if each.parts[0].oid == oid]
        if len(found) > 1:
            raise WrongError("een kenmerk van de handtekening staat er twee keer")
        return found[0].parts[0] if found else None

    def check(self, message: bytes) -> None:
        """That the message is what was signed; raises WrongError or UnreadableError."""
        digest = self.attribute(MESSAGE_DIGEST)
        if self.attributes is None:
            signed = message
        elif digest is None or digest.body != hashlib.new(self.hash, message).digest():
            raise WrongError("de ondertekende gegevens zijn na ondertekening gewijzigd")
        else:
            signed = b"\x31" + self.attributes.raw[1:]
        key = read_key(self.certificate.info)
        key.check(self.algorithm, signed_hash(self.algorithm, self.hash), signed, self.signature.body)
        self._check_named_certificate()

    def _check_named_certificate(self) -> None:
        named = self.attribute(SIGNING_CERTIFICATE)
        if named is None:
            return
        parts = named.parts[0].parts[0].parts
        name = hash_name(parts[0]) if parts[0].tag == 0x30 else "sha256"
        stated = parts[0] if parts[0].tag == 4 else parts[1]
        if stated.body != hashlib.new(name, self.certificate.raw).digest():
            raise WrongError("de handtekening noemt een ander certificaat dan dat waarmee zij is gezet")


class Found(NamedTuple):
    """A signature in a PDF: the bytes that it covers, and its message."""

    covered: bytes
    contents: bytes
    end: int


def signatures_in(data: bytes) -> Iterator[Found]:
    """Every signature of a PDF by its ByteRange (ISO 32000-1, 12.8.1); raises WrongError for an odd one."""
    for match in re.finditer(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]", data):
        first, size, second, rest = map(int, match.groups())
        gap, end = data[size:second], second + rest
        if first or second < size or end > len(data) or not re.fullmatch(rb"<[0-9A-Fa-f\s]*>", gap):
            raise WrongError("een handtekening dekt niet het hele bestand tot aan haar eigen plaats")
        if not data[:end].rstrip(b"\r\n ").endswith(b"%%EOF"):
            raise WrongError("een handtekening houdt op midden in het bestand")
        yield Found(data[:size] + data[second:end], bytes.fromhex(gap[1:-1].decode()), end)


def check_pdf(name: str, data: bytes, trust: Trust, report: Report, passed: bool) -> int:
    """Check every signature of a PDF; how many there are."""
    count, last = 0, 0
    try:
        for count, found in enumerate(signatures_in(data), 1):
            last = max(last, found.end)
            _check_signature(f"{name}, handtekening {count}", found, trust, report, passed)
    except WrongError as wrong:
        report.weigh(passed, f"{name}: {wrong}.")
    if count and data[last:].strip():
        report.note(
            f"{name}: achter de laatste handtekening staan {len(data) - last} bytes die zij niet dekt; bij een "
            "handtekening voor de lange termijn zijn dat gegevens over certificaten."
        )
    return count


def _check_signature(where: str, found: Found, trust: Trust, report: Report, passed: bool) -> None:
    try:
        signed = Signed(found.contents)
        if signed.inner[0].oid == TST_INFO:
            moment = check_timestamp(signed, lambda name: hashlib.new(name, found.covered).digest(), trust)
            report.good(f"{where}: tijdstempel van {moment:%Y-%m-%d %H:%M:%S} UTC over het bestand tot daar.")
            return
        signed.check(found.covered)
        moment, proven = _moment(signed, trust)
        way = trust.chain(signed.certificate, signed.certificates, moment)
        report.good(
            f"{where}: gezet door '{signed.certificate.name}', {'bewezen' if proven else 'volgens zichzelf'} op "
            f"{moment:%Y-%m-%d %H:%M:%S} UTC, vertrouwd door '{way[-1].name}'."
        )
        for unknown in trust.revoked(way, moment):
            report.note(f"{where}: of het certificaat '{unknown}' toen was ingetrokken, is hier niet nagegaan.")
    except WrongError as wrong:
        report.weigh(passed, f"{where}: {wrong}.")
    except (UnreadableError, ValueError, IndexError, TypeError) as unknown:
        report.note(f"{where}: niet nagegaan ({unknown}).")


def _moment(signed: Signed, trust: Trust) -> tuple[datetime, bool]:
    """When it was signed, and whether a timestamp proves it."""
    token = signed.attribute(TIMESTAMP, unsigned=True)
    if token is not None:
        over = signed.signature.body
        return check_timestamp(Signed(token.raw), lambda name: hashlib.new(name, over).digest(), trust), True
    stated = signed.attribute(SIGNING_TIME)
    return (stated.moment if stated else datetime.now(UTC)), False


def check_timestamp(token: Signed, digest: Callable[[str], bytes], trust: Trust) -> datetime:
    """The moment that a timestamp token (RFC 3161) proves for something of which ``digest`` gives the hash.

    Raises WrongError or UnreadableError.
    """
    token.check(token.content)
    imprint, moment = token.token[2].parts, token.token[4].moment
    if imprint[1].body != digest(hash_name(imprint[0])):
        raise WrongError("de tijdstempel hoort bij andere gegevens")
    trust.chain(token.certificate, token.certificates, moment, for_stamps=True)
    return moment


# --- the bundle ------------------------------------------------------------------------------------------------------


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def check_files(folder: Path, listed: dict[str, Any], report: Report) -> bool:
    """Every listed file is there as listed, and nothing else is."""
    before = report.wrong
    for name, about in sorted(listed.items()):
        path = folder / name
        if Path(name).is_absolute() or ".." in Path(name).parts or path.is_symlink() or not path.is_file():
            report.fail(f"{name}: het bestand ontbreekt.")
        elif sha256(path.read_bytes()) != about["sha256"]:
            report.fail(f"{name}: het bestand is gewijzigd.")
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    for name in sorted(there - set(listed) - {MANIFEST}):
        report.fail(f"{name}: het bestand hoort niet in deze bundel.")
    if report.wrong == before:
        report.good(f"Alle {len(listed)} bestanden zijn aanwezig en ongewijzigd.")
    return report.wrong == before


def row_hash(row: dict[str, Any]) -> str:
    """The hash of a log row: its canonical form (RFC 8785; keys are ASCII, values text and one whole number)."""
    content = {key: value for key, value in row.items() if key != "hash"}
    return sha256(json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode())


def check_log(folder: Path, stated: dict[str, Any], report: Report) -> list[dict[str, Any]]:
    """The rows that are shown in full, after the chain was walked; hidden rows show their hashes alone."""
    lines = (folder / "logboek.jsonl").read_bytes().splitlines()
    rows: list[dict[str, Any]] = [json.loads(line) for line in lines]
    before = report.wrong
    for above, row in zip([None, *rows], rows, strict=False):
        if "action" in row and row_hash(row) != row["hash"]:
            report.fail(f"Logboek: regel {row['seq']} is gewijzigd.")
        if above is None:
            broken = row["seq"] == 1 and row["prev_hash"] != GENESIS
        else:
            broken = row["prev_hash"] != above["hash"] or row["seq"] != above["seq"] + 1
        if broken:
            report.fail(f"Logboek: regel {row['seq']} sluit niet aan op de regel ervoor.")
    if not rows or f"{rows[-1]['seq']}:{rows[-1]['hash']}" != stated["hoofd"]:
        report.fail("Logboek: de laatste regel is niet het hoofd dat de bundel noemt.")
    if report.wrong == before:
        report.good(f"Het logboek is een gesloten keten van {len(rows)} regels; het hoofd is {stated['hoofd']}.")
    return [row for row in rows if "action" in row]


def check_facts(folder: Path, rows: Sequence[dict[str, Any]], report: Report) -> set[str]:
    """Every fact that a row of the log names is there; the hashes that these facts name."""
    named: set[str] = set()
    before = report.wrong
    for row in rows:
        path = folder / "feiten" / f"{row['fact']}.json"
        if not row["fact"]:
            continue
        if not path.is_file() or sha256(path.read_bytes()) != row["fact"]:
            report.fail(f"Logboek: het feit van regel {row['seq']} ({row['action']}) ontbreekt of is een ander.")
        else:
            named |= set(re.findall(r"\b[0-9a-f]{64}\b", path.read_text("utf-8")))
    if report.wrong == before:
        report.good("Ieder feit dat het logboek noemt, zit in de bundel zoals het is vastgelegd.")
    return named


def check_recorded(folder: Path, listed: dict[str, Any], named: set[str], report: Report) -> None:
    """Issued and received files are those that the log tells of."""
    for name, about in sorted(listed.items()):
        if name.startswith(("uitgifte/", "inzendingen/")) and about["sha256"] not in named:
            report.fail(f"{name}: het logboek noemt dit bestand niet.")


def check_text(manifest: dict[str, Any], named: set[str], report: Report) -> None:
    """The text of the instrument is in the bundle, and is the one that the log says was issued."""
    wanted = manifest["instrument"]["sha256"]
    held = [name for name, about in manifest["bestanden"].items() if about["sha256"] == wanted]
    if wanted not in named:
        report.fail("Het logboek noemt de tekst van dit stuk niet als uitgegeven.")
    elif held:
        report.good(f"{held[0]}: dit is de tekst die volgens het logboek is uitgegeven.")
    else:
        report.note("De tekst vóór de paginacodes zit niet in de bundel; de uitgegeven pakketten wel.")


def check_submissions(folder: Path, manifest: dict[str, Any], trust: Trust, report: Report) -> None:
    """Of every returned file: how it hangs on the issued bytes, and its signatures."""
    packs = [path.read_bytes() for path in sorted((folder / "uitgifte").glob("*.pdf"))]
    for each in manifest["inzendingen"]:
        data, where, passed = (folder / each["bestand"]).read_bytes(), each["bestand"], each["verdict"] == "pass"
        if each["tier"] == "T1":
            if any(data.startswith(pack) for pack in packs):
                report.good(f"{where}: begint byte voor byte met het uitgegeven pakket.")
            else:
                report.weigh(passed, f"{where}: begint niet met een uitgegeven pakket.")
        if data.startswith(b"%PDF"):
            count = check_pdf(where, data, trust, report, passed)
            if each["tier"] in ("T1", "T2") and not count:
                report.weigh(passed, f"{where}: er staat geen handtekening in.")


def check_slots(folder: Path, manifest: dict[str, Any], rows: Sequence[dict[str, Any]], report: Report) -> None:
    """Every line that the bundle calls signed rests on a submission that a named person accepted for that line, by the
    decision that the log names."""
    undone = {row["object"] for row in rows if row["action"] == "ongeldig bevonden"}
    decisions = [row for row in rows if row["action"] == "aanvaard" and row["object"] not in undone]
    accepted = {row["object"]: _accepted_lines(folder, row) for row in decisions}
    claims = {each["id"]: {claim["regel"] for claim in each["claims"]} for each in manifest["inzendingen"]}
    for slot in manifest["ondertekenregels"]:
        if slot["status"] != "satisfied":
            continue
        who, line = f"{slot['ondertekenaar']} ({slot['partij']})", slot["regel"]
        rests_on = [
            key for key, lines in accepted.items() if line in claims.get(key, ()) and line in (lines or (line,))
        ]
        if not rests_on:
            report.fail(f"{who}: geen aanvaarde inzending draagt deze regel.")
        elif slot["inzending"] not in rests_on:
            report.fail(f"{who}: inzending {slot['inzending']} is voor deze regel niet aanvaard.")
        else:
            report.good(f"{who}: getekend, volgens inzending {slot['inzending']}.")


def _accepted_lines(folder: Path, row: dict[str, Any]) -> set[str]:
    """The lines that a decision names; none named means every line of the file."""
    decision = json.loads((folder / "feiten" / f"{row['fact']}.json").read_bytes())
    return {f"{slot['uitgifte']}/{slot['partij']}/{slot['line']}" for slot in decision["slots"]}


def check_anchors(folder: Path, rows: Sequence[dict[str, Any]], trust: Trust, report: Report) -> None:
    """Timestamps over heads of the log: ``ankers/<seq>.tst`` has the hash of that row for its imprint."""
    hashes = {str(row["seq"]): row["hash"] for row in rows}
    for path in sorted((folder / "ankers").glob("*.tst")):
        try:
            head = bytes.fromhex(hashes[path.stem])
            moment = check_timestamp(Signed(path.read_bytes()), lambda _, head=head: head, trust)  # type: ignore[misc]
            report.good(f"Regel {path.stem} van het logboek bestond op {moment:%Y-%m-%d %H:%M:%S} UTC.")
        except (WrongError, KeyError) as wrong:
            report.fail(f"ankers/{path.name}: {wrong}.")
        except (UnreadableError, ValueError, IndexError) as unknown:
            report.note(f"ankers/{path.name}: niet nagegaan ({unknown}).")


def verify(folder: Path) -> int:
    """Check a bundle; the exit status."""
    try:
        raw = (folder / MANIFEST).read_bytes()
        manifest = json.loads(raw)
        listed = dict(manifest["bestanden"])
    except (OSError, ValueError, KeyError, TypeError):
        print(f"In {folder} staat geen leesbare {MANIFEST}; dit is geen bewijsbundel.")
        return 2
    report = Report()
    print(f"Bewijsbundel: {manifest['instrument']['titel']}, opgesteld op {manifest['opgesteld_op']}")
    print(f"Hash van {MANIFEST} (SHA-256): {sha256(raw)}")
    if check_files(folder, listed, report):
        try:
            _check_content(folder, manifest, report)
        except (OSError, ValueError, KeyError, TypeError, IndexError) as odd:
            report.fail(f"De bundel heeft niet de vorm die hoort ({type(odd).__name__}: {odd}).")
    unsure = f"; {report.unknown} keer is iets niet na te gaan, zie [let op]" if report.unknown else ""
    print(f"Uitkomst: {f'{report.wrong} keer klopt er iets niet' if report.wrong else 'alles klopt'}{unsure}.")
    return 1 if report.wrong else 0


def _check_content(folder: Path, manifest: dict[str, Any], report: Report) -> None:
    trust = Trust(folder / "vertrouwen")
    rows = check_log(folder, manifest["logboek"], report)
    named = check_facts(folder, rows, report)
    check_recorded(folder, manifest["bestanden"], named, report)
    check_text(manifest, named, report)
    check_submissions(folder, manifest, trust, report)
    check_slots(folder, manifest, rows, report)
    check_anchors(folder, _all_rows(folder), trust, report)


def _all_rows(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "logboek.jsonl").read_bytes().splitlines()]


if __name__ == "__main__":
    sys.exit(verify(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent))

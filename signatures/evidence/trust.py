"""Whom we trust: a folder of certificates and revocation lists, put there by a person, with a version.

``uitgevers`` (roots under which signers' certificates may stand), ``tijdstempels`` (roots of timestamp servers),
``tussen`` (certificates in between), ``intrekkingslijsten`` (CRLs). PEM or DER. Nothing is fetched unless ``online``.
The version is a hash over the content, so that a verdict says which list it leaned on.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from asn1crypto import crl, pem, x509

from signatures.evidence.errors import TrustFolderError

ROOTS, STAMPS, BETWEEN, LISTS = "uitgevers", "tijdstempels", "tussen", "intrekkingslijsten"
NAME_FILE = "VERSIE"
GUIDE_FILE = "LEESMIJ.md"
_CERTIFICATES = {".pem", ".crt", ".cer", ".der"}
_CRLS = {".crl", ".pem", ".der"}
_MOST = 64 << 20


@dataclass(frozen=True)
class TrustList:
    """The content of a trust folder at one moment; DER."""

    version: str = ""
    roots: tuple[bytes, ...] = ()
    stamp_roots: tuple[bytes, ...] = ()
    between: tuple[bytes, ...] = ()
    lists: tuple[bytes, ...] = ()
    online: bool = False


@dataclass(frozen=True)
class TrustFolder:
    """A folder on disk; read anew for every check."""

    path: Path
    online: bool = False
    """Fetch revocation lists named in certificates that stand under a trusted root. Off unless asked for."""

    @classmethod
    def create(cls, path: Path, name: str = "") -> "TrustFolder":
        """Make the folder with its four parts and the how-to; what is there already stays."""
        for part in (ROOTS, STAMPS, BETWEEN, LISTS):
            (path / part).mkdir(parents=True, exist_ok=True)
        guide = path / GUIDE_FILE
        if not guide.exists():
            guide.write_text(GUIDE, encoding="utf-8")
        if name:
            (path / NAME_FILE).write_text(f"{name}\n", encoding="utf-8")
        return cls(path)

    def read(self) -> TrustList:
        """All certificates and lists; TrustFolderError for a file that is neither, or when the folder is missing."""
        if not self.path.is_dir():
            raise TrustFolderError(str(self.path), "bestaat niet", "maak haar aan of wijs een andere map aan")
        parts = {part: tuple(_part(self.path / part)) for part in (ROOTS, STAMPS, BETWEEN, LISTS)}
        return TrustList(
            version=self._version(parts),
            roots=parts[ROOTS],
            stamp_roots=parts[STAMPS],
            between=parts[BETWEEN],
            lists=parts[LISTS],
            online=self.online,
        )

    @property
    def version(self) -> str:
        """Name of the version, when there is one, and a hash over the content."""
        return self.read().version

    def _version(self, parts: dict[str, tuple[bytes, ...]]) -> str:
        whole = hashlib.sha256()
        for part, items in parts.items():
            for item in sorted(hashlib.sha256(item).hexdigest() for item in items):
                whole.update(f"{part} {item}\n".encode())
        label = self.path / NAME_FILE
        name = " ".join(label.read_text(encoding="utf-8").split())[:80] if label.is_file() else ""
        return f"{name} ({whole.hexdigest()[:12]})" if name else whole.hexdigest()[:12]


def _part(folder: Path) -> Iterator[bytes]:
    wanted = _CRLS if folder.name == LISTS else _CERTIFICATES
    for file in sorted(folder.iterdir()) if folder.is_dir() else ():
        if file.suffix.lower() in wanted and file.is_file():
            yield from _items(file, is_list=folder.name == LISTS)


def _items(file: Path, is_list: bool) -> Iterator[bytes]:
    if file.stat().st_size > _MOST:
        raise TrustFolderError(f"{file.parent.name}/{file.name}", "is te groot", "haal het bestand weg")
    data = file.read_bytes()
    what = "geen intrekkingslijst" if is_list else "geen certificaat"
    try:
        for item in [der for _, _, der in pem.unarmor(data, multiple=True)] if pem.detect(data) else [data]:
            _read_one(item, is_list)
            yield item
    except (ValueError, TypeError):
        raise TrustFolderError(f"{file.parent.name}/{file.name}", f"is {what}", "haal het bestand weg") from None


def _read_one(der: bytes, is_list: bool) -> None:
    if is_list:
        str(crl.CertificateList.load(der, strict=True).issuer.human_friendly)
    else:
        str(x509.Certificate.load(der, strict=True).subject.human_friendly)


GUIDE = """# Vertrouwde uitgevers

In deze map staat van wie Tekenklaar digitale handtekeningen aanneemt. Wat hier niet staat, wordt niet vertrouwd: een
handtekening van een onbekende uitgever krijgt de uitslag "niet vast te stellen" en wacht op een mens.

| map | wat erin hoort |
|---|---|
| `uitgevers` | stamcertificaten waaronder ondertekenaars hun certificaat hebben, zoals die van PKIoverheid |
| `tijdstempels` | stamcertificaten van tijdstempeldiensten |
| `tussen` | certificaten tussen stam en ondertekenaar, als die in de handtekening zelf ontbreken |
| `intrekkingslijsten` | de CRL's van deze uitgevers, als bestand (`.crl`) |

## Een uitgever toevoegen
1. Haal het stamcertificaat op bij de uitgever zelf en vergelijk de vingerafdruk met die in een tweede bron.
2. Zet het als `.pem`, `.crt`, `.cer` of `.der` in de map.
3. Zet in het bestand `VERSIE` op één regel hoe deze lijst heet, bijvoorbeeld een datum met een paraaf.

## Intrekking
Zonder intrekkingslijst blijft onbekend of een certificaat is ingetrokken, tenzij de ondertekenaar die gegevens zelf
meestuurde (PAdES B-LT of B-LTA). Haal de lijsten op nadat een stuk is getekend, zet ze hier en laat het stuk opnieuw
nazien. Een lijst telt zolang haar geldigheid loopt; oude lijsten mogen blijven staan.

Elke uitslag noemt de versie van deze map: de naam uit `VERSIE` en een hash over de inhoud.
"""

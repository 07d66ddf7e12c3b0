"""Numbers by which a public body is known: postcode, KvK, RSIN, btw-id, IBAN, OIN, TOOI and e-invoice address.

What python-stdnum has a module for is checked with it. A number that cannot be right (wrong length, failing check
digits) is refused; one that is merely unusual is accepted here and reported by ``assembler.checks`` as a warning.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BeforeValidator
from stdnum import iban as stdnum_iban
from stdnum.exceptions import InvalidChecksum, InvalidComponent, ValidationError
from stdnum.nl import bsn as stdnum_bsn
from stdnum.nl import btw as stdnum_btw

from assembler.dossier.tekst import as_line, mistake

OIN_TEST_PREFIX = "00000099"
"""Prefix of organisation numbers in examples: no real organisation bears one."""
OIN_PREFIXES = frozenset(f"{n:08d}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 99))
"""Prefixes that the OIN register has given out, and the test prefix (Logius, OIN-stelsel)."""
_POSTCODE = re.compile(r"([1-9][0-9]{3})\s?([A-Za-z]{2})")
_REPETITION = re.compile(r"[*+]|\{\d*,\d*\}")
_REPEATED_GROUP = re.compile(r"\)[*+{]")
_E_INVOICE = re.compile(r"([0-9]{4}):([0-9A-Za-z.\-]{4,50})")


def _digits(value: Any, length: int, name: str, remedy: str) -> str:
    text = re.sub(r"[\s.\-]", "", as_line(value))
    if not re.fullmatch(rf"[0-9]{{{length}}}", text):
        raise mistake(f'"{text[:40]}" is geen {name}', f"een {name} heeft {length} cijfers", remedy)
    return text


def parse_postcode(value: Any) -> str:
    """``1234 AB``; letter pairs that are not in use (SA, SD, SS) are left to a warning."""
    found = _POSTCODE.fullmatch(as_line(value))
    if not found:
        raise mistake(
            f'"{as_line(value)[:40]}" is geen postcode',
            "een postcode heeft vier cijfers en twee letters",
            "schrijf haar als 8232 PH",
        )
    return f"{found[1]} {found[2].upper()}"


def parse_kvk_nummer(value: Any) -> str:
    """Eight digits (Handelsregisterbesluit); there is no check digit."""
    return _digits(value, 8, "KvK-nummer", 'zet het nummer tussen aanhalingstekens, bijvoorbeeld "01234567"')


def parse_oin(value: Any) -> str:
    """Twenty digits (Logius, OIN-stelsel)."""
    return _digits(value, 20, "OIN", "neem het nummer over uit het OIN-register, tussen aanhalingstekens")


def _checked(name: str, validate: Callable[[str], str], remedy: str) -> Callable[[Any], str]:
    def parse(value: Any) -> str:
        text = as_line(value)
        try:
            return validate(text)
        except (InvalidChecksum, InvalidComponent):
            raise mistake(f'"{text[:40]}" is geen geldig {name}', "het controlegetal klopt niet", remedy) from None
        except ValidationError:
            raise mistake(f'"{text[:40]}" is geen geldig {name}', "de lengte of de opbouw klopt niet", remedy) from None

    return parse


def _btw_id(text: str) -> str:
    return "NL" + str(stdnum_btw.validate(text))


def _iban(text: str) -> str:
    """Length and check digits (ISO 13616); lists of banks per country go out of date, so they do not count."""
    return str(stdnum_iban.validate(text, check_country=False))


def parse_e_factuur_id(value: Any) -> str:
    """Peppol participant: ``0106:<KvK>``, ``0190:<OIN>`` or another four-digit scheme."""
    text = as_line(value)
    if not _E_INVOICE.fullmatch(text):
        raise mistake(
            f'"{text[:60]}" is geen adres voor e-facturen',
            "zo'n adres bestaat uit vier cijfers, een dubbele punt en een nummer",
            'schrijf "0106:" met het KvK-nummer of "0190:" met het OIN',
        )
    return text


def parse_patroon(value: Any) -> str:
    """A regular expression that a buyer's reference must match; simple enough to end soon on any text."""
    text = as_line(value)
    if len(text) > 100 or _REPEATED_GROUP.search(text) or len(_REPETITION.findall(text)) > 2:
        raise mistake(
            f'het patroon "{text[:40]}" is te ingewikkeld',
            "een patroon heeft hoogstens twee herhalingen en herhaalt geen groep",
            r'schrijf iets als "^41\\d{8}$"',
        )
    try:
        re.compile(text)
    except re.error:
        raise mistake(
            f'"{text[:40]}" is geen patroon',
            "het is geen geldige reguliere expressie",
            r'schrijf iets als "^41\\d{8}$"',
        ) from None
    return text


def parse_reeks(value: Any) -> str:
    """What the numbers of a series begin with: part of file names and of payment references, so short and plain."""
    text = as_line(value)
    if not re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9\-]{0,18}[A-Za-z0-9])?", text):
        raise mistake(
            f'"{text[:40]}" is geen begin van factuurnummers',
            "het heeft hoogstens twintig letters, cijfers en streepjes",
            "schrijf iets als NH-PTB",
        )
    return text


Postcode = Annotated[str, BeforeValidator(parse_postcode)]
KvkNummer = Annotated[str, BeforeValidator(parse_kvk_nummer)]
Rsin = Annotated[
    str, BeforeValidator(_checked("RSIN", stdnum_bsn.validate, "neem het nummer over van het uittreksel van de KvK"))
]
"""Nine digits that pass the elfproef (the same as for a BSN)."""
BtwId = Annotated[
    str,
    BeforeValidator(_checked("btw-id", _btw_id, "schrijf het als NL123456789B01, zoals de Belastingdienst het opgaf")),
]
Iban = Annotated[str, BeforeValidator(_checked("IBAN", _iban, "neem het over van een bankafschrift"))]
Oin = Annotated[str, BeforeValidator(parse_oin)]
EFactuurId = Annotated[str, BeforeValidator(parse_e_factuur_id)]
Reeks = Annotated[str, BeforeValidator(parse_reeks)]
Patroon = Annotated[str, BeforeValidator(parse_patroon)]

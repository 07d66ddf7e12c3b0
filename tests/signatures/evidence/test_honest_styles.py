"""Honest returns differ in how a program makes and shows a signature: all of them pass."""

import functools
import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from forgeries import Wish, signed
from PIL import Image
from pki import RECEIVED, SIGNED, authority, signer, trusted
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, fields
from pyhanko.sign.signers.pdf_byterange import BuildProps
from pyhanko.sign.signers.pdf_signer import PdfSigner
from pyhanko.stamp import StaticStampStyle, TextStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore
from small_packs import FIELDS, OWN, SECOND, bare_pack, pack_of

from signatures.evidence import Outcome, check
from signatures.evidence.fields import prepare_fields
from signatures.facts import Tier, Verdict


@functools.cache
def pack_bytes(style: str = "table") -> bytes:
    """The pack with its objects listed in a table, or packed in streams as other engines do."""
    bare = bare_pack()
    if style == "streams":
        sink = io.BytesIO()
        with pikepdf.open(io.BytesIO(bare)) as pdf:
            pdf.save(sink, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
        bare = sink.getvalue()
    return prepare_fields(bare, FIELDS)


def checked(data: bytes, style: str = "table") -> Outcome:
    return check(data, "retour.pdf", [pack_of(pack_bytes(style))], RECEIVED, trusted())


class Program(PdfSigner):
    """A signing program, with what it does to the field in the same update."""

    def __init__(self, *given: Any, touch: Callable[[Any], object] | None = None, **more: Any) -> None:
        super().__init__(*given, **more)
        self.touch = touch

    def init_signing_session(self, pdf_out, existing_fields_only=False):  # type: ignore[no-untyped-def]
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = SIGNED
        if self.touch:
            reference = next(iter(fields.enumerate_sig_fields(pdf_out, with_name=self.signature_meta.field_name)))[2]
            target = reference.get_object()
            self.touch(target)
            pdf_out.update_container(target)
        return session


def by(pdf: bytes, field: str = OWN, *, touch: Any = None, look: Any = None, rsa: bool = False, **meta: Any) -> bytes:
    """Signed by a program with these settings."""
    store = SimpleCertificateStore()
    store.register_multiple([authority().issuer.as_asn1, authority().root.as_asn1])
    who = _rsa_signer() if rsa else signer()
    pss = meta.pop("pss", False)
    simple = SimpleSigner(who.as_asn1, who.key_as_asn1, store, prefer_pss=pss)
    metadata = PdfSignatureMetadata(field_name=field, **{"md_algorithm": "sha256", **meta})
    sink = io.BytesIO()
    program = Program(metadata, simple, touch=touch, stamp_style=look)
    program.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), existing_fields_only=True, output=sink)
    return sink.getvalue()


@functools.cache
def _rsa_signer() -> Any:
    return authority().signer("B. Bakker (proef)", rsa_key=True)


def _put(key: str, value: Any) -> Callable[[Any], None]:
    def touch(field: Any) -> None:
        field[pdf_name(key)] = value

    return touch


PADES = fields.SigSeedSubFilter.PADES
PICTURE = PdfImage(Image.new("RGB", (60, 20), (20, 60, 160)))
STYLES: dict[str, dict[str, Any]] = {
    "in the older form of Adobe": {},
    "in the form of ETSI": {"subfilter": PADES},
    "with reason, place and contact": {"reason": "Akkoord", "location": "Utrecht", "contact_info": "030 000 00 00"},
    "with its name": {"name": "A. Koning"},
    "with the name of the program": {"app_build_props": BuildProps(name="Ondertekenaar", revision="7.1")},
    "with SHA-384": {"md_algorithm": "sha384"},
    "with SHA-512": {"md_algorithm": "sha512"},
    "with an RSA key": {"rsa": True},
    "with an RSA key and PSS": {"rsa": True, "pss": True, "subfilter": PADES},
    "shown as text": {"look": TextStampStyle(stamp_text="Getekend door %(signer)s op %(ts)s")},
    "shown as a picture": {"look": StaticStampStyle(background=PICTURE, border_width=0)},
    "shown as text over a picture": {"look": TextStampStyle(stamp_text="%(signer)s", background=PICTURE)},
    "with its field locked": {"touch": _put("/F", generic.NumberObject(132))},
    "with its field read-only": {"touch": _put("/Ff", generic.NumberObject(1))},
    "with a look of its own": {"touch": _put("/DA", pdf_string("/Helv 0 Tf 0 g"))},
    "with a frame of its own": {"touch": _put("/MK", generic.DictionaryObject())},
    "with a date on its field": {"touch": _put("/M", pdf_string("D:20240214090000Z"))},
}


@pytest.mark.parametrize("style", ["table", "streams"])
@pytest.mark.parametrize("sentence", STYLES)
def test_a_signature_passes_whatever_program_made_it(sentence: str, style: str) -> None:
    outcome = checked(by(pack_bytes(style), **STYLES[sentence]), style)

    assert (outcome.tier, outcome.verdict, [c.slot for c in outcome.claims]) == (
        Tier.T1,
        Verdict.PASS,
        [FIELDS[0].slot],
    )


@pytest.mark.parametrize("level", ["B-B", "B-T", "B-LT", "B-LTA"])
def test_every_level_passes_on_a_pack_with_object_streams(level: str) -> None:
    data = authority().sign(pack_bytes("streams"), OWN, signer(), SIGNED, level)

    assert checked(data, "streams").verdict is Verdict.PASS


@pytest.mark.parametrize("style", ["table", "streams"])
def test_two_signers_with_different_programs_and_a_stamp_over_both_pass(style: str) -> None:
    first = by(pack_bytes(style), look=StaticStampStyle(background=PICTURE))
    both = by(first, SECOND, rsa=True, subfilter=PADES, reason="Akkoord")

    outcome = checked(authority().stamp(both, SIGNED), style)

    assert (outcome.verdict, len(outcome.claims)) == (Verdict.PASS, 2)


def test_a_program_that_notes_the_day_of_change_passes() -> None:
    """Many programs write the moment of change into information and metadata."""
    data = by(pack_bytes())

    assert b"/ModDate" in data[len(pack_bytes()) :]
    assert checked(data).verdict is Verdict.PASS


def test_line_ends_behind_the_end_are_no_bytes_that_matter() -> None:
    assert checked(by(pack_bytes()) + b"\r\n").verdict is Verdict.PASS


def test_a_certificate_without_basic_constraints_passes() -> None:
    who = Wish(issuer=authority().issuer, is_authority=None).grant()

    assert checked(signed(pack_bytes(), who, authority().issuer)).verdict is Verdict.PASS

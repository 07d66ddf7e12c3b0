"""Honest returns are accepted for what they are: every level, several signers, every kind of certificate."""

import functools
from datetime import timedelta

import pytest
from pki import ISSUED, RECEIVED, SIGNED, authority, signer, trusted
from small_packs import FIELDS, OWN, SECOND, bare_pack, issued, pack_of

from signatures.evidence import Outcome, TrustList, check
from signatures.evidence.fields import prepare_fields
from signatures.evidence.testpki import LEVELS, TestPki
from signatures.facts import Source, Tier, Verdict


@functools.cache
def pack_bytes() -> bytes:
    return issued()


def checked(data: bytes, trust: TrustList | None = None, received=RECEIVED) -> Outcome:  # type: ignore[no-untyped-def]
    return check(data, "retour.pdf", [pack_of(pack_bytes())], received, trust or trusted())


def signed(level: str = "B-LTA", field: str = OWN, at=SIGNED, who=None) -> bytes:  # type: ignore[no-untyped-def]
    return authority().sign(pack_bytes(), field, who or signer(), at, level)


@pytest.mark.parametrize("level", LEVELS)
def test_a_signature_of_every_level_passes_when_the_revocation_lists_are_there(level: str) -> None:
    outcome = checked(signed(level))

    assert (outcome.tier, outcome.verdict) == (Tier.T1, Verdict.PASS)
    assert dict(outcome.checks) == dict.fromkeys(("lineage", "integrity", "trust", "revocation", "time"), "pass")


@pytest.mark.parametrize("level", LEVELS)
def test_only_long_term_data_in_the_file_make_it_pass_without_lists(level: str) -> None:
    outcome = checked(signed(level), trusted(lists=False))

    expected = Verdict.PASS if level in ("B-LT", "B-LTA") else Verdict.INDETERMINATE
    assert outcome.verdict is expected
    assert outcome.claims, "a person may accept it"


def test_revocation_not_checked_is_an_outcome_of_its_own() -> None:
    outcome = checked(signed("B-B"), trusted(lists=False))

    assert dict(outcome.checks)["trust"] == "pass"
    assert dict(outcome.checks)["revocation"] == "indeterminate"
    assert any("intrekkingslijsten" in reason for reason in outcome.reasons)


def test_the_claim_names_the_line_the_signer_and_a_proven_moment() -> None:
    (claim,) = checked(signed()).claims

    assert claim.slot == FIELDS[0].slot
    assert claim.signer == "A. Koning (proef)"
    assert claim.signing and (claim.signing.source, claim.signing.instant) == (Source.TIMESTAMP, SIGNED)


def test_without_a_timestamp_the_moment_is_only_claimed() -> None:
    (claim,) = checked(signed("B-B")).claims

    assert claim.signing and (claim.signing.source, claim.signing.instant) == (Source.CLAIMED, SIGNED)


def test_a_document_timestamp_alone_bounds_the_moment_but_the_signature_claims_it() -> None:
    data = authority().stamp(signed("B-B"), SIGNED + timedelta(hours=1))

    assert checked(data).verdict is Verdict.PASS


def test_two_signers_one_after_the_other_both_count() -> None:
    second = authority().signer("College van Utrecht (proef)", rsa_key=True)
    data = authority().sign(signed(), SECOND, second, SIGNED + timedelta(hours=1))

    outcome = checked(data)

    assert outcome.verdict is Verdict.PASS
    assert [claim.slot for claim in outcome.claims] == [field.slot for field in FIELDS]


def test_a_line_that_is_still_open_is_named_and_does_not_weigh() -> None:
    outcome = checked(signed())

    assert outcome.verdict is Verdict.PASS
    assert outcome.reasons == (f"Nog niet ondertekend: {SECOND}.",)


def test_renewed_archive_timestamps_leave_it_a_pass() -> None:
    data = authority().stamp(authority().stamp(signed(), SIGNED + timedelta(hours=2)), SIGNED + timedelta(hours=3))

    assert checked(data).verdict is Verdict.PASS


def test_the_pack_is_found_among_the_packs_of_all_partijen() -> None:
    others = [pack_of(prepare_fields(bare_pack((f"Partij {n}", "x", "y")), FIELDS), partij=f"p{n}") for n in range(5)]

    outcome = check(signed(), "retour.pdf", [*others, pack_of(pack_bytes())], RECEIVED, trusted())

    assert outcome.partijen == ("utrecht",) and outcome.verdict is Verdict.PASS


def test_a_certificate_of_an_issuer_that_is_not_listed_is_not_decided_here() -> None:
    stranger = TestPki(ISSUED, "Onbekende uitgever (proef)")
    outcome = checked(stranger.sign(pack_bytes(), OWN, stranger.signer("Iemand (proef)"), SIGNED, "B-LTA"))

    assert (outcome.verdict, dict(outcome.checks)["trust"]) == (Verdict.INDETERMINATE, "indeterminate")
    assert any("uitgever" in reason for reason in outcome.reasons)


def test_with_no_issuer_listed_at_all_nothing_of_the_machine_is_trusted() -> None:
    assert dict(checked(signed(), TrustList()).checks)["trust"] == "indeterminate"


def test_an_expired_certificate_fails() -> None:
    who = authority().signer("Verlopen (proef)", until=ISSUED - timedelta(days=1))
    outcome = checked(signed("B-B", who=who))

    assert dict(outcome.checks)["trust"] == "fail"
    assert "verlopen" in outcome.reasons[0]


def test_a_certificate_that_expired_after_a_proven_moment_passes() -> None:
    who = authority().signer("Kort (proef)", until=SIGNED + timedelta(minutes=30))

    assert checked(signed("B-LTA", who=who)).verdict is Verdict.PASS


def test_a_certificate_that_is_not_meant_for_signing_fails() -> None:
    who = authority().signer("Server (proef)", use="server")

    assert dict(checked(signed("B-B", who=who)).checks)["trust"] == "fail"


def _revoked(level: str, at) -> Outcome:  # type: ignore[no-untyped-def]
    pki = TestPki(ISSUED)
    who = pki.signer("Ingetrokken (proef)")
    data = pki.sign(pack_bytes(), OWN, who, SIGNED, level)
    pki.revoke(who, at)
    return checked(data, trusted(pki, at=RECEIVED))


def test_a_certificate_revoked_before_signing_fails() -> None:
    outcome = _revoked("B-T", ISSUED + timedelta(minutes=1))

    assert dict(outcome.checks)["trust"] == "pass"
    assert dict(outcome.checks)["revocation"] == "fail"


def test_a_certificate_revoked_after_a_proven_moment_passes() -> None:
    assert _revoked("B-T", SIGNED + timedelta(hours=1)).verdict is Verdict.PASS


def test_a_certificate_revoked_after_a_moment_that_is_only_claimed_is_not_decided_here() -> None:
    outcome = _revoked("B-B", SIGNED + timedelta(hours=1))

    assert dict(outcome.checks)["revocation"] == "indeterminate"
    assert "niets bewijst" in outcome.reasons[0]


@pytest.mark.parametrize(
    ("moment", "word"),
    [(ISSUED - timedelta(days=1), "voor de uitgifte"), (RECEIVED + timedelta(days=1), "na de ontvangst")],
)
def test_a_claimed_time_before_the_issue_or_in_the_future_is_named(moment, word: str) -> None:  # type: ignore[no-untyped-def]
    outcome = checked(signed("B-B", at=moment))

    assert dict(outcome.checks)["time"] == "fail"
    assert any(word in reason for reason in outcome.reasons)


def test_a_clock_that_is_a_minute_off_is_no_lie() -> None:
    assert checked(signed("B-B", at=RECEIVED + timedelta(minutes=1))).verdict is Verdict.PASS


def test_an_unsigned_pack_is_told_so() -> None:
    outcome = checked(pack_bytes())

    assert outcome.verdict is Verdict.FAIL
    assert outcome.reasons[0].startswith("Het pakket is teruggestuurd zonder handtekening.")


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("Ik ga akkoord met de inhoud", Verdict.PASS),
        ("I approve this document", Verdict.PASS),
        ("I am approving this document", Verdict.PASS),
        ("Ondertekening namens de provincie Utrecht", Verdict.PASS),
        (
            "Ik ga akkoord met de voorwaarden die zijn gedefinieerd door de plaatsing van mijn handtekening",
            Verdict.PASS,
        ),
        ("I agree to specified portions of this document", Verdict.INDETERMINATE),
        ("Onder de opschortende voorwaarde van instemming", Verdict.INDETERMINATE),
        ("Behoudens goedkeuring", Verdict.INDETERMINATE),
        ("Akkoord m.u.v. artikel 6", Verdict.INDETERMINATE),
        ("Voor gezien", Verdict.INDETERMINATE),
        ("Alleen artikel 1", Verdict.INDETERMINATE),
        ("Niet akkoord met artikel 6", Verdict.INDETERMINATE),
        ("Onder voorbehoud van goedkeuring door provinciale staten", Verdict.INDETERMINATE),
        ("Getekend onder protest", Verdict.INDETERMINATE),
    ],
)
def test_what_the_signer_wrote_in_the_signature_is_told_and_a_reservation_is_a_doubt(
    said: str, verdict: Verdict
) -> None:
    outcome = checked(authority().sign(pack_bytes(), OWN, signer(), SIGNED, "B-B", reason=said))

    assert outcome.verdict is verdict
    assert any(f"“{said}”" in reason for reason in outcome.reasons)


def test_signs_that_nobody_sees_do_not_hide_a_reservation() -> None:
    outcome = checked(
        authority().sign(pack_bytes(), OWN, signer(), SIGNED, "B-B", reason="n\u200bi\u00adet \u202eakkoord")
    )

    assert outcome.verdict is Verdict.INDETERMINATE
    assert any("“niet akkoord”" in reason for reason in outcome.reasons)

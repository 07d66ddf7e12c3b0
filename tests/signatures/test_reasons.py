"""The reason chain and the next step, as jurist, provincie and penvoerder read them."""

import pytest
from history import FL, NH, UT, ZH, History, at, day, uitgifte, verlenging, volmacht

from signatures import status
from signatures.facts import SigningDate, Source, Verdict


def reasons(history: History, issue: int = 0, known: str = "2024-06-01") -> list[str]:
    found: list[str] = status(history.facts, at(known))["instruments"][issue]["reasons"]
    return found


def next_of(history: History, partij: str = UT) -> str | None:
    slots = status(history.facts, at("2024-06-01"))["instruments"][0]["slots"]
    return next(slot["next"] for slot in slots if slot["partij"] == partij)


def but_utrecht() -> History:
    history = History.of()
    history.sign_all(but=(UT,))
    return history


# Not in force, because


def test_it_names_who_has_not_signed() -> None:
    assert reasons(but_utrecht()) == ["Nog niet in werking: provincie Utrecht heeft nog niet getekend."]


def test_it_names_everybody_who_is_missing() -> None:
    history = History.of()
    history.sign(history.slot(NH))
    history.sign(history.slot(ZH, 1))
    assert reasons(history) == [
        "Nog niet in werking: provincie Flevoland heeft nog niet getekend, provincie Utrecht heeft nog niet getekend "
        "en provincie Zuid-Holland heeft op één van de twee regels getekend."
    ]


def test_it_says_who_refused_when_and_why() -> None:
    history = but_utrecht()
    history.decline(history.slot(UT), reason="Geen dekking in de begroting.")
    assert reasons(history) == [
        "Nog niet in werking: provincie Utrecht heeft op 1 maart 2024 geweigerd te tekenen "
        "(Geen dekking in de begroting)."
    ]


def test_it_says_who_took_its_signature_back() -> None:
    history = History.of()
    history.sign_all(but=(UT, FL))
    history.sign(history.slot(FL))
    history.retract(history.slot(FL))
    assert (
        "provincie Flevoland heeft op 1 maart 2024 haar handtekening teruggenomen (nieuw besluit)"
        in reasons(history)[0]
    )


def test_it_says_whose_signature_proved_invalid_and_that_the_agreement_fell_back() -> None:
    history = but_utrecht()
    history.invalidate(history.sign(history.slot(UT)))
    assert reasons(history) == [
        "Nog niet in werking: de handtekening van provincie Utrecht telt niet mee (certificaat ingetrokken).",
        "Samenwerkingsovereenkomst, versie 1.0, gold sinds 20 februari 2024 als volledig getekend, maar valt vanaf het "
        "begin terug: op 1 april 2024 bleek een handtekening ongeldig (certificaat ingetrokken).",
    ]


def test_it_says_that_a_returned_file_waits_for_a_decision() -> None:
    history = but_utrecht()
    history.receive(history.slot(UT))
    assert reasons(history) == [
        "Nog niet in werking: over het exemplaar dat provincie Utrecht terugstuurde is nog niet beslist."
    ]


def test_a_volmacht_is_not_granted_yet() -> None:
    history = History.of(volmacht())
    history.sign(history.slot(FL, 1), history.slot(FL, 2))
    assert reasons(history) == ["Nog niet verleend: provincie Flevoland heeft op twee van de drie regels getekend."]


# In force, since


def test_in_force_it_says_since_when_by_whom_back_to_when_and_until_when() -> None:
    history = but_utrecht()
    history.sign(history.slot(UT), signed="2024-03-05")
    assert reasons(history) == [
        "In werking sinds 5 maart 2024, toen provincie Utrecht als laatste tekende; "
        "werkt terug tot 1 januari 2024 en eindigt van rechtswege op 31 december 2024."
    ]


def test_signed_by_several_on_the_last_day_it_names_them_all() -> None:
    history = History.of()
    history.sign_all(but=(UT, FL))
    history.sign(history.slot(UT), signed="2024-03-05")
    history.sign(history.slot(FL), signed="2024-03-05")
    assert "toen provincie Flevoland en provincie Utrecht als laatsten tekenden" in reasons(history)[0]


def test_signed_by_all_on_one_day_nobody_was_last() -> None:
    history = History.of(volmacht())
    history.sign_all()
    assert reasons(history)[0].startswith("Verleend op 20 februari 2024, toen provincie Flevoland tekende; werkt terug")


def test_ended_it_says_so() -> None:
    history = but_utrecht()
    history.sign(history.slot(UT))
    assert (
        "werkte terug tot 1 januari 2024 en eindigde van rechtswege op 31 december 2024"
        in reasons(history, known="2025-01-10")[0]
    )


def test_extended_it_says_until_when() -> None:
    history = but_utrecht()
    history.sign(history.slot(UT))
    history.issue(verlenging())
    history.sign_all(1, signed="2024-11-20")
    assert reasons(history, 0, "2024-12-01")[0].endswith("eindigt van rechtswege op 31 december 2025.")
    assert reasons(history, 1, "2024-12-01")[0].startswith("Verlengd op 20 november 2024, toen provincie Flevoland, ")


def test_an_extension_says_by_when_it_has_to_be_signed() -> None:
    history = but_utrecht()
    history.sign(history.slot(UT))
    history.issue(verlenging(vorige_einddatum=day("2024-12-31")))
    history.sign_all(1, signed="2024-11-20", but=(UT,))
    assert reasons(history, 1, "2024-12-01") == [
        "Nog niet verlengd: provincie Utrecht heeft nog niet getekend; dat moet uiterlijk op 31 december 2024 zijn "
        "gebeurd.",
    ]


# Void


def test_withdrawn_it_says_when_and_why() -> None:
    history = History.of()
    history.withdraw()
    assert reasons(history) == [
        "Ingetrokken op 1 maart 2024 (fout in artikel 6); handtekeningen onder deze versie tellen niet."
    ]


def test_replaced_it_says_by_what() -> None:
    history = History.of()
    history.issue(uitgifte(version="1.1", issued_at=at("2024-03-01"), supersedes=history.facts.uitgiften[0].id))
    assert reasons(history)[0].startswith("Vervangen op 1 maart 2024 door versie 1.1;")


# For counsel


def test_a_last_signature_after_the_end_is_put_to_counsel() -> None:
    history = History.of(uitgifte(issued_at=at("2024-12-01")))
    history.sign_all(signed="2024-12-10", but=(UT,))
    history.sign(history.slot(UT), signed="2025-01-06")
    assert reasons(history, known="2025-02-01")[1] == (
        "De laatste handtekening onder Samenwerkingsovereenkomst, versie 1.0, is van 6 januari 2025, na de einddatum "
        "31 december 2024; of dit stuk nog in werking kon treden, moet een jurist beoordelen."
    )


# The next step


def pass_(h: History) -> None:
    h.receive(h.slot(UT), signing=SigningDate.at(at("2024-02-20"), Source.TIMESTAMP))


def scan(h: History) -> None:
    h.receive(h.slot(UT))


def fail(h: History) -> None:
    h.receive(h.slot(UT), verdict=Verdict.FAIL)


def refused(h: History) -> None:
    h.decide(h.receive(h.slot(UT)), accepted=False, reason="onleesbaar")


def declined(h: History) -> None:
    h.decline(h.slot(UT))


def declined_with_an_older_file(h: History) -> None:
    h.receive(h.slot(UT))
    h.decline(h.slot(UT))


def invalidated(h: History) -> None:
    h.invalidate(h.sign(h.slot(UT)))


def signed(h: History) -> None:
    h.sign(h.slot(UT))


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        (lambda _: None, "J.H. Oosters tekent en provincie Utrecht stuurt het getekende bestand terug."),
        (
            pass_,
            "Bekijk de handtekening in bestand scan-1.pdf, ontvangen op 20 februari 2024, en aanvaard of weiger het.",
        ),
        (
            scan,
            "Neem de datum bij de handtekening over uit bestand scan-1.pdf, ontvangen op 20 februari 2024, "
            "en aanvaard of weiger het.",
        ),
        (
            fail,
            "Weiger bestand scan-1.pdf, ontvangen op 20 februari 2024, want de controle keurt het af, "
            "en vraag provincie Utrecht een nieuw getekend exemplaar.",
        ),
        (refused, "Vraag provincie Utrecht een nieuw getekend exemplaar: het vorige is geweigerd (onleesbaar)."),
        (declined, "Overleg met provincie Utrecht: zij heeft op 1 maart 2024 geweigerd te tekenen (geen dekking)."),
        (
            declined_with_an_older_file,
            "Overleg met provincie Utrecht: zij heeft op 1 maart 2024 geweigerd te tekenen (geen dekking).",
        ),
        (
            invalidated,
            "Vraag provincie Utrecht opnieuw te tekenen: de vorige handtekening telt niet mee "
            "(certificaat ingetrokken).",
        ),
        (signed, None),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_line_says_what_has_to_be_done_next(story, expected: str | None) -> None:  # type: ignore[no-untyped-def]
    history = History.of()
    story(history)
    assert next_of(history) == expected

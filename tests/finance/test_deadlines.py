"""What falls due, on which day and by which article; and the same as a calendar."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import icalendar
import pytest
from examples import FOLDER, changed

from assembler.documents.text import text_of
from assembler.dossier import Dossier
from assembler.finance.deadlines import Termijn, Verloop, Vervaldag, Verzending, deadlines, undated
from assembler.finance.deadlines_ics import ics, uid
from assembler.workflows.assemble import Assembly
from assembler.workflows.stukken import Stuk

EXAMPLE = Dossier.load(FOLDER / "tekenklaar")
TITLE = "Platform; Toekomst, bouwen \\ en meer"
ASKED = datetime(2024, 2, 8, 9, 30, tzinfo=UTC)
NOTHING_YET = Verloop()
EXTENDED = Verloop(extended_to=date(2025, 12, 31))
BUSY = Verloop(
    vervaldagen=(
        Vervaldag("factuur", "F-1", "utrecht", 2024, date(2024, 3, 31), Decimal("90750.00")),
        Vervaldag("creditnota", "C-1", "utrecht", 2024, date(2025, 3, 12), Decimal("7723.41")),
    ),
    verzendingen=(Verzending(date(2024, 3, 27)), Verzending(date(2024, 12, 23), "utrecht")),
)


def by_key(dossier: Dossier = EXAMPLE, verloop: Verloop = NOTHING_YET) -> dict[str, Termijn]:
    return {termijn.key: termijn for termijn in deadlines(dossier, verloop)}


@pytest.mark.parametrize(
    ("key", "day", "article"),
    [
        ("retour", "2024-02-23", "de aanbiedingsbrief"),
        ("overleg-2024", "2024-09-30", "artikel 7.1 van de overeenkomst"),
        ("opzegging-2024", "2024-09-30", "artikel 7.2 van de overeenkomst"),
        ("verlenging-2024", "2024-12-31", "artikel 2.2 van de verlenging"),
        ("einde", "2024-12-31", "artikel 7.1 van de overeenkomst"),
        ("verantwoording-2024", "2025-03-01", "artikel 6.5 van de overeenkomst"),
        ("terugbetaling-2024", "2025-03-01", "artikel 6.6 van de overeenkomst"),
    ],
)
def test_each_deadline_has_its_day_and_article(key: str, day: str, article: str) -> None:
    found = by_key()[key]
    assert (found.day.isoformat(), found.article) == (day, article)


def test_the_account_on_a_saturday_is_in_time_on_monday_by_the_agreement_itself() -> None:
    found = by_key()["verantwoording-2024"]
    assert found.timely_until == date(2025, 3, 3)
    assert "De Algemene termijnenwet geldt voor termijnen in een wet" in found.remark
    assert "artikel 6.5 zelf wel: verzending op maandag 3\u00a0maart 2025 is nog tijdig" in found.remark


def test_any_other_day_on_a_weekend_stays_and_names_the_werkdag_before_it() -> None:
    found = by_key(changed(("aanbieding.retour_uiterlijk", date(2024, 4, 1))))["retour"]
    assert found.timely_until is None
    assert found.remark.endswith("doe het uiterlijk op donderdag 28\u00a0maart 2024.")


def test_notice_on_the_last_day_ends_the_agreement_a_day_before_it_would_end_by_law() -> None:
    assert "op zijn vroegst op 30\u00a0december 2024" in by_key()["opzegging-2024"].sentence


def test_three_months_before_the_end_of_february_is_the_end_of_november() -> None:
    found = by_key(changed(("overeenkomst.einddatum", date(2025, 2, 28)), ("verlenging", None)))
    assert found["opzegging-2025"].day == date(2024, 11, 28)


def test_an_extension_in_force_moves_the_end_and_adds_its_own_year() -> None:
    found = by_key(verloop=EXTENDED)
    assert found["einde"].day == date(2025, 12, 31)
    assert found["verantwoording-2025"].day == date(2026, 3, 1)
    assert found["overleg-2025"].day == date(2025, 9, 30)
    assert "verlenging-2024" not in found


def test_without_an_extension_in_force_its_year_is_not_mentioned() -> None:
    assert not any("2025" in key for key in by_key())


def test_papers_put_before_a_volmachtgever_run_by_werkdagen() -> None:
    found = by_key(verloop=BUSY)
    assert found["reactie-2024-03-27-allen"].day == date(2024, 4, 5)
    assert found["reactie-2024-12-23-utrecht"].day == date(2025, 1, 2)
    assert "kan de provincie Utrecht reageren" in found["reactie-2024-12-23-utrecht"].sentence


def test_once_credited_the_refund_is_due_by_its_credit_note() -> None:
    found = by_key(verloop=BUSY)
    assert "terugbetaling-2024" not in found
    assert found["creditnota-C-1"].day == date(2025, 3, 12)
    assert found["factuur-F-1"].remark == "Dit is geen werkdag; betaal uiterlijk op donderdag 28\u00a0maart 2024."


def test_what_the_dossier_leaves_open_is_told_not_dated() -> None:
    concept = Dossier.load(FOLDER / "concept")
    assert undated(concept) == ("terugzending van de stukken (aanbieding.retour_uiterlijk)",)
    bare = changed(("overeenkomst.einddatum", None), ("verlenging", None))
    assert set(by_key(bare)) == {"retour"}
    assert any("overeenkomst.einddatum" in what for what in undated(bare))


@pytest.mark.parametrize(
    ("stuk", "article", "says"),
    [
        ("samenwerkingsovereenkomst", "6.1", "stuurt iedere andere Partij een factuur"),
        ("samenwerkingsovereenkomst", "6.5", "eerstvolgende werkdag tijdig"),
        ("samenwerkingsovereenkomst", "6.6", "krijgen de andere Partijen het restant naar rato terug"),
        ("samenwerkingsovereenkomst", "6.7", "verplicht een Partij niet om meer bij te dragen"),
        ("samenwerkingsovereenkomst", "7.1", "Zij overleggen daarover uiterlijk op"),
        ("samenwerkingsovereenkomst", "7.2", "opzegtermijn van ten minste"),
        ("samenwerkingsovereenkomst", "9.1", "schriftelijk hebben ingestemd"),
        ("verlenging", "2.1", "eindigt zij van rechtswege"),
        ("verlenging", "2.2", "Alle Partijen ondertekenen uiterlijk op"),
        ("volmacht", "4.3", "werkdagen om te reageren"),
        ("volmacht", "4.4", "met de stukken instemt"),
    ],
)
def test_the_article_that_is_cited_says_so(stuk: str, article: str, says: str) -> None:
    partij = "utrecht" if stuk == "volmacht" else None
    text = text_of(Assembly.of(EXAMPLE).fill(Stuk(stuk, partij)))
    here = re.search(rf"^{re.escape(article)}\s(.*?)(?=^\d+\.\d+\s|^Artikel)", text, re.MULTILINE | re.DOTALL)
    assert here is not None
    assert says in here[1]


def test_the_articles_on_the_account_of_an_extension_year_stand_in_the_extension() -> None:
    text = text_of(Assembly.of(EXAMPLE).fill(Stuk("verlenging")))
    assert re.search(r"^Artikel 5\s+Verantwoording$", text, re.MULTILINE)


def calendar(verloop: Verloop = BUSY, title: str = TITLE, moment: datetime = ASKED) -> bytes:
    return ics("PTB-2024-01", title, deadlines(EXAMPLE, verloop), moment)


def test_a_calendar_reads_back_as_what_was_written() -> None:
    read = icalendar.Calendar.from_ical(calendar())
    events = {str(event["uid"]): event for event in read.walk("VEVENT")}
    wanted = deadlines(EXAMPLE, BUSY)
    assert len(events) == len(wanted)
    for termijn in wanted:
        event = events[uid("PTB-2024-01", termijn.key)]
        assert event.decoded("dtstart") == termijn.day
        assert event.decoded("dtend") == termijn.day + timedelta(days=1)
        assert str(event["summary"]) == f"{termijn.what} (Platform; Toekomst, bouwen \\ en meer)"
        assert str(event["description"]).startswith(termijn.sentence)
        assert termijn.article in str(event["description"])


def test_every_event_warns_beforehand() -> None:
    for event in icalendar.Calendar.from_ical(calendar()).walk("VEVENT"):
        alarms: list[Any] = list(event.walk("VALARM"))
        assert len(alarms) in (2, 3)
        assert all(alarm["action"] == "DISPLAY" and "description" in alarm for alarm in alarms)
        assert min(alarm.decoded("trigger") for alarm in alarms) < timedelta(0)


def test_the_bytes_keep_to_rfc_5545() -> None:
    data = calendar()
    lines = data.split(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    assert lines[0] == b"BEGIN:VCALENDAR" and lines[-2:] == [b"END:VCALENDAR", b""]
    for part in (b"VERSION:2.0", b"DTSTART;VALUE=DATE:20240930", b"DTSTAMP:20240208T093000Z"):
        assert part in lines
    assert b"VTIMEZONE" not in data
    assert data.count(b"BEGIN:VEVENT") == data.count(b"UID:")


@pytest.mark.parametrize("title", ["é" * 200, "€" * 100, "𝄞" * 80, "a" + "ë" * 199])
def test_a_folded_line_cuts_no_letter_in_two(title: str) -> None:
    for line in calendar(title=title).split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")
    assert title in str(icalendar.Calendar.from_ical(calendar(title=title)).walk("VEVENT")[0]["summary"])


def test_a_later_file_bears_a_higher_sequence_so_that_agendas_move_the_event() -> None:
    later = calendar(moment=ASKED + timedelta(minutes=1))
    first, second = (icalendar.Calendar.from_ical(data).walk("VEVENT")[0] for data in (calendar(), later))
    assert first["uid"] == second["uid"]
    assert 0 < first["sequence"] < second["sequence"] < 2**31


def test_the_same_facts_give_the_same_bytes_and_a_moved_day_the_same_event() -> None:
    assert calendar() == calendar()
    moved = by_key(changed(("overeenkomst.overlegtermijn_maanden", 4)))["overleg-2024"]
    assert moved.day == date(2024, 8, 31)
    assert uid("PTB-2024-01", moved.key) == uid("PTB-2024-01", by_key()["overleg-2024"].key)

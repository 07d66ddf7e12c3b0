"""The acts around signing on the command line: each is recorded, refused with one sentence where a rule forbids it."""

import json
from pathlib import Path
from typing import Any

import pytest
from command_line import READY, Command, Outcome

from assembler.cli.exit_codes import Exit
from signatures import store

Returned = tuple[Command, tuple[str, ...]]
BY = ("--by", "B. Schoorl")
WHY = (*BY, "--reason", "zo besloten")
AGREEMENT = "samenwerkingsovereenkomst"


def lines(call: Command, *options: str) -> dict[tuple[str, str, int], dict[str, Any]]:
    """Every signature line by document, partij and number."""
    found = json.loads(call("status", READY, "--json", *options).out)["instruments"]
    return {(each["document"], slot["partij"], slot["line"]): slot for each in found for slot in each["slots"]}


def refused(outcome: Outcome, said: str) -> None:
    """Exit 4, one sentence, and the log tells that it was tried."""
    assert (outcome.status, outcome.out) == (Exit.REFUSED, "")
    assert said in outcome.err
    assert len(outcome.err.splitlines()) == 1
    last = list(store.log_rows())[-1]
    assert last.action.startswith("geweigerd: ")
    assert said in last.note


def test_a_partij_declines_a_line_by_number_or_by_words(issued: Command) -> None:
    assert issued("decline", READY, AGREEMENT, "flevoland", *WHY).status == Exit.DONE
    assert issued("decline", READY, "volmacht", "utrecht", "--line", "2", *WHY).status == Exit.DONE
    assert issued("decline", READY, "volmacht-flevoland", "flevoland", "--line", "secretaris", *WHY).status == Exit.DONE
    found = lines(issued)
    declined = [key for key, slot in found.items() if slot["status"] == "declined"]
    assert declined == [
        (AGREEMENT, "flevoland", 1),
        ("volmacht-flevoland", "flevoland", 2),
        ("volmacht-utrecht", "utrecht", 2),
    ]


def test_a_recorded_act_gives_the_head_of_the_log_as_a_receipt(issued: Command) -> None:
    out = issued("decline", READY, AGREEMENT, "flevoland", *WHY).out
    assert str(store.log_head()) in out


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("decline", READY, "volmacht", "utrecht", *WHY), Exit.USAGE, "meer dan één ondertekenregel"),
        (("decline", READY, "volmacht", "utrecht", "--line", "9", *WHY), Exit.USAGE, "'9'"),
        (("decline", READY, "volmacht", "noord-holland", *WHY), Exit.USAGE, "niet uitgegeven"),
        (("decline", READY, AGREEMENT, "drenthe", *WHY), Exit.USAGE, "drenthe"),
        (("decline", READY, AGREEMENT, "utrecht", "--version", "7", *WHY), Exit.USAGE, "'7'"),
        (("decline", "ONBEKEND", AGREEMENT, "utrecht", *WHY), Exit.INVALID, "ONBEKEND"),
        (("decline", READY, AGREEMENT, "utrecht", *BY), Exit.USAGE, "--reason"),
        (("withdraw", READY, "brief", *WHY), Exit.USAGE, "brief"),
        (("invalidate", "i-weg", *WHY), Exit.INVALID, "niet vastgelegd"),
        (("submission", "i-weg"), Exit.INVALID, "niet vastgelegd"),
        (("act", READY, "iets", "--on", "2024-03-01", "--partij", "drenthe", *BY), Exit.USAGE, "drenthe"),
        (("act", READY, "iets", "--on", "morgen", *BY), Exit.USAGE, "morgen"),
        (("decide", "i-weg", "accept", "--date-of", "2024-03-01", *BY), Exit.USAGE, "2=2024-03-01"),
        (("receive",), Exit.USAGE, "noem de bestanden"),
        (("log", "anchor"), Exit.USAGE, "TEKENKLAAR_TSA_URL"),
        (("log", "verify", "--head", "3:abc"), Exit.ATTENTION, ""),
    ],
)
def test_wrong_use_gets_one_sentence(issued: Command, arguments: tuple[str, ...], status: Exit, said: str) -> None:
    outcome = issued(*arguments)
    assert (outcome.status, said in outcome.err) == (status, True), outcome.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("retract", READY, AGREEMENT, "flevoland", *WHY), "geen aanvaarde handtekening"),
        (("dispute", READY, AGREEMENT, *WHY), "nog niet door allen getekend"),
        (("act", READY, "opdracht", "--on", "2099-01-01", *BY), "nog niet voorbij"),
        (("decline", READY, AGREEMENT, "flevoland", *BY, "--reason", " "), "zonder reden"),
    ],
)
def test_what_a_rule_forbids_before_anybody_signed_is_refused_and_logged(
    issued: Command, arguments: tuple[str, ...], said: str
) -> None:
    refused(issued(*arguments), said)


def test_an_act_by_nobody_is_refused(issued: Command) -> None:
    outcome = issued("decline", READY, AGREEMENT, "flevoland", "--by", " ", "--reason", "nee")
    assert (outcome.status, "met naam" in outcome.err) == (Exit.REFUSED, True)


def test_a_withdrawn_issue_cannot_be_signed_any_more(returned: Returned) -> None:
    call, ids = returned
    assert call("withdraw", READY, AGREEMENT, *WHY).status == Exit.DONE
    refused(call("decide", ids[1], "accept", *BY), "ingetrokken")
    refused(call("withdraw", READY, AGREEMENT, *WHY), "ingetrokken")
    refused(call("decline", READY, AGREEMENT, "utrecht", *WHY), "ingetrokken")


def test_an_accepted_signature_is_taken_back_and_not_declined(returned: Returned) -> None:
    call, ids = returned
    assert call("decide", ids[1], "accept", *BY).status == Exit.DONE
    refused(call("decline", READY, AGREEMENT, "noord-holland", *WHY), "teruggenomen")
    assert call("retract", READY, AGREEMENT, "noord-holland", *WHY).status == Exit.DONE
    slot = lines(call)[(AGREEMENT, "noord-holland", 1)]
    assert (slot["status"], slot["reason"]) == ("declined", "zo besloten")


def test_who_decides_second_is_told_who_was_first(returned: Returned) -> None:
    call, ids = returned
    call("decide", ids[0], "accept", *BY)
    refused(call("decide", ids[0], "refuse", "--by", "A. Ander", "--reason", "nee"), "B. Schoorl heeft inzending")


def test_after_the_last_signature_only_a_dispute_is_left(executed: Returned) -> None:
    call, _ = executed
    refused(call("withdraw", READY, AGREEMENT, *WHY), "meld een geschil")
    refused(call("retract", READY, AGREEMENT, "utrecht", *WHY), "meld een geschil")
    assert call("dispute", READY, AGREEMENT, *WHY).status == Exit.DONE
    found = json.loads(call("status", READY, "--json").out)
    assert (found["instruments"][0]["state"], found["in_force"]) == ("disputed", False)
    assert "disputed" in {problem["code"] for problem in found["problems"]}


def test_what_is_found_invalid_falls_back_and_the_earlier_report_stays(executed: Returned) -> None:
    call, ids = executed
    before = store.log_head().recorded_at
    was = call("status", READY, "--json", "--known-as-of", before).out
    options = (*BY, "--reason", "certificaat ingetrokken", "--found-on", "2024-03-01")
    assert call("invalidate", ids[0], *options).status == Exit.DONE
    assert list(store.log_rows())[-1].world_date == "2024-03-01"
    found = json.loads(call("status", READY, "--json").out)
    assert found["instruments"][0]["state"] == "partly signed"
    assert call("status", READY, "--json", "--known-as-of", before).out == was
    refused(call("invalidate", ids[0], *WHY), "al op")


@pytest.mark.parametrize(("day", "said"), [("2024-02-01", "Bekrachtiging nodig"), ("2024-03-01", "niet nodig")])
def test_an_act_before_a_volmacht_existed_is_to_be_ratified(executed: Returned, day: str, said: str) -> None:
    call, _ = executed
    outcome = call("act", READY, "opdracht voor onderzoek verstrekt", "--on", day, "--partij", "utrecht", *BY)
    assert (outcome.status, said in outcome.out) == (Exit.DONE, True)
    assert ("Bekrachtiging\n" in call("status", READY).out) is (said == "Bekrachtiging nodig")


# --- deciding ---------------------------------------------------------------------------------------------------------


def test_who_decides_sees_each_signature_as_a_picture(returned: Returned, tmp_path: Path) -> None:
    call, ids = returned
    told = call("submission", ids[2])
    assert told.status == Exit.DONE
    assert "voorbehoud" in told.out
    made = tmp_path / f"inzending-{ids[2]}"
    assert sorted(path.name for path in made.iterdir()) == [
        *(f"handtekening-{number}.png" for number in (1, 2, 3, 4)),
        "ontvangen.pdf",
    ]
    assert (made / "ontvangen.pdf").read_bytes() == (tmp_path / "teruggestuurd" / "getekend-utrecht.pdf").read_bytes()
    assert all((made / f"handtekening-{number}.png").read_bytes().startswith(b"\x89PNG") for number in (1, 2, 3, 4))


def test_everything_about_a_returned_file_is_told_in_json(returned: Returned) -> None:
    call, ids = returned
    found = json.loads(call("submission", ids[3], "--no-pictures", "--json").out)
    assert (found["tier"], found["verdict"], found["pictures"]) == ("T3", "indeterminate", [])
    assert found["pages"]["expected"] == found["pages"]["found"] > 0
    assert found["decision"] is None
    assert "samenwerkingsovereenkomst/zuid-holland/1" in {line["line"] for line in found["lines"]}


def test_a_decision_on_a_file_of_no_dossier_is_told(issued: Command, tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("geen pdf")
    key = json.loads(issued("receive", "brief.txt", "--json").out)["submissions"][0]["id"]
    assert "Weiger met" in issued("submission", key).out
    assert issued("decide", key, "refuse", *WHY).status == Exit.DONE
    assert "Geweigerd door B. Schoorl" in issued("submission", key).out


def test_what_waits_for_a_decision_is_listed(returned: Returned) -> None:
    call, ids = returned
    listed = json.loads(call("submission", "--json").out)["submissions"]
    assert [each["id"] for each in listed] == list(ids)
    call("decide", ids[0], "refuse", *WHY)
    assert "Nog te beslissen: 3" in call("submission").out


def test_each_line_of_a_scan_has_its_own_handwritten_date(returned: Returned) -> None:
    call, ids = returned
    shown = json.loads(call("submission", ids[3], "--no-pictures", "--json").out)["lines"]
    own = [line for line in shown if "/zuid-holland/" in line["line"]]
    dates = [f"2024-02-{12 + place}" for place in range(len(own))]
    options = [o for line, day in zip(own, dates, strict=True) for o in ("--date-of", f"{line['number']}={day}")]
    chosen = [o for line in own for o in ("--line", line["line"])]
    assert call("decide", ids[3], "accept", *BY, *chosen, *options).status == Exit.DONE
    found = {f"{d}/{p}/{n}": slot["signed_on"] for (d, p, n), slot in lines(call).items()}
    assert [found[line["line"]] for line in own] == dates


def test_who_decides_is_told_for_which_lines_that_was(returned: Returned) -> None:
    call, ids = returned
    told = call("decide", ids[2], "accept", *BY, "--line", "volmacht-utrecht/utrecht/2").out.splitlines()
    assert told[1:-1] == ["  aanvaard voor volmacht-utrecht/utrecht/2"]


def test_lines_are_chosen_in_one_way_only(returned: Returned) -> None:
    call, ids = returned
    outcome = call("decide", ids[0], "accept", *BY, "--partij", "flevoland", "--line", "1")
    assert (outcome.status, "op één manier" in outcome.err) == (Exit.USAGE, True)


@pytest.mark.parametrize(
    ("line", "said"), [("9", "'9' wijst niet één"), ("utrecht/1", "'utrecht/1' wijst niet één"), ("x", "'x'")]
)
def test_a_line_that_fits_none_or_more_is_named(returned: Returned, line: str, said: str) -> None:
    call, ids = returned
    outcome = call("decide", ids[2], "accept", *BY, "--line", line)
    assert (outcome.status, said in outcome.err) == (Exit.USAGE, True)


# --- taking back a volmacht or a machtiging ---------------------------------------------------------------------------


def test_a_volmacht_is_revoked_from_a_day_on(executed: Returned) -> None:
    call, _ = executed
    told = call("revoke", READY, "volmacht", "utrecht", "--last-day", "2024-06-30", *WHY)
    assert told.status == Exit.DONE
    assert "geldt tot en met 30 juni 2024" in told.out and str(store.log_head()) in told.out
    found = json.loads(call("status", READY, "--json").out)
    ends = {each["partij"]: each["ends_on"] for each in found["volmachten"]}
    assert ends == {"flevoland": "2024-12-31", "utrecht": "2024-06-30", "zuid-holland": "2024-12-31"}
    uncovered = call("act", READY, "gunning", "--on", "2024-07-01", "--partij", "utrecht", *BY)
    assert "bekrachtiging nodig door provincie Utrecht".casefold() in uncovered.out.casefold()
    refused(call("revoke", READY, "volmacht", "utrecht", "--last-day", "2024-06-30", *WHY), "eindigt al op")


def test_after_the_machtiging_ended_a_signature_is_refused(returned: Returned) -> None:
    call, ids = returned
    told = call("revoke", READY, "machtiging", "utrecht", "--last-day", "2024-02-13", *WHY)
    assert (told.status, "UT-2024-0042" in told.out) == (Exit.DONE, True)
    refused(call("decide", ids[2], "accept", *BY), "de machtiging liep tot en met 13 februari 2024")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("volmacht", "noord-holland"), Exit.USAGE, "niet uitgegeven"),
        (("volmacht", "drenthe"), Exit.USAGE, "drenthe"),
        (("machtiging", "flevoland"), Exit.USAGE, "van rechtswege"),
        (("machtiging", "utrecht", "--kenmerk", "X"), Exit.USAGE, "UT-2024-0042"),
        ((AGREEMENT, "utrecht"), Exit.REFUSED, "geen volmacht"),
        (("volmacht", "utrecht"), Exit.REFUSED, "nog niet volledig getekend"),
    ],
)
def test_what_cannot_be_revoked_gets_one_sentence(
    issued: Command, arguments: tuple[str, ...], status: Exit, said: str
) -> None:
    outcome = issued("revoke", READY, *arguments, "--last-day", "2024-06-30", *WHY)
    assert (outcome.status, said in outcome.err) == (status, True), outcome.err


# --- the board --------------------------------------------------------------------------------------------------------


def test_the_board_names_the_file_on_which_somebody_has_to_decide(returned: Returned) -> None:
    call, ids = returned
    assert f"te beslissen {ids[1]}" in call("status", READY).out


def test_before_the_issue_there_is_nothing_on_the_board(issued: Command) -> None:
    assert "nog niets uitgegeven" in issued("status", READY, "--known-as-of", "2020-01-01").out


@pytest.mark.parametrize("columns", ["60", "80", "200"])
def test_the_board_fits_the_terminal(issued: Command, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    out = issued("status", READY).out
    table = out[: out.index("Volgende stappen")].splitlines()
    assert max(map(len, table)) <= int(columns)
    assert "overeenkomst" in out
    assert "zuid-holland" in out

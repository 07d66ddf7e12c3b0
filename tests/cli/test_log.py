"""The log on the command line: what somebody changed by hand is found and named, and its head can be anchored."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from command_line import READY, Command
from cryptography.hazmat.primitives.asymmetric import ec
from timestamp_server import Server, serving

from assembler.cli.exit_codes import Exit
from signatures import store
from signatures.log.chain import LogRow, hash_of

Hand = Callable[..., None]


@pytest.fixture
def by_hand(issued: Command, tmp_path: Path) -> Iterator[Hand]:
    """Somebody with a database client, who takes the triggers away, does it, and puts them back."""
    store.close()
    database = sqlite3.connect(tmp_path / "werkmap" / "db.sqlite3", isolation_level=None)
    triggers = [sql for (sql,) in database.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")]
    names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]

    def edit(*statements: str) -> None:
        for name in names:
            database.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            database.execute(statement)
        for trigger in triggers:
            database.execute(trigger)

    yield edit
    database.close()


COLUMNS = "recorded_at, actor, partij, dossier, action, object, world_date, precision, fact, note"
ROW = f"INSERT INTO signatures_logrow (seq, {COLUMNS}, prev_hash, hash) SELECT"


@pytest.mark.parametrize(
    ("statements", "first"),
    [
        (["UPDATE signatures_logrow SET actor = 'Een ander' WHERE seq = 3"], "Regel 3 is gewijzigd"),
        (["UPDATE signatures_logrow SET note = x'ff00' WHERE seq = 3"], "Regel 3 is gewijzigd"),
        (["UPDATE signatures_logrow SET note = CAST(x'ff00' AS TEXT) WHERE seq = 3"], "Regel 3 is gewijzigd"),
        (["DELETE FROM signatures_logrow WHERE seq = 4"], "Na regel 3 volgt regel 5"),
        (["DELETE FROM signatures_logrow WHERE seq = 1"], "Na regel 0 volgt regel 2"),
        (
            [
                "UPDATE signatures_logrow SET seq = -2 WHERE seq = 2",
                "UPDATE signatures_logrow SET seq = 2 WHERE seq = 3",
                "UPDATE signatures_logrow SET seq = 3 WHERE seq = -2",
            ],
            "Regel 2 sluit niet aan op regel 1",
        ),
        ([f"{ROW} 10, {COLUMNS}, 'aa', 'bb' FROM signatures_logrow WHERE seq = 9"], "Regel 10 sluit niet aan"),
        ([f"{ROW} 0, {COLUMNS}, 'aa', 'bb' FROM signatures_logrow WHERE seq = 9"], "Na regel 0 volgt regel 0"),
        (
            ["INSERT OR REPLACE INTO signatures_logrow SELECT seq, recorded_at, 'Een ander', partij, dossier, action, "
             "object, world_date, precision, fact, note, prev_hash, hash FROM signatures_logrow WHERE seq = 5"],
            "Regel 5 is gewijzigd",
        ),
        (["UPDATE signatures_slot SET signatory = 'Een ander'"], "Een vastgelegd feit"),
        (["DELETE FROM signatures_pack"], "Een vastgelegd feit"),
    ],
)  # fmt: skip
def test_what_was_changed_by_hand_is_named_first_bad_row_first(
    issued: Command, by_hand: Hand, statements: list[str], first: str
) -> None:
    by_hand(*statements)
    outcome = issued("log", "verify")
    assert outcome.status == Exit.ATTENTION
    assert outcome.out.startswith(first), outcome.out
    assert "niet gaaf" in outcome.out


def test_a_row_appended_with_a_right_hash_is_found_because_it_names_no_recorded_fact(
    issued: Command, by_hand: Hand
) -> None:
    last = list(store.log_rows())[-1]
    store.close()
    forged = LogRow(*last)._replace(seq=last.seq + 1, prev_hash=last.hash, action="aanvaard", fact="ab" * 32)
    forged = forged._replace(hash=hash_of(forged))
    values = ", ".join(repr(value) for value in forged)
    by_hand(f"INSERT INTO signatures_logrow ({', '.join(LogRow._fields)}) VALUES ({values})")  # noqa: S608
    outcome = issued("log", "verify")
    assert (outcome.status, outcome.out.startswith("Het logboek noemt een feit")) == (Exit.ATTENTION, True)


def test_a_log_cut_short_is_found_by_a_head_that_was_printed(issued: Command, by_hand: Hand) -> None:
    head = str(store.log_head())
    store.close()
    assert issued("log", "verify", "--head", head).status == Exit.DONE
    store.close()
    by_hand("DELETE FROM signatures_logrow WHERE seq = 9")
    outcome = issued("log", "verify", "--head", head)
    assert (outcome.status, "ingekort of vervangen" in outcome.out) == (Exit.ATTENTION, True)


@pytest.mark.parametrize("value", ["x'ff00'", "CAST(x'ff00' AS TEXT)"])
def test_a_row_that_is_no_text_is_not_exported(issued: Command, by_hand: Hand, tmp_path: Path, value: str) -> None:
    by_hand(f"UPDATE signatures_logrow SET note = {value} WHERE seq = 3")  # noqa: S608
    outcome = issued("log", "export", "--out", "logboek.jsonl")
    assert (outcome.status, "Regel 3" in outcome.err) == (Exit.REFUSED, True)
    assert not (tmp_path / "logboek.jsonl").exists()


def test_a_lock_that_was_taken_away_is_found(issued: Command, tmp_path: Path) -> None:
    store.close()
    with sqlite3.connect(tmp_path / "werkmap" / "db.sqlite3") as database:
        database.execute("DROP TRIGGER signatures_logrow_geen_update")
    database.close()
    outcome = issued("log", "verify")
    assert (outcome.status, "signatures_logrow mist een vergrendeling" in outcome.out) == (Exit.ATTENTION, True)


# --- anchoring --------------------------------------------------------------------------------------------------------


@pytest.fixture
def server() -> Iterator[Server]:
    running = serving(ec.generate_private_key(ec.SECP256R1()))
    yield running
    running.http.shutdown()
    running.http.server_close()


def test_nothing_goes_over_the_network_unless_a_server_is_set(issued: Command, server: Server) -> None:
    assert issued("log", "anchor").status == Exit.USAGE
    assert issued("log", "verify").status == Exit.DONE
    assert server.asked == []


def test_the_head_is_anchored_by_the_server_in_the_environment(
    issued: Command, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEKENKLAAR_TSA_URL", server.url)
    assert issued("log", "anchor", "--by", "B. Beheerder").status == Exit.DONE
    verified = issued("log", "verify")
    assert verified.status == Exit.DONE
    assert f"Regel 9 is verankerd door {server.url}" in verified.out


def test_the_head_is_anchored_by_the_server_in_the_settings_of_the_workspace(
    issued: Command, server: Server, tmp_path: Path
) -> None:
    (tmp_path / "werkmap" / "instellingen.toml").write_text(f'tijdstempelserver = "{server.url}"\n')
    assert issued("log", "anchor").status == Exit.DONE
    assert len(server.asked) == 1


@pytest.mark.parametrize("text", ["tijdstempelserver = ", "tijdstempelserver = 3", "\x00"])
def test_settings_that_cannot_be_read_are_named(issued: Command, tmp_path: Path, text: str) -> None:
    (tmp_path / "werkmap" / "instellingen.toml").write_text(text)
    outcome = issued("log", "anchor")
    assert (outcome.status, "instellingen.toml" in outcome.err) == (Exit.USAGE, True)


def test_a_failure_to_anchor_is_told_and_stays_in_the_log(issued: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEKENKLAAR_TSA_URL", "http://127.0.0.1:9")
    outcome = issued("log", "anchor")
    assert (outcome.status, "gaf geen bruikbaar tijdstempel" in outcome.err) == (Exit.COMPONENT, True)
    verified = issued("log", "verify")
    assert (verified.status, "mislukte" in verified.out) == (Exit.DONE, True)


def test_a_log_cut_short_behind_an_anchor_is_found(
    issued: Command, by_hand: Hand, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEKENKLAAR_TSA_URL", server.url)
    issued("log", "anchor")
    store.close()
    by_hand("DELETE FROM signatures_logrow WHERE seq >= 9")
    outcome = issued("log", "verify")
    assert (outcome.status, "ingekort of vervangen" in outcome.out) == (Exit.ATTENTION, True)


def test_an_issue_is_anchored_where_a_server_is_set(
    command: Command, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEKENKLAAR_TSA_URL", server.url)
    outcome = command("issue", READY, "--by", "B. Schoorl")
    assert (outcome.status, "Logboek verankerd" in outcome.out) == (Exit.DONE, True)


def test_an_exported_log_ends_with_the_printed_head(issued: Command, tmp_path: Path) -> None:
    head = store.log_head()
    issued("log", "export", "--out", "logboek.jsonl")
    last = json.loads((tmp_path / "logboek.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert (last["seq"], last["hash"]) == (head.seq, head.hash)

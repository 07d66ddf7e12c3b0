"""Reading a dossier: every mistake of a file is reported together, each in one Dutch sentence with a remedy."""

import re
from pathlib import Path

import pytest
from examples import FOLDER, values
from generated import as_yaml, many

from assembler.dossier import Dossier, DossierError, Mistake

TWO = "dossier: 1\npartijen:\n  - {sleutel: a, soort: provincie, naam: A}\n  - {sleutel: b, soort: gemeente, naam: B}\n"


def mistakes_in(text: str, folder: Path | None = None) -> tuple[Mistake, ...]:
    with pytest.raises(DossierError) as refused:
        Dossier.from_text(text, folder=folder)
    return refused.value.mistakes


def only_mistake(text: str, folder: Path | None = None) -> Mistake:
    mistakes = mistakes_in(text, folder)
    assert len(mistakes) == 1, [str(mistake) for mistake in mistakes]
    return mistakes[0]


def test_a_dossier_is_read_from_its_file_or_its_folder() -> None:
    assert Dossier.load(FOLDER / "tekenklaar") == Dossier.load(FOLDER / "tekenklaar" / "dossier.yaml")


def test_two_partijen_are_a_dossier() -> None:
    assert [partij.naam for partij in Dossier.from_text(TWO).partijen] == ["A", "B"]


def test_facts_cannot_be_changed() -> None:
    dossier = Dossier.load(FOLDER / "tekenklaar")
    with pytest.raises(Exception, match="frozen"):
        dossier.overeenkomst.titel = "x"  # type: ignore[misc]
    with pytest.raises(TypeError, match="frozen"):
        dossier.jaren[2024] = dossier.jaren[2023]  # type: ignore[index]


def test_layout_and_comments_do_not_change_the_digest() -> None:
    assert Dossier.from_text(TWO).digest == Dossier.from_text("# toelichting\n" + TWO + "verlenging: open\n").digest


def test_every_fact_changes_the_digest() -> None:
    assert Dossier.from_text(TWO).digest != Dossier.from_text(TWO.replace("naam: B", "naam: C")).digest


def test_a_version_and_a_number_stay_as_they_are_written() -> None:
    dossier = Dossier.from_text(TWO + "overeenkomst: {versie: 1.10, kenmerk: 0123}\n")
    assert (dossier.overeenkomst.versie, dossier.overeenkomst.kenmerk) == ("1.10", "0123")


@pytest.mark.parametrize("word", ["", "~", "null", "open", '"open"', '""', "Open", "OPEN"])
def test_a_value_is_open_in_several_notations(word: str) -> None:
    assert Dossier.from_text(TWO + f"overeenkomst: {{kenmerk: {word}}}\n").overeenkomst.kenmerk is None


def test_all_mistakes_come_together_with_their_lines() -> None:
    text = (
        "dossier: 1\n"
        "overeenkomst:\n"
        "  einddatum: 2024-02-30\n"
        "  titell: x\n"
        "partijen:\n"
        "  - {sleutel: a, soort: provincie, naam: A, zetel: {postcode: 12}}\n"
        "  - {sleutel: a, soort: gemeent, naam: B, iban: NL00TEST}\n"
        "penvoerder: {2024: c}\n"
        "jaren:\n"
        "  2024:\n"
        "    inleg:\n"
        "      d: {bedrag: 75.000}\n"
        "bijlagen:\n"
        "  - {nummer: 1, soort: stuk, titel: X}\n"
        "  - {nummer: 1, soort: stuk, titel: Y}\n"
    )
    found = {(mistake.path, mistake.line) for mistake in mistakes_in(text)}
    assert found == {
        ("overeenkomst.einddatum", 3), ("overeenkomst.titell", 4), ("partijen[0].zetel.postcode", 6),
        ("partijen[1].sleutel", 7), ("partijen[1].soort", 7), ("partijen[1].iban", 7), ("penvoerder.2024", 8),
        ("jaren.2024.inleg.d", 12), ("jaren.2024.inleg.d.bedrag", 12), ("bijlagen[1].nummer", 15),
    }  # fmt: skip


def test_mistakes_come_in_the_order_of_the_file() -> None:
    lines = [mistake.line for mistake in mistakes_in(TWO + "x: 1\ny: 2\nz: 3\n")]
    assert lines == sorted(lines, key=lambda line: line or 0)


def test_a_mistake_is_one_sentence_with_place_rule_and_remedy() -> None:
    sentence = str(only_mistake(TWO + "overeenkomst: {einddatum: morgen}\n"))
    assert sentence == (
        'dossier.yaml, regel 5, overeenkomst.einddatum: "morgen" is geen datum, want een datum bestaat uit jaar, maand'
        " en dag; schrijf de datum als 2024-12-31, of laat hem open met het woord open."
    )


@pytest.mark.parametrize(
    ("line", "suggestion"),
    [
        ("overeenkomst: {titell: x}", "titel"),
        ("penvoorder: {2024: a}", "penvoerder"),
        ("jaren: {2024: {jaarplan: {activiteitn: []}}}", "activiteiten"),
        ("jaren: {2024: {inleg: {a: {in_naturo: []}}}}", "in_natura"),
        ("verlenging: {eindatum: 2025-12-31}", "einddatum"),
    ],
)
def test_an_unknown_key_suggests_the_nearest(line: str, suggestion: str) -> None:
    assert f'bedoelt u "{suggestion}"?' in str(only_mistake(TWO + line + "\n"))


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("overeenkomst: {opzegtermijn_maanden: drie}", "geen getal"),
        ("overeenkomst: {opzegtermijn_maanden: -1}", "te klein"),
        ("overeenkomst: {opzegtermijn_maanden: 9999}", "te groot"),
        ("overeenkomst: {btw: {positie: tarief_9}}", "geen keuze"),
        ("overeenkomst: tekst", "geen groep gegevens"),
        ("bijlagen: {a: 1}", "geen lijst"),
        ("jaren: {vorig: {}}", "geen getal"),
        ("volmacht: {handelingen: [{a: b}]}", "geen tekst"),
        ("bijlagen: [{nummer: 1, soort: jaarplan, titel: X}]", "ontbreekt het jaar"),
        ("overeenkomst: {titel: [a, b]}", "geen tekst"),
        ('overeenkomst: {titel: "a\\u202Eb"}', "richtingsteken U+202E"),
        ('overeenkomst: {titel: "a\\uE000b"}', "gereserveerd"),
        ('overeenkomst: {titel: "a\\x07b"}', "stuurteken U+0007"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_explained(line: str, what: str) -> None:
    mistake = only_mistake(TWO + line + "\n")
    assert what in str(mistake)
    assert mistake.line == 5


def test_the_penvoerder_grants_no_volmacht_to_itself() -> None:
    facts = values()
    facts["partijen"][2]["volmacht"] = {"besluit": {"kenmerk": "X"}}
    with pytest.raises(DossierError, match="verleent er geen aan zichzelf"):
        Dossier.from_facts(facts)


@pytest.mark.parametrize(("number", "word"), [(1, "voeg een partij toe"), (401, "splits het dossier")])
def test_too_few_or_too_many_partijen_are_refused(number: int, word: str) -> None:
    facts = many(2)
    facts["partijen"] = [{"sleutel": f"p{n}", "soort": "gemeente", "naam": f"G{n}"} for n in range(number)]
    facts["penvoerder"], facts["jaren"] = {}, {}
    with pytest.raises(DossierError, match=word):
        Dossier.from_facts(facts)


def test_four_hundred_partijen_are_read() -> None:
    assert len(Dossier.from_text(as_yaml(many(400))).partijen) == 400


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("bijlagen/weg.pdf", "bestaat niet"),
        ("../geheim.pdf", "buiten de dossiermap"),
        ("/etc/hostname", "buiten de dossiermap"),
        ("bijlagen\\\\plan.pdf", "buiten de dossiermap"),
        ("bijlagen/plan.exe", "van een soort die niet kan"),
        ("bijlagen", "bestaat niet"),
        ("a" * 300 + ".pdf", "bestaat niet"),
        ("..", "buiten de dossiermap"),
    ],
)
def test_a_supplied_annex_lies_within_the_folder(tmp_path: Path, name: str, what: str) -> None:
    folder = tmp_path / "dossier"
    (folder / "bijlagen").mkdir(parents=True)
    (folder / "bijlagen" / "plan.exe").write_bytes(b"")
    (tmp_path / "geheim.pdf").write_bytes(b"")
    text = TWO + f'bijlagen: [{{nummer: 1, soort: stuk, titel: X, bestand: "{name}"}}]\n'
    assert what in str(only_mistake(text, folder))


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "dossier").mkdir()
    (tmp_path / "geheim.pdf").write_bytes(b"")
    (tmp_path / "dossier" / "plan.pdf").symlink_to(tmp_path / "geheim.pdf")
    text = TWO + "bijlagen: [{nummer: 1, soort: stuk, titel: X, bestand: plan.pdf}]\n"
    assert "buiten de dossiermap" in str(only_mistake(text, tmp_path / "dossier"))


BROKEN = {
    "not closed": 'overeenkomst: {titel: "x\n',
    "tab": "overeenkomst:\n\ttitel: x\n",
    "colon": "overeenkomst: titel: x\n",
    "bracket": "overeenkomst: {titel: x\n",
    "indent": "overeenkomst:\n   titel: x\n  kenmerk: y\n",
    "alias": "overeenkomst: *weg\n",
    "itself": "overeenkomst: &a [*a]\n",
    "tag": "overeenkomst: !!python/object:os.system {}\n",
    "own tag": "overeenkomst: !geheim x\n",
    "two documents": "---\na: 1\n---\nb: 2\n",
    "key": "? [a]\n: b\n",
    "control": "titel: a\x07b\n",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_gives_one_sentence_with_its_line(text: str) -> None:
    sentence = str(only_mistake(text))
    assert re.match(r"dossier\.yaml(, regel \d+)?", sentence)
    assert "\n" not in sentence
    assert sentence.endswith((".", "?"))


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "tekst", "42", "# alleen toelichting\n"])
def test_a_file_that_holds_no_facts_is_refused(text: str) -> None:
    assert mistakes_in(text)


def test_a_key_that_stands_twice_is_named_with_both_lines() -> None:
    mistake = only_mistake(TWO + "overeenkomst:\n  titel: x\n  titel: y\n")
    assert (mistake.line, mistake.path) == (7, "overeenkomst.titel")
    assert "ook op regel 6" in mistake.what


def test_a_bomb_of_aliases_is_defused() -> None:
    lines = ['a0: &a0 ["x","x","x","x","x","x","x","x","x","x"]']
    lines += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    assert "te veel" in str(only_mistake("\n".join(lines)))


def test_deep_nesting_is_refused() -> None:
    assert "te diep genest" in str(only_mistake("a: " + "[" * 5000))


def test_an_alias_may_spare_repetition() -> None:
    text = TWO.replace("naam: A", "naam: A, hoofd: &h {naam: X}").replace("naam: B", "naam: B, hoofd: *h")
    assert Dossier.from_text(text).partijen[1].hoofd.naam == "X"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match="dit bestand bestaat niet"):
        Dossier.load(tmp_path / "weg.yaml")


@pytest.mark.parametrize("name", ["a" * 5000, "a\0b", ""])
def test_a_name_that_cannot_exist_is_a_missing_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(DossierError):
        Dossier.load(tmp_path / name)


def test_a_folder_without_dossier_is_named(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match=r"staat geen dossier\.yaml"):
        Dossier.load(tmp_path)


def test_a_file_that_is_not_utf_8_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_bytes(b"dossier: 1\ntitel: caf\xe9\n")
    with pytest.raises(DossierError, match=r"regel 2: het bestand bevat tekens die geen UTF-8 zijn"):
        Dossier.load(tmp_path)


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text(TWO, encoding="utf-8-sig")
    assert Dossier.load(tmp_path).partijen


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_bytes(b"#" * (5 * 1024 * 1024 + 1))
    with pytest.raises(DossierError, match="groter dan 5 MB"):
        Dossier.load(tmp_path)


def test_a_file_full_of_mistakes_is_told_in_part() -> None:
    text = TWO + "".join(f"onbekend{n}: 1\n" for n in range(5000))
    mistakes = mistakes_in(text)
    assert len(mistakes) == 201
    assert "nog 4800 fouten" in mistakes[0].what


def test_the_error_lists_all_its_sentences() -> None:
    error = DossierError(mistakes_in(TWO + "x: 1\ny: 2\n"))
    assert str(error).count("\n") == 1


def test_an_unknown_key_is_a_mistake_even_without_a_value() -> None:
    with pytest.raises(DossierError) as caught:
        Dossier.from_text(as_yaml(values() | {"onbekende sleutel": None}))
    assert "onbekende sleutel" in str(caught.value)


def test_of_a_key_that_stands_twice_the_first_counts_so_that_nothing_follows_from_the_second() -> None:
    text = TWO + "penvoerder: {2024: a}\njaren: {2024: {inleg: {a: {bedrag: 1}}}}\npenvoerder: {2024: zz}\n"
    assert only_mistake(text).path == "penvoerder"


def test_a_partij_with_a_wrong_key_is_told_once_and_not_wherever_it_is_meant() -> None:
    inleg = "jaren: {2023: {inleg: {b: {bedrag: 1}}}, 2024: {inleg: {b: {bedrag: 1}}}}\n"
    assert only_mistake(TWO.replace("sleutel: b", "sleutel: B!") + inleg).path == "partijen[1].sleutel"
    assert only_mistake(TWO.replace("sleutel: b", "sleutel: a") + inleg).path == "partijen[1].sleutel"


def test_more_unknown_keys_than_wrong_ones_are_told() -> None:
    text = TWO.replace("sleutel: b", "sleutel: B!") + "penvoerder: {2023: b, 2024: c}\n"
    assert [one.path for one in mistakes_in(text)] == ["partijen[1].sleutel", "penvoerder.2023", "penvoerder.2024"]


def test_a_place_has_one_mistake() -> None:
    assert only_mistake(TWO + "penvoerder: {2024: Zz}\n").path == "penvoerder.2024"


def test_a_group_may_be_taken_over_with_a_merge_key() -> None:
    partijen = TWO.replace("naam: A}", "naam: A, hoofd: &h {naam: P. Jansen, aanhef: de heer}}")
    partijen = partijen.replace("naam: B}", "naam: B, hoofd: {<<: *h, naam: Q. Smit}}")
    hoofd = Dossier.from_text(partijen).partijen[1].hoofd
    assert hoofd is not None
    assert (hoofd.naam, hoofd.aanhef) == ("Q. Smit", "de heer")


def test_a_merge_key_takes_over_groups_only() -> None:
    assert "geen groep" in only_mistake(TWO + "overeenkomst: {<<: ja}\n").what


@pytest.mark.parametrize("text", ["", "# alleen toelichting\n", "~\n"])
def test_an_empty_file_is_called_empty(text: str) -> None:
    assert "leeg" in only_mistake(text).what


def test_a_file_that_windows_calls_unicode_is_read(tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_bytes(TWO.encode("utf-16"))
    assert len(Dossier.load(tmp_path).partijen) == 2


def test_a_foreign_bank_account_counts_by_its_check_digits() -> None:
    dossier = Dossier.from_text(TWO.replace("naam: A", "naam: A, iban: BE68 5390 0754 7034"))
    assert dossier.partijen[0].iban == "BE68539007547034"

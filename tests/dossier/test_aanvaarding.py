"""An accepted finding is written into the dossier and changes nothing else in it."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assembler.dossier import Dossier, DossierError
from assembler.dossier.aanvaarding import Aanvaarding, NoRoomForAanvaardingError, with_aanvaardingen

BARE = """dossier: "1"
partijen:
  - {sleutel: a, naam: A, soort: provincie}
  - {sleutel: b, naam: B, soort: provincie}
"""
LINES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=30).filter(
    lambda text: text.casefold() != "open"  # says everywhere in a dossier that something is not known yet
)


def one(**changes: str) -> Aanvaarding:
    facts = {"code": "text.term-unused", "bevinding": "Woondeals", "reden": "staat in de wet", "door": "J. Jurist"}
    return Aanvaarding(**{**facts, **changes}, datum=date(2024, 2, 1))  # type: ignore[arg-type]


@example("null", "~", "True")
@example("no", "12", "2024-02-01")
@given(LINES, LINES, LINES)
def test_whatever_the_words_are_they_are_read_back_as_they_were(found: str, why: str, who: str) -> None:
    made = one(bevinding=found, reden=why, door=who)
    assert Dossier.from_text(with_aanvaardingen(BARE, [made])).aanvaard == (made,)


@pytest.mark.parametrize(
    "section",
    [
        "aanvaard:\n",
        "aanvaard: []   # nog niets\n",
        "aanvaard: open\n",
        "aanvaard:\n- {code: x, bevinding: y, reden: r, door: d, datum: 2024-01-01}\n",
        "aanvaard:\n    # eerst\n    - {code: x, bevinding: y, reden: r, door: d, datum: 2024-01-01}\n",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_it_is_added_to_the_list_wherever_that_stands(section: str, end: str) -> None:
    text = (section + BARE).replace("\n", end)
    before, after = Dossier.from_text(text), Dossier.from_text(with_aanvaardingen(text, [one()]))
    assert after.aanvaard == (one(), *before.aanvaard)
    assert after.partijen == before.partijen


def test_a_reason_that_says_open_is_no_reason() -> None:
    with pytest.raises(DossierError, match="reden"):
        Dossier.from_text(with_aanvaardingen(BARE, [one(reden="open")]))


def test_comments_and_layout_stay() -> None:
    text = f"# van ons\n{BARE}aanvaard: []  # leeg\njaren: {{}}   # niets\n"
    made = with_aanvaardingen(text, [one()])
    assert [line for line in text.splitlines() if "aanvaard" not in line] == [
        line for line in made.splitlines() if "aanvaard:" not in line and "- {code" not in line
    ]
    assert "# leeg" in made


def test_a_list_on_one_line_is_refused_with_the_remedy() -> None:
    text = BARE + "aanvaard: [{code: x, bevinding: y, reden: r, door: d, datum: 2024-01-01}]\n"
    with pytest.raises(NoRoomForAanvaardingError, match="eigen regel"):
        with_aanvaardingen(text, [one()])


def test_accepting_changes_no_document() -> None:
    assert Dossier.from_text(with_aanvaardingen(BARE, [one()])).digest == Dossier.from_text(BARE).digest

"""The chart in the account: the same figures, the same picture; legible in grey; told in words."""

import io
from decimal import Decimal

import pytest
from PIL import Image

from assembler.finance.chart import DARK, LIGHT, MOST_BARS, Balk, draw
from assembler.pages import font_set

FONT = font_set().file("Caladea-Regular.ttf")
INLEG = [Balk("Provincie Utrecht", Decimal(75000)), Balk("Provincie Flevoland", Decimal(40000))]
POSTEN = [Balk("Communicatie $x$", Decimal(25000), Decimal("17749.90")), Balk("Onvoorzien", Decimal(20000), Decimal(0))]


def luminance(colour: str) -> float:
    red, green, blue = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    channels = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def test_the_same_figures_give_the_same_bytes() -> None:
    first = draw(2024, INLEG, POSTEN, FONT)
    assert first == draw(2024, INLEG, POSTEN, FONT)
    assert b"matplotlib" not in first.png.lower()


def test_the_two_tones_differ_in_grey() -> None:
    assert (luminance(LIGHT) + 0.05) / (luminance(DARK) + 0.05) > 4.5


def test_every_figure_stands_in_the_words_beside_it() -> None:
    told = draw(2024, INLEG, POSTEN, FONT).tekst.replace("\u00a0", " ")
    assert "Provincie Utrecht € 75.000,00" in told
    assert "Communicatie $x$ begroot € 25.000,00, besteed € 17.749,90" in told


@pytest.mark.parametrize("count", [2, 400])
def test_any_number_of_partijen_fits_on_a_page(count: int) -> None:
    many = [Balk(f"Gemeente {n}", Decimal(n)) for n in range(count)]
    drawn = draw(2024, many, POSTEN, FONT)
    with Image.open(io.BytesIO(drawn.png)) as picture:
        assert picture.height / picture.width < 1.4
    assert (f"Overige partijen ({count - MOST_BARS + 1})" in drawn.tekst) is (count > MOST_BARS)


def test_figures_of_nothing_and_below_nothing_can_be_drawn() -> None:
    odd = [Balk("Niets", Decimal(0), Decimal(0)), Balk("Terug", Decimal(-5), Decimal("-120.50"))]
    assert draw(2024, [Balk("Niemand", Decimal(0))], odd, FONT).png.startswith(b"\x89PNG")


def test_a_letter_that_the_font_lacks_is_drawn_and_not_warned_about(recwarn: pytest.WarningsRecorder) -> None:
    named, plain = (
        draw(2024, [Balk(name, Decimal(5))], POSTEN, FONT) for name in ("Stichting Ωmega", "Stichting Xmega")
    )
    assert named.png != plain.png
    assert [str(warning.message) for warning in recwarn] == []

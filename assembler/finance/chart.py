"""The chart in the account over a year: what the partijen brought in, and what was spent per line of the begroting.

A picture of figures that stand in the tables beside it. Two tones that differ in lightness and in hatching, so that it
reads in grey and for the colour-blind; every bar bears its amount. The same figures give the same bytes.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from assembler.dossier.geld import bedrag_geschreven

DARK, LIGHT, INK, RULE = "#1b4f72", "#f2c879", "#1a1a1a", "#9a9a9a"
WIDTH_MM = 160
DOTS_PER_INCH = 200
MOST_BARS = 12
"""More partijen or lines than this are drawn together as one bar."""
_MM = 25.4
_LABEL = 34
"""Characters of a name that fit beside a bar."""


@dataclass(frozen=True)
class Balk:
    """One bar, or a pair: a name, what was budgeted or brought in, and what was spent (None: no second bar)."""

    naam: str
    bedrag: Decimal
    besteed: Decimal | None = None


@dataclass(frozen=True)
class Grafiek:
    """A picture and what it shows, in words for who cannot see it."""

    png: bytes
    tekst: str


def draw(jaar: int, inleg: Sequence[Balk], posten: Sequence[Balk], font: Path) -> Grafiek:
    """The chart of one year; ``font`` is a TrueType file of the product."""
    above, below = _few(inleg, "Overige partijen"), _few(posten, "Overige posten")
    return Grafiek(_picture(jaar, above, below, font), _in_words(jaar, above, below))


def _few(bars: Sequence[Balk], rest: str) -> list[Balk]:
    if len(bars) <= MOST_BARS:
        return list(bars)
    others = bars[MOST_BARS - 1 :]
    spent = [bar.besteed for bar in others if bar.besteed is not None]
    total = sum((bar.bedrag for bar in others), Decimal("0.00"))
    joined = Balk(f"{rest} ({len(others)})", total, sum(spent, Decimal("0.00")) if spent else None)
    return [*bars[: MOST_BARS - 1], joined]


def _in_words(jaar: int, inleg: Sequence[Balk], posten: Sequence[Balk]) -> str:
    brought = "; ".join(f"{bar.naam} {bedrag_geschreven(bar.bedrag)}" for bar in inleg)
    spent = "; ".join(
        f"{bar.naam} begroot {bedrag_geschreven(bar.bedrag)}, besteed {bedrag_geschreven(bar.besteed or Decimal(0))}"
        for bar in posten
    )
    return f"Staafdiagram. Inleg in geld {jaar}: {brought}. Begroot en besteed {jaar}: {spent}."


def _picture(jaar: int, inleg: Sequence[Balk], posten: Sequence[Balk], font: Path) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # loaded only where a chart is drawn
    from matplotlib.figure import Figure

    rows = (len(inleg) + 1.6, 2 * len(posten) + 1.6)
    height = 0.185 * sum(rows) + 0.5
    figure = Figure(figsize=(WIDTH_MM / _MM, height), dpi=DOTS_PER_INCH, layout="constrained")
    above, below = figure.subplots(2, 1, height_ratios=rows)
    write = _Writer(font)
    _bars(above, inleg, f"Inleg in geld {jaar}", write, pairs=False)
    _bars(below, posten, f"Begroot en besteed per post {jaar}", write, pairs=True)
    out = io.BytesIO()
    FigureCanvasAgg(figure).print_png(out, metadata={"Software": None})  # type: ignore[no-untyped-call]
    return out.getvalue()


class _Writer:
    """Text in the font of the product; in one with more letters where that lacks one."""

    def __init__(self, font: Path) -> None:
        self._font = font

    def style(self, size: float, *texts: str) -> Any:
        return _font_of(self._font if _has_all(self._font, "".join(texts)) else _widest(), size)


def _has_all(font: Path, text: str) -> bool:
    from matplotlib.font_manager import get_font

    return all(get_font(font).get_char_index(ord(letter)) for letter in set(text) - {"\n"})


def _widest() -> Path:
    """DejaVu Sans as it comes with the library that draws: Greek, Cyrillic, Hebrew, Arabic."""
    import matplotlib

    return Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"


@cache
def _font_of(path: Path, size: float) -> Any:
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=path, size=size)


def _bars(axes: Any, bars: Sequence[Balk], title: str, write: _Writer, *, pairs: bool) -> None:
    first, second = (0.2, 0.38) if pairs else (0.0, 0.62)
    places = range(len(bars))
    shown = axes.barh([p - first for p in places], [float(b.bedrag) for b in bars], second, color=DARK, label="begroot")
    _amounts(axes, shown, [bar.bedrag for bar in bars], write)
    if pairs:
        spent = [bar.besteed or Decimal(0) for bar in bars]
        heights = [p + first for p in places]
        drawn = axes.barh(
            heights, list(map(float, spent)), second, color=LIGHT, hatch="////", edgecolor=INK, lw=0.5, label="besteed"
        )
        _amounts(axes, drawn, spent, write)
        axes.legend(
            prop=write.style(8), frameon=False, loc="lower right", ncols=2, bbox_to_anchor=(1, 1), borderaxespad=0
        )
    _frame(axes, bars, title, write)


def _amounts(axes: Any, drawn: Any, amounts: Sequence[Decimal], write: _Writer) -> None:
    labels = [bedrag_geschreven(amount) for amount in amounts]
    axes.bar_label(drawn, labels, padding=3, fontproperties=write.style(7.5), color=INK)


def _frame(axes: Any, bars: Sequence[Balk], title: str, write: _Writer) -> None:
    axes.set_title(title, loc="left", fontproperties=write.style(10), color=INK)
    names = [bar.naam if len(bar.naam) <= _LABEL else f"{bar.naam[: _LABEL - 1]}…" for bar in bars]
    axes.set_yticks(range(len(bars)), names, fontproperties=write.style(8, *names), color=INK, parse_math=False)
    axes.invert_yaxis()
    axes.set_xticks([])
    axes.margins(x=0.22, y=0.03)
    axes.axvline(0, color=RULE, lw=0.8)
    axes.tick_params(length=0)
    for side in ("top", "right", "bottom", "left"):
        axes.spines[side].set_visible(False)

"""What of the file could not be read."""

from __future__ import annotations

from collections.abc import Iterator

from assembler.checks.agreement.structure import Agreement
from assembler.checks.finding import Severity
from assembler.checks.text.rule import Remark, Rule

LEAST = 3
"""A PDF of fewer pages with text may have a blank page by design."""


def unread_pages(agreement: Agreement) -> Iterator[Remark]:
    """Pages of a PDF without text: a scan, a picture or a blank page, in which nothing was checked."""
    pages = agreement.unread_pages
    if pages and agreement.running and agreement.pages >= LEAST:
        which = "bladzijde" if len(pages) == 1 else "bladzijden"
        yield Remark(
            "text.page-unread",
            Severity.INFO,
            agreement.running[0],
            f"Op {which} {_listed(pages)} staat geen tekst (een scan, een afbeelding of leeg); "
            "daar is niets gecontroleerd.",
            "Controleer deze bladzijden zelf, of gebruik het bestand waaruit de PDF is gemaakt.",
        )


def _listed(pages: tuple[int, ...]) -> str:
    """ "3, 5–7 en 12"."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    shown = [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} en {shown[-1]}"


RULES: tuple[Rule, ...] = (unread_pages,)

"""The demonstration of the money: invoices of a year, its settlement, what falls due, the overview, the extension."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from assembler.dossier.geld import bedrag_geschreven
from assembler.workflows import invoice as invoicing
from assembler.workflows import settle as settling
from assembler.workflows.deadlines import agenda
from assembler.workflows.draft import Choice, draft
from assembler.workflows.money_overview import overview
from assembler.workflows.output import write_file
from assembler.workflows.progress import Progress, silent
from assembler.workflows.rehearsal import CLERK

JAAR = 2024
INVOICED = datetime(2024, 3, 1, 9, 0, tzinfo=UTC)
SETTLED = datetime(2025, 2, 10, 9, 0, tzinfo=UTC)
ACTUALS = """post;bedrag;toelichting
Kwartiermaker;88.250,10;alle bedragen in dit bestand zijn verzonnen
Secretariaat;51.000,00;
Communicatie;17.749,90;
Evenement CTB;20.000,00;
Ondersteuning bij de implementatie;12.000,00;
Onvoorzien;16.000,00;
Onderzoeken;10.000,00;
"""
"""Of the begroting of the example twenty thousand euro is left."""


@dataclass(frozen=True)
class MoneyRehearsal:
    """The example cooperation, in force, in the workspace that is open; moments are passed, never read."""

    dossier: Path
    out: Path
    engine: str = "embedded"
    progress: Progress = silent

    def steps(self) -> list[tuple[str, Path, Callable[[], str]]]:
        """What is done, where its result stands, and the work."""
        return [
            ("Factureren", self.out / "facturen", self.invoice),
            ("Afrekenen", self.out / "afrekening", self.settle),
            ("Termijnen", self.out / "termijnen.ics", self.deadlines),
            ("Overzicht van het jaar", self.out / "overzicht-2024.xlsx", self.overview),
            ("Concept van de verlenging", self.out / "verlenging", self.extension),
        ]

    def invoice(self) -> str:
        asked = invoicing.Request(JAAR)
        made = invoicing.invoice(
            self.dossier,
            self.out / "facturen",
            asked,
            moment=INVOICED,
            by=CLERK,
            engine=self.engine,
            progress=self.progress,
        )
        return f"{len(made.issued)} facturen over {JAAR} (Word, PDF en gecontroleerde UBL)"

    def settle(self) -> str:
        source = write_file(self.out / f"realisatie-{JAAR}.csv", ACTUALS.encode("utf-8-sig"))
        asked = settling.Request(JAAR, source.read_bytes(), source.name)
        made = settling.settle(
            self.dossier,
            self.out / "afrekening",
            asked,
            moment=SETTLED,
            by=CLERK,
            engine=self.engine,
            progress=self.progress,
        )
        left = bedrag_geschreven(made.afrekening.verantwoording.restant)
        return f"restant {left}, {len(made.issued)} creditnota's met verantwoording"

    def deadlines(self) -> str:
        found = agenda(self.dossier, known_as_of=SETTLED)
        write_file(self.out / "termijnen.ics", found.ics())
        return f"{len(found.termijnen)} termijnen, elk met het artikel"

    def overview(self) -> str:
        found = overview(self.dossier, JAAR)
        write_file(self.out / f"overzicht-{JAAR}.csv", found.csv())
        write_file(self.out / f"overzicht-{JAAR}.xlsx", found.xlsx())
        return f"saldo van alle partijen {bedrag_geschreven(found.total.saldo or Decimal(0))}"

    def extension(self) -> str:
        chosen = Choice(kinds=("verlenging",))
        made = draft(self.dossier, self.out / "verlenging", chosen, pdf_engine=self.engine, progress=self.progress)
        return f"{', '.join(path.name for path in made)}"

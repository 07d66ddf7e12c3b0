"""One source for every figure: agreement, invoices, account, credit notes, register and overview agree to the cent."""

import os
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from examples import changed_file
from in_force import put_in_force
from lxml import etree

from assembler.documents.text import text_of
from assembler.dossier.geld import bedrag_geschreven as euro
from assembler.finance.ubl_rule import NAMESPACES
from assembler.workflows import invoice as invoicing
from assembler.workflows import settle as settling
from assembler.workflows.money_overview import overview
from assembler.workflows.settlement_papers import as_dict
from signatures import store

INVOICED = datetime(2024, 3, 1, 9, tzinfo=UTC)
SETTLED = datetime(2025, 2, 10, 9, tzinfo=UTC)
SEEDS = range(int(os.environ.get("TEKENKLAAR_EXAMPLES", "3")))
"""Short in the suite; as many as wanted by hand."""
KEYS = ("flevoland", "utrecht", "noord-holland", "zuid-holland")
POSITIONS = ("tarief_21", "buiten_reikwijdte", "vrijgesteld")


@pytest.fixture(params=SEEDS)
def drawn(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Path, dict[str, Decimal], Decimal, Path]]:
    """A dossier with odd amounts, in force; its contributions, its surplus, and a folder."""
    chance = random.Random(request.param)
    inleg = {key: Decimal(chance.randint(100, 10**8)) / 100 for key in KEYS}
    total, positie = sum(inleg.values()), POSITIONS[request.param % 3]
    dossier = changed_file(
        "tekenklaar",
        tmp_path / "dossier",
        ("overeenkomst.btw", {"positie": positie} | ({"reden": "verzonnen"} if positie != "tarief_21" else {})),
        ("overeenkomst.verdeelsleutel", "A"),
        ("jaren.2024.begroting", [{"post": "Uitvoering", "bedrag": str(total)}]),
        ("jaren.2024.begroting_totaal", None),
        ("jaren.2024.inleg", {key: {"bedrag": str(amount)} for key, amount in inleg.items()}),
        ("jaren.2024.inleg_totaal", None),
    )
    store.setup(tmp_path / "werkmap")
    put_in_force(dossier)
    yield dossier, inleg, Decimal(chance.randint(1, int(total * 100))) / 100, tmp_path / "uit"
    store.close()


def test_every_sum_agrees_across_all_documents(drawn):
    dossier, inleg, left, out = drawn
    asked = invoicing.Request(2024)
    invoices = {
        each.fact.partij: each for each in invoicing.invoice(dossier, out, asked, moment=INVOICED, by="b").issued
    }
    assert {key: net_of(each.files) for key, each in invoices.items()} == {
        key: inleg[key] for key in KEYS if key != "noord-holland"
    }
    spent = f"post;bedrag\nUitvoering;{sum(inleg.values()) - left}\n".replace(".", ",").encode()
    settled = settling.settle(
        dossier, out, settling.Request(2024, spent, "r.csv", None, date(2025, 2, 10)), moment=SETTLED, by="b"
    )
    shares = {each["partij"]: Decimal(each["amount"]) for each in as_dict(settled.afrekening)["shares"]}
    assert sum(shares.values()) == left
    credits = {note.partij: Decimal(note.facts["netto"]) for note in settled.issued}
    assert credits == {key: share for key, share in shares.items() if key != "noord-holland" and share}
    for path in out.glob("creditnota-*.xml"):
        key = next(key for key in KEYS if path.stem.endswith(key))
        assert net_of({path.name: path.read_bytes()}) == credits[key]
        account = " ".join(text_of((out / f"verantwoording-2024-{key}.docx").read_bytes()).split())
        assert [euro(share).replace("\xa0", " ") in account for share in shares.values()] == [True] * len(shares)
    shown = overview(dossier, 2024)
    assert [row.inleg for row in shown.rows] == [inleg[key] for key in KEYS]
    owed = sum(total_of(path) for path in out.glob("factuur-*.xml"))
    back = sum(total_of(path) for path in out.glob("creditnota-*.xml"))
    assert shown.total.saldo == owed - back
    assert store.audit().sound


def net_of(files) -> Decimal:
    (xml,) = (data for name, data in files.items() if name.endswith(".xml"))
    return amount(xml, "TaxExclusiveAmount")


def total_of(path: Path) -> Decimal:
    return amount(path.read_bytes(), "PayableAmount")


def amount(xml: bytes, name: str) -> Decimal:
    found = etree.fromstring(xml).xpath(f"/*/cac:LegalMonetaryTotal/cbc:{name}/text()", namespaces=NAMESPACES)
    return Decimal(str(found[0]))

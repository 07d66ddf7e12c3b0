"""Workspaces in which the example agreement, and its extension, were signed by all. Fictitious signatures."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from examples import FOLDER
from paper_trail import aanbieding, signed_by_all, uitgifte

from signatures import store
from signatures.facts import Kind

DOSSIER = "PTB-2024-01"
"""Reference of the agreement of the example dossier."""


def put_in_force(folder: Path = FOLDER / "tekenklaar", *, extended: bool = False) -> None:
    """The agreement of the dossier in that folder is signed on 25 January 2024 and runs until 31 December; extended:
    until the end of 2025."""
    offer = aanbieding(DOSSIER)
    frozen = (folder / "dossier.yaml").read_bytes()
    offer = replace(offer, files=(("dossier.yaml", frozen),))
    if extended:
        extension = replace(
            uitgifte(DOSSIER, "verlenging", offer.partijen),
            kind=Kind.VERLENGING,
            works_back_to=None,
            ends_on=date(2025, 12, 31),
            vorige_einddatum=date(2024, 12, 31),
        )
        offer = replace(offer, uitgiften=(*offer.uitgiften, extension))
    store.record_issue(offer)
    signed_by_all(store, offer)

"""Drafts of any dossier: every document fills, whatever the names and whatever is open."""

from pathlib import Path

import pytest
from generated import dossiers
from hypothesis import HealthCheck, Phase, given, settings

from assembler.documents.text import text_of
from assembler.dossier import Dossier
from assembler.workflows.assemble import Assembly
from assembler.workflows.places import EXAMPLES
from assembler.workflows.stukken import KINDS, stukken

WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""A dossier is large: shrinking one takes minutes and tells little more."""


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), phases=WITHOUT_SHRINKING)
@given(dossiers())
def test_every_document_of_any_dossier_fills_without_residue(dossier: Dossier) -> None:
    assembly = Assembly.of(dossier)
    for stuk in stukken(assembly.facts):
        text = text_of(assembly.fill(stuk))
        assert "None" not in text
        assert "\ue000" not in text


def test_the_complete_example_calls_for_every_kind_of_document() -> None:
    assembly = Assembly.of(Dossier.load(EXAMPLES / "tekenklaar"))
    kinds = {stuk.soort for stuk in stukken(assembly.facts)}
    assert kinds == set(KINDS)


def test_file_names_are_unique_and_safe(tmp_path: Path) -> None:
    assembly = Assembly.of(Dossier.load(EXAMPLES / "tekenklaar"))
    keys = [stuk.key for stuk in stukken(assembly.facts)]
    assert len(set(keys)) == len(keys)
    assert all(Path(key).name == key for key in keys)


@pytest.mark.parametrize("soort", ["samenwerkingsovereenkomst", "verlenging"])
def test_each_capacity_of_each_partij_is_a_line_to_sign(soort: str) -> None:
    assembly = Assembly.of(Dossier.load(EXAMPLES / "tekenklaar"))
    stuk = next(s for s in stukken(assembly.facts) if s.soort == soort)
    lines = [slot.partij for slot in assembly.slots(stuk)]
    assert lines == ["flevoland", "utrecht", "noord-holland", "zuid-holland", "zuid-holland"]


def test_a_volmacht_has_three_lines_and_the_penvoerder_grants_none() -> None:
    assembly = Assembly.of(Dossier.load(EXAMPLES / "tekenklaar"))
    volmachten = [s for s in stukken(assembly.facts) if s.soort == "volmacht"]
    assert [s.partij for s in volmachten] == ["flevoland", "utrecht", "zuid-holland"]
    assert all(len(assembly.slots(s)) == 3 for s in volmachten)

"""Filled documents of whole dossiers, made by the same path as the command line takes, and ways to look into them."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest
from examples import example
from lxml import etree

from assembler.documents.text import text_of
from assembler.dossier import Dossier
from assembler.workflows.assemble import Assembly
from assembler.workflows.stukken import KINDS, stukken

FOLDER = Path(__file__).parents[2] / "templates"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Paperwork = Mapping[str, bytes]


def filled(dossier: Dossier, *, concept: bool = True, kinds: tuple[str, ...] = KINDS) -> Paperwork:
    """Every document of these kinds that the dossier calls for, by its key; cross references resolved."""
    assembly = Assembly.of(dossier, concept=concept)
    return {stuk.key: assembly.fill(stuk) for stuk in stukken(assembly.facts) if stuk.soort in kinds}


@cache
def filled_example(name: str) -> Paperwork:
    return filled(example(name))


@pytest.fixture(scope="session")
def fill() -> Callable[..., Paperwork]:
    return filled


@pytest.fixture(scope="session")
def tekenklaar() -> Paperwork:
    return filled_example("tekenklaar")


@pytest.fixture(scope="session")
def concept() -> Paperwork:
    return filled_example("concept")


@pytest.fixture(scope="session")
def agreement(tekenklaar: Paperwork) -> list[str]:
    """The lines of the agreement, each with its number as Word shows it."""
    return text_of(tekenklaar["samenwerkingsovereenkomst"]).splitlines()


@pytest.fixture(scope="session")
def volmacht(tekenklaar: Paperwork) -> list[str]:
    return text_of(tekenklaar["volmacht-flevoland"]).splitlines()


@pytest.fixture(params=KINDS)
def template(request: pytest.FixtureRequest) -> Path:
    """Each of the templates that come with the product."""
    return FOLDER / f"{request.param}.docx"


def part(docx: bytes, name: str) -> etree._Element:
    """One part of a Word file."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return etree.fromstring(package.read(name))


@pytest.fixture(scope="session")
def body() -> Callable[[bytes], etree._Element]:
    """The body of a Word file."""
    return lambda docx: part(docx, "word/document.xml")


@pytest.fixture(scope="session")
def lid() -> Callable[[list[str], str], str]:
    """The text of one numbered lid: ``lid(lines, "7.2")``."""

    def find(lines: list[str], number: str) -> str:
        return next(line.partition("\t")[2] for line in lines if line.startswith(f"{number}\t"))

    return find


@pytest.fixture(scope="session")
def number_of() -> Callable[[list[str], str], str]:
    """The number of the line that holds a phrase: ``number_of(lines, "opzegtermijn")``."""

    def find(lines: list[str], phrase: str) -> str:
        found = [line.partition("\t")[0] for line in lines if phrase in line and re.match(r"\d+\.\d+\t", line)]
        assert len(found) == 1, (phrase, found)
        return found[0]

    return find

"""Shared by all specifications: what to do when a system part is missing."""

import pytest
from programs import find_program

PROGRAMS = {"libreoffice": "soffice", "poppler": "pdftoppm", "postgresql": "initdb"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--require-components",
        action="store_true",
        help="fail, instead of skip, a test whose system part is missing",
    )


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in item.iter_markers("component"):
        program = PROGRAMS[marker.args[0]]
        if find_program(program) is None:
            outcome = pytest.fail if item.config.getoption("--require-components") else pytest.skip
            outcome(f"the system part {program} is missing")

"""Shared by all specifications: what to do when a system part is missing."""

import shutil

import pytest

PROGRAMS = {"libreoffice": "soffice", "poppler": "pdftoppm"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--require-components",
        action="store_true",
        help="fail, instead of skip, a test whose system part is missing",
    )


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in item.iter_markers("component"):
        program = PROGRAMS[marker.args[0]]
        if shutil.which(program) is None:
            outcome = pytest.fail if item.config.getoption("--require-components") else pytest.skip
            outcome(f"the system part {program} is missing")

"""One validator for all specifications of money: its processes are started once."""

import pytest

from assembler.finance.validation import Validator, shared_validator


@pytest.fixture(scope="session")
def validator() -> Validator:
    return shared_validator()

"""The texts of the finished example, word for word.

After an intended change: ``TEKENKLAAR_UPDATE_GOLDEN=1 pytest tests/templates``.
"""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from assembler.documents.text import text_of

GOLDEN = Path(__file__).parent / "golden"
KEYS = (
    "samenwerkingsovereenkomst",
    "verlenging",
    "volmacht-flevoland",
    "jaarplan-2023",
    "factuur-2024-utrecht",
    "creditnota-2024-utrecht",
    "verantwoording-2024-utrecht",
    "aanbiedingsbrief-zuid-holland",
    "ondertekeningsoverzicht",
)


@pytest.mark.parametrize("key", KEYS)
def test_the_document_says_what_it_said(tekenklaar: Mapping[str, bytes], key: str) -> None:
    text, kept = text_of(tekenklaar[key]), GOLDEN / f"{key}.txt"
    if os.environ.get("TEKENKLAAR_UPDATE_GOLDEN"):
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8")

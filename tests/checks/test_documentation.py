"""Every finding code is explained in docs/findings.md, with a wrong and a right example."""

import io
import re
from pathlib import Path
from typing import Any

import docx
import pytest

from assembler.checks import check_template
from assembler.checks.agreement import from_text
from assembler.checks.text import FAMILIES, check_text
from assembler.workflows.shapes import shape_of, sparse_of

ROOT = Path(__file__).parent.parent.parent
SECTION = re.compile(r"^### ([a-z]+\.[a-z-]+)\n(.*?)(?=^##|\Z)", re.DOTALL | re.MULTILINE)
SECTIONS = dict(SECTION.findall((ROOT / "docs/findings.md").read_text(encoding="utf-8")))
CODE = re.compile(r'"((?:facts|text|set|template)\.[a-z-]+)"')
NO_CODES = {"template.main"}
CODES = sorted(
    {
        code
        for folder in ("checks", "documents")
        for module in (ROOT / "assembler" / folder).rglob("*.py")
        for code in CODE.findall(module.read_text(encoding="utf-8"))
    }
    - NO_CODES
)


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_explained(code: str) -> None:
    assert code in SECTIONS, f"docs/findings.md has no section {code}"
    assert re.match(r"\*\*(error|warning|info)\*\*", SECTIONS[code])
    assert SECTIONS[code].count("```") == 2


@pytest.mark.parametrize("code", [code for code in SECTIONS if not code.startswith("finance.")])
def test_what_is_explained_exists(code: str) -> None:
    assert code in CODES


IN_TAGS = re.compile(r"```\n# wrong[^\n]*\n(.*?)# right[^\n]*\n(.*?)```", re.DOTALL)
RUN = {code: IN_TAGS.search(text) for code, text in SECTIONS.items() if code.startswith("template.")}


@pytest.mark.parametrize("code", [code for code, example in RUN.items() if example])
def test_the_examples_in_the_template_language_are_true(code: str) -> None:
    example = RUN[code]
    assert example is not None
    wrong, right = (_codes_of(text.splitlines()) for text in example.groups())
    assert code in wrong
    assert code not in right and "template.syntax" not in right


def _codes_of(paragraphs: list[str]) -> set[str]:
    made: Any = docx.Document()
    closing = {"for": "{%p endfor %}", "if": "{%p endif %}"}
    for text in paragraphs:
        made.add_paragraph(text)
        if opened := re.search(r"\{%p (for|if) ", text):
            made.add_paragraph("{{ partij.naam }}")
            made.add_paragraph(closing[opened[1]])
    out = io.BytesIO()
    made.save(out)
    file = Path("een-sjabloon.docx")
    return {finding.code for finding in check_template(out.getvalue(), shape_of(file), file.name, sparse_of(file))}


IN_TEXT = re.compile(r"```text\n# wrong\n(.*?)\n# right\n(.*?)\n```", re.DOTALL)
TEXTS = {code: IN_TEXT.search(text) for code, text in SECTIONS.items() if code.startswith("text.")}


@pytest.mark.parametrize("code", [code for code, example in TEXTS.items() if example])
def test_the_examples_of_finished_texts_are_true(code: str) -> None:
    example = TEXTS[code]
    assert example is not None
    wrong, right = ({finding.code for finding in check_text(from_text(text))} for text in example.groups())
    assert code in wrong
    assert code not in right


def test_every_rule_over_texts_shows_an_example_that_runs() -> None:
    shown = {code for code, example in TEXTS.items() if example}
    assert {code for family in FAMILIES for code in getattr(family, "EXAMPLES", ())} <= shown

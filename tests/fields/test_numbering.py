"""The number of a paragraph as Word shows it (ECMA-376 part 1, 17.9)."""

import re
import subprocess
from pathlib import Path

import pytest

from assembler.documents.number_formats import shown
from assembler.documents.reading import Reading
from assembler.documents.text import text_of

LEVEL = '<w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/>'


def level(text, kind="decimal", start=1, more=""):
    return LEVEL.format(text=text, kind=kind, start=start, more=more)


def labels(docx):
    story = Reading(docx).body
    return [story.numbers[p].label if p in story.numbers else "" for p in story.paragraphs]


def listed(paper, levels, order, nums=None):
    """The labels of paragraphs at the levels that ``order`` tells (level, or (level, w:num))."""
    pairs = [one if isinstance(one, tuple) else (one, 1) for one in order]
    body = "".join(paper.item("x", depth, number) for depth, number in pairs)
    return labels(paper.build(body, numbering=paper.abstract(*levels) + (nums or paper.num(1))))


@pytest.mark.parametrize(
    ("kind", "number", "expected"),
    [
        ("decimal", 12, "12"), ("decimalZero", 7, "07"), ("decimalZero", 12, "12"), ("lowerRoman", 4, "iv"),
        ("upperRoman", 1994, "MCMXCIV"), ("lowerLetter", 1, "a"), ("lowerLetter", 26, "z"), ("lowerLetter", 27, "aa"),
        ("lowerLetter", 28, "bb"), ("lowerLetter", 53, "aaa"), ("upperLetter", 3, "C"), ("ordinal", 2, "2e"),
        ("cardinalText", 21, "eenentwintig"), ("cardinalText", 22, "tweeëntwintig"),
        ("cardinalText", 113, "honderddertien"),
        ("ordinalText", 1, "eerste"), ("ordinalText", 3, "derde"), ("ordinalText", 8, "achtste"),
        ("ordinalText", 19, "negentiende"),
        ("ordinalText", 20, "twintigste"), ("ordinalText", 21, "eenentwintigste"), ("none", 5, ""), ("bullet", 5, ""),
        ("hex", 31, "1F"), ("chicago", 1, "*"), ("chicago", 6, "††"), ("numberInDash", 3, "- 3 -"),
        ("decimalEnclosedCircle", 3, "③"), ("unheard-of", 3, "3"), ("lowerLetter", 0, ""),
    ],
)  # fmt: skip
def test_a_number_is_shown_in_its_format(kind, number, expected):
    assert shown(number, kind) == expected


def test_articles_members_and_letters_count_each_on_their_level(paper):
    assert listed(paper, paper.levels, [0, 1, 2, 2, 1, 0, 1]) == [
        "Artikel 1",
        "1.1",
        "a.",
        "b.",
        "1.2",
        "Artikel 2",
        "2.1",
    ]


def test_lists_on_one_definition_count_on_together(paper):
    assert listed(paper, [level("%1.")], [(0, 1), (0, 2), (0, 1)], paper.num(1) + paper.num(2)) == ["1.", "2.", "3."]


def test_a_start_override_restarts_at_first_use_only(paper):
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    order = [(0, 1), (0, 1), (0, 2), (0, 2), (0, 1)]
    assert listed(paper, [level("%1.")], order, paper.num(1) + paper.num(2, inside=again)) == [
        "1.",
        "2.",
        "5.",
        "6.",
        "7.",
    ]


def test_an_overridden_level_replaces_the_one_it_stands_on(paper):
    own = f'<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0">{level("Bijlage %1", "upperRoman")}</w:lvl></w:lvlOverride>'
    assert listed(paper, [level("%1.")], [0], paper.num(1, inside=own)) == ["Bijlage I"]


def test_a_level_that_never_restarts_counts_through(paper):
    levels = [level("%1."), level("%2)", more='<w:lvlRestart w:val="0"/>')]
    assert listed(paper, levels, [0, 1, 1, 0, 1]) == ["1.", "1)", "2)", "2.", "3)"]


def test_a_level_restarts_after_the_level_it_names_and_not_after_one_below_that(paper):
    levels = [level("%1."), level("%1.%2"), level("(%3)", more='<w:lvlRestart w:val="1"/>')]
    assert listed(paper, levels, [0, 1, 2, 1, 2, 0, 1, 2]) == ["1.", "1.1", "(1)", "1.2", "(2)", "2.", "2.1", "(1)"]


def test_legal_numbering_shows_higher_roman_numbers_in_decimal(paper):
    levels = [level("%1", "upperRoman"), level("%1.%2", more="<w:isLgl/>")]
    assert listed(paper, levels, [0, 0, 1]) == ["I", "II", "2.1"]


def test_a_skipped_level_counts_as_begun(paper):
    assert listed(paper, [level("%1"), level("%1.%2")], [1, 0]) == ["1.1", "2"]


def test_a_bullet_level_inside_a_label_prints_nothing(paper):
    levels = [level("%1."), level("–", "bullet"), level("%1.%2%3")]
    assert listed(paper, levels, [0, 2, 2]) == ["1.", "1.1", "1.2"]


def test_a_level_begins_at_its_start_value_and_at_zero_without_one(paper):
    bare = '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/>'
    assert (listed(paper, [level("%1", start=7)], [0, 0]), listed(paper, [bare], [0])) == (["7", "8"], ["0"])


def test_a_pattern_of_a_newer_word_gives_leading_zeros(paper):
    choice = '<mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
    other = '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback>'
    custom = f"<mc:AlternateContent>{choice}{other}</mc:AlternateContent>"
    assert listed(paper, [f'<w:start w:val="9"/>{custom}<w:lvlText w:val="%1"/>'], [0, 0]) == ["009", "010"]


def test_a_style_brings_the_level_that_names_it(paper):
    levels = [f'<w:pStyle w:val="Kop{n + 1}"/>' + level(text, kind) for n, (kind, text) in enumerate(paper.levels)]
    levels = [text.replace('<w:pStyle w:val="Kop1"/>', "").replace("<w:start", "<w:start", 1) for text in levels]
    docx = paper.build(
        paper.par("Een", "Kop1") + paper.par("Lid", "Kop2"), numbering=paper.abstract(*levels) + paper.num(1)
    )
    assert labels(docx) == ["Artikel 1", "1.1"]


def test_a_style_inherits_its_number_from_the_style_it_is_based_on(paper):
    derived = '<w:style w:type="paragraph" w:styleId="Eigen"><w:name w:val="Eigen"/><w:basedOn w:val="Kop2"/></w:style>'
    docx = paper.build(paper.par("A", "Kop1") + paper.par("B", "Eigen"), styles=paper.headings + derived)
    assert labels(docx) == ["Artikel 1", "1.1"]


def test_number_zero_takes_the_number_of_a_style_away(paper):
    bare = '<w:p><w:pPr><w:pStyle w:val="Kop1"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:p>'
    assert labels(paper.build(bare + paper.par("A", "Kop1"))) == ["", "Artikel 1"]


def test_a_numbering_style_lends_its_levels(paper):
    styles = (
        '<w:style w:type="numbering" w:styleId="Lijst"><w:name w:val="Lijst"/>'
        '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    lists = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Lijst"/></w:abstractNum>'
        + paper.abstract(level("§ %1"), number=1, inside='<w:styleLink w:val="Lijst"/>')
        + paper.num(1, 0) + paper.num(2, 1)
    )  # fmt: skip
    assert labels(paper.build(paper.item("x"), styles=styles, numbering=lists)) == ["§ 1"]


@pytest.mark.parametrize(
    ("mark", "inside"),
    [
        ('<w:rPr><w:del w:id="1"/></w:rPr>', '<w:del w:id="2"><w:r><w:delText>weg</w:delText></w:r></w:del>'),
        ("<w:rPr><w:vanish/></w:rPr>", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>weg</w:t></w:r>"),
    ],
    ids=["deleted", "hidden"],
)
def test_a_paragraph_of_which_nothing_shows_is_not_counted(paper, mark, inside):
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    gone = f"<w:p><w:pPr>{numbered}{mark}</w:pPr>{inside}</w:p>"
    assert labels(paper.build(paper.item("a") + gone + paper.item("b"))) == ["Artikel 1", "", "Artikel 2"]


def test_a_circle_of_styles_ends(paper):
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:name w:val="{a}"/><w:basedOn w:val="{b}"/></w:style>'
        for a, b in ("xy", "yx")
    )
    assert labels(paper.build(paper.par("a", "x"), styles=styles)) == [""]


def test_ten_thousand_paragraphs_are_numbered_in_a_second(paper):
    docx = paper.build(paper.item("x", 1) * 10_000)
    assert labels(docx)[-1] == "1.10000"


SHAPES = {
    "articles": (
        [("decimal", "Artikel %1"), ("decimal", "%1.%2"), ("lowerLetter", "%3.")],
        [0, 1, 2, 2, 1, 2, 0, 1, 2, 0],
    ),
    "romans": ([("upperRoman", "%1."), ("upperLetter", "%2)"), ("lowerRoman", "(%3)")], [0, 1, 1, 2, 2, 2, 0, 1, 2]),
    "long": ([("lowerLetter", "%1)")], [0] * 30),
    "zeros": ([("decimalZero", "%1"), ("decimal", "%1-%2")], [0, 1, 1, 0, 1]),
}


@pytest.mark.component("libreoffice")
def test_libreoffice_shows_the_same_numbers(paper, tmp_path: Path):
    ours = {}
    for name, (levels, order) in SHAPES.items():
        body = "".join(paper.item(f"woord{index}", depth) for index, depth in enumerate(order))
        docx = paper.build(body, numbering=paper.abstract(*levels) + paper.num(1))
        (tmp_path / f"{name}.docx").write_bytes(docx)
        ours[name] = [line.split() for line in text_of(docx).splitlines()]
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "txt:Text (encoded):UTF8", "--outdir", tmp_path]
    subprocess.run([*command, *tmp_path.glob("*.docx")], check=True, capture_output=True, timeout=60)
    theirs = {name: _lines(tmp_path / f"{name}.txt") for name in SHAPES}
    assert theirs == ours


def _lines(path: Path) -> list[list[str]]:
    return [re.split(r"\s+", line.strip()) for line in path.read_text("utf-8-sig").splitlines() if line.strip()]

"""What every template shares: language, fonts, page, footer, Dutch styles, and nothing an engine would lose."""

import zipfile
from pathlib import Path

from lxml import etree

from assembler.documents import Template

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MM = 1440 / 25.4


def parts(path: Path) -> dict[str, etree._Element]:
    with zipfile.ZipFile(path) as package:
        return {name: etree.fromstring(package.read(name)) for name in package.namelist() if name.endswith(".xml")}


def test_a_template_compiles_without_a_remark(template: Path) -> None:
    assert Template.load(template).fields()


def test_the_language_is_dutch_and_the_only_font_cambria(template: Path) -> None:
    styles = parts(template)["word/styles.xml"]
    assert {node.get(f"{W}val") for node in styles.iter(f"{W}lang")} == {"nl-NL"}
    used = {
        value
        for name, root in parts(template).items()
        if name.startswith("word/")
        for fonts in root.iter(f"{W}rFonts")
        for value in fonts.attrib.values()
    }
    assert used == {"Cambria"}


def test_a_template_has_a_title_and_opens_in_the_current_mode_of_word(template: Path) -> None:
    xml = parts(template)
    assert xml["docProps/core.xml"].findtext("{http://purl.org/dc/elements/1.1/}title")
    modes = [
        s.get(f"{W}val")
        for s in xml["word/settings.xml"].iter(f"{W}compatSetting")
        if s.get(f"{W}name") == "compatibilityMode"
    ]
    assert modes == ["15"]


def test_the_lowest_two_centimetres_stay_free_for_the_page_code(template: Path) -> None:
    for section in parts(template)["word/document.xml"].iter(f"{W}sectPr"):
        margins = section.find(f"{W}pgMar")
        assert int(margins.get(f"{W}footer")) >= 22 * MM
        assert int(margins.get(f"{W}bottom")) > int(margins.get(f"{W}footer"))


def test_page_numbers_stand_in_the_footers_only(template: Path) -> None:
    for name, root in parts(template).items():
        instructions = {(node.text or "").split()[0] for node in root.iter(f"{W}instrText")}
        if name.startswith("word/footer"):
            assert instructions == {"PAGE", "NUMPAGES"}, name
        else:
            assert not instructions & {"PAGE", "NUMPAGES"}, name


def test_every_paragraph_bears_a_style_that_the_template_defines(template: Path) -> None:
    xml = parts(template)
    defined = {style.get(f"{W}styleId") for style in xml["word/styles.xml"].iter(f"{W}style")}
    for paragraph in xml["word/document.xml"].iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        assert style is not None
        assert style.get(f"{W}val") in defined


def test_tables_have_fixed_widths_and_rows_that_do_not_split(template: Path) -> None:
    for table in parts(template)["word/document.xml"].iter(f"{W}tbl"):
        assert table.find(f"{W}tblPr/{W}tblLayout").get(f"{W}type") == "fixed"
        rows = [row for row in table.iter(f"{W}tr") if "{%tr" not in "".join(row.itertext())]
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_tables_of_data_repeat_their_header(template: Path) -> None:
    for table in parts(template)["word/document.xml"].iter(f"{W}tbl"):
        if table.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val") == "Tekenklaartabel":
            assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None

"""What a loop repeats and a document may hold only once."""

import re
from typing import Any

_LIST = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr>'


def numbers(word: Any, data: bytes) -> list[str]:
    return re.findall(r'<w:numId w:val="(\d+)"', word.xml(data))


def test_a_list_under_a_repeated_heading_restarts_in_every_round(word: Any) -> None:
    item = word.paragraph("{{ y }}", _LIST)
    texts = [
        word.paragraph("{%p for x in xs %}"),
        word.paragraph("Kop {{ x }}"),
        word.paragraph("{%p for y in ys %}"),
        item,
    ]
    made = word.body("".join(texts) + word.paragraph("{%p endfor %}") * 2)
    filled = made.fill({"xs": ["a", "b", "c"], "ys": [1, 2]})
    assert numbers(word, filled) == ["7", "7", "8", "8", "9", "9"]
    numbering = word.xml(filled, "numbering")
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    assert f'<w:num w:numId="9"><w:abstractNumId w:val="3"/>{restart}</w:num></w:numbering>' in numbering


def test_a_list_whose_items_are_the_rounds_counts_on(word: Any) -> None:
    texts = [word.paragraph("{%p for x in xs %}"), word.paragraph("{{ x }}", _LIST), word.paragraph("{%p endfor %}")]
    assert numbers(word, word.body("".join(texts)).fill({"xs": [1, 2]})) == ["7", "7"]


def test_a_list_that_goes_on_outside_the_loop_counts_on(word: Any) -> None:
    texts = [word.paragraph(text) for text in ("{%p for x in xs %}", "Kop")]
    texts += [word.paragraph("a", _LIST), word.paragraph("{%p endfor %}"), word.paragraph("b", _LIST)]
    assert numbers(word, word.body("".join(texts)).fill({"xs": [1, 2]})) == ["7", "7", "7"]


def test_a_bookmark_in_a_loop_gets_its_own_number_and_name_and_references_follow(word: Any) -> None:
    mark = '<w:bookmarkStart w:id="4" w:name="_Ref1"/><w:r><w:t>{{ x }}</w:t></w:r><w:bookmarkEnd w:id="4"/>'
    reference = '<w:r><w:instrText> REF _Ref1 \\r \\h </w:instrText></w:r><w:hyperlink w:anchor="_Ref1"/>'
    body = word.paragraph("{%p for x in xs %}") + f"<w:p>{mark}{reference}</w:p>" + word.paragraph("{%p endfor %}")
    xml = word.xml(word.body(body + f"<w:p>{reference}</w:p>").fill({"xs": [1, 2, 3]}))
    starts = re.findall(r'<w:bookmarkStart w:id="(\d+)" w:name="(\w+)"', xml)
    assert [name for _, name in starts] == ["_Ref1", "_Ref1_2", "_Ref1_3"]
    assert [number for number, _ in starts] == re.findall(r'<w:bookmarkEnd w:id="(\d+)"', xml)
    assert len({number for number, _ in starts}) == 3
    assert re.findall(r"REF (\w+)", xml) == ["_Ref1", "_Ref1_2", "_Ref1_3", "_Ref1"]
    assert re.findall(r'anchor="(\w+)"', xml) == ["_Ref1", "_Ref1_2", "_Ref1_3", "_Ref1"]


def test_drawings_get_their_own_numbers_and_paragraph_ids_go(word: Any) -> None:
    drawing = '<w:p w14:paraId="0A"><w:r><w:drawing><wp:docPr id="9" name="x"/></w:drawing></w:r></w:p>'
    loop = (word.paragraph("{%p for x in xs %}"), word.paragraph("{%p endfor %}"))
    xml = word.xml(word.body(drawing.join(loop) + drawing).fill({"xs": [1, 2]}))
    found = re.findall(r'<wp:docPr id="(\d+)"', xml)
    assert len(set(found)) == 3
    assert xml.count("w14:paraId=") == 1


def test_cells_merge_across_and_down_a_loop(word: Any) -> None:
    cells = "".join(
        f"<w:tc><w:tcPr/>{word.paragraph(text)}</w:tc>"
        for text in ("{%tc for x in xs %}", "{% hm %}K", "{%tc endfor %}")
    )
    down = "".join(
        f"<w:tr><w:tc><w:tcPr/>{word.paragraph(text)}</w:tc></w:tr>"
        for text in ("{%tr for x in xs %}", "{% vm %}S", "{%tr endfor %}")
    )
    grid = '<w:tblGrid><w:gridCol w:w="100"/><w:gridCol w:w="100"/></w:tblGrid>'
    made = word.body(f"<w:tbl><w:tblPr/>{grid}<w:tr>{cells}</w:tr>{down}</w:tbl><w:p/>")
    xml = word.xml(made.fill({"xs": [1, 2]}))
    assert xml.count('<w:gridSpan w:val="2"/>') == 1
    assert re.findall(r'<w:vMerge w:val="(\w+)"', xml) == ["restart", "continue"]
    assert xml.count(">S<") == 1

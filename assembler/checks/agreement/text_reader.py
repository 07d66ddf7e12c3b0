"""Plain text read as an agreement."""

from assembler.checks.agreement.structure import Agreement, Block, Kind, Part, PartKind, Place


def from_text(text: str) -> Agreement:
    """The agreement in a text: one paragraph a line, or paragraphs separated by empty lines."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    blocks = tuple(
        Block(index, line, Kind.PARAGRAPH, Place(paragraph=index + 1), 0, verbatim=line)
        for index, line in enumerate(lines)
    )
    return Agreement("text", blocks, (Part(0, PartKind.BODY, range(len(blocks))),))

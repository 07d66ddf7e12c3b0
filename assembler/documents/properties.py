"""Document properties as fields show them: TITLE, AUTHOR … and DOCPROPERTY (part 1, 15.2.12)."""

from functools import cached_property

from lxml import etree

from assembler.documents.instruction import Instruction
from assembler.documents.references import in_case
from assembler.documents.word_file import WordFile

NAMES = {
    "title": "title",
    "titel": "title",
    "subject": "subject",
    "onderwerp": "subject",
    "author": "creator",
    "auteur": "creator",
    "keywords": "keywords",
    "trefwoorden": "keywords",
    "comments": "description",
    "opmerkingen": "description",
    "category": "category",
    "categorie": "category",
}
KINDS = frozenset({"TITLE", "SUBJECT", "AUTHOR", "KEYWORDS", "COMMENTS"})


class Properties:
    """The core and custom properties of one file."""

    def __init__(self, word: WordFile) -> None:
        self._word = word

    @cached_property
    def _core(self) -> dict[str, str]:
        found = {}
        for part in self._parts("core-properties"):
            for node in self._word.xml(part):
                found[etree.QName(node).localname.lower()] = node.text or ""
        return found

    @cached_property
    def _custom(self) -> dict[str, str]:
        found = {}
        for part in self._parts("custom-properties"):
            for node in self._word.xml(part):
                found[node.get("name", "").lower()] = "".join(map(str, node.itertext())).strip()
        return found

    def _parts(self, kind: str) -> list[str]:
        return [target for found, target in self._word.relations("").values() if found == kind and target in self._word]

    def get(self, instruction: Instruction) -> str | None:
        """What the field shows; None when it is another field, sets a property itself, or names none."""
        if instruction.kind in KINDS and not instruction.arguments:
            found = self._core.get(NAMES[instruction.kind.lower()])
        elif instruction.kind == "DOCPROPERTY":
            name = instruction.target.lower()
            found = self._custom.get(name) or self._core.get(NAMES.get(name, name))
        else:
            return None
        return in_case(found, instruction) if found else None

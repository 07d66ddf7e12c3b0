"""What a Word file fetches from outside: taken out, hyperlinks excepted."""

from assembler.documents.word_file import PACKAGE, WordFile
from assembler.documents.wordml import RELATIONS, Element, enclosing, w

RELATIONSHIP = f"{{{PACKAGE}}}Relationship"
EMBED = f"{{{RELATIONS}}}embed"
PICTURES = (w("drawing"), w("pict"), w("object"))


def drop_outside_links(word: WordFile) -> None:
    """Remove every relationship to the outside but hyperlinks, and what in the parts hangs on it."""
    for name in word.names():
        if name.endswith(".rels"):
            dropped = _drop(word.xml(name))
            if dropped:
                word.change(name)
                _forget(word, _source(name), dropped)


def _source(name: str) -> str:
    """The part to which a part with relationships belongs."""
    return name.replace("_rels/", "").removesuffix(".rels")


def _drop(relations: Element) -> set[str]:
    dropped = set()
    for relation in list(relations.iter(RELATIONSHIP)):
        if relation.get("TargetMode") == "External" and not relation.get("Type", "").endswith("/hyperlink"):
            dropped.add(relation.get("Id", ""))
            relations.remove(relation)
    return dropped


def _forget(word: WordFile, part: str, dropped: set[str]) -> None:
    if part not in word:
        return
    for node in list(word.xml(part).iter()):
        names = [name for name, text in node.attrib.items() if f"{{{RELATIONS}}}" in str(name) and text in dropped]
        for name in names:
            del node.attrib[name]
        if names:
            word.change(part)
            _remove_shell(node)


def _remove_shell(node: Element) -> None:
    """Take away the picture or setting that has lost its source; one that is embedded as well stays."""
    if EMBED in node.attrib:
        return
    for name in PICTURES:
        holder = enclosing(node, name)
        if holder is not None:
            node = holder
            break
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)

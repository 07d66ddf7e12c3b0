"""Styles as Word applies them: basedOn chains, the number, outline level, caps and hidden text that they bring."""

from collections.abc import Iterator
from functools import cached_property

from assembler.documents.wordml import PPR, RPR, VAL, Element, toggle, value, w, whole

BODY_LEVEL = 9
"""The outline level of ordinary text (17.9.23 w:outlineLvl)."""
DUTCH_NAMES = {"kop": "heading", "inhopg": "toc", "titel": "title", "bijschrift": "caption"}
"""Built-in names as a Dutch Word writes them in STYLEREF and TOC."""


class Styles:
    """The styles of one document."""

    def __init__(self, root: Element | None) -> None:
        self._by_id: dict[str, Element] = {}
        self._by_name: dict[str, str] = {}
        self._defaults: dict[str, str] = {}
        self._root = root
        for style in root.iter(w("style")) if root is not None else ():
            self._add(style)

    def _add(self, style: Element) -> None:
        style_id = style.get(w("styleId"), "")
        self._by_id.setdefault(style_id, style)
        for name in (value(style, "name") or "", *(value(style, "aliases") or "").split(",")):
            self._by_name.setdefault(name.strip().lower(), style_id)
        if style.get(w("default")) in {"1", "true", "on"}:
            self._defaults.setdefault(style.get(w("type"), ""), style_id)

    def named(self, name: str) -> str | None:
        """The id of the style with this name as Word shows it (also in Dutch), else with this id."""
        wanted = " ".join(name.split(",")[0].lower().split())
        head, _, number = wanted.rpartition(" ")
        other = f"{DUTCH_NAMES.get(head, head)} {number}".strip() if head else DUTCH_NAMES.get(wanted, wanted)
        found = self._by_name.get(wanted) or self._by_name.get(other)
        return found or (name if name in self._by_id else None)

    def name(self, style_id: str | None) -> str:
        """The name of a style, in lower case; empty when unknown."""
        return (value(self._by_id.get(style_id or ""), "name") or "").lower()

    def get(self, style_id: str | None) -> Element | None:
        """The element of a style."""
        return self._by_id.get(style_id or "")

    def chain(self, style_id: str | None) -> Iterator[tuple[str, Element]]:
        """A style and those it is based on, nearest first; a circle ends."""
        seen: set[str] = set()
        while style_id in self._by_id and style_id not in seen:
            seen.add(style_id)
            yield style_id, self._by_id[style_id]
            style_id = value(self._by_id[style_id], "basedOn")

    def of_paragraph(self, paragraph: Element) -> str | None:
        """The id of the style of a paragraph, the default style when it names none or an unknown one."""
        stated = value(paragraph.find(PPR), "pStyle")
        return stated if stated in self._by_id else self._defaults.get("paragraph")

    def outline_level(self, paragraph: Element) -> int:
        """0 for a heading of the first rank … 8; 9 for ordinary text."""
        stated = value(paragraph.find(PPR), "outlineLvl")
        if stated is not None:
            return whole(stated, BODY_LEVEL)
        return self.outline_of(self.of_paragraph(paragraph))

    def outline_of(self, style_id: str | None) -> int:
        """The outline level that a style brings."""
        if style_id not in self._levels:
            self._levels[style_id] = self._outline_of(style_id)
        return self._levels[style_id]

    @cached_property
    def _levels(self) -> dict[str | None, int]:
        return {}

    def _outline_of(self, style_id: str | None) -> int:
        for link, style in self.chain(style_id):
            stated = value(style.find(PPR), "outlineLvl")
            if stated is not None:
                return whole(stated, BODY_LEVEL)
            head, _, number = self.name(link).rpartition(" ")
            if head == "heading" and number.isdecimal():
                return min(int(number) - 1, BODY_LEVEL)
        return BODY_LEVEL

    def uses(self, name: str, root: Element) -> bool:
        """Whether a property such as caps or vanish is stated anywhere, in the styles or below ``root``."""
        if next(root.iter(w(name)), None) is not None:
            return True
        return self._root is not None and next(self._root.iter(w(name)), None) is not None

    def run_toggle(self, run_properties: Element | None, paragraph_style: str | None, name: str) -> bool:
        """Whether caps, vanish and the like apply to a run (17.7.3): stated on it, else styles (xor), else default."""
        stated = toggle(run_properties, name)
        if stated is not None:
            return stated
        from_paragraph = self._style_toggle(paragraph_style, name)
        from_run = self._style_toggle(value(run_properties, "rStyle"), name)
        if from_paragraph is None and from_run is None:
            return bool(self._default_toggle(name))
        return bool(from_paragraph) != bool(from_run)

    def _style_toggle(self, style_id: str | None, name: str) -> bool | None:
        if (style_id, name) not in self._toggles:
            links = (toggle(style.find(RPR), name) for _, style in self.chain(style_id))
            self._toggles[style_id, name] = next((stated for stated in links if stated is not None), None)
        return self._toggles[style_id, name]

    @cached_property
    def _toggles(self) -> dict[tuple[str | None, str], bool | None]:
        return {}

    def _default_toggle(self, name: str) -> bool | None:
        return toggle(self._default_run, name)

    @cached_property
    def _default_run(self) -> Element | None:
        return None if self._root is None else self._root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{RPR}")

    def numbering(self, style_id: str | None) -> tuple[str | None, str | None, list[str]]:
        """numId and level that a style brings, and the ids of the chain down to the style that names the numbering."""
        number = level = None
        passed: list[str] = []
        for link, style in self.chain(style_id):
            properties = style.find(f"{PPR}/{w('numPr')}")
            passed.append(link)
            number = number or value(properties, "numId")
            level = level or value(properties, "ilvl")
            if number is not None:
                break
        return number, level, passed

    def indent(self, style_id: str | None) -> dict[str, str]:
        """The attributes of w:ind that a style and those it is based on state, the nearest first."""
        stated: dict[str, str] = {}
        for _, style in self.chain(style_id):
            found = style.find(f"{PPR}/{w('ind')}")
            for name, text in found.attrib.items() if found is not None else ():
                stated.setdefault(str(name), str(text))
        return stated

    def linked_number(self, style_id: str | None) -> str | None:
        """The numId of a numbering style (w:numStyleLink points at such a style)."""
        style = self.get(style_id)
        found = style.find(f"{PPR}/{w('numPr')}/{w('numId')}") if style is not None else None
        return None if found is None else found.get(VAL)

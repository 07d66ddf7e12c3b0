"""Compiling a template once: every part with tags becomes Python, all else is laid on the shelf as it is."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from types import CodeType
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.runtime import Context, Undefined
from lxml import etree

from assembler.documents import language as words
from assembler.documents.allowed import refusals
from assembler.documents.assembling import Source, assemble, jinja_source
from assembler.documents.errors import Mistake, Place, TemplateError
from assembler.documents.generating import generate
from assembler.documents.language import Language, language
from assembler.documents.marking import MarkedPart, mark_part
from assembler.documents.package import WORD, Element, Entry, Package, parse_xml, read_package
from assembler.documents.packing import Shelf, pack_literal
from assembler.documents.printing import Site, special
from assembler.documents.repeating import Restart, first_free, make_unique
from assembler.documents.running import Counters
from assembler.documents.spread_tags import gather
from assembler.documents.tags import MARK_END, MARK_START, PRINT, Tag
from assembler.documents.whereabouts import Texts, heading_styles, place

CODE_NAME = "<sjabloon>"
MOST_TAGS = 20_000
"""Limit on the tags of one part."""
_TOO_DEEP = (RecursionError, MemoryError, ValueError, OverflowError)
_NESTED = ("de tags zijn te diep genest of te lang", "schrijf ze eenvoudiger")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TEXT_PARTS = ("header", "footer", "footnotes", "endnotes", "comments")


@dataclass
class FilledPart:
    """A part that a fill writes anew."""

    name: str
    texts: Texts
    source: Source
    tree: nodes.Template
    code: CodeType
    packed: dict[bytes, bytes]
    root: Callable[[Context], None]
    lines: dict[int, int]
    """Line of the generated Python → line of the Jinja source."""

    def namespace(self, env: Language, undefined: type[Undefined] | None = None) -> dict[str, Any]:
        """The names that the generated code may use."""
        literals = {f"L{at}": text.encode() for at, text in enumerate(self.source.literals)}
        look_up = functools.partial(words.look_up, undefined=undefined) if undefined else words.look_up
        pick = functools.partial(words.pick, undefined=undefined) if undefined else words.pick
        tools = {"call_method": words.call_method, "plus": words.plus, "times": words.times, "joined": words.joined}
        return (
            {"environment": env, "look_up": look_up, "pick": pick, "special": special, "modulo": words.modulo}
            | tools
            | literals
        )


@dataclass
class Compiled:
    """A template ready to be filled, whatever its name."""

    package: Package
    tags: list[Tag]
    parts: list[FilledPart]
    sites: dict[int, Site]
    counters: Counters
    restarts: list[Restart]
    shelf: Shelf
    numbering: str | None = None
    filled: frozenset[str] = frozenset()
    """Names of the parts that a fill writes."""
    _headings: frozenset[str] | None = None

    def place(self, template: str, tag: Tag) -> Place:
        """Where a tag stands."""
        texts = next(part.texts for part in self.parts if part.name == tag.part)
        if self._headings is None:
            self._headings = heading_styles(self.package)
        return place(template, texts, tag.paragraph, self._headings)


@dataclass
class _Work:
    name: str
    package: Package
    tags: list[Tag] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    sites: dict[int, Site] = field(default_factory=dict)
    restarts: list[Restart] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @functools.cached_property
    def headings(self) -> frozenset[str]:
        return heading_styles(self.package)


def compile_template(data: bytes, name: str) -> Compiled:
    """The template in `data`, compiled; TemplateError with all its mistakes."""
    package = read_package(data, name)
    work = _Work(name, package)
    parts = [part for entry in _with_tags(package) if (part := _compile_part(work, entry)) is not None]
    if work.mistakes:
        raise TemplateError(work.mistakes)
    numbering = next(iter(package.related("numbering")), None) if work.restarts else None
    filled = {part.name for part in parts} | ({numbering} if numbering else set())
    drawing, bookmark, names = first_free(work.texts)
    counters = Counters(drawing, bookmark, _last_number(package, numbering), names)
    shelf = shelf_of(package, filled)
    return Compiled(package, work.tags, parts, work.sites, counters, work.restarts, shelf, numbering, frozenset(filled))


def _with_tags(package: Package) -> list[Entry]:
    names = [package.main, *(name for kind in _TEXT_PARTS for name in package.related(kind))]
    names += [package.core] if package.core else []
    return [package.entries[name] for name in dict.fromkeys(names)]


def shelf_of(package: Package, filled: Iterable[str]) -> Shelf:
    """The entries of the package that stay as they are."""
    order = sorted(package.entries.values(), key=lambda entry: entry.name != "[Content_Types].xml")
    return Shelf(
        [(one.name, one.packed, one.method, one.crc, len(one.data)) for one in order if one.name not in filled]
    )


def _last_number(package: Package, numbering: str | None) -> int:
    text = package.entries[numbering].data.decode("utf-8", "replace") if numbering else ""
    return max((int(one) for one in re.findall(r'<w:num\b[^<>]*w:numId="(\d+)"', text)), default=0)


def _compile_part(work: _Work, entry: Entry) -> FilledPart | None:
    root = _root(work, entry)
    if root is None or not _may_hold_tags(entry.data):
        if root is not None:
            work.texts.append(entry.data.decode("utf-8", "replace"))
        return None
    gather(root)
    first = len(work.tags)
    part, text = mark_part(entry.name, entry.data, root, work.tags)
    work.texts.append(text)
    program = assemble(part, text)
    work.restarts += make_unique(program)
    texts = Texts(entry.name, part.texts, part.styles)
    source = jinja_source(["", _HEAD, *program.items])
    tree = None if part.mistakes else _parsed(part, source)
    filled = None if tree is None or part.mistakes else _finish(part, texts, source, tree)
    _report(work, part, texts)
    _note_sites(work, work.tags[first:], text)
    return filled


def _root(work: _Work, entry: Entry) -> Element | None:
    again = "open het in Word en sla het opnieuw op als .docx"
    try:
        root = parse_xml(entry.data)
    except etree.XMLSyntaxError:
        _refused(work, "template.no-word-file", f"is beschadigd: {entry.name} is geen geldige XML", again)
        return None
    if root.getroottree().docinfo.doctype:
        _refused(work, "template.entities", f"bevat een documenttype in {entry.name}, en dat is onveilig", again)
    elif entry.name != work.package.core and root.nsmap.get("w") != WORD:
        remedy = "sla het in Word op als gewoon Word-document (.docx), niet als Strict Open XML"
        _refused(work, "template.no-word-file", "is in een afwijkende vorm opgeslagen", remedy)
    elif _may_hold_tags(entry.data) and MARK_START in etree.tostring(root, encoding="unicode"):
        _refused(work, "template.syntax", "bevat een teken dat in geen tekst hoort (U+FDD0)", "haal dat teken weg")
    else:
        return root
    return None


def _refused(work: _Work, code: str, what: str, remedy: str) -> None:
    work.mistakes.append(Mistake(code, Place(work.name), what, remedy))


def _may_hold_tags(data: bytes) -> bool:
    return b"{" in data


def _parsed(part: MarkedPart, source: Source) -> nodes.Template | None:
    """The syntax tree, when Jinja can read the part; all that is not allowed in it is noted in `part`."""
    env = language()
    if len(source.lines) > MOST_TAGS:
        _note(part, source.lines[0], "template.too-large", "het sjabloon heeft te veel tags", "verdeel het")
        return None
    try:
        tree = env.parse(source.text)
        found = list(refusals(tree))
    except TemplateSyntaxError:
        _each_alone(env, part, source)
        return None
    except _TOO_DEEP:
        _note(part, source.lines[0], "template.syntax", *_NESTED)
        return None
    for line, what, remedy in found:
        tag = source.lines[line - 1]
        _note(part, tag, "template.expression-not-allowed", f"in “{tag.raw}”: {what}", remedy)
    return tree


def _note(part: MarkedPart, tag: Tag, code: str, what: str, remedy: str) -> None:
    part.mistakes.append((tag, tag.paragraph, Mistake(code, Place(""), what, remedy)))


def _each_alone(env: Language, part: MarkedPart, source: Source) -> None:
    """Find every tag that Jinja cannot read, one by one."""
    wrong = [tag for tag in source.lines if not _reads(env, tag)]
    for tag in wrong or source.lines[:1]:
        what = f"de tag “{tag.raw}” is niet te lezen"
        part.mistakes.append(
            (
                tag,
                tag.paragraph,
                Mistake("template.syntax", Place(""), what, "controleer haakjes, punten en aanhalingstekens"),
            )
        )


_ALONE = {
    "if": "{} {{% endif %}}",
    "elif": "{{% if x %}}{}{{% endif %}}",
    "else": "{{% if x %}}{}{{% endif %}}",
    "for": "{} {{% endfor %}}",
    "with": "{} {{% endwith %}}",
    "endif": "{{% if x %}}{}",
    "endfor": "{{% for x in y %}}{}",
    "endwith": "{{% with %}}{}",
}


def _reads(env: Language, tag: Tag) -> bool:
    try:
        env.parse(_ALONE.get(tag.keyword, "{}").format(tag.source))
    except TemplateSyntaxError:
        return False
    return True


def _report(work: _Work, part: MarkedPart, texts: Texts) -> None:
    for _, paragraph, mistake in part.mistakes:
        where = place(work.name, texts, paragraph, work.headings)
        work.mistakes.append(Mistake(mistake.code, where, mistake.what, mistake.remedy))


_SIGN = re.compile(f"{MARK_START}(\\d+){MARK_END}|<\\?tk (\\d+)\\?>")


def _note_sites(work: _Work, tags: Iterable[Tag], text: str) -> None:
    printing = {tag.number: tag for tag in tags if tag.opening == PRINT}
    for match in _SIGN.finditer(text):
        number = int(match.group(1) or match.group(2))
        if number in printing:
            work.sites[number] = Site.of(text, match.start(), printing[number])


def _finish(marked: MarkedPart, texts: Texts, source: Source, tree: nodes.Template) -> FilledPart | None:
    env, name = language(), marked.name
    try:
        code = compile(generate(tree, source, env, name), CODE_NAME, "exec")
    except (SyntaxError, *_TOO_DEEP):
        _note(marked, source.lines[0] if source.lines else marked.tags[0], "template.syntax", *_NESTED)
        return None
    packed = {data: pack_literal(data) for data in (text.encode() for text in source.literals)}
    part = FilledPart(name, texts, source, tree, code, packed, _no_root, {})
    namespace = part.namespace(env)
    exec(code, namespace)
    part.root = namespace["root"]
    part.lines = {
        int(python): int(line)
        for line, _, python in (pair.partition("=") for pair in namespace["debug_info"].split("&") if pair)
    }
    return part


def _no_root(context: Context) -> None:
    raise NotImplementedError

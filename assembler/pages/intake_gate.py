"""What a supplied PDF may not carry, and what it carries that must be kept: read before anything is done with it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

_ACTIONS = {
    "/JavaScript": "JavaScript",
    "/Launch": "een opdracht die een programma start (Launch)",
    "/SubmitForm": "een formulier dat gegevens verstuurt (SubmitForm)",
    "/ImportData": "een opdracht die gegevens inleest (ImportData)",
    "/GoToR": "een sprong naar een ander bestand (GoToR)",
    "/GoToE": "een sprong naar een ingesloten bestand (GoToE)",
    "/Rendition": "een opdracht die media afspeelt (Rendition)",
    "/Movie": "een film (Movie)",
    "/Sound": "geluid (Sound)",
}
_ANNOTATIONS = {
    "/RichMedia": "ingesloten media (RichMedia)",
    "/3D": "een 3D-model",
    "/Screen": "ingesloten media (Screen)",
}
_PROGRAMS = (
    *(".exe", ".dll", ".com", ".scr", ".bat", ".cmd", ".ps1", ".vbs", ".js", ".jse", ".wsf", ".hta", ".msi"),
    *(".jar", ".lnk", ".sh", ".app", ".docm", ".xlsm", ".pptm", ".dotm"),
)
_MAGIC = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")


@dataclass(frozen=True)
class Contents:
    """What stands in a supplied PDF beside its pages."""

    signed: bool
    """It bears a digital signature, so its bytes must stay as they are."""
    files: tuple[str, ...]
    """Names of the files embedded in it."""


def active_content(pdf: pikepdf.Pdf) -> str | None:
    """The first thing in the file that acts by itself, in Dutch; None when there is none."""
    return next(_active(pdf), None)


def contents(pdf: pikepdf.Pdf) -> Contents:
    """Signatures and embedded files."""
    signed = any(_is_signature(thing) for thing in _dictionaries(pdf.objects))
    return Contents(signed, tuple(sorted(_embedded_names(pdf))))


def _active(pdf: pikepdf.Pdf) -> Iterator[str]:
    opening = pdf.Root.get(Name.OpenAction)
    if isinstance(opening, Dictionary) and opening.get(Name.S) != Name.GoTo:
        yield _ACTIONS.get(str(opening.get(Name.S)), "een opdracht bij het openen (OpenAction)")
    if Name.XFA in pdf.Root.get(Name.AcroForm, Dictionary()):
        yield "een XFA-formulier"
    if Name.JavaScript in pdf.Root.get(Name.Names, Dictionary()):
        yield _ACTIONS["/JavaScript"]
    for thing in _dictionaries(pdf.objects):
        yield from _acting(thing)
    for name in _embedded_names(pdf):
        if name.lower().endswith(_PROGRAMS) or _is_program(pdf, name):
            yield f"een ingesloten programma ({name[:60]})"


def _acting(thing: Object) -> Iterator[str]:
    if Name.JS in thing:
        yield _ACTIONS["/JavaScript"]
    if Name.AA in thing:
        yield "opdrachten die vanzelf gaan (AA)"
    kind = thing.get(Name.S)
    if isinstance(kind, Name) and str(kind) in _ACTIONS and _is_action(thing):
        yield _ACTIONS[str(kind)]
    subtype = thing.get(Name.Subtype)
    if isinstance(subtype, Name) and str(subtype) in _ANNOTATIONS and Name.Rect in thing:
        yield _ANNOTATIONS[str(subtype)]


def _is_action(thing: Object) -> bool:
    """An element of a structure tree has /S too, but also a parent or children."""
    return Name.P not in thing and Name.K not in thing


def _is_signature(thing: Object) -> bool:
    if thing.get(Name.FT) == Name.Sig and Name.V in thing:
        return True
    return Name.ByteRange in thing and Name.Contents in thing


def _dictionaries(objects: Iterable[Object]) -> Iterator[Object]:
    """All dictionaries of a file, those inside others too."""
    for thing in objects:
        pending: list[object] = [thing]
        while pending:
            value = pending.pop()
            if isinstance(value, Stream):
                value = value.stream_dict
            if isinstance(value, Dictionary):
                yield value
                pending += [item for item in value.values() if _is_direct(item)]
            elif isinstance(value, Array):
                pending += [item for item in value if _is_direct(item)]


def _is_direct(item: object) -> bool:
    return isinstance(item, (Dictionary, Array)) and not item.is_indirect


def _embedded_names(pdf: pikepdf.Pdf) -> set[str]:
    names = set(pdf.attachments)
    for thing in _dictionaries(pdf.objects):
        if Name.EF in thing:
            names.add(str(thing.get(Name.UF, thing.get(Name.F, "?"))))
    return names


def _is_program(pdf: pikepdf.Pdf, name: str) -> bool:
    return name in pdf.attachments and pdf.attachments[name].get_file().read_bytes().startswith(_MAGIC)

"""From a tree to a model, and from pydantic's errors to Dutch mistakes: structure and values of a file in one pass."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from assembler.dossier.mistakes import Mistake, Path, bedoelt_u, nearest, written

MOST_MISTAKES = 200
_ErrorWords = tuple[str, str, str]


def _shown(value: Any) -> str:
    text = str(value)
    return f'"{text if len(text) <= 40 else text[:39] + "…"}"'


def _fields_at(model: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    """The keys that exist at ``path`` below ``model``."""
    annotation: Any = model
    for step in path:
        annotation = _step(annotation, step)
    found = model_in(annotation)
    return list(found.model_fields) if found else []


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The model that a field holds, optional or not; None for a field that holds a value or a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (Union, types.UnionType, Annotated):
        return next(filter(None, map(model_in, get_args(annotation))), None)
    return None


def _step(annotation: Any, step: str | int) -> Any:
    if get_origin(annotation) in (Union, types.UnionType, Annotated):
        annotation = get_args(annotation)[0]
    if model := model_in(annotation):
        field = model.model_fields.get(str(step))
        return field.annotation if field else None
    arguments = get_args(annotation)
    if not arguments:
        return None
    return arguments[0] if isinstance(step, int) else arguments[-1]


def _dossier(error: ErrorDetails, _: type[BaseModel]) -> _ErrorWords:
    context = error["ctx"]
    return context["what"], context["rule"], context["remedy"]


def _missing(error: ErrorDetails, _: type[BaseModel]) -> _ErrorWords:
    key = error["loc"][-1]
    return (
        f'"{key}" ontbreekt',
        "zonder dit gegeven is het dossier niet te begrijpen",
        f"voeg {key}: met een waarde toe",
    )


def _extra(error: ErrorDetails, model: type[BaseModel]) -> _ErrorWords:
    key = str(error["loc"][-1])
    known = _fields_at(model, error["loc"][:-1])
    return f"de sleutel {_shown(key)} is onbekend", "dat gegeven bestaat hier niet", bedoelt_u(key, known)


def _choice(error: ErrorDetails, _: type[BaseModel]) -> _ErrorWords:
    choices = str(error["ctx"]["expected"]).replace("'", "").replace(" or ", " of ")
    suggestion = nearest(str(error["input"]), choices.replace(" of ", ", ").split(", "))
    return (
        f"{_shown(error['input'])} is hier geen keuze",
        f"mogelijk is alleen {choices}",
        f'bedoelt u "{suggestion}"?' if suggestion else f"kies {choices}",
    )


def _group(_: ErrorDetails, __: type[BaseModel]) -> _ErrorWords:
    return (
        "hier staat geen groep gegevens",
        "op deze plaats horen sleutels met waarden",
        "zet ze ingesprongen onder de sleutel",
    )


def _list(_: ErrorDetails, __: type[BaseModel]) -> _ErrorWords:
    return (
        "hier staat geen lijst",
        "op deze plaats hoort een lijst",
        "zet een streepje en een spatie voor elk onderdeel",
    )


def _number(error: ErrorDetails, _: type[BaseModel]) -> _ErrorWords:
    return f"{_shown(error['input'])} is geen getal", "hier hoort een geheel getal", "schrijf alleen cijfers"


def _low(error: ErrorDetails, _: type[BaseModel]) -> _ErrorWords:
    least = error["ctx"]["ge"]
    return f"{_shown(error['input'])} is te klein", f"de kleinste waarde is {least}", f"schrijf {least} of meer"


def _high(error: ErrorDetails, _: type[BaseModel]) -> _ErrorWords:
    most = error["ctx"]["le"]
    return f"{_shown(error['input'])} is te groot", f"de grootste waarde is {most}", f"schrijf {most} of minder"


def _yes_no(error: ErrorDetails, _: type[BaseModel]) -> _ErrorWords:
    return f"{_shown(error['input'])} is geen ja of nee", "hier hoort een keuze", "schrijf true of false"


def _other(error: ErrorDetails, _: type[BaseModel]) -> _ErrorWords:
    return (
        f"de waarde {_shown(error['input'])} past hier niet",
        f"de regel {error['type']} geldt",
        "vergelijk met het voorbeelddossier",
    )


_WORDS: dict[str, Callable[[ErrorDetails, type[BaseModel]], _ErrorWords]] = {
    "dossier": _dossier,
    "missing": _missing,
    "extra_forbidden": _extra,
    "enum": _choice,
    "literal_error": _choice,
    **dict.fromkeys(("model_type", "model_attributes_type", "dict_type", "mapping_type"), _group),
    **dict.fromkeys(("tuple_type", "list_type"), _list),
    **dict.fromkeys(("int_parsing", "int_type", "int_from_float", "decimal_parsing", "int_parsing_size"), _number),
    "greater_than_equal": _low,
    "less_than_equal": _high,
    **dict.fromkeys(("bool_parsing", "bool_type"), _yes_no),
}


def line_of(path: Path, lines: Mapping[Path, int]) -> int | None:
    """The line of ``path``, or of the nearest group around it that stands in the file."""
    for length in range(len(path), 0, -1):
        if line := lines.get(path[:length]):
            return line
    return None


def explained(
    error: ValidationError, model: type[BaseModel], lines: Mapping[Path, int], file: str
) -> Iterable[Mistake]:
    """One mistake per pydantic error, of the first so many."""
    found = error.errors(include_url=False)
    for details in found[:MOST_MISTAKES]:
        path: Path = tuple(step for step in details["loc"] if step != "[key]")
        what, rule, remedy = _WORDS.get(details["type"], _other)(details, model)
        yield Mistake(written(path), line_of(path, lines), what, rule, remedy, file)
    if len(found) > MOST_MISTAKES:
        what = f"er zijn nog {len(found) - MOST_MISTAKES} fouten in dit bestand"
        yield Mistake("", None, what, f"alleen de eerste {MOST_MISTAKES} worden genoemd", "herstel die eerst", file)

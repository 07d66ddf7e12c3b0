"""A fact: the frozen base of everything that stands in a dossier, and the frozen mapping that goes with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator

K = TypeVar("K")
V = TypeVar("V")


class Feit(BaseModel):
    """A set of facts that never changes once it is read; an unknown key is a mistake, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    @model_validator(mode="before")
    @classmethod
    def _leave_out_what_is_open(cls, facts: Any) -> Any:
        """A key without a value says the same as no key; a group without a value the same as an empty group."""
        if facts is None:
            return {}
        if not isinstance(facts, dict):
            return facts
        return {key: value for key, value in facts.items() if value is not None or key not in cls.model_fields}


class FrozenDict(dict[K, V]):
    """A dict that refuses every change and can still be pickled and compared."""

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("the facts of a dossier are frozen")

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[Any, ...]:
        return FrozenDict, (dict(self),)

    def __deepcopy__(self, _: Any) -> FrozenDict[K, V]:
        return self


def _freeze(value: Mapping[Any, Any]) -> Mapping[Any, Any]:
    return FrozenDict(value)


Frozen = AfterValidator(_freeze)
"""Marks a mapping field whose value is frozen after validation: ``Annotated[Mapping[str, X], Frozen]``."""

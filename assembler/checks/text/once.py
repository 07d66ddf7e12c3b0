"""A value that rules need often, computed once for each agreement."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from assembler.checks.agreement.structure import Agreement

Value = TypeVar("Value")


def once(function: Callable[[Agreement], Value]) -> Callable[[Agreement], Value]:
    """Keep what a function of an agreement gives with that agreement.

    ``lru_cache`` would hash the whole agreement at every call, which makes rules quadratic in its length.
    """
    key = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def kept(agreement: Agreement) -> Value:
        if key not in agreement.__dict__:
            agreement.__dict__[key] = function(agreement)
        return cast(Value, agreement.__dict__[key])

    return kept

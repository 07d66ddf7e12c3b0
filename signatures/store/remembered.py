"""Facts of all dossiers, kept in memory between two questions and read again only for dossiers of which something was
recorded since.

Facts are only ever added, each together with a row of the log that names its dossier. So what was read when the log
ended at a row is still true as long as that row stands where it stood and no later row names the dossier. This is no
source of truth: whoever audits reads the tables (`facts_of_many`).
"""

from dataclasses import dataclass

from signatures.facts import Facts
from signatures.store import models
from signatures.store.failing import sentences
from signatures.store.gathering import gather
from signatures.store.settings import home


@dataclass(frozen=True)
class _Memory:
    """What was read, and where the log ended before it was."""

    workspace: object
    seq: int
    hash: str
    facts: dict[str, Facts]


_memory: list[_Memory] = []


def facts_remembered() -> dict[str, Facts]:
    """Everything recorded about all dossiers, by dossier, in order of first issue. Treat the mapping as read-only."""
    with sentences():
        memory = _still_true()
        last = models.LogRow.objects.order_by("-seq").values_list("seq", "hash").first()
        if memory is None or last is None:
            memory = _Memory(home(), *(last or (0, "")), gather(None))
        elif last[0] != memory.seq:
            memory = _Memory(home(), *last, {**memory.facts, **gather(_named_after(memory.seq))})
        _memory[:] = [memory]
        return memory.facts


def _still_true() -> _Memory | None:
    """The memory; None where this is another workspace or another log than it was read from."""
    memory = _memory[0] if _memory else None
    if memory is None or memory.workspace != home():
        return None
    return memory if models.LogRow.objects.filter(seq=memory.seq, hash=memory.hash).exists() else None


def _named_after(seq: int) -> list[str]:
    """Dossiers of which something was recorded after a row of the log. A row that names none is about the log itself
    or about a file that belongs to no dossier."""
    named = models.LogRow.objects.filter(seq__gt=seq).exclude(dossier="").values_list("dossier", flat=True)
    return sorted(set(named))

"""The register of numbered documents: number, document and log row become fact together, or not at all.

A document bears its number before it can be recorded, so it is made for the number that comes next; `record_numbered`
then takes it only if that number still is the next one. Who comes second makes its documents anew. So no number is
lost, given twice or left out, wherever the process is stopped.
"""

from collections.abc import Callable, Mapping, Sequence

from django.db.models import Max

from signatures.dutch import dag_van
from signatures.log import Entry, digest
from signatures.numbered import NumberedDocument
from signatures.store import models, rows
from signatures.store.errors import AlreadyRecordedError, NumberTakenError, OnlyOnceError, OtherBytesError
from signatures.store.failing import sentences
from signatures.store.files import sha256_of
from signatures.store.journal import Write, writing
from signatures.store.settings import home


def next_in_series(series: str) -> int:
    """The number that comes next in a series; provisional until it is recorded."""
    with sentences():
        last = models.Numbered.objects.filter(series=series).aggregate(last=Max("volgnummer"))["last"]
    return (last or 0) + 1


def numbered(
    *,
    dossier: str | None = None,
    jaar: int | None = None,
    kind: str | None = None,
    number: str | None = None,
    series: str | None = None,
) -> tuple[NumberedDocument, ...]:
    """What was recorded, in the order in which it was; each argument narrows it."""
    asked = {"dossier": dossier, "jaar": jaar, "kind": kind, "number": number, "series": series}
    wanted = {name: value for name, value in asked.items() if value is not None}
    with sentences():
        return tuple(map(rows.numbered_fact, models.Numbered.objects.filter(**wanted).order_by("pk")))


def record_numbered(
    documents: Sequence[NumberedDocument],
    files: Mapping[str, bytes],
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """Record all of these, or none. ``files``: every file by its SHA-256; ``progress``: told how many are kept.

    They are of one series, in the order of their numbers. Raises NumberTakenError where the first is no longer the
    next of its series, OnlyOnceError where one was recorded before, OtherBytesError where bytes differ from their hash.
    """
    if not documents:
        return
    _keep(documents, files, progress)
    first = documents[0]
    entry = Entry(first.issued_at, first.by, "genummerd", first.series, dossier=first.dossier)
    with writing(entry) as log:
        _refuse_second(documents)
        _require_next(documents)
        for document in documents:
            _add(document, log)


def _keep(
    documents: Sequence[NumberedDocument], files: Mapping[str, bytes], progress: Callable[[int, int], None]
) -> None:
    for count, document in enumerate(documents, 1):
        for name, sha256 in document.files.items():
            data = files.get(sha256, b"")
            if sha256_of(data) != sha256:
                raise OtherBytesError(f"{name} van nummer {document.number}", sha256, sha256_of(data))
            home().files.put(data)
        progress(count, len(documents))


def _refuse_second(documents: Sequence[NumberedDocument]) -> None:
    wanted = [document.once for document in documents]
    if twice := next((each for each in documents if wanted.count(each.once) > 1), None):
        raise AlreadyRecordedError("Nummer", twice.number)
    known = [row for start in range(0, len(wanted), 500) for row in _recorded(wanted[start : start + 500])]
    if known:
        first = known[0]
        raise OnlyOnceError(first.number, first.kind, dag_van(first.issued_at))


def _recorded(once: Sequence[str]) -> Sequence[models.Numbered]:
    return list(models.Numbered.objects.filter(once__in=once).order_by("pk")[:1])


def _require_next(documents: Sequence[NumberedDocument]) -> None:
    series, following = documents[0].series, next_in_series(documents[0].series)
    for expected, document in enumerate(documents, following):
        if (document.series, document.volgnummer) != (series, expected):
            raise NumberTakenError(series, document.volgnummer, expected)


def _add(document: NumberedDocument, log: Write) -> None:
    rows.numbered_row(document).save(force_insert=True)
    log(
        Entry(
            document.issued_at,
            document.by,
            "genummerd",
            document.number,
            document.partij,
            document.dossier,
            fact=digest(document),
            note=f"{document.kind}, nummer {document.volgnummer} van reeks {document.series}",
        )
    )

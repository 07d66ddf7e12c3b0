"""The production engine: LibreOffice without a screen, one call per batch, a hardened profile of its own."""

import atexit
import contextlib
import io
import json
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import pikepdf

from assembler.pages.engine import Converted, Limits, register
from assembler.pages.environment import child_environment
from assembler.pages.errors import EngineMissingError, EngineRefusedError, EngineTimeoutError
from assembler.pages.fonts import FontSet, font_set
from assembler.pages.office_links import style_links
from assembler.pages.office_profile import write_profile

NAME = "libreoffice"
LIMITS = Limits(seconds=120)
_OPTIONS = {
    "SelectPdfVersion": ("long", "2"),
    "UseTaggedPDF": ("boolean", "true"),
    "ExportBookmarks": ("boolean", "true"),
    "ExportBookmarksToPDFDestination": ("boolean", "true"),
    "ExportFormFields": ("boolean", "false"),
    "ExportNotes": ("boolean", "false"),
    "UseLosslessCompression": ("boolean", "true"),
    "ReduceImageResolution": ("boolean", "false"),
}
_START = 30.0
_BATCH = 40


class OfficeEngine:
    """LibreOffice. Exit status 0 means nothing: success is a file that opens."""

    name = NAME
    tags = True

    def __init__(self, limits: Limits = LIMITS, fonts: FontSet | None = None) -> None:
        program = os.environ.get("TEKENKLAAR_SOFFICE") or shutil.which("soffice") or shutil.which("libreoffice")
        if not program or not shutil.which(program):
            raise EngineMissingError(NAME, "installeer LibreOffice Writer of noem het programma in TEKENKLAAR_SOFFICE")
        self._program = program
        self._limits = limits
        self._fonts = fonts or font_set()
        self._lock = threading.Lock()
        self._home = Path(tempfile.mkdtemp(prefix="tekenklaar-office-"))
        write_profile(self._home / "profile")
        atexit.register(self.close)

    @cached_property
    def version(self) -> str:
        said = subprocess.run(
            [self._program, "--version"],
            capture_output=True,
            text=True,
            timeout=_START,
            env=self._environment,
            check=False,
        )
        return " ".join(said.stdout.split()[:2]) or "LibreOffice"

    def convert_batch(self, docs: Sequence[bytes]) -> list[Converted]:
        with self._lock:
            results: list[Converted] = []
            for start in range(0, len(docs), _BATCH):
                results += self._convert(docs[start : start + _BATCH])
            return results

    def destination(self, bookmark: str) -> str:
        return "".join(c if c.isascii() and (c.isalnum() or c == "-") else _hex(c) for c in bookmark)

    def close(self) -> None:
        """Remove the profile."""
        shutil.rmtree(self._home, ignore_errors=True)

    @property
    def _environment(self) -> dict[str, str]:
        return {**child_environment(self._fonts), "HOME": str(self._home), "SAL_USE_VCLPLUGIN": "svp"}

    def _convert(self, docs: Sequence[bytes]) -> list[Converted]:
        """Convert, and go on behind a document on which the program died."""
        results: list[Converted] = []
        while len(results) < len(docs):
            made, late = self._call(docs[len(results) :])
            results += made
            if len(results) < len(docs):
                results.append(self._failure(late))
        return results

    def _failure(self, late: bool) -> EngineRefusedError | EngineTimeoutError:
        if late:
            return EngineTimeoutError(NAME, self._limits.seconds)
        return EngineRefusedError(NAME, "er kwam geen leesbare PDF uit")

    def _call(self, docs: Sequence[bytes]) -> tuple[list[Converted], bool]:
        """One call of soffice: the PDFs up to the first that is missing, and whether time ran out."""
        with tempfile.TemporaryDirectory(dir=self._home) as name:
            folder = Path(name)
            (folder / "out").mkdir()
            sources = [folder / f"{number:05d}.docx" for number in range(len(docs))]
            for source, docx in zip(sources, docs, strict=True):
                source.write_bytes(style_links(docx))
            late = self._run(folder, sources)
            made: list[Converted] = []
            for source in sources:
                pdf = _readable(folder / "out" / f"{source.stem}.pdf")
                if pdf is None:
                    break
                made.append(pdf)
            return made, late

    def _run(self, folder: Path, sources: Sequence[Path]) -> bool:
        options = json.dumps({key: {"type": kind, "value": value} for key, (kind, value) in _OPTIONS.items()})
        command = [
            self._program,
            f"-env:UserInstallation={(self._home / 'profile').as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--nologo", "--nodefault"),
            "--infilter=MS Word 2007 XML",
            *("--convert-to", f"pdf:writer_pdf_Export:{options}", "--outdir", str(folder / "out")),
            *map(str, sources),
        ]
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=self._environment,
            cwd=folder,
            start_new_session=True,
        )
        _bound(process.pid, self._limits)
        try:
            process.wait(_START + self._limits.seconds + 2.0 * len(sources))
        except subprocess.TimeoutExpired:
            return True
        finally:
            _end(process)
        return False


def _bound(pid: int, limits: Limits) -> None:
    """Limit the memory of the program and its children, where the platform can."""
    try:
        import resource

        resource.prlimit(pid, resource.RLIMIT_AS, (2 * limits.memory, 2 * limits.memory))
        resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0))
    except (ImportError, AttributeError, ProcessLookupError, PermissionError):
        return


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the whole process group: soffice is a script around the real program."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


def _readable(path: Path) -> bytes | None:
    if not path.is_file():
        return None
    data = path.read_bytes()
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return data if len(pdf.pages) else None
    except pikepdf.PdfError:
        return None


def _hex(character: str) -> str:
    units = character.encode("utf-16-be")
    return "".join(
        f"{high:02X}{low:02X}" if high else f"{low:02X}" for high, low in zip(units[::2], units[1::2], strict=True)
    )


register(NAME, OfficeEngine)

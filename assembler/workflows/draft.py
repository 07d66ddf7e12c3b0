"""Fresh drafts of any document. Registers nothing; marks what is still open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from assembler.dossier import Dossier
from assembler.pages import Text, convert_all, warm_up
from assembler.workflows.assemble import Assembly
from assembler.workflows.errors import NothingToMakeError, UnknownPartijError
from assembler.workflows.output import write_file
from assembler.workflows.progress import Progress, silent
from assembler.workflows.stukken import Stuk, stukken


@dataclass(frozen=True)
class Choice:
    """Which documents: kinds and partij keys; empty means all."""

    kinds: tuple[str, ...] = ()
    partijen: tuple[str, ...] = ()

    def of(self, facts: Mapping[str, Any]) -> tuple[Stuk, ...]:
        """The chosen documents of a dossier. A document of no partij in particular is left out where partijen are
        chosen, unless its kind was named."""
        require_known(self.partijen, facts)
        chosen = tuple(stuk for stuk in stukken(facts) if self._includes(stuk))
        if not chosen:
            raise NothingToMakeError(self.kinds)
        return chosen

    def _includes(self, stuk: Stuk) -> bool:
        if self.kinds and stuk.soort not in self.kinds:
            return False
        if not self.partijen or stuk.partij in self.partijen:
            return True
        return stuk.partij is None and bool(self.kinds)


def require_known(partijen: Iterable[str], facts: Mapping[str, Any]) -> None:
    """Refuse a partij key that the dossier does not know."""
    require_known_keys(partijen, [partij["sleutel"] for partij in facts["partijen"]])


def require_known_keys(partijen: Iterable[str], known: Sequence[str]) -> None:
    """Refuse a partij key that is not one of these."""
    for key in partijen:
        if key not in known:
            raise UnknownPartijError(key, known)


def draft(
    path: Path,
    out: Path,
    choice: Choice,
    *,
    pdf_engine: str | None = None,
    progress: Progress = silent,
) -> list[Path]:
    """Write the chosen drafts of the dossier at ``path`` into ``out``; returns the files made.

    With ``pdf_engine`` a PDF, stamped CONCEPT on each page, stands beside each Word file.
    """
    if pdf_engine and not choice.kinds and not choice.partijen:
        warm_up()
    assembly = Assembly.of(Dossier.load(path), concept=True)
    chosen = choice.of(assembly.facts)
    filled: dict[Stuk, bytes] = {}
    for number, stuk in enumerate(chosen, 1):
        filled[stuk] = assembly.fill(stuk)
        progress("Word-bestanden vullen", number, len(chosen))
    made = [write_file(out / f"{stuk.key}.docx", docx) for stuk, docx in filled.items()]
    if pdf_engine:
        pdfs = _pdfs(assembly, filled, pdf_engine, progress)
        made += [write_file(out / f"{stuk.key}.pdf", pdf) for stuk, pdf in pdfs.items()]
    return sorted(made)


def _pdfs(assembly: Assembly, filled: Mapping[Stuk, bytes], engine: str, progress: Progress) -> dict[Stuk, bytes]:
    texts = [Text(docx, assembly.title(stuk), concept=True) for stuk, docx in filled.items()]
    report = partial(progress, "PDF's maken")
    pdfs = convert_all(texts, engine, moment=assembly.moment, progress=report, validate=False)
    return dict(zip(filled, pdfs, strict=True))

"""Signing packs: per partij its letter, the agreement, the annexes, and its own volmacht where it grants one.

What is the same in every pack is made once. Nothing final is made while a point is open.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from assembler.checks import check_facts
from assembler.checks.acceptance import divide
from assembler.dossier import Dossier
from assembler.pages import (
    PackPlan,
    Part,
    SharedPart,
    Text,
    build_packs,
    build_shared,
    convert_all,
    document_code,
    engine_named,
    take_in,
    warm_up,
)
from assembler.pages.counting import page_count
from assembler.workflows.assemble import Assembly
from assembler.workflows.draft import require_known
from assembler.workflows.errors import NotReadyError
from assembler.workflows.instrument import Instrument
from assembler.workflows.output import write_file
from assembler.workflows.progress import Progress, silent
from assembler.workflows.stukken import Stuk

BATCH = 24
"""Packs in the making at one time: bounds memory whatever the number of partijen."""


def pack(
    path: Path,
    out: Path,
    partijen: Sequence[str] = (),
    *,
    engine: str = "embedded",
    progress: Progress = silent,
) -> list[Path]:
    """Write the packs of the chosen partijen (none chosen: all) of the dossier at ``path`` into ``out``.

    Raises NotReadyError while the facts have a finding of severity error.
    """
    warm_up()
    dossier = Dossier.load(path)
    require_ready(dossier)
    assembly = Assembly.of(dossier, concept=False)
    require_known(partijen, assembly.facts)
    chosen = [key for key in _keys(assembly.facts) if not partijen or key in partijen]
    folder = path if path.is_dir() else path.parent
    binder = Binder.of(assembly, engine, folder, progress)
    made = []
    for number, (plan, data) in enumerate(binder.bound(chosen), 1):
        made.append(write_file(out / f"pakket-{plan.partij}.pdf", data))
        progress("Pakketten samenstellen", number, len(chosen))
    return made


def require_ready(dossier: Dossier) -> None:
    """Refuse to make anything final from facts that have a finding of severity error, unless it was accepted."""
    standing, _ = divide(check_facts(dossier), dossier.aanvaard)
    errors = [finding for finding in standing if finding.severity == "error"]
    if errors:
        raise NotReadyError([f"{finding.where}: {finding.message}" for finding in errors])


def _keys(facts: Mapping[str, Any]) -> list[str]:
    return [partij["sleutel"] for partij in facts["partijen"]]


@dataclass(frozen=True)
class Binder:
    """Makes packs of one dossier around the part that they share."""

    assembly: Assembly
    engine: str
    instrument: Instrument
    main: Part
    """The text of the agreement or the extension."""
    shared: SharedPart
    listed: tuple[dict[str, Any], ...]
    """Lines of the letter about the shared documents other than that text."""

    @classmethod
    def of(
        cls,
        assembly: Assembly,
        engine: str,
        folder: Path,
        progress: Progress = silent,
        instrument: Instrument | None = None,
        text: bytes | None = None,
    ) -> "Binder":
        """Make the shared part: the agreement (or what ``instrument`` says) and the annexes, generated or supplied in
        ``folder``. ``text`` is a Word file that takes the place of the generated text."""
        offered = instrument or Instrument.of_agreement(assembly.facts)
        works = [offered.main, *_generated(offered)]
        own = {offered.main: text} if text else {}
        pdfs = dict(zip(works, _converted(assembly, works, engine, progress, own=own), strict=True))
        parts = [_part(assembly, offered, offered.main, pdfs[offered.main], engine)]
        for annex in offered.annexes:
            parts += _annex(assembly, offered, annex, pdfs, engine, folder)
        shared = build_shared(parts, title=assembly.title(offered.main), moment=assembly.moment)
        listed = tuple(
            {"titel": fact.title, "te_ondertekenen": False, "bladzijden": fact.pages, "ondertekenregels": 0}
            for fact in shared.facts[1:]
        )
        return cls(assembly, engine, offered, parts[0], shared, listed)

    def bound(self, keys: Sequence[str], log_head: str = "") -> Iterator[tuple[PackPlan, bytes]]:
        """The packs of the given partijen, one by one, each with what is in it.

        ``log_head`` stands in each manifest: the head of the log at the moment of issue.
        """
        for start in range(0, len(keys), BATCH):
            plans = list(self._plans(keys[start : start + BATCH], log_head))
            yield from zip(plans, build_packs(plans), strict=True)

    def _plans(self, keys: Sequence[str], log_head: str) -> Iterator[PackPlan]:
        mandates = [stuk for key in keys if (stuk := self.instrument.volmacht_of(key))]
        own = dict(zip(mandates, _converted(self.assembly, mandates, self.engine), strict=True))
        letters = [Stuk("aanbiedingsbrief", key) for key in keys]
        extras = [
            self.assembly.letter_texts(self.instrument, key, self._letter_lines(key, own), log_head) for key in keys
        ]
        made = _converted(self.assembly, letters, self.engine, extras=extras)
        for key, letter in zip(keys, made, strict=True):
            yield replace(self._plan(key, letter, own), log_head=log_head)

    def _letter_lines(self, key: str, own: Mapping[Stuk, bytes]) -> list[dict[str, Any]]:
        mandate = self.instrument.volmacht_of(key)
        lines = [self.assembly.listed(self.instrument.main, key, self.shared.facts[0].pages), *self.listed]
        if mandate:
            lines.append(self.assembly.listed(mandate, key, page_count(own[mandate])))
        return lines

    def _plan(self, key: str, letter: bytes, own: Mapping[Stuk, bytes]) -> PackPlan:
        assembly, engine, offered = self.assembly, self.engine, self.instrument
        name, mandate = assembly.partij(key)["volledige_naam"], offered.volmacht_of(key)
        annex = offered.annex_of_volmachten
        after = (_part(assembly, offered, mandate, own[mandate], engine, annex),) if mandate else ()
        return PackPlan(
            title=f"Tekenpakket {name}: {assembly.title(offered.main)}",
            shared=self.shared,
            before=(_part(assembly, offered, Stuk("aanbiedingsbrief", key), letter, engine),),
            moment=assembly.moment,
            after=after,
            partij=key,
        )


def _generated(offered: Instrument) -> list[Stuk]:
    return [
        Stuk("jaarplan", jaar=row["jaar"])
        for row in offered.annexes
        if row["soort"] == "jaarplan" and not row["bestand"]
    ]


def _converted(
    assembly: Assembly,
    works: Sequence[Stuk],
    engine: str,
    progress: Progress = silent,
    extras: Iterable[Mapping[str, Any]] | None = None,
    own: Mapping[Stuk, bytes] | None = None,
) -> list[bytes]:
    """The PDFs of these documents; ``own`` are Word files that take the place of what would be generated."""
    extras, own = extras or [{} for _ in works], own or {}
    texts = [
        Text(own.get(w) or assembly.fill(w, **more), assembly.title(w)) for w, more in zip(works, extras, strict=True)
    ]
    report = partial(progress, "Stukken opmaken")
    return convert_all(texts, engine, moment=assembly.moment, progress=report, validate=False)


def _part(
    assembly: Assembly, offered: Instrument, stuk: Stuk, pdf: bytes, engine: str, annex: int | None = None
) -> Part:
    """A document of ours as part of a pack; ``annex`` is its number where it is one."""
    title = assembly.title(stuk)
    return Part(
        title=f"Bijlage {annex}: {title}" if annex else title,
        pdf=pdf,
        code=document_code(str(assembly.facts["overeenkomst"]["kenmerk"]), _SHORT[stuk.soort], *_tail(stuk)),
        label=f"Bijlage {annex}-" if annex else f"{_SHORT[stuk.soort]}-",
        version=offered.version,
        to_sign=bool(assembly.slots(stuk)),
        engine=engine_named(engine).version,
    )


_SHORT = {
    "samenwerkingsovereenkomst": "SOK",
    "verlenging": "Verlenging",
    "aanbiedingsbrief": "Brief",
    "jaarplan": "Jaarplan",
    "volmacht": "Volmacht",
}


def _tail(stuk: Stuk) -> list[str]:
    return [str(part) for part in (stuk.jaar, stuk.partij) if part is not None]


def _annex(
    assembly: Assembly,
    offered: Instrument,
    annex: Mapping[str, Any],
    pdfs: Mapping[Stuk, bytes],
    engine: str,
    folder: Path,
) -> list[Part]:
    """The part of one annex; none for the volmachten, which each partij finds behind the annexes as its own."""
    if annex["bestand"]:
        return [_supplied(assembly, offered, annex, engine, folder)]
    plan = Stuk("jaarplan", jaar=annex["jaar"])
    return [_part(assembly, offered, plan, pdfs[plan], engine, annex["nummer"])] if plan in pdfs else []


def _supplied(assembly: Assembly, offered: Instrument, annex: Mapping[str, Any], engine: str, folder: Path) -> Part:
    """An annex that the user brings: its file, taken in as it is."""
    facts = assembly.facts["overeenkomst"]
    data = (folder / annex["bestand"]).read_bytes()
    taken = take_in(annex["bestand"], data, moment=assembly.moment, title=annex["titel"], engine=engine)
    return Part(
        title=f"Bijlage {annex['nummer']}: {annex['titel']}",
        pdf=taken.pdf,
        code=document_code(str(facts["kenmerk"]), f"Bijlage-{annex['nummer']}"),
        label=f"Bijlage {annex['nummer']}-",
        version=offered.version,
        engine=taken.engine,
        attachments=taken.attachments,
    )

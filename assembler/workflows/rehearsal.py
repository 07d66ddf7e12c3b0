"""The demonstration of signing: issue, signed packs coming back, decisions, in force. With test certificates only."""

import logging
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from assembler.workflows.decide import decide
from assembler.workflows.issue import issue
from assembler.workflows.output import write_file
from assembler.workflows.progress import Progress, silent
from assembler.workflows.receive import Received, receive_one
from signatures import store
from signatures.evidence.rehearsal import scan_of
from signatures.evidence.testpki import TestPki
from signatures.evidence.trust import TrustFolder
from signatures.packs import PackFacts

ISSUED = datetime(2024, 2, 8, 9, 0, tzinfo=UTC)
SIGNED = datetime(2024, 2, 14, 10, 0, tzinfo=UTC)
RECEIVED = datetime(2024, 2, 16, 8, 0, tzinfo=UTC)
DECIDED = datetime(2024, 2, 16, 12, 0, tzinfo=UTC)
"""By then everything has been decided."""
CLERK = "B. Schoorl (voorbeeld)"


@dataclass(frozen=True)
class Rehearsal:
    """The example cooperation on its way to being in force, in a workspace of its own."""

    dossier: Path
    out: Path
    engine: str = "embedded"
    progress: Progress = silent

    def issue(self) -> str:
        """Freeze and issue; write the packs. Returns the key of the dossier."""
        made = issue(self.dossier, engine=self.engine, moment=ISSUED, by=CLERK, progress=self.progress)
        for pack, data in made.packs:
            write_file(self.out / "uitgegeven" / f"pakket-{pack.partij}.pdf", data)
        return made.dossier

    def sign(self, dossier: str) -> list[Path]:
        """Three packs signed digitally, the last on paper and scanned."""
        logging.getLogger("pyhanko").setLevel(logging.ERROR)  # it warns that it may not go online, which it must not
        pki = TestPki(SIGNED)
        pki.write_trust(self.out / "vertrouwen")
        packs = sorted((pack for pack in store.packs(dossier)), key=lambda pack: pack.partij)
        made = []
        for number, pack in enumerate(packs):
            name, data = _on_paper(pack) if number == len(packs) - 1 else _digitally(pack, pki)
            made.append(write_file(self.out / "teruggestuurd" / name, data))
            self.progress("Ondertekenen (proef)", number + 1, len(packs))
        return made

    def receive(self, files: list[Path]) -> list[Received]:
        """Take the files in and check them."""
        trust = TrustFolder(self.out / "vertrouwen").read()
        taken = []
        for number, file in enumerate(files, 1):
            moment = RECEIVED + timedelta(minutes=number)
            taken.append(receive_one(file.name, file.read_bytes(), trust, moment, CLERK))
            self.progress("Ontvangen bestanden controleren", number, len(files))
        return taken

    def decide(self, taken: list[Received]) -> None:
        """Accept each; of the scan the handwritten date is copied."""
        for number, received in enumerate(taken, 1):
            paper = received.inzending.tier.value == "T3"
            decide(
                received.inzending.id,
                accepted=True,
                by=CLERK,
                at=RECEIVED + timedelta(hours=1, minutes=number),
                signed_on=date(2024, 2, 15) if paper else None,
                reason="handtekening en datum op papier gezien" if paper else "",
            )


def _digitally(pack: PackFacts, pki: TestPki) -> tuple[str, bytes]:
    data = pack.load()
    slots = {slot.id: slot for uitgifte in store.facts_of(pack.dossier).uitgiften for slot in uitgifte.slots}
    for number, field in enumerate(pack.fields):
        name = slots[field.slot].signatory.removeprefix("de heer ").removeprefix("mevrouw ")
        signer = pki.signer(name)
        data = pki.sign(data, field.name, signer, SIGNED + timedelta(minutes=number), level="B-LTA")
    return f"getekend-{pack.partij}.pdf", data


def _on_paper(pack: PackFacts) -> tuple[str, bytes]:
    return f"scan-{pack.partij}.pdf", scan_of(pack, pack.load())

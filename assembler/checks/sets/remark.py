"""A mistake that shows only when documents are laid beside each other."""

from __future__ import annotations

from dataclasses import dataclass

from assembler.checks.agreement import Block
from assembler.checks.finding import Finding, Severity
from assembler.checks.sets.member import Member


@dataclass(frozen=True)
class SetRemark:
    """One mistake, in one document of the set."""

    code: str
    severity: Severity
    member: Member
    block: Block | None
    sentence: str | None
    message: str
    remedy: str

    def finding(self) -> Finding:
        """As a finding over the file of the document."""
        where = str(self.block.place) if self.block else ""
        return Finding(
            self.code, self.severity, self.member.file, where or "document", self.sentence, self.message, self.remedy
        )

"""The log: what happened, in which order, so that nothing can be changed, dropped or slipped in unseen.

Every row holds the hash of the row before it, and its own hash over a canonical form. A chain proves nothing against
its keeper: so its head is printed in every pack, letter and receipt, and may be anchored with a timestamp (RFC 3161).
This package is pure: rows come in, findings come out. Keeping the rows is for `signatures.store`.
"""

from signatures.log.canonical import canonical, digest, plain
from signatures.log.chain import GENESIS, ChainReport, Entry, Head, LogRow, append, follow
from signatures.log.export import DamagedRowError, export_lines, read_lines

__all__ = [
    "GENESIS",
    "ChainReport",
    "DamagedRowError",
    "Entry",
    "Head",
    "LogRow",
    "append",
    "canonical",
    "digest",
    "export_lines",
    "follow",
    "plain",
    "read_lines",
]

"""Files by content: ``bestanden/<sha256>``. Temporary name, sync, rename; only then a row may follow.

Once there, a file is never changed and never removed. Killed at any moment, a file exists whole or not at all.
"""

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from signatures.store.errors import DiskFullError, FileDamagedError, FileLostError

PREFIX = ".tijdelijk-"
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def sha256_of(data: bytes) -> str:
    """SHA-256, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


class Files:
    """The folder of kept files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where the file with this content is kept."""
        return self.folder / sha256

    def put(self, data: bytes) -> str:
        """Keep these bytes; returns their SHA-256. DiskFullError; the same bytes are kept once."""
        sha256 = sha256_of(data)
        if not self._is_whole(sha256):
            try:
                self._write(sha256, data)
            except OSError as wrong:
                if wrong.errno in NO_ROOM:
                    raise DiskFullError(str(self.folder)) from wrong
                raise
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes, held against their hash: FileLostError, FileDamagedError."""
        try:
            data = self.path(sha256).read_bytes()
        except FileNotFoundError as wrong:
            raise FileLostError(sha256) from wrong
        if sha256_of(data) != sha256:
            raise FileDamagedError(sha256)
        return data

    def names(self) -> Iterator[str]:
        """Hashes of everything that is kept."""
        for entry in os.scandir(self.folder) if self.folder.is_dir() else ():
            if not entry.name.startswith("."):
                yield entry.name

    def sweep(self, older_than: float) -> int:
        """Remove temporary files left by a process that was killed before this moment (seconds since 1970)."""
        left = [e for e in os.scandir(self.folder) if e.name.startswith(PREFIX) and e.stat().st_mtime < older_than]
        for entry in left:
            os.unlink(entry.path)
        return len(left)

    def _is_whole(self, sha256: str) -> bool:
        try:
            return sha256_of(self.path(sha256).read_bytes()) == sha256
        except FileNotFoundError:
            return False

    def _write(self, sha256: str, data: bytes) -> None:
        handle, name = tempfile.mkstemp(prefix=PREFIX, dir=self.folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, self.path(sha256))
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        self._sync_folder()

    def _sync_folder(self) -> None:
        """The name itself must survive a power cut too; a folder can be synced on POSIX only."""
        if os.name != "posix":
            return
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

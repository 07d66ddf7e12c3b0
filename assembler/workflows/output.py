"""Writing results: whole or not at all, never half under a final name."""

import contextlib
import os
import secrets
from pathlib import Path


def write_file(path: Path, data: bytes) -> Path:
    """Write ``data`` under a temporary name, flush it to disk, then rename it to ``path``; folders are made.

    An earlier file of that name stays whole until the new one is complete. OSError (disk full, no permission) leaves
    nothing behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name[:200]}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException as failure:
        if isinstance(failure, OSError) and failure.filename is None:  # a full disk does not say which file
            failure.filename = str(path)
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    return path

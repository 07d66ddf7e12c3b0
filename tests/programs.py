"""Where system parts are: on the path, or where distributions put those that they keep off it."""

import glob
import os
import shutil

KEPT_OFF_THE_PATH = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin")


def find_program(name: str) -> str | None:
    """Full path of a program; the newest where several versions are installed."""
    versions = [folder for pattern in KEPT_OFF_THE_PATH for folder in sorted(glob.glob(pattern), reverse=True)]
    return shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), *versions]))

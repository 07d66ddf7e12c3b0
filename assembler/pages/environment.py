"""What a child sees of this machine: our fonts, a plain language, and nothing else."""

import os

from assembler.pages.fonts import FontSet

_KEPT = ("PATH", "SYSTEMROOT", "XDG_CACHE_HOME", "HOME")


def child_environment(fonts: FontSet) -> dict[str, str]:
    """The environment of a child process."""
    kept = {key: os.environ[key] for key in _KEPT if key in os.environ}
    return {**kept, "LANG": "C.UTF-8", "FONTCONFIG_FILE": str(fonts.config())}

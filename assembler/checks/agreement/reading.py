"""tmp"""

from pathlib import Path
from assembler.checks.agreement.word_reader import from_word


def read(path):
    return from_word(Path(path).read_bytes())

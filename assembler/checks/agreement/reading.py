"""tmp"""

from pathlib import Path
from assembler.checks.agreement.word_reader import from_word
from assembler.checks.agreement.pdf_reader import of_pdf_text
from assembler.pages.text_lines import read_lines


def read(path):
    data = Path(path).read_bytes()
    return of_pdf_text(read_lines(data)) if data[:4] == b"%PDF" else from_word(data)

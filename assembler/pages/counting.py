"""How many pages a PDF has."""

import io

import pikepdf


def page_count(pdf: bytes) -> int:
    """Number of pages of a finished PDF of ours."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)

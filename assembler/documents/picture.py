"""A picture that a fill brings along: its bytes, how wide it stands, and what it shows in words."""

import io
from typing import Any

from docxtpl import InlineImage

_EMU_PER_MM = 36_000


def picture(data: bytes, width_mm: float, alt: str) -> Any:
    """A value for a template; `alt` is read aloud to who cannot see the picture. PNG or JPEG."""
    image = InlineImage(None, io.BytesIO(data), width=round(width_mm * _EMU_PER_MM))
    image.alt = alt
    return image

"""Tekenklaar assembles contract and mandate paperwork from validated party data."""

__version__ = "0.1.0"

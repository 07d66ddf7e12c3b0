"""Measurements: ratios side by side, in one run on one machine. `python -m bench` runs them all."""

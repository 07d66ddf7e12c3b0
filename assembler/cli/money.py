"""`tekenklaar invoice`, `settle`, `deadlines`, `overview`: the money of a cooperation, and when things fall due.

The rooms behind these commands are loaded when one of them runs, so that the others start fast.
"""

from collections.abc import Mapping

import click

COMMANDS: Mapping[str, click.Command] = {command.name or "": command for command in ()}

"""`python -m assembler.cli` is `tekenklaar`."""

from assembler.cli import main

main()

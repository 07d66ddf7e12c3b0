"""`python -m assembler.cli` is `tekenklaar`."""

from assembler.cli.main import main

main()

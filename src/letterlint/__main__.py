"""`python -m letterlint`."""

from letterlint.cli import main

main(prog_name="letterlint")

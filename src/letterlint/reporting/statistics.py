"""`--statistics`: how many findings there are, by rule and by folder, for a person at a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from letterlint.findings import Level, Report
from letterlint.reporting.rich import show_notices, show_summary, show_unread
from letterlint.reporting.tallies import Tallies, by_folder, by_rule
from letterlint.reporting.terminal import rich_terminal
from letterlint.reporting.text import printable


def show(report: Report, console: Console) -> None:
    """Print the tallies, and which files could not be read."""
    terminal = rich_terminal(console)
    show_unread(report, terminal)
    for head, tallies in (("rule", by_rule(report)), ("folder", by_folder(report))):
        if tallies:
            console.print(_table(head, tallies))
            console.print()
    show_notices(report, terminal)
    show_summary(report, terminal)


def _table(head: str, tallies: Tallies) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(head)
    levels = sorted(Level, reverse=True)
    for level in levels:
        table.add_column(f"{level}s", justify="right")
    for name, counted in tallies.items():
        table.add_row(Text(printable(name)), *(str(counted.get(level, "")) for level in levels))
    return table

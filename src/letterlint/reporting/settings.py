"""`letterlint config`: what holds for a letter, and where each value comes from."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.table import Table
from rich.text import Text

from letterlint.reporting.text import printable
from letterlint.settings import Value


def show_values(values: Mapping[str, Value], console: Console) -> None:
    """Print each key with its value and its origin."""
    table = Table.grid(padding=(0, 2))
    for key, (value, origin) in sorted(values.items()):
        table.add_row(
            Text(printable(key), style="bold"), Text(printable(_written(value))), Text(printable(origin), style="dim")
        )
    console.print(table if values else Text("nothing is set; the letter itself decides"))


def _written(value: object) -> str:
    """A value as it is written in the settings."""
    match value:
        case bool():
            return str(value).lower()
        case tuple() | list():
            return ", ".join(map(str, value))
        case _:
            return f"{value:g}" if isinstance(value, float) else str(value)

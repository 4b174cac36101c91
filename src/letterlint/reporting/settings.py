"""`letterlint config`: what holds for a letter, and where each value comes from; a line each, for `grep` too."""

from __future__ import annotations

import json
from collections.abc import Mapping

from rich.console import Console
from rich.text import Text

from letterlint.reporting.text import printable
from letterlint.settings import Value


def show_values(values: Mapping[str, Value], console: Console) -> None:
    """Print each key with its value and its origin."""
    if not values:
        console.print(Text("nothing is set; the letter itself decides"))
    for key, (value, origin) in sorted(values.items()):
        written = printable(_written(value))
        line = Text.assemble((printable(key), "bold"), f" = {written}", (f"  # {printable(origin)}", "dim"))
        console.print(line, soft_wrap=True)


def _written(value: object) -> str:
    """A value as it is written in the settings."""
    return f"{value:g}" if isinstance(value, float) else json.dumps(value, ensure_ascii=False)

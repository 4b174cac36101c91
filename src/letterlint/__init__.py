"""letterlint: a linter for the letters nobody wants to get.

The public names are imported when they are first asked for, so that `letterlint --help` need not import spaCy.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from letterlint.findings import FileReport, Finding, Level, Position, Report
    from letterlint.lint import Linter, Options
    from letterlint.pipeline import load
    from letterlint.reading.source import Source

__version__ = "0.1.0"

_HOMES = {
    "FileReport": "findings",
    "Finding": "findings",
    "Level": "findings",
    "Linter": "lint",
    "Options": "lint",
    "Position": "findings",
    "Report": "findings",
    "Source": "reading.source",
    "load": "pipeline",
}

__all__ = ["FileReport", "Finding", "Level", "Linter", "Options", "Position", "Report", "Source", "load"]  # types first


def __getattr__(name: str) -> object:
    """Import a public name."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)

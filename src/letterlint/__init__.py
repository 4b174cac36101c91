"""letterlint: a linter for the letters nobody wants to get.

The public names are imported when they are first asked for, so that `letterlint --help` need not import spaCy.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from letterlint.api import lint_file, lint_paths, lint_text
    from letterlint.errors import LetterlintError, PackError, ReadError, SettingsError, UsageError
    from letterlint.findings import FileReport, Finding, Fix, Level, Notice, Position, Report, Suppressed
    from letterlint.options import Options
    from letterlint.pipeline import load

__version__ = "0.1.0"

_HOMES = {
    "api": ("lint_file", "lint_paths", "lint_text"),
    "errors": ("LetterlintError", "PackError", "ReadError", "SettingsError", "UsageError"),
    "findings": ("FileReport", "Finding", "Fix", "Level", "Notice", "Position", "Report", "Suppressed"),
    "options": ("Options",),
    "pipeline": ("load",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "FileReport",
    "Finding",
    "Fix",
    "LetterlintError",
    "Level",
    "Notice",
    "Options",
    "PackError",
    "Position",
    "ReadError",
    "Report",
    "SettingsError",
    "Suppressed",
    "UsageError",
    "lint_file",
    "lint_paths",
    "lint_text",
    "load",
]


def __getattr__(name: str) -> object:
    """Import a public name."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)

"""What can go wrong, each with a message of one line that names the place and the remedy.

LetterlintError
├── UsageError     an unknown rule, kind or language, a path that does not exist
├── ReadError      a file that is no letter, or cannot be read; the other files are linted all the same
└── PackError      a rule, move or phrase file that is malformed
"""

from collections.abc import Iterable
from difflib import get_close_matches


class LetterlintError(Exception):
    """Anything that letterlint reports instead of a result; exit status 2."""


class UsageError(LetterlintError):
    """What the user asked for makes no sense."""


class ReadError(LetterlintError):
    """One file could not be read as a letter."""


class PackError(LetterlintError):
    """A rule pack is malformed."""


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """Say that `name` is no known `what`, and which known one is nearest."""
    names = sorted(known)
    near = get_close_matches(name.lower(), names, n=1, cutoff=0.5)
    remedy = f"did you mean '{near[0]}'?" if near else f"known: {', '.join(names)}"
    return f"unknown {what} '{name}'; {remedy}"

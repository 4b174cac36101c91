"""What can go wrong, each with a message of one line that names the place and the remedy.

LetterlintError
├── UsageError     an unknown rule, kind or language, a path that does not exist
├── ReadError      a file that is no letter, or cannot be read; the other files are linted all the same
├── SettingsError  settings or a baseline that are malformed, or name what is not there
└── PackError      a rule, move or phrase file that is malformed
"""

from collections.abc import Iterable


class LetterlintError(Exception):
    """Anything that letterlint reports instead of a result; exit status 2."""


class UsageError(LetterlintError):
    """What the user asked for makes no sense."""


class ReadError(LetterlintError):
    """One file could not be read as a letter."""


class SettingsError(LetterlintError):
    """The settings, or a baseline, make no sense."""


class PackError(LetterlintError):
    """A rule pack is malformed."""


def nearest(name: str, known: Iterable[str], cutoff: float = 0.55) -> str | None:
    """The known name that is nearest to one that may be misspelt."""
    from difflib import get_close_matches  # noqa: PLC0415  # few runs go wrong

    return next(iter(get_close_matches(name.lower(), sorted(known), n=1, cutoff=cutoff)), None)


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """Say that `name` is no known `what`, and which known one is nearest."""
    names = sorted(known)
    near = nearest(name, names)
    remedy = f"did you mean '{near}'?" if near else f"known: {', '.join(names)}"
    return f"unknown {what} '{name}'; {remedy}"

"""Letter text for a terminal: data, never control sequences or markup."""

import unicodedata
from collections.abc import Iterable

_STEERING = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""The categories of the characters that would steer a terminal, break a line, or cannot be written."""


def printable(text: str) -> str:
    """Replace the characters that would steer a terminal (escapes, direction marks); tabs become a space."""
    return "".join(
        " " if character == "\t" else "�" if unicodedata.category(character) in _STEERING else character
        for character in text
    )


def path_at_line_start(path: str) -> str:
    """A file's name as a line can begin with it: a leading colon would be a command to a CI system."""
    return printable(f"./{path}" if path.startswith(":") else path)


def counted(number: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def listed(names: Iterable[str]) -> str:
    """Join names with commas, a dash for none."""
    return ", ".join(names) or "–"

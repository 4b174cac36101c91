"""Letter text for a terminal: data, never control sequences or markup."""

import unicodedata
from collections.abc import Iterable


def printable(text: str) -> str:
    """Replace the characters that would steer a terminal (escapes, direction marks); tabs become a space."""
    return "".join(
        " " if character == "\t" else "�" if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co"} else character
        for character in text
    )


def counted(number: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def listed(names: Iterable[str]) -> str:
    """Join names with commas, a dash for none."""
    return ", ".join(names) or "–"

"""Letter text for a terminal or a log: data, never control sequences, markup or commands.

Decision: GitHub and Azure read commands from any line of a log that begins with `::`, after spaces too, or that has
`##[` or `##vso[` anywhere in it. Such marks are broken in all that is printed, for nobody knows where it will end up.
"""

import re
import unicodedata
from collections.abc import Iterable

_STEERING = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""The categories of the characters that would steer a terminal, break a line, or cannot be written."""
_COMMAND = re.compile(r"(?<!\S):(?=:)|##(?=\[|vso\[)")


def printable(text: str) -> str:
    """Replace the characters that would steer a terminal (escapes, direction marks) or a log; tabs become a space."""
    if "::" in text or "##" in text:
        text = _COMMAND.sub(lambda found: f"{found[0][0]}�", text)
    if text.isprintable():  # most texts are
        return text
    return "".join(character if character.isprintable() else _harmless(character) for character in text)


def _harmless(character: str) -> str:
    if character == "\t":
        return " "
    return "�" if unicodedata.category(character) in _STEERING else character


def counted(number: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def listed(names: Iterable[str]) -> str:
    """Join names with commas, a dash for none."""
    return ", ".join(names) or "–"

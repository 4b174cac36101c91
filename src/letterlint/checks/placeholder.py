"""`placeholder`: what a template leaves open, left open in a letter.

Decision: in square brackets, and in the quotation marks of Spanish and Catalan, stand asides and titles as well; there
only a name in capitals, or one that says what it stands for, is surely a placeholder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from letterlint.checks.hits import Hit
from letterlint.letter import Letter
from letterlint.slots import Found

_PLAIN_MARKS = ("[", "«")
_MADE_UP = re.compile(r"[A-ZÀ-Ý][A-ZÀ-Ý0-9_ /.'’ºª·-]+|\w*[_\d]\w*")


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A `placeholder` check has no settings."""


def run(settings: Settings, letter: Letter) -> Iterator[Hit]:
    """Yield a hit for each placeholder in a letter that is no template."""
    del settings
    if letter.template:
        return
    for slot in sorted(letter.slots, key=lambda slot: slot.start):
        if slot.slot == "PLACEHOLDER" and _is_sure(slot, letter):
            yield Hit(slot.start, slot.end)


def _is_sure(slot: Found, letter: Letter) -> bool:
    text = letter.text[slot.start : slot.end]
    if not text.startswith(_PLAIN_MARKS):
        return True
    said = {other.slot for other in letter.slots if (other.start, other.end) == (slot.start, slot.end)}
    return len(said) > 1 or bool(_MADE_UP.fullmatch(text[1:-1].strip()))

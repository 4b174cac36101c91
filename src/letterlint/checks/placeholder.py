"""`placeholder`: what a template leaves open, left open in a letter.

Decision: in square brackets, and in the quotation marks of Spanish and Catalan, stand asides and titles as well; there
only a name in capitals, or one that says what it stands for, is surely a placeholder.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from letterlint.checks.hits import Hit
from letterlint.letter import Letter

_PLAIN_MARKS = ("[", "«")
_MADE_UP = re.compile(r"[A-ZÀ-Ý][A-ZÀ-Ý0-9_ /.'’ºª·-]+|\w*[_\d]\w*")


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A `placeholder` check has no settings."""


def run(settings: Settings, letter: Letter) -> Iterator[Hit]:
    """Yield a hit for each placeholder in a letter that is no template."""
    del settings
    if letter.template:
        return
    said = Counter((slot.start, slot.end) for slot in letter.slots)
    for slot in sorted(letter.slots, key=lambda slot: slot.start):
        if slot.slot == "PLACEHOLDER" and _is_sure(
            letter.text[slot.start : slot.end], named=said[slot.start, slot.end] > 1
        ):
            yield Hit(slot.start, slot.end)


def _is_sure(text: str, *, named: bool) -> bool:
    """Whether a text is surely a placeholder; `named`, whether it says what it stands for."""
    return not text.startswith(_PLAIN_MARKS) or named or bool(_MADE_UP.fullmatch(text[1:-1].strip()))

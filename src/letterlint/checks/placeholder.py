"""`placeholder`: what a template leaves open, or tells its program to do, left in a letter.

Decisions:

- In square brackets, and in the quotation marks of Spanish and Catalan, stand asides and titles as well, and after a
  dollar sign "million"; there only a name in capitals, or a short one that says what it stands for, is surely a
  placeholder. A long aside may well speak of a date.
- A blank on a line of its own is there to be signed on.
- A tag that steers a template (`{% if … %}`) is as forgotten in a letter as a placeholder: case `tag`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from letterlint.checks.hits import Hit
from letterlint.letter import Letter
from letterlint.reading.placeholders import REMARK, find_control
from letterlint.stretches import Stretches

_DOUBTFUL = re.compile(r"(?:\[(?!\[)|«|\$(?=[a-z]+$))(?P<name>[^\]»]*)")
_MADE_UP = re.compile(r"[A-ZÀ-Ý][A-ZÀ-Ý0-9_ /.'’ºª·-]{2,}|\w*[_\d]\w*")
_LONGEST_NAME = 5
_FILLED_IN = re.compile(r"\d{3}|@")
"""What is in brackets and is no name any more: "Ref. 4471"."""
_LINE_TO_SIGN = re.compile(r"^[ \t]*_+[ \t]*$", re.MULTILINE)


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A `placeholder` check has no settings."""


def run(settings: Settings, letter: Letter) -> Iterator[Hit]:
    """Yield a hit for each placeholder, and for each tag, in a letter that is no template."""
    del settings
    if letter.template:
        return
    if placeholders := letter.slots_of.get("PLACEHOLDER"):
        said = Counter((slot.start, slot.end) for slot in letter.slots)
        to_sign = Stretches(found.span() for found in _LINE_TO_SIGN.finditer(letter.text))
        for slot in placeholders:
            named = said[slot.start, slot.end] > 1
            if slot.start not in to_sign and _is_sure(letter.text[slot.start : slot.end], named=named):
                yield Hit(slot.start, slot.end)
    yield from (Hit(start, end, case="tag") for start, end in find_control(letter.text))


def _is_sure(text: str, *, named: bool) -> bool:
    """Whether a text is surely a placeholder; `named`, whether it says what it stands for."""
    doubtful = _DOUBTFUL.match(text)
    if not doubtful:
        return True
    name = doubtful["name"].strip()
    short = len(REMARK.split(name)[0].split()) <= _LONGEST_NAME
    return not _FILLED_IN.search(name) and (bool(_MADE_UP.fullmatch(name)) or (named and short))

"""Text in lines for a terminal, broken where Rich breaks it.

Decision: what `rich.text.Text.wrap` makes of a text without line ends is made here of plain strings, in a tenth of the
time. The cells that characters take are Rich's to know; it looks at each character of a text with a curly quote, so
that what letters are mostly made of is known here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise

from rich.cells import cell_len, chop_cells

NARROW = frozenset(map(chr, [*range(0x20, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x180), *map(ord, "“”‘’–—…→─€�")]))
"""Characters that take one cell each, whatever stands beside them."""
_WORD = re.compile(r"\s*\S+\s*")


def cells(text: str) -> int:
    """How many cells a text takes."""
    return len(text) if is_narrow(text) else cell_len(text)


def is_narrow(text: str) -> bool:
    """Whether each of its characters takes one cell."""
    return (text.isascii() and text.isprintable()) or NARROW.issuperset(text)


def wrapped(text: str, width: int) -> tuple[str, ...]:
    """Break a text into lines of at most so many cells, two or more, none of which ends in a space."""
    has_more, lines_of = _usual(width)
    is_usual = is_narrow(text) and not has_more(text)
    if is_usual and len(text) <= width:
        return (text.rstrip(),)
    if is_usual:
        return tuple(line.rstrip() for line in lines_of(text)) or ("",)
    starts = [0, *_breaks(text, width), len(text)]
    return tuple(text[start:end].rstrip() for start, end in pairwise(starts))


@lru_cache(maxsize=16)
def _usual(width: int) -> tuple[Callable[[str], object], Callable[[str], list[str]]]:
    """Tell whether a text has a word that is longer than a line, or begins with a space, and else find its lines."""
    return re.compile(rf"\A\s|\S{{{width + 1}}}").search, re.compile(rf"\S.{{0,{width - 1}}}(?!\S)").findall


def _breaks(text: str, width: int) -> Iterator[int]:
    """Where lines begin after the first: with a word that the line before has no room for, or within a longer word."""
    used = 0
    for found in _WORD.finditer(text):
        word, start = found[0], found.start()
        length = cell_len(word.rstrip())
        if used + length <= width:
            used += cell_len(word)
        elif length > width:
            for part in chop_cells(word, width):
                if start:
                    yield start
                used = cell_len(part)
                start += len(part)
        elif used and start:
            yield start
            used = cell_len(word)

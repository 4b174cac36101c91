"""Slips of the keyboard that can be mended whatever the letter says.

Decisions:

- Only sentences of the body and the salutation are looked at: elsewhere spaces may be what lines up a column. So they
  may in a line with a tab or a wider gap, and after the end of a sentence two spaces are a habit, not a slip.
- Nothing is mended within an address, a placeholder or markup.
- A full stop for the Catalan middle dot (`col.laborar`) looks like the end of a sentence without a space; it is mended
  in stems that leave no doubt.
- A Spanish salutation ends in a colon, by the norm of the Academies, in e-mails too; where the text goes on in small
  letters after a comma, more than the comma would have to change, and it is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterlint import zones
from letterlint.findings import Fix
from letterlint.letter import Letter
from letterlint.reading.view import View
from letterlint.stretches import Stretches

_TWO_SPACES = re.compile(r"(?<=[\w,;])  (?=\w)")
_LINES_UP = re.compile(r"\t|   ")
_SPACE_BEFORE_MARK = re.compile(r"(?<=[\w)])[ \u00a0](?=[,;.!?](?:[\s\"'»”’)]|$))")
_GEMINATE = re.compile(
    r"""
    (?: (?<=[aeiouàèéíòóúïü]l) [•∙‧]
      | (?: (?<=\bcol) | (?<=\bsol) | (?<=\bil) | (?<=instal) | (?<=cancel) | (?<=excel) | (?<=intel) | (?<=paral) ) \.
    ) (?=l[aeiouàèéíòóúïü])
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LAST_COMMA = re.compile(r",(?=\s*$)")
_BEGINS_ANEW = re.compile(r"\s*[^\w\s]*(?:[A-ZÀ-Ý0-9]|$)")


def slips(letter: Letter, view: View) -> Iterator[Fix]:
    """Find the slips of a letter, with what mends them: spaces, the Catalan middle dot, the colon of a Spanish salutation.

    Args:
        letter: the letter.
        view: where it stands in its file.
    """
    taken = Stretches((slot.start, slot.end) for slot in letter.slots if slot.slot in {"PLACEHOLDER", "CONTACT"})
    for start, end, text in (*_in_sentences(letter), *_in_salutation(letter)):
        first, last = view.origin(start, end)
        if start not in taken and last - first == end - start:
            yield Fix(first, last, text)


def _in_sentences(letter: Letter) -> Iterator[tuple[int, int, str]]:
    patterns = [(_TWO_SPACES, " "), (_SPACE_BEFORE_MARK, "")]
    if letter.language == "ca":
        patterns.append((_GEMINATE, "·"))
    for sentence in letter.sentences:
        lines_up = _LINES_UP.search(letter.text, sentence.start, sentence.end)
        for pattern, text in patterns:
            if not (lines_up and pattern is _TWO_SPACES):
                for found in pattern.finditer(letter.text, sentence.start, sentence.end):
                    yield *found.span(), text


def _in_salutation(letter: Letter) -> Iterator[tuple[int, int, str]]:
    salutation = letter.zone(zones.SALUTATION)
    if letter.language == "es" and salutation and _BEGINS_ANEW.match(letter.text, salutation.end):
        for found in _LAST_COMMA.finditer(letter.text, salutation.start, salutation.end):
            yield *found.span(), ":"


def in_case_of(words: str, plain: str) -> str:
    """Write `plain` in capitals, or with a capital, as `words` are."""
    if len(words) > 1 and words.isupper():
        return plain.upper()
    return plain[0].upper() + plain[1:] if words[0].isupper() else plain

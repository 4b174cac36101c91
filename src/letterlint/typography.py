"""Slips of the keyboard that can be mended whatever the letter says.

Decisions:

- Only the body and the salutation are looked at: elsewhere spaces may be what lines up a column. So they may in a
  paragraph with a tab or a wider gap, and after the end of a sentence two spaces are a habit, not a slip.
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
from letterlint.slots import Found
from letterlint.stretches import Stretches

# What is looked for begins with a character that is rare or quickly found; what stands before it is looked at last.
_TWO_SPACES = re.compile(r"  (?=\w)(?<=[\w,;]  )")
_LINES_UP = re.compile(r"\t|   ")
_SPACE_BEFORE_MARK = re.compile(r"[ \u00a0](?=[,;.!?](?:[\s\"'»”’)]|$))(?<=[\w)].)")
_GEMINATE = re.compile(
    r"""
    [•∙‧.] (?=l[aeiouàèéíòóúïü])
    (?: (?<=[aeiouàèéíòóúïü]l[•∙‧])
      | (?<=\bcol\.) | (?<=\bsol\.) | (?<=\bil\.)
      | (?<=instal\.) | (?<=cancel\.) | (?<=excel\.) | (?<=intel\.) | (?<=paral\.)
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LAST_COMMA = re.compile(r",(?=\s*$)")
_BEGINS_ANEW = re.compile(r"\s*[^\w\s]*(?:[A-ZÀ-Ý0-9]|$)")


def slips(letter: Letter, view: View) -> Iterator[Fix]:
    """Find the slips of a letter with what mends them: spaces, the Catalan middle dot, a Spanish salutation's colon.

    Args:
        letter: the letter.
        view: where it stands in its file.
    """
    found = [*_in_body(letter), *_in_salutation(letter)]
    taken = Stretches((slot.start, slot.end) for slot in letter.slots if found and _is_taken(letter, slot))
    for start, end, text in found:
        if start not in taken and _is_as_read(view, start, end):
            yield Fix(*view.origin(start, end), text)


def _is_taken(letter: Letter, slot: Found) -> bool:
    """Whether a slot must stay as it is: a placeholder or an address, and no slip that looks like one (`col.legi`)."""
    text = letter.text[slot.start : slot.end]
    is_slip = _GEMINATE.search(text) is not None and text.count(".") == 1 and not {"@", "/"} & set(text)
    return slot.slot == "PLACEHOLDER" or (slot.slot == "CONTACT" and not is_slip)


def _is_as_read(view: View, start: int, end: int) -> bool:
    """Whether a stretch, and what stands around it, stands in the file as it is read, without markup."""
    around = max(start - 1, 0), min(end + 1, len(view.text))
    first, last = view.origin(*around)
    return last - first == around[1] - around[0]


def _in_body(letter: Letter) -> Iterator[tuple[int, int, str]]:
    patterns = [(_TWO_SPACES, " "), (_SPACE_BEFORE_MARK, "")]
    if letter.language == "ca":
        patterns.append((_GEMINATE, "·"))
    for paragraph in letter.zones:
        if paragraph.label == zones.BODY:
            lines_up = _LINES_UP.search(letter.text, paragraph.start, paragraph.end)
            for pattern, text in patterns[1 if lines_up else 0 :]:
                for found in pattern.finditer(letter.text, paragraph.start, paragraph.end):
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

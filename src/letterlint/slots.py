"""What in a sentence is a date, a number, a name, a way to reach someone or a placeholder.

These are the slots that a phrase may ask for by name. The rest (`DATE`, `PERIOD`, `MONEY`) is built from them
by the pack's own phrases. Decision: a name is told by its capitals alone; no trained model is needed, and none
exists for Catalan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from letterlint.cutting import Token, Tokens
from letterlint.dates import CalendarNames
from letterlint.placeholder_names import slot_of
from letterlint.reading.placeholders import find_placeholders
from letterlint.stretches import Stretches


class Found(msgspec.Struct, frozen=True, gc=False):
    """A slot that the stretch from `start` up to, not including, `end` fills; offsets in code points."""

    slot: str
    start: int
    end: int


_PHONE = re.compile(r"(?=[+(\d])(?<![\w.,/-])(?!(?:19|20)\d\d-)(?:\+|\(|00)?\d[\d\s().-]{5,20}\d(?![\w/]|[.,]\d)")
"""Not 2026-114-77: that is the number of an order."""
_MIN_DIGITS, _MAX_DIGITS = 7, 15
_FIGURES = re.compile(r"\d(?<![\w.,]\d)(?:[\d.,']*\d)?(?!\w)")


@dataclass(frozen=True, slots=True)
class Looks:
    """What the slots of a language look like."""

    calendar: CalendarNames
    regions: Sequence[str]
    """The countries (ISO 3166-1) whose telephone numbers may stand in a letter without their prefix."""
    placeholders: Mapping[str, Sequence[str]]
    """For each slot the words by which a placeholder says that it fills it."""


def find_slots(tokens: Tokens, looks: Looks) -> Iterator[Found]:
    """Find what fills a slot by its look alone."""
    text = tokens.text
    for placeholder in find_placeholders(text):
        yield Found("PLACEHOLDER", placeholder.start, placeholder.end)
        if slot := slot_of(placeholder.name, looks.placeholders):
            yield Found(slot, placeholder.start, placeholder.end)
    calendar = [Found(slot, *found.span()) for slot, found in looks.calendar.find(text)]
    yield from calendar
    yield from _numbers(tokens)
    yield from (Found("NUMBER", *found.span()) for found in _FIGURES.finditer(text))
    yield from (Found("CONTACT", token.start, token.end) for token in tokens if token.form.is_address)
    dates = Stretches((found.start, found.end) for found in calendar if found.slot == "CALENDAR")
    yield from _phones(text, dates, looks.regions)


def _numbers(tokens: Tokens) -> Iterator[Found]:
    """Runs of number words, joined by a hyphen or a short word ("cuarenta y cinco")."""
    run: list[int] = []
    for index in [index for index, token in enumerate(tokens) if token.form.is_number]:
        if run and index - run[-1] > 2:  # noqa: PLR2004  # one joining word or hyphen
            yield Found("NUMBER", tokens[run[0]].start, tokens[run[-1]].end)
            run = []
        run.append(index)
    if run:
        yield Found("NUMBER", tokens[run[0]].start, tokens[run[-1]].end)


def _phones(text: str, dates: Stretches, regions: Sequence[str]) -> Iterator[Found]:
    for found in _PHONE.finditer(text):
        digits = sum(character.isdigit() for character in found[0])
        is_date = found.start() in dates or found.end() - 1 in dates
        if not is_date and _MIN_DIGITS <= digits <= _MAX_DIGITS and _is_phone(found[0], regions):
            yield Found("CONTACT", *found.span())


def _is_phone(written: str, regions: Sequence[str]) -> bool:
    """Whether a number can be dialled.

    A bare run of figures must be in a range in use, and one in groups have a length in use; one that begins as only
    telephone numbers do is believed, so that a wrong figure does not make it something else.
    """
    if written.startswith(("+", "0", "(0")) and not written.isdigit():
        return True
    import phonenumbers  # noqa: PLC0415  # most letters hold nothing that looks like a telephone number

    test = phonenumbers.is_valid_number if written.isdigit() else phonenumbers.is_possible_number
    for region in regions if not written.startswith(("+", "00")) else regions[:1]:
        try:
            number = phonenumbers.parse(written, region)
        except phonenumbers.NumberParseException:
            continue
        if test(number):
            return True
    return False


def find_names(sentence: Sequence[Token], taken: Stretches) -> Iterator[Found]:
    """Find runs of capitalised words, joined by particles; one word at the start of a sentence is no name.

    Args:
        sentence: where to look.
        taken: what is something else: dates, months, placeholders.
    """
    run: list[int] = []
    for index in [index for index, token in enumerate(sentence) if token.form.is_capitalised]:
        token = sentence[index]
        if token.start not in taken and not (index == 0 and len(token.form.text) == 1):
            if run and not _joined(sentence[run[-1] + 1 : index]):
                yield from _name(sentence, run)
                run = []
            run.append(index)
    yield from _name(sentence, run)


def _joined(between: Sequence[Token]) -> bool:
    """Whether only particles ("de la", "van", "&") stand between two capitalised words."""
    texts = [token.form.text for token in between]
    return len(texts) <= 2 and all((text.islower() and len(text) <= 3) or text in "&-'." for text in texts)  # noqa: PLR2004


def _name(sentence: Sequence[Token], run: Sequence[int]) -> Iterator[Found]:
    if run and run != [0] and not (len(run) == 1 and len(sentence[run[0]].form.text) == 1):
        yield Found("NAME", sentence[run[0]].start, sentence[run[-1]].end)

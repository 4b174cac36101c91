"""Gathers from a letter what it states, to compare it with its versions in other languages; see `letterlint.facts`.

Decisions:

- What is doubtful is no fact, but might be one: a month without a day whose name is cut short (the Catalan "des del
  2009" is no December), an amount in words, a telephone number that is short or stands within a longer number, a
  word with a full stop in it.
- Of facts that mean the same the first counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache, cached_property
from typing import get_args

import msgspec

from letterlint.checks.hits import locate
from letterlint.dates import Reading, calendar_names
from letterlint.facts import Category, Fact, Facts, Place, site
from letterlint.letter import Letter
from letterlint.reading.placeholders import find_placeholders
from letterlint.reading.source import plain
from letterlint.stretches import Stretches

Origin = Callable[[int, int], tuple[int, int]]
"""Where a stretch of the letter stands in its file."""
_Read = tuple[tuple[str, ...], int, int]
"""The readings of a fact, and its stretch in the letter."""
_Stated = tuple[Category, tuple[str, ...], int, int]
"""The same with its category."""

# What stands before a figure or a name is looked at after its first character, which is quickly found.
_FIGURE = re.compile(r"\d(?<![\w.,]\d)(?:\d{0,2}(?: \d{3})+(?:[.,]\d+)?|(?:[\d.,']*\d)?)(?!\w)")
_WORD = re.compile(r"[^\W\d_]+")
_NEAR = 30
"""Characters around the name of a month within which a figure may be one of its days: "3, 10 and 17 May"."""
_DAY = re.compile(r"(?=\d)(?<!\d)(?:[12]\d|3[01]|0?[1-9])(?!\d)")
_PHONE_DIGITS = 8
"""What has fewer digits may be a house with its postcode (12. 31001), or a number without its area."""
_IN_A_NUMBER = re.compile(r"\d *$")
"""What stands before the middle of an account's number."""
_SLIP = re.compile(r"^\w+(?:l\.l|\.(?=[A-Z])|\.(?=\w*[^\x00-\x7f]))\w+$")
"""What looks like a site: a Catalan word without its raised point (sol.licitud), a missing space (fin.Gracias)."""
_TRUNK = "(0)"
_HUMAN = re.compile(r"[$€£]\[|[^{<$#%@]|\{[^\W\d]\w* ")
"""How a placeholder begins that a person fills: [Client name], «Nom», ____, XX/XX/XXXX, {Client name}."""
_ASIDE_WORDS = 5
"""What has more words in its brackets is a note to whoever fills in the letter."""
_FILTER = re.compile(r"\s*(?:\||\?\?|!(?!=)).*", re.DOTALL)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_CAPITALISED = re.compile(r"[A-ZÀ-Ý](?<=[\w,] .)[^\W\d_]{3,}")
"""A name, in the middle of a line: what begins a line or a sentence has its capital from there."""
_LONG_FIGURE = 3
"""Digits by which a figure, such as a reference, tells one letter from the next."""


def facts_of(letter: Letter, origin: Origin = lambda start, end: (start, end)) -> Facts:
    """Gather what a letter states.

    Args:
        letter: the letter.
        origin: where a stretch of the letter stands in its file.
    """
    read = _Reading(letter)
    places: tuple[Place, ...] = get_args(Place)
    hits = {place: locate(letter, (place, "first-sentence")) for place in places}
    return Facts(
        sure=letter.moves,
        possible=letter.possible_moves,
        stated=tuple(
            Fact(category, readings, letter.text_of(start, end), *origin(start, end))
            for category, readings, start, end in read.stated()
        ),
        unsure=frozenset(read.unsure()),
        amounts_in_words=read.has_amounts_in_words,
        open_blanks=any(not readings for readings, _, _ in read.placeholders),
        marks=frozenset(read.marks()),
        places=tuple((place, *origin(hit.start, hit.end)) for place, hit in hits.items()),
    )


class _Reading(msgspec.Struct, frozen=True, dict=True):
    """A letter, as its facts are read from it."""

    letter: Letter

    @cached_property
    def text(self) -> str:
        return plain(self.letter.text)

    def stretches(self, *slots: str) -> Stretches:
        return Stretches((found.start, found.end) for slot in slots for found in self.letter.slots_of.get(slot, ()))

    def stated(self) -> list[_Stated]:
        """The facts, in the order of the text."""
        contacts = (contact for contact in self.contacts if not self.is_doubtful(contact))
        placeholders = (hole for hole in self.placeholders if hole[0])
        every: list[_Stated] = [
            *(("date", *read) for read in self.dates),
            *(("amount", *read) for read in self.amounts),
            *(("contact", *read) for read in contacts),
            *(("placeholder", *read) for read in placeholders),
        ]
        first = {(category, readings): (start, end) for category, readings, start, end in reversed(_in_order(every))}
        return _in_order((*meaning, *stretch) for meaning, stretch in first.items())

    def unsure(self) -> Iterator[str]:
        """What it might state, as readings."""
        for figure in self.figures:
            if self.price_at(figure) is None:
                yield from _numbers(figure[0])
        yield from (contact[0][0] for contact in self.contacts if self.is_doubtful(contact))
        yield from self.days()

    @cached_property
    def holes(self) -> Stretches:
        return self.stretches("PLACEHOLDER")

    @cached_property
    def figures(self) -> list[re.Match[str]]:
        """The figures that are part of no date, contact or placeholder."""
        taken = self.stretches("CALENDAR", "CONTACT", "PLACEHOLDER")
        return [found for found in _FIGURE.finditer(self.text) if found.start() not in taken]

    @cached_property
    def prices(self) -> Stretches:
        """What is money, not just a figure."""
        return Stretches(
            (slot.start, slot.end)
            for slot in self.letter.slots_of.get("MONEY", ())
            if not _FIGURE.fullmatch(self.text, slot.start, slot.end)
        )

    def price_at(self, figure: re.Match[str]) -> tuple[int, int] | None:
        return self.prices.holding(figure.start()) or self.prices.holding(figure.end() - 1)

    @cached_property
    def amounts(self) -> list[_Read]:
        return [(_numbers(figure[0]), *price) for figure in self.figures if (price := self.price_at(figure))]

    @property
    def has_amounts_in_words(self) -> bool:
        money = [slot for slot in self.letter.slots_of.get("MONEY", ()) if slot.start not in self.holes]
        return any(not any(map(str.isdigit, self.text[slot.start : slot.end])) for slot in money)

    @cached_property
    def dates(self) -> list[_Read]:
        return [
            (tuple(map(_date, written.readings)), slot.start, slot.end)
            for slot, written in self.letter.dates
            if any(reading.day for reading in written.readings) or self.month(slot.start, slot.end)
        ]

    def month(self, start: int, end: int) -> int | None:
        """The month that a stretch begins with, if its name is written out."""
        found = _WORD.search(self.text, start, end)
        return _whole_months(self.letter.language).get(found[0].lower()) if found else None

    def days(self) -> Iterator[str]:
        """The days that stand near a month's name, outside its date; the whole month where it is in none."""
        dates = self.stretches("CALENDAR")
        for slot in self.letter.slots_of.get("MONTH", ()):
            month = self.month(slot.start, slot.end)
            if month is None:
                continue
            around = _DAY.finditer(self.text, max(slot.start - _NEAR, 0), slot.end + _NEAR)
            near = {int(found[0]) for found in around if found.start() not in dates}
            yield from (_date(Reading(None, month, day)) for day in near)
            if not near and slot.start not in dates:
                yield _date(Reading(None, month, None))

    @cached_property
    def contacts(self) -> list[_Read]:
        found: list[_Read] = []
        for slot in self.letter.slots_of.get("CONTACT", ()):
            if slot.start not in self.holes:
                written = self.text[slot.start : slot.end]
                bracket = written.startswith("(") and ")" not in written  # around the sentence
                found.append(((_contact(written),), slot.start + bracket, slot.end))
        return found

    def is_doubtful(self, contact: _Read) -> bool:
        """Whether a telephone number, or a site, may be something else."""
        (reading,), start, end = contact
        scheme, _, digits = reading.partition(":")
        if scheme == "web":
            return bool(_SLIP.match(self.text[start:end]))
        before = self.text[max(start - 2, 0) : start]
        return scheme == "tel" and (len(digits) < _PHONE_DIGITS or bool(_IN_A_NUMBER.search(before)))

    @cached_property
    def placeholders(self) -> list[_Read]:
        """The placeholders; without any reading those of which nothing says what they stand for."""
        holes = find_placeholders(self.text)
        slots: dict[tuple[int, int], list[str]] = {(hole.start, hole.end): [] for hole in holes}
        for slot in self.letter.slots if holes else ():
            if (slot.start, slot.end) in slots and slot.slot not in {"PLACEHOLDER", "NUMBER"}:
                slots[slot.start, slot.end].append(f"slot:{slot.slot}")
        found: list[_Read] = []
        for hole in holes:
            stretch = (hole.start, hole.end)
            fills = tuple(slots[stretch])
            if _HUMAN.match(self.text, hole.start):
                if len(hole.name.split()) <= _ASIDE_WORDS:
                    found.append((fills, *stretch))
            elif name := _program_name(hole.name, self.letter.language):
                found.append(((f"name:{name}", *fills), *stretch))
        return found

    def marks(self) -> Iterator[str]:
        yield from (found[0].lower() for found in _CAPITALISED.finditer(self.text))
        yield from (figure[0] for figure in self.figures if sum(map(str.isdigit, figure[0])) >= _LONG_FIGURE)


@cache
def _whole_months(language: str) -> Mapping[str, int]:
    """The number of each month by its names, without those that are another cut short."""
    numbers = calendar_names(language).month_numbers
    return {
        name: number
        for name, number in numbers.items()
        if not any(other != name and other.startswith(name) and numbers[other] == number for other in numbers)
    }


def _in_order(found: Iterable[_Stated]) -> list[_Stated]:
    return sorted(found, key=lambda fact: fact[2:])


def _date(reading: Reading) -> str:
    return f"{reading.year or ''}-{reading.month}-{reading.day or ''}"


def _numbers(written: str) -> tuple[str, ...]:
    """The numbers that a figure may mean: 1.500 is 1500, or 1.5 where a point is for decimals."""
    if written.isdecimal():
        return (_number(written),)
    marks = re.findall(r"[^\d ]", written)
    digits = re.sub(r"\D", "", written)
    if not marks or marks.count(marks[-1]) > 1:
        return (_number(digits),)
    decimals = len(written) - written.rindex(marks[-1]) - 1
    fraction = _number(f"{digits[:-decimals]}.{digits[-decimals:]}")
    if decimals != 3 or len(set(marks)) > 1 or " " in written:  # noqa: PLR2004  # thousands go in threes
        return (fraction,)
    return (_number(digits), fraction)


def _number(digits: str) -> str:
    return f"{Decimal(digits).normalize():f}"


def _contact(written: str) -> str:
    """What a contact means: `tel:…`, `mail:…` or `web:…`."""
    written = written.strip(" <>.,;:()").lower()
    if not _WORD.search(written):
        return "tel:" + re.sub(r"\D", "", written.replace(_TRUNK, "")).lstrip("0")
    if "@" in written and "://" not in written:
        return f"mail:{written.removeprefix('mailto:')}"
    return f"web:{site(written)}"


def _program_name(expression: str, language: str) -> str:
    """What an expression names, without filters, texts and a language at its end (`subject_es`); perhaps nothing."""
    bare = " ".join(_QUOTED.sub(" ", _FILTER.sub("", expression)).split())
    return re.sub(rf"[._-]{language}$", "", bare) if re.match(r"[\w$@.]", bare) else ""

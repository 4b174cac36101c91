"""What a letter states, as plain values by which it can be compared with the same letter in another language.

Decisions:

- A fact is compared as what it means, not as it is written: 1.500,00 € and €1,500.00 are one amount, 3 May 2027 and
  3/5/2027 one date. A fact that can be read in several ways has several readings, and agrees with another as soon as
  one of them does.
- Values are plain strings and offsets into the file, so that they outlive the letter and can be stored.
- Besides what is surely stated, it is kept what might state it in other words: a figure that may be an amount, a month
  whose day is written out ("the first of May"). That is never told as a difference, and never lets one be told.
- Telephone numbers are compared from their end, which is the same with and without the country's prefix; so nobody has
  to guess whose country a number is in. Of a web address only the name counts: firm.example/en, www.firm.example and
  es.firm.example are one.
- A placeholder that a program fills has a name, which must be the same in every language. One that a person fills says
  in words what belongs there, and each language has its own: there only the slot counts ("[Date]", "[Fecha]").
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

Category = Literal["date", "amount", "contact", "placeholder"]
Place = Literal["news", "first-sentence", "last-sentence"]
"""Where something that is missing is told."""

_LEAST_DIGITS = 6
"""Two telephone numbers agree if so many digits, or more, are the end of both."""
_HOST = re.compile(r"(?:[a-z][a-z+.-]*://)?(?:[^@/\s]*@)?([^/:?#\s]+)")


class Fact(msgspec.Struct, frozen=True):
    """One thing that a letter states; `start` and `end` are its stretch in the file."""

    category: Category
    readings: tuple[str, ...]
    """What it may mean: `2027-5-3` (without year or day `-5-3`, `2027-5-`), `1500`, `tel:…`, `mail:…`, `web:…`,
    `name:…`, `slot:…`."""
    text: str
    start: int
    end: int

    @property
    def mailbox_at(self) -> str | None:
        """For an e-mail address the name of the site that it is at."""
        return site(self.readings[0]) if self.readings[0].startswith("mail:") else None


class Facts(msgspec.Struct, frozen=True):
    """What a letter does and states."""

    sure: frozenset[str] = frozenset()
    """The moves that it surely makes."""
    possible: frozenset[str] = frozenset()
    """The moves that it makes, surely or possibly."""
    stated: tuple[Fact, ...] = ()
    """In the order of the text."""
    unsure: frozenset[str] = frozenset()
    """What it might state, as readings: figures that may be amounts or telephone numbers, days of a month."""
    amounts_in_words: bool = False
    open_blanks: bool = False
    """Whether it has a placeholder that does not say what it stands for."""
    marks: frozenset[str] = frozenset()
    """Names and long figures, by which versions of one letter know each other."""
    places: tuple[tuple[Place, int, int], ...] = ()
    """For each place its stretch of the file."""

    def encoded(self) -> bytes:
        """The same as bytes, which are the same for equal facts."""
        return msgspec.msgpack.encode(self, order="sorted")

    @classmethod
    def decoded(cls, facts: bytes) -> Facts:
        """What was encoded."""
        return msgspec.msgpack.decode(facts, type=cls)

    def of(self, category: Category) -> list[Fact]:
        """The facts of one category."""
        return [fact for fact in self.stated if fact.category == category]

    def stretch(self, place: Place) -> tuple[int, int]:
        """Where a finding about something missing points."""
        return next((start, end) for name, start, end in self.places if name == place)

    def states(self, fact: Fact) -> bool:
        """Whether it surely states a fact."""
        return any(agree(fact, own) for own in self.stated)

    def may_state(self, fact: Fact) -> bool:
        """Whether it states a fact, or might in other words."""
        if self.states(fact):
            return True
        readings = set(fact.readings)
        match fact.category:
            case "amount":
                return self.amounts_in_words or not self.unsure.isdisjoint(readings)
            case "date":
                return any(_same_date(reading, other) for reading in readings for other in self.unsure)
            case "contact":
                sites = {f"web:{own.mailbox_at}" for own in self.of("contact") if own.mailbox_at}
                return bool(readings & sites) or any(_same_contact(a, b) for a in readings for b in self.unsure)
            case "placeholder":
                return self.open_blanks and not _names(fact)


def agree(one: Fact, other: Fact) -> bool:
    """Whether two facts can mean the same."""
    if one.category != other.category:
        return False
    left, right = one.readings, other.readings
    match one.category:
        case "date":
            return any(_same_date(a, b) for a in left for b in right)
        case "contact":
            return any(_same_contact(a, b) for a in left for b in right)
        case "placeholder" if _names(one) and _names(other):
            return _names(one) == _names(other)
    return not set(left).isdisjoint(right)


def _names(placeholder: Fact) -> list[str]:
    return [reading for reading in placeholder.readings if reading.startswith("name:")]


def _same_date(one: str, other: str) -> bool:
    """Whether two readings of dates have the same parts, as far as both have them."""
    left, right = one.split("-"), other.split("-")
    return len(left) == len(right) and all(a == b or not a or not b for a, b in zip(left, right, strict=True))


def _same_contact(one: str, other: str) -> bool:
    if one.startswith("tel:") and other.startswith("tel:"):
        shorter, longer = sorted((one[4:], other[4:]), key=len)
        return longer.endswith(shorter) and (len(shorter) >= _LEAST_DIGITS or shorter == longer)
    return one == other


def site(address: str) -> str:
    """The name of a site or a mail domain: the longest part of its host, `firm` in `www.firm.example/en`."""
    host = _HOST.match(address)
    return max((host[1] if host else address).split("."), key=len)

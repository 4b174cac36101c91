"""A letter as letterlint understands it: plain frozen values, which rules are checked against.

Offsets count code points of the letter's text; ends are exclusive.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby, islice
from operator import attrgetter
from typing import TypeVar

import msgspec

from letterlint import zones
from letterlint.dates import WrittenDate, calendar_names, read_date
from letterlint.packs import Phrase
from letterlint.reading.source import plain
from letterlint.slots import Found
from letterlint.stretches import Stretches
from letterlint.zones import Zone

_Item = TypeVar("_Item")


class Cue(msgspec.Struct, frozen=True, gc=False):
    """A stretch that a phrase of the pack matched."""

    phrase: Phrase
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a sentence makes a move; `cue` is None where its place alone makes the move possible."""

    move: str
    cue: Cue | None


@dataclass(frozen=True)
class Sentence:
    """A body sentence and what it does."""

    start: int
    end: int
    paragraph: int
    """The number of its paragraph in the body, from 0."""
    sure: tuple[Evidence, ...] = ()
    possible: tuple[Evidence, ...] = ()

    @cached_property
    def moves(self) -> frozenset[str]:
        """The moves it surely makes."""
        return frozenset([evidence.move for evidence in self.sure])

    @cached_property
    def possible_moves(self) -> frozenset[str]:
        """The moves it makes, surely or possibly."""
        return self.moves.union([evidence.move for evidence in self.possible])

    def cue_for(self, moves: Collection[str]) -> Cue | None:
        """The first phrase by which it surely makes one of some moves."""
        return next((evidence.cue for evidence in self.sure if evidence.move in moves), None)


@dataclass(frozen=True)
class Letter:
    """A letter: its zones, its body sentences with their moves, its kind."""

    text: str
    language: str
    kind: str
    declared: bool
    """Whether the user said the kind."""
    medium: str
    zones: tuple[Zone, ...]
    sentences: tuple[Sentence, ...]
    cues: tuple[Cue, ...]
    slots: tuple[Found, ...] = ()
    """What fills the slots that phrases may name, in the whole text."""
    template: bool = False
    """Whether placeholders are meant to stand in it."""

    @cached_property
    def zones_of(self) -> Mapping[str, Sequence[Zone]]:
        """The zones with each label that any has, in order."""
        return _grouped(self.zones, attrgetter("label"))

    @cached_property
    def cues_of(self) -> Mapping[str, Sequence[Cue]]:
        """What the phrases of each list matched, for those that matched anything."""
        return _grouped(self.cues, lambda cue: cue.phrase.list)

    @cached_property
    def slots_of(self) -> Mapping[str, Sequence[Found]]:
        """What fills each slot that anything fills, in the order of the text."""
        return _grouped(sorted(self.slots, key=attrgetter("start")), attrgetter("slot"))

    def zone(self, label: str) -> Zone | None:
        """The first zone with this label."""
        return next(iter(self.zones_of.get(label, ())), None)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The body sentence that holds an offset, found by bisection."""
        at = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[at] if at >= 0 and offset < self.sentences[at].end else None

    @cached_property
    def moves(self) -> frozenset[str]:
        """The moves that its sentences surely make."""
        return frozenset().union(*(sentence.moves for sentence in self.sentences))

    @cached_property
    def possible_moves(self) -> frozenset[str]:
        """The moves that its sentences make, surely or possibly."""
        return frozenset().union(*(sentence.possible_moves for sentence in self.sentences))

    def making(self, moves: Collection[str]) -> list[Sentence]:
        """The sentences that surely make one of the moves, in order."""
        if self.moves.isdisjoint(moves):
            return []
        return [sentence for sentence in self.sentences if not sentence.moves.isdisjoint(moves)]

    @cached_property
    def news(self) -> Sentence | None:
        """The sentence that says the news or veils it, else one that may say it.

        Of several, the first that speaks for the letter's kind, and of those rather one that says when.
        """
        if said := self.making(["news", "veiled-news"]):
            telling = [sentence for sentence in said if any(map(self.speaks_for_kind, sentence.sure))] or said
            return next((sentence for sentence in telling if "end-date" in sentence.moves), telling[0])
        return next((sentence for sentence in self.sentences if "news" in sentence.possible_moves), None)

    def speaks_for_kind(self, evidence: Evidence) -> bool:
        """Whether a phrase that speaks for the letter's kind is behind it."""
        return evidence.cue is not None and evidence.cue.phrase.kind == self.kind

    @cached_property
    def dates(self) -> tuple[tuple[Found, WrittenDate], ...]:
        """The calendar dates of the whole text, in order."""
        names = calendar_names(self.language)
        written = self.slots_of.get("CALENDAR", ())
        return tuple(
            (slot, read_date(found[0], names))
            for slot in written  # a whole word, of which the date may be a part
            for found in islice(names.dates(plain(self.text[slot.start : slot.end])), 1)
        )

    @cached_property
    def date(self) -> date | None:
        """The letter's own date: the first outside the body that names its year and can be read in one way only."""
        within = (zones.BODY, zones.POSTSCRIPT, zones.ENCLOSURE)
        inside = Stretches((zone.start, zone.end) for label in within for zone in self.zones_of.get(label, ()))
        for slot, written in self.dates:
            if slot.start in inside:
                continue
            readings = [reading for reading in written.readings if reading.year and reading.day and reading.exists]
            if len(readings) == 1:
                return readings[0].in_year(readings[0].year or 0)
        return None

    def text_of(self, start: int, end: int) -> str:
        """A stretch of the text on one line."""
        return " ".join(self.text[start:end].split())

    @cached_property
    def paragraphs(self) -> tuple[tuple[Sentence, ...], ...]:
        """The body sentences, paragraph by paragraph."""
        return tuple(tuple(group) for _, group in groupby(self.sentences, key=attrgetter("paragraph")))


def _grouped(items: Iterable[_Item], name: Callable[[_Item], str]) -> Mapping[str, Sequence[_Item]]:
    """Sort items by a name that each has."""
    groups: dict[str, list[_Item]] = defaultdict(list)
    for item in items:
        groups[name(item)].append(item)
    return groups

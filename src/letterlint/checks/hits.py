"""What a check finds, and the places that a finding can point at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

import msgspec

from letterlint import zones
from letterlint.dates import WrittenDate
from letterlint.letter import Cue, Letter, Sentence
from letterlint.slots import Found

Anchor = Literal[
    "news",
    "veiled-news",
    "fault",
    "referral",
    "end-date",
    "first-sentence",
    "last-sentence",
    "first-line",
    "last-line",
    "salutation",
    "subject",
]
"""A place in a letter by its name."""

Value = str | int | float | date
"""What a message can name; it is written as the language of the message writes it."""


class Hit(msgspec.Struct, frozen=True):
    """A stretch that a check objects to, in code points."""

    start: int
    end: int
    cue: Cue | None = None
    """The phrase behind it, if any."""
    case: str | None = None
    """Which of the rule's cases this is, where it has more than one."""
    fields: Mapping[str, Value] = msgspec.field(default_factory=dict)
    """What the rule's texts can name."""


def locate(letter: Letter, anchors: tuple[Anchor, ...], case: str | None = None) -> Hit:
    """Point at the first of the places that the letter has; failing all, at its first line."""
    found = (hit for anchor in anchors if (hit := _place(letter, anchor)))
    hit = next(found, None) or _line(letter, 0)
    return Hit(hit.start, hit.end, hit.cue, case)


def _place(letter: Letter, anchor: Anchor) -> Hit | None:
    match anchor:
        case "news":
            return _sentence(letter.news, ("news", "veiled-news")) if letter.news else None
        case "veiled-news" | "fault" | "referral":
            said = letter.making([anchor])
            return _sentence(said[0], (anchor,)) if said else None
        case "end-date":
            return next((Hit(slot.start, slot.end) for slot, _ in end_dates(letter)), None)
        case "first-sentence" | "last-sentence":
            at = 0 if anchor == "first-sentence" else -1
            return _sentence(letter.sentences[at], ()) if letter.sentences else None
        case "salutation" | "subject":
            zone = letter.zone(zones.SALUTATION if anchor == "salutation" else zones.SUBJECT)
            return Hit(zone.start, zone.end) if zone else None
        case "first-line" | "last-line":
            return _line(letter, 0 if anchor == "first-line" else -1)


def _sentence(sentence: Sentence, moves: tuple[str, ...]) -> Hit:
    """A sentence, with the phrase by which it makes one of the moves."""
    return Hit(sentence.start, sentence.end, sentence.cue_for(moves))


def _line(letter: Letter, at: int) -> Hit:
    line = zones.lines_of(letter.text)[at]
    return Hit(line.start, line.end)


def resolved_end_dates(letter: Letter) -> list[tuple[date, Found]]:
    """Each reading of each end date, near the letter's own date, with where it stands; none without that date."""
    return [
        (value, slot)
        for slot, end in end_dates(letter)
        for reading in end.readings
        if letter.date and (value := reading.near(letter.date))
    ]


def end_dates(letter: Letter) -> list[tuple[Found, WrittenDate]]:
    """The calendar dates by which the letter surely says when it ends or takes effect, those with the news first."""
    found = []
    for slot, written in letter.dates:
        sentence = letter.sentence_at(slot.start)
        if sentence and any(
            evidence.move == "end-date"
            and evidence.cue
            and evidence.cue.start < slot.end
            and slot.start < evidence.cue.end
            for evidence in sentence.sure
        ):
            found.append((not sentence.moves & {"news", "veiled-news"}, slot, written))
    return [(slot, written) for _, slot, written in sorted(found, key=lambda one: one[0])]

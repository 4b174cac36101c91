"""What a check finds, and the places that a finding can point at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from letterlint import zones
from letterlint.letter import Cue, Letter

Anchor = Literal[
    "news", "veiled-news", "first-sentence", "last-sentence", "first-line", "last-line", "salutation", "subject"
]
"""A place in a letter by its name."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch that a check objects to, in code points; `cue` is the phrase that it matched, if any."""

    start: int
    end: int
    cue: Cue | None = None


def locate(letter: Letter, anchors: tuple[Anchor, ...]) -> Hit:
    """Find the first of the places that the letter has; failing all, its first line."""
    for anchor in anchors:
        if stretch := _stretch(letter, anchor):
            return Hit(*stretch)
    return Hit(*_first_line(letter))


def _stretch(letter: Letter, anchor: Anchor) -> tuple[int, int] | None:  # noqa: PLR0911  # one a place
    match anchor:
        case "news":
            return (letter.news.start, letter.news.end) if letter.news else None
        case "veiled-news":
            said = letter.making(["veiled-news"])
            return (said[0].start, said[0].end) if said else None
        case "first-sentence" | "last-sentence":
            if not letter.sentences:
                return None
            sentence = letter.sentences[0 if anchor == "first-sentence" else -1]
            return sentence.start, sentence.end
        case "salutation" | "subject":
            zone = letter.zone(zones.SALUTATION if anchor == "salutation" else zones.SUBJECT)
            return (zone.start, zone.end) if zone else None
        case "first-line":
            return _first_line(letter)
        case "last-line":
            lines = zones.lines_of(letter.text)
            return lines[-1].start, lines[-1].end


def _first_line(letter: Letter) -> tuple[int, int]:
    line = zones.lines_of(letter.text)[0]
    return line.start, line.end

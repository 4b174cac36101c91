"""`zone`: a part of the letter outside its body that should be there, or hold something, and does not."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from letterlint.checks.hits import Anchor, Hit, locate
from letterlint.letter import Letter


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename="kebab"):
    """The settings of a `zone` check."""

    zones: tuple[str, ...]
    """Any one of these parts will do."""
    holding: tuple[str, ...] = ()
    """Slots of which it must hold one; it need only be there unless given."""
    or_figures: tuple[str, ...] = ()
    """The parts in which any figure will do: an address has a number or a postcode."""
    not_phrases: str | None = None
    """A list of phrases; a part that has one of them says nothing."""
    at: tuple[Anchor, ...] = ("first-line",)
    """Where a finding points: the first of these that the letter has."""
    case: str | None = None
    """The rule's case that this is."""


def run(settings: Settings, letter: Letter) -> Iterator[Hit]:
    """Yield one hit if none of the parts is as it should be."""
    parts = [zone for zone in letter.zones if zone.label in settings.zones]
    empty = [
        cue
        for cue in letter.cues
        if cue.phrase.list == settings.not_phrases and any(zone.start <= cue.start < zone.end for zone in parts)
    ]
    for zone in parts:
        held = {slot.slot for slot in letter.slots if zone.start <= slot.start < zone.end}
        figured = zone.label in settings.or_figures and any(map(str.isdigit, letter.text[zone.start : zone.end]))
        if (not settings.holding or held & set(settings.holding) or figured) and not empty:
            return
    if empty:
        yield Hit(empty[0].start, empty[0].end, empty[0])
    else:
        yield locate(letter, settings.at, settings.case)

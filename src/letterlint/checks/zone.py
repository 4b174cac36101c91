"""`zone`: a part of the letter outside its body that should be there, or hold something, and does not."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from letterlint.checks.hits import Anchor, Hit, locate
from letterlint.letter import Letter
from letterlint.zones import Zone


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
    parts = [zone for label in settings.zones for zone in letter.zones_of.get(label, ())]
    sayings = letter.cues_of.get(settings.not_phrases or "", ())
    empty = next((cue for cue in sayings if any(zone.start <= cue.start < zone.end for zone in parts)), None)
    if empty:
        yield Hit(empty.start, empty.end, empty)
    elif not any(_is_enough(settings, letter, zone) for zone in parts):
        yield locate(letter, settings.at, settings.case)


def _is_enough(settings: Settings, letter: Letter, zone: Zone) -> bool:
    """Whether a part holds what it should."""
    if not settings.holding:
        return True
    held = (slot for name in settings.holding for slot in letter.slots_of.get(name, ()))
    figured = zone.label in settings.or_figures and any(map(str.isdigit, letter.text[zone.start : zone.end]))
    return figured or any(zone.start <= slot.start < zone.end for slot in held)

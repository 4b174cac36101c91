"""`agreement`: phrases of one list that are of different forms where one form should be kept throughout."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

import msgspec

from letterlint.checks.hits import Hit
from letterlint.letter import Letter


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The settings of an `agreement` check."""

    phrases: str
    """The list of phrases; each of its groups has a `form`."""


def run(settings: Settings, letter: Letter) -> Iterator[Hit]:
    """Yield one hit, at the first phrase whose form is not that of the letter's first."""
    cues = sorted(
        (cue for cue in letter.cues_of.get(settings.phrases, ()) if cue.phrase.strength == "sure"),
        key=attrgetter("start"),
    )
    for cue in cues:
        if cue.phrase.form != cues[0].phrase.form:
            first = letter.text_of(cues[0].start, cues[0].end)
            fields = {"first": first, "kept": cues[0].phrase.form or "", "form": cue.phrase.form or ""}
            yield Hit(cue.start, cue.end, cue, fields=fields)
            return

"""`phrase`: words that a letter should do without."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from letterlint.checks.hits import Hit
from letterlint.letter import Cue, Letter


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The settings of a `phrase` check."""

    phrases: str
    """The list of phrases (`phrases/<language>/<list>.toml`)."""


def run(settings: Settings, letter: Letter) -> Iterator[Hit]:
    """Yield a hit for each phrase of the list; of phrases that overlap, the longest."""
    cues = [cue for cue in letter.cues if cue.phrase.list == settings.phrases and cue.phrase.strength == "sure"]
    kept: list[Cue] = []
    for cue in sorted(cues, key=lambda cue: (cue.start, cue.end)):
        if not kept or cue.start >= kept[-1].end:
            kept.append(cue)
        elif cue.end - cue.start > kept[-1].end - kept[-1].start:
            kept[-1] = cue
    for cue in kept:
        yield Hit(cue.start, cue.end, cue)

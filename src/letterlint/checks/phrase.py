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
    for cue in sorted(cues, key=lambda cue: (cue.start - cue.end, cue.start)):
        if not any(cue.start < other.end and other.start < cue.end for other in kept):
            kept.append(cue)
    for cue in sorted(kept, key=lambda cue: cue.start):
        yield Hit(cue.start, cue.end, cue)

"""`length`: a sentence with too many words."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from letterlint.checks.hits import Hit
from letterlint.letter import Letter


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The settings of a `length` check."""

    words: float
    """How many words, as white space separates them, a sentence may have (a limit)."""


def run(settings: Settings, letter: Letter) -> Iterator[Hit]:
    """Yield a hit for each sentence that is too long."""
    for sentence in letter.sentences:
        words = len(letter.text[sentence.start : sentence.end].split())
        if words > settings.words:
            yield Hit(sentence.start, sentence.end, fields={"words": words, "limit": int(settings.words)})

"""`delay`: a move that comes too late in the letter.

Decision: a sentence that so much as possibly makes the move comes early enough.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from letterlint.checks.hits import Hit
from letterlint.letter import Letter


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename="kebab"):
    """The settings of a `delay` check."""

    moves: tuple[str, ...]
    """Any one of these counts as the move."""
    paragraphs: float
    """In how many paragraphs, from the first, it may stand (a limit)."""
    sentences: float
    """After how many sentences it may come (a limit)."""


def run(settings: Settings, letter: Letter) -> Iterator[Hit]:
    """Yield one hit, at the first sentence that makes the move, if it comes too late."""
    wanted = set(settings.moves)
    for number, sentence in enumerate(letter.sentences):
        if sentence.possible_moves.isdisjoint(wanted):
            continue
        late = sentence.paragraph >= settings.paragraphs or number > settings.sentences
        if late and sentence.moves & wanted:
            cue = sentence.cue_for(wanted)
            fields = {"paragraph": sentence.paragraph + 1, "sentence": number + 1}
            yield Hit(sentence.start, sentence.end, cue, fields=fields)
        return

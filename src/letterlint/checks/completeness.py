"""`completeness`: a move that is made but lacks what makes it useful.

Decision: what it needs may stand in the sentence that makes the move or in the few that follow; a letter that makes
the move twice has made it completely if it did once.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from letterlint.checks.hits import Hit
from letterlint.letter import Letter, Sentence


class Needed(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One thing that the move needs; any of these will do."""

    case: str
    """The rule's case if it is not there."""
    slots: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    """Lists of phrases."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The settings of a `completeness` check."""

    moves: tuple[str, ...]
    needs: tuple[Needed, ...]
    following: int = 2
    """How many sentences after the one that makes the move may hold it."""


def run(settings: Settings, letter: Letter) -> Iterator[Hit]:
    """Yield one hit, at the first sentence that makes the move, for the first thing that it lacks."""
    made = [at for at, sentence in enumerate(letter.sentences) if sentence.moves & set(settings.moves)]
    lacking = [_lacking(settings, letter, letter.sentences[at : at + 1 + settings.following]) for at in made]
    if made and all(lacking):
        sentence = letter.sentences[made[0]]
        cue = next(evidence.cue for evidence in sentence.sure if evidence.move in settings.moves)
        yield Hit(sentence.start, sentence.end, cue, lacking[0])


def _lacking(settings: Settings, letter: Letter, sentences: tuple[Sentence, ...]) -> str | None:
    """The case of the first thing that some sentences lack."""
    start, end = sentences[0].start, sentences[-1].end
    slots = {slot.slot for slot in letter.slots if start <= slot.start < end}
    lists = {cue.phrase.list for cue in letter.cues if start <= cue.start < end}
    return next(
        (need.case for need in settings.needs if not slots & set(need.slots) and not lists & set(need.phrases)), None
    )

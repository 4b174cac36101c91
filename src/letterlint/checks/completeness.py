"""`completeness`: a move that is made but lacks what makes it useful.

Decision: what it needs may stand in the sentence that makes the move or in the few that follow; a letter that makes
the move twice has made it completely if it did once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from letterlint.checks.hits import Hit
from letterlint.letter import Letter, Sentence


class Needed(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename="kebab"):
    """One thing that the move needs; any of these will do."""

    case: str
    """The rule's case if it is not there."""
    slots: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    """Lists of phrases."""
    not_phrases: str | None = None
    """A list of phrases; a slot in one of them is something else: "in Leeds" names no one."""
    following: int = 2
    """How many sentences after the one that makes the move may hold it."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename="kebab"):
    """The settings of a `completeness` check."""

    moves: tuple[str, ...]
    unless_moves: tuple[str, ...] = ()
    """Moves of which none may be in the same sentence, or nothing is told: it may not make the move at all."""
    needs: tuple[Needed, ...]


def run(settings: Settings, letter: Letter) -> Iterator[Hit]:
    """Yield one hit, at the first sentence that makes the move, for the first thing that it lacks."""
    if letter.moves.isdisjoint(settings.moves):
        return
    made = [at for at, sentence in enumerate(letter.sentences) if not sentence.moves.isdisjoint(settings.moves)]
    doubtful = any(not letter.sentences[at].moves.isdisjoint(settings.unless_moves) for at in made)
    lacking = [_lacking(settings, letter, at) for at in made]
    if not doubtful and all(lacking):
        sentence = letter.sentences[made[0]]
        cue = sentence.cue_for(settings.moves)
        yield Hit(sentence.start, sentence.end, cue, lacking[0])


def _lacking(settings: Settings, letter: Letter, at: int) -> str | None:
    """The case of the first thing that the move in a sentence lacks."""
    for need in settings.needs:
        if not _has(need, letter, letter.sentences[at : at + 1 + need.following]):
            return need.case
    return None


def _has(need: Needed, letter: Letter, sentences: Sequence[Sentence]) -> bool:
    start, end = sentences[0].start, sentences[-1].end
    others = [cue for cue in letter.cues_of.get(need.not_phrases or "", ()) if start <= cue.start < end]
    return any(start <= cue.start < end for name in need.phrases for cue in letter.cues_of.get(name, ())) or any(
        start <= slot.start < end and not any(cue.start <= slot.start < cue.end for cue in others)
        for name in need.slots
        for slot in letter.slots_of.get(name, ())
    )

"""`phrase`: words that a letter should do without."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from letterlint.checks.hits import Hit
from letterlint.letter import Cue, Letter

_MARKS = " .,;:!?…"
"""Marks that end a phrase are no part of it."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename="kebab"):
    """The settings of a `phrase` check."""

    phrases: tuple[str, ...]
    """The lists of phrases (`phrases/<language>/<list>.toml`)."""
    in_moves: tuple[str, ...] = ()
    """Only in a sentence that makes, or may make, one of these moves; anywhere unless given."""
    unless_moves: tuple[str, ...] = ()
    """Not if a sentence without any of the phrases surely makes one of these moves."""
    once: bool = False
    """Whether only the first is told."""
    case: str | None = None
    """The rule's case that this is."""


def run(settings: Settings, letter: Letter) -> Iterator[Hit]:
    """Yield a hit for each phrase of the lists; of phrases that overlap, the longest."""
    if letter.cues_of.keys().isdisjoint(settings.phrases):
        return
    cues = [
        cue
        for cue in letter.cues
        if cue.phrase.list in settings.phrases and cue.phrase.strength == "sure" and _counts(settings, letter, cue)
    ]
    saying = {sentence.start for cue in cues if (sentence := letter.sentence_at(cue.start))}
    if any(sentence.start not in saying for sentence in letter.making(settings.unless_moves)):
        return
    kept: list[Cue] = []
    for cue in sorted(cues, key=lambda cue: (cue.start, cue.end)):
        if not kept or cue.start >= kept[-1].end:
            kept.append(cue)
        elif cue.end - cue.start > kept[-1].end - kept[-1].start:
            kept[-1] = cue
    for cue in kept[:1] if settings.once else kept:
        words = letter.text[cue.start : cue.end].rstrip(_MARKS)
        yield Hit(cue.start, cue.start + max(len(words), 1), cue, settings.case)


def _counts(settings: Settings, letter: Letter, cue: Cue) -> bool:
    """Whether a phrase stands where it counts."""
    if not settings.in_moves:
        return True
    sentence = letter.sentence_at(cue.start)
    return sentence is not None and not sentence.possible_moves.isdisjoint(settings.in_moves)

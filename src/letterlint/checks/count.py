"""`count`: a move that a letter makes too often, or at too great length."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from letterlint.checks.hits import Hit
from letterlint.letter import Letter, Sentence


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename="kebab"):
    """The settings of a `count` check; of its limits, those that are given."""

    moves: tuple[str, ...]
    """What is counted: the sentences that surely make one of these moves."""
    sentences: float | None = None
    """How many of them may be (a limit)."""
    words: float | None = None
    """How many words they may have together (a limit)."""
    continued: int = 0
    """How many sentences in a row that surely do nothing, right after one that counts, go on with it and count too."""
    at: Literal["sentence", "phrase"] = "sentence"
    """Whether a finding points at the first sentence past the limit, or at the phrase in it."""


def run(settings: Settings, letter: Letter) -> Iterator[Hit]:
    """Yield one hit, at the first sentence past a limit."""
    if letter.moves.isdisjoint(settings.moves):
        return
    words = 0
    said = _counted(settings, letter)
    total = sum(_words(letter, sentence) for sentence in said)
    for number, sentence in enumerate(said, 1):
        words += _words(letter, sentence)
        for case, value, limit in (("sentences", number, settings.sentences), ("words", words, settings.words)):
            if limit is not None and value > limit:
                cue = sentence.cue_for(settings.moves)
                stretch = cue if settings.at == "phrase" and cue else sentence
                fields = {"count": len(said), "words": total, "limit": int(limit)}
                yield Hit(stretch.start, stretch.end, cue, case, fields)
                return


def _counted(settings: Settings, letter: Letter) -> list[Sentence]:
    counted: list[Sentence] = []
    left = 0
    for sentence in letter.sentences:
        if not sentence.moves.isdisjoint(settings.moves):
            left = settings.continued
        elif sentence.moves or not left:
            left = 0
            continue
        else:
            left -= 1
        counted.append(sentence)
    return counted


def _words(letter: Letter, sentence: Sentence) -> int:
    return len(letter.text[sentence.start : sentence.end].split())

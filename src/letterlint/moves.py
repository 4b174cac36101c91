"""From cues to moves: what each sentence of the body does, surely or possibly.

Decisions:

- Words come first, place second. A sentence makes a move surely by a phrase that the pack calls sure; then,
  knowing where the news is said, phrases that count only in a place are looked at; last come the possible
  moves, some of which a sentence's place alone makes possible ("Sure, possible, absent").
- An exception silences every hit of its own list that it overlaps, wherever the hit begins or ends.
- It does not matter here who found the cues.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from letterlint.letter import Cue, Evidence, Sentence
from letterlint.packs import Move, Place

NEAR = 2
"""How many sentences on each side of the news are beside it."""


def without_exceptions(cues: Sequence[Cue]) -> list[Cue]:
    """Drop the exceptions, and the hits that they silence."""
    exceptions = [cue for cue in cues if cue.phrase.strength == "except"]
    return [
        cue
        for cue in cues
        if cue.phrase.strength != "except"
        and not any(
            other.phrase.list == cue.phrase.list and other.start < cue.end and cue.start < other.end
            for other in exceptions
        )
    ]


def assign_moves(sentences: Sequence[Sentence], cues: Sequence[Cue], moves: Mapping[str, Move]) -> list[Sentence]:
    """Say what each sentence does.

    Args:
        sentences: the body, in order.
        cues: what the phrases of the pack hit, exceptions already applied.
        moves: the moves of the pack.
    """
    by_sentence = [
        [cue for cue in cues if cue.phrase.list in moves and sentence.start <= cue.start < sentence.end]
        for sentence in sentences
    ]
    sure = [_evidence(found, lambda cue: _is(cue, "sure", placed=False)) for found in by_sentence]
    may_be_news = [any(cue.phrase.list == "news" for cue in found) for found in by_sentence]
    is_in = _places(sentences, sure, may_be_news)

    def placed(at: int) -> tuple[Evidence, ...]:
        return _evidence(by_sentence[at], lambda cue: _is(cue, "sure", placed=True) and is_in(cue.phrase.place, at))

    sure = [found + placed(at) for at, found in enumerate(sure)]
    return [
        Sentence(
            sentence.start,
            sentence.end,
            sentence.paragraph,
            sure[at],
            tuple(_possible(at, by_sentence[at], sure[at], moves, is_in)),
        )
        for at, sentence in enumerate(sentences)
    ]


IsIn = Callable[[Place | None, int], bool]
"""Whether the sentence with this number stands in this place."""


def _is(cue: Cue, strength: str, *, placed: bool) -> bool:
    return cue.phrase.strength == strength and (cue.phrase.place is not None) == placed


def _evidence(cues: Iterable[Cue], counts: Callable[[Cue], bool]) -> tuple[Evidence, ...]:
    return tuple(Evidence(cue.phrase.list, cue) for cue in cues if counts(cue))


def _possible(
    at: int, cues: Sequence[Cue], sure: Sequence[Evidence], moves: Mapping[str, Move], is_in: IsIn
) -> Iterator[Evidence]:
    claimed = {evidence.move for evidence in sure}
    for cue in cues:
        phrase = cue.phrase
        unclaimed = not (claimed - {phrase.list})
        if phrase.strength == "possible" and is_in(phrase.place, at) and (unclaimed or not phrase.unclaimed):
            yield Evidence(phrase.list, cue)
    for name, move in moves.items():
        for possible in move.possible:
            if is_in(possible.place, at) and not (possible.unclaimed and claimed):
                yield Evidence(name, None)


def _places(sentences: Sequence[Sentence], sure: Sequence[Sequence[Evidence]], may_be_news: Sequence[bool]) -> IsIn:
    """Where the news is, and so what is before, beside and after it."""

    def making(move: str) -> list[int]:
        return [at for at, found in enumerate(sure) if any(evidence.move == move for evidence in found)]

    news = making("news") or making("veiled-news") or [at for at, may_be in enumerate(may_be_news) if may_be]
    telling = {*making("news"), *making("veiled-news")}
    last = sentences[-1].paragraph if sentences else 0

    def is_in(place: Place | None, at: int) -> bool:  # noqa: PLR0911  # one a place
        paragraph = sentences[at].paragraph
        match place:
            case None:
                return True
            case "with-news":
                return at in telling
            case "before-news":
                return at <= news[0] if news else paragraph == 0
            case "beside-news":
                return any(abs(at - there) <= NEAR for there in news) if news else True
            case "after-news":
                return at >= news[0] if news else True
            case "first-paragraph":
                return paragraph == 0
            case "last-paragraph":
                return paragraph == last

    return is_in

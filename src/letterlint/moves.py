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
from dataclasses import replace

from letterlint.letter import Cue, Evidence, Sentence
from letterlint.packs import Move, Place, Possible
from letterlint.stretches import Stretches

NEAR = 2
"""How many sentences on each side of the news are beside it."""


def without_exceptions(cues: Sequence[Cue], moves: Mapping[str, Move]) -> list[Cue]:
    """Drop, from the cues of a sentence, the exceptions and what they silence, and what yields to another list."""
    excepted = _by_list(cue for cue in cues if cue.phrase.strength == "except")
    kept = [
        cue
        for cue in cues
        if cue.phrase.strength != "except"
        and not (cue.phrase.list in excepted and excepted[cue.phrase.list].meets(cue.start, cue.end))
    ]
    sure = _by_list(cue for cue in kept if cue.phrase.strength == "sure")

    def yields(cue: Cue) -> bool:
        move = moves.get(cue.phrase.list)
        lists = move.yields_to if move else ()
        return any(name in sure and sure[name].meets(cue.start, cue.end) for name in lists)

    return [cue for cue in kept if not yields(cue)]


def _by_list(cues: Iterable[Cue]) -> dict[str, Stretches]:
    """The stretches of cues, by their lists."""
    stretches: dict[str, list[tuple[int, int]]] = {}
    for cue in cues:
        stretches.setdefault(cue.phrase.list, []).append((cue.start, cue.end))
    return {name: Stretches(some) for name, some in stretches.items()}


def of_kind(cues: Sequence[Cue], kind: str) -> list[Cue]:
    """Drop the cues that speak for another kind of letter, in lists that have some that speak for this one.

    A refusal says what broke down, a termination whose prices rose: that is its reason, not its news.
    """
    telling = {cue.phrase.list for cue in cues if cue.phrase.kind == kind and cue.phrase.strength == "sure"}
    return [cue for cue in cues if cue.phrase.list not in telling or cue.phrase.kind in {None, kind}]


def assign_moves(sentences: Sequence[Sentence], cues: Sequence[Cue], moves: Mapping[str, Move]) -> list[Sentence]:
    """Say what each sentence does.

    Args:
        sentences: the body, in order.
        cues: what the phrases of the pack hit, exceptions already applied.
        moves: the moves of the pack.
    """
    by_sentence = cues_of([(one.start, one.end) for one in sentences], cues)
    sure, is_in = _sure(sentences, by_sentence, moves)
    return [
        replace(sentence, sure=found, possible=tuple(_possible(at, by_sentence[at], found, moves, is_in)))
        for at, (sentence, found) in enumerate(zip(sentences, sure, strict=True))
    ]


def sure_moves(
    sentences: Sequence[Sentence], by_sentence: Sequence[Sequence[Cue]], moves: Mapping[str, Move]
) -> list[tuple[Evidence, ...]]:
    """Say what each sentence surely does.

    Args:
        sentences: the body, in order.
        by_sentence: the cues of each.
        moves: the moves of the pack.
    """
    return _sure(sentences, by_sentence, moves)[0]


def cues_of(spans: Iterable[tuple[int, int]], cues: Sequence[Cue]) -> list[list[Cue]]:
    """Sort cues into the sentences in which they begin."""
    return Stretches(spans).group(cues, lambda cue: cue.start)


def _sure(
    sentences: Sequence[Sentence], by_sentence: Sequence[Sequence[Cue]], moves: Mapping[str, Move]
) -> tuple[list[tuple[Evidence, ...]], IsIn]:
    """What each sentence surely does, and what that says of its place."""
    made = [[cue for cue in found if cue.phrase.list in moves] for found in by_sentence]
    sure = [_evidence(found, lambda cue: _is_sure(cue, placed=False)) for found in made]
    may_be_news = [any(cue.phrase.list == "news" for cue in found) for found in by_sentence]
    is_in = _places(sentences, sure, may_be_news)

    def placed(at: int) -> tuple[Evidence, ...]:
        return _evidence(made[at], lambda cue: _is_sure(cue, placed=True) and is_in(cue.phrase.place, at))

    return _settled([found + placed(at) for at, found in enumerate(sure)], moves), is_in


def _settled(sure: Sequence[tuple[Evidence, ...]], moves: Mapping[str, Move]) -> list[tuple[Evidence, ...]]:
    """Drop the news where a sentence does what no news does, if another says the news and nothing of the kind."""

    def tells(found: Iterable[Evidence]) -> bool:
        return any(evidence.move == "news" for evidence in found)

    def doubtful(found: Iterable[Evidence]) -> bool:
        return any(moves[evidence.move].news_in_it < 1 for evidence in found)

    if not any(tells(found) and not doubtful(found) for found in sure):
        return list(sure)
    return [
        tuple(evidence for evidence in found if evidence.move != "news") if doubtful(found) else found for found in sure
    ]


IsIn = Callable[[Place | None, int], bool]
"""Whether the sentence with this number stands in this place."""


def _is_sure(cue: Cue, *, placed: bool) -> bool:
    return cue.phrase.strength == "sure" and (cue.phrase.place is not None) == placed


def _evidence(cues: Iterable[Cue], counts: Callable[[Cue], bool]) -> tuple[Evidence, ...]:
    return tuple(Evidence(cue.phrase.list, cue) for cue in cues if counts(cue))


def _possible(
    at: int, cues: Sequence[Cue], sure: Sequence[Evidence], moves: Mapping[str, Move], is_in: IsIn
) -> Iterator[Evidence]:
    """What a sentence may do besides; mostly nothing, if it surely does something else."""
    claimed = {evidence.move for evidence in sure}
    for cue in cues:
        phrase = cue.phrase
        may = phrase.list in moves and phrase.strength == "possible" and not claimed - {phrase.list}
        if may and is_in(phrase.place, at):
            yield Evidence(phrase.list, cue)
    lists = {cue.phrase.list for cue in cues}

    def fits(possible: Possible) -> bool:
        return (
            (claimed.isdisjoint(possible.unless) if possible.unless else not claimed)
            and (possible.having is None or possible.having in lists)
            and possible.lacking not in lists
            and is_in(possible.place, at)
        )

    yield from (Evidence(name, None) for name, move in moves.items() if move.possible and any(map(fits, move.possible)))


def _places(sentences: Sequence[Sentence], sure: Sequence[Sequence[Evidence]], may_be_news: Sequence[bool]) -> IsIn:
    """Where the news is, and so what is before, beside and after it; without news, what might be."""

    def making(move: str) -> list[int]:
        return [at for at, found in enumerate(sure) if any(evidence.move == move for evidence in found)]

    telling = {*making("news"), *making("veiled-news")}
    news = making("news") or making("veiled-news") or [at for at, may_be in enumerate(may_be_news) if may_be]
    near = {at for there in news for at in range(there - NEAR, there + NEAR + 1)}
    paragraphs = [sentence.paragraph for sentence in sentences]

    def opening(at: int) -> bool:
        return paragraphs[at] == 0

    tests: dict[Place | None, Callable[[int], bool]] = {
        None: lambda _at: True,
        "ahead-of-news": lambda at: at < news[0] if news else opening(at),
        "before-news": lambda at: at <= news[0] if news else opening(at),
        "with-news": lambda at: at in telling,
        "beside-news": lambda at: not news or at in near,
        "after-news": lambda at: not news or at >= news[0],
        "first-paragraph": opening,
        "last-paragraph": lambda at: paragraphs[at] == paragraphs[-1],
        "last-sentence": lambda at: at == len(sentences) - 1,
    }
    return lambda place, at: tests[place](at)

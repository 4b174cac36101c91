"""Finds the phrases of a pack in sentences, in time linear in the letter.

Decision: thousands of phrases are held against each sentence, and hardly any of them is in it. So a sieve is asked
first which phrases may begin at a token. It knows for each word, as a mask of one bit a phrase, which phrases may have
it as their first, second or third token, and to which of them it gives something that they cannot do without. A few
operations a token answer for all phrases together; only what passes is matched, by its automaton.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from typing import Generic, TypeVar

import msgspec

from letterlint.automata import SLOT_NUMBERS, Automaton, Matcher, Memory, Names, Symbol, lookahead, starts_sentence

_DEPTH = 3
"""How many tokens at the beginning of a match the sieve looks at."""
_NEEDS = 5
"""Of how many of the sets of names that a phrase needs the sieve asks for one: the rarest tell most.

`PhraseIndex._possible` has these tests and those of the lookahead written out.
"""
_TESTS = _DEPTH + _NEEDS
_REMEMBERED = 200_000
"""Moves of automata: some tens of megabytes."""

_Key = TypeVar("_Key", int, str)
Masks = tuple[int, ...]
"""For each test of the sieve the phrases that pass it, one bit a phrase: the lookahead's tests, then the needs'."""


class Match(msgspec.Struct, frozen=True, gc=False):
    """A stretch of tokens, from `first` up to, not including, `last`, that the phrase number `phrase` matches."""

    phrase: int
    first: int
    last: int


class Sieve(msgspec.Struct, frozen=True, array_like=True):
    """Which phrases each test lets pass."""

    free: tuple[tuple[int, ...], ...]
    """For each test the phrases that any token passes."""
    at_start: tuple[int, ...]
    """The phrases that match only where a sentence starts."""
    by_name: dict[int, msgspec.Raw]
    """For each name, as a tuple of tuples, for each test the phrases that it passes."""

    @classmethod
    def of(
        cls,
        automata: Iterable[Automaton],
        needs: Iterable[Sequence[Names]],
        firsts: Mapping[str, Names | None],
    ) -> Sieve:
        """Make the sieve of some phrases.

        Args:
            automata: the phrases.
            needs: for each phrase, sets of names of each of which it needs one, the rarest first.
            firsts: the names that the first token of each slot and word class may have.
        """
        free: list[list[int]] = [[] for _ in range(_TESTS)]
        at_start: list[int] = []
        by_name: dict[int, list[list[int]]] = {}
        for phrase, (automaton, needed) in enumerate(zip(automata, needs, strict=True)):
            if starts_sentence(automaton):
                at_start.append(phrase)
            asked = [*needed[:_NEEDS], *[None] * (_NEEDS - len(needed))]
            for test, names in enumerate((*lookahead(automaton, firsts, _DEPTH), *asked)):
                if names is None:
                    free[test].append(phrase)
                    continue
                for name in names:
                    by_name.setdefault(name, [[] for _ in range(_TESTS)])[test].append(phrase)
        encode = msgspec.msgpack.Encoder().encode
        return cls(
            tuple(map(tuple, free)),
            tuple(at_start),
            {name: msgspec.Raw(encode(passed)) for name, passed in by_name.items()},
        )


_decode_passed = msgspec.msgpack.Decoder(tuple[tuple[int, ...], ...]).decode


class Matchers(Generic[_Key]):
    """The matchers of some automata, each made when it is first asked for.

    Args:
        automaton_of: gives the automaton of a number or name.
        firsts: the words that word classes may begin with; see `letterlint.automata.firsts_of`.
    """

    def __init__(self, automaton_of: Callable[[_Key], Automaton], firsts: Mapping[str, Names | None]) -> None:
        self._automaton_of: Callable[[_Key], Automaton] = automaton_of
        self._firsts = firsts
        self.made: dict[_Key, Matcher] = {}
        """Those made so far."""
        self._memory = Memory(_REMEMBERED)

    def __getitem__(self, key: _Key) -> Matcher:
        """The matcher of an automaton."""
        matcher = self.made.get(key)
        if matcher is None:
            matcher = self.made[key] = Matcher(self._automaton_of(key), self._firsts, self._memory)
        return matcher

    def forget(self) -> None:
        """Forget everything, if too much is remembered."""
        if self._memory.left <= 0:
            self.made = {}  # a new one, for another thread may go on with the old one
            self._memory = Memory(_REMEMBERED)


class SentenceView:
    """A sentence as phrases are matched in it; see `letterlint.automata.Sentence`.

    Args:
        symbols: its tokens, and behind them the sentence's end.
        last: the place behind its last word.
        slots: for each place the slots that begin there, each with the place where it ends.
        classes: the matchers of the word classes.
    """

    __slots__ = ("_classes", "_ends", "last", "slots", "symbols")

    def __init__(
        self,
        symbols: Sequence[Symbol],
        last: int,
        slots: Mapping[int, Sequence[tuple[str, int]]],
        classes: Matchers[str],
    ) -> None:
        self.symbols = symbols
        self.last = last
        self.slots = slots
        self._classes = classes
        self._ends: dict[tuple[str, int], Sequence[int]] = {}

    def ends_of(self, name: str, start: int) -> Sequence[int]:
        """Where the stretches of a word class end that start at a place."""
        known = self._ends.get((name, start))
        if known is None:
            known = self._ends[name, start] = self._classes[name].ends(self, start)
        return known


class PhraseIndex:
    """Phrases, ready to be found.

    Args:
        number: how many.
        automaton_of: gives the automaton of one, by its number from 0; asked once, until everything is forgotten.
        sieve: their sieve.
        firsts: the words that word classes may begin with; see `letterlint.automata.firsts_of`.
    """

    def __init__(
        self,
        number: int,
        automaton_of: Callable[[int], Automaton],
        sieve: Sieve,
        firsts: Mapping[str, Names | None],
    ) -> None:
        self._matchers: Matchers[int] = Matchers(automaton_of, firsts)
        self._bytes = number // 8 + 1
        self._by_name = sieve.by_name
        self._free: Masks = tuple(map(self._mask, sieve.free))
        self._anywhere = ~self._mask(sieve.at_start)
        self._of_name: dict[int, Masks] = {}
        self._of_symbol: dict[Symbol, Masks] = {}

    def matches(self, sentence: SentenceView, *, at_start: bool = False) -> list[Match]:
        """Find all matches in a sentence, phrase by phrase: the shortest stretch for each end.

        Args:
            sentence: where to look.
            at_start: whether only matches that start where the sentence does are asked for.
        """
        self._matchers.forget()
        matchers = self._matchers.made
        found: dict[int, dict[int, list[int]]] = {}
        for start, possible in self._possible(sentence):
            left = 0 if at_start and start else possible
            while left:
                phrase = left.bit_length() - 1
                left ^= 1 << phrase
                matcher = matchers[phrase] if phrase in matchers else self._matchers[phrase]
                for end in matcher.ends(sentence, start):
                    found.setdefault(phrase, {}).setdefault(end, []).append(start)
        return [Match(phrase, first, last) for phrase in sorted(found) for first, last in _stretches(found[phrase])]

    def _possible(self, sentence: SentenceView) -> Iterator[tuple[int, int]]:
        """The places where phrases may match, the last one first, each with the phrases as a mask."""
        tokens = [self._of_symbol.get(symbol) or self._masks(symbol) for symbol in sentence.symbols]
        for place, slots in sentence.slots.items():
            for slot, _ in slots:
                tokens[place] = self._united(tokens[place], self._masks_of(SLOT_NUMBERS[slot]))
        _, second, third, *_ = self._free
        after_second = third
        met_1 = met_2 = met_3 = met_4 = met_5 = 0
        anywhere = self._anywhere
        place = len(tokens)
        # Written out, and not as loops over the tests: a letter comes here three hundred times.
        for as_first, as_second, as_third, need_1, need_2, need_3, need_4, need_5 in reversed(tokens):
            met_1 |= need_1
            met_2 |= need_2
            met_3 |= need_3
            met_4 |= need_4
            met_5 |= need_5
            place -= 1
            if possible := as_first & second & after_second & met_1 & met_2 & met_3 & met_4 & met_5:
                yield place, possible & anywhere if place else possible
            second, third, after_second = as_second, as_third, third

    def _masks(self, symbol: Symbol) -> Masks:
        """What passes with a token."""
        masks = self._of_symbol[symbol] = reduce(self._united, map(self._masks_of, symbol.names), self._free)
        return masks

    def _masks_of(self, name: int) -> Masks:
        """What passes with a name."""
        masks = self._of_name.get(name)
        if masks is None:
            passed = _decode_passed(self._by_name[name]) if name in self._by_name else ((),) * _TESTS
            masks = self._of_name[name] = tuple(
                free | self._mask(phrases) if phrases else free
                for free, phrases in zip(self._free, passed, strict=True)
            )
        return masks

    def _united(self, one: Masks, other: Masks) -> Masks:
        """What passes with either. Most masks are the free ones: where they are the same object, memory is spared."""
        return tuple(
            right if left is free else left if right is free else left | right
            for left, right, free in zip(one, other, self._free, strict=True)
        )

    def _mask(self, phrases: Iterable[int]) -> int:
        bits = bytearray(self._bytes)
        for phrase in phrases:
            bits[phrase >> 3] |= 1 << (phrase & 7)
        return int.from_bytes(bits, "little")


def _stretches(starts: Mapping[int, Sequence[int]]) -> list[tuple[int, int]]:
    """Choose the stretches of a phrase: the shortest for each end, with optional words right before it.

    Of those with one start, it is the longest.

    Args:
        starts: for each end, the places where the phrase may start.
    """
    if len(starts) == 1:
        return [(_first(places), last) for last, places in starts.items()]
    longest: dict[int, int] = {}
    for last in sorted(starts):
        longest[_first(starts[last])] = last
    return list(longest.items())


def _first(starts: Sequence[int]) -> int:
    """The first of the places right before the last one."""
    first = max(starts)
    while first - 1 in starts:
        first -= 1
    return first

"""Finds the phrases of one language in the sentences of a text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from letterlint.addresses import Addresses
from letterlint.automata import SLOT_NUMBERS, Symbol
from letterlint.compiled import classes_of, index_of, load_compiled, phrases_of
from letterlint.cutting import Cutter, Tokens
from letterlint.dates import calendar_names
from letterlint.letter import Cue
from letterlint.matching import Match, PhraseIndex, SentenceView
from letterlint.packs import Pack, Phrase
from letterlint.slots import Found, Looks
from letterlint.stretches import Stretches

_SHORTEST_STEM = 2
"""Letters."""


@dataclass(frozen=True, slots=True)
class PhraseSet:
    """Phrases with their index."""

    phrases: Sequence[Phrase]
    index: PhraseIndex


@dataclass(frozen=True, slots=True)
class Seen:
    """A sentence as the matcher sees it, with the offsets at which its words begin and end in the text."""

    sentence: SentenceView
    starts: Sequence[int]
    ends: Sequence[int]


class Recogniser:
    """The compiled phrases of one language of one pack, and what finds them in a text.

    Raises:
        PackError: a file of the language is malformed.
    """

    def __init__(self, pack: Pack, language: str) -> None:
        self.pack = pack
        self.language = language
        compiled = load_compiled(pack, language)
        self.data = compiled.data
        self.cutter = Cutter(compiled.rules)
        self.looks = Looks(
            calendar_names(language),
            compiled.data.numbers,
            Addresses(compiled.addresses),
            pack.about.regions.get(language, ()),
            pack.about.placeholders,
        )
        self.layout, self.slots, self.cues = (
            PhraseSet(phrases_of(phrases), index_of(phrases, compiled.firsts))
            for phrases in (compiled.layout, compiled.slots, compiled.cues)
        )
        self._classes = classes_of(compiled)
        self._vocabulary = compiled.vocabulary
        self._symbols: dict[tuple[frozenset[int], bool], Symbol] = {}
        self._symbol = lru_cache(maxsize=65536)(self._find_symbol)

    @cached_property
    def by_id(self) -> dict[str, Phrase]:
        """The phrases of cues by their ids."""
        return {phrase.id: phrase for phrase in self.cues.phrases}

    def find(self, wanted: PhraseSet, view: Iterable[Seen]) -> list[Cue]:
        """Find phrases in what is seen of some sentences, in the order of the phrases."""
        found = [(match, seen) for seen in view for match in wanted.index.matches(seen.sentence)]
        found.sort(key=lambda one: one[0].phrase)
        return [Cue(wanted.phrases[match.phrase], *_stretch(seen, match)) for match, seen in found]

    def view(self, tokens: Tokens, stretches: Iterable[tuple[int, int]], found: Iterable[Found]) -> list[Seen]:
        """What the matcher sees of some sentences of a text.

        Args:
            tokens: the text's.
            stretches: the sentences.
            found: what fills slots in them; a placeholder is one token without a word.
        """
        slots = sorted(found, key=lambda slot: slot.start)
        starts = [slot.start for slot in slots]
        holes = Stretches((slot.start, slot.end) for slot in slots if slot.slot == "PLACEHOLDER")
        return [
            self._seen(
                list(_words(tokens, start, end, holes)), slots[bisect_left(starts, start) : bisect_left(starts, end)]
            )
            for start, end in stretches
        ]

    def _seen(self, words: Sequence[_Placed], slots: Iterable[Found]) -> Seen:
        symbols = [self._symbol(text, stops_gaps) for text, stops_gaps, _, _ in words]
        starts, ends = [start for _, _, start, _ in words], [end for _, _, _, end in words]
        last = len(words)
        while last and words[last - 1][0] and not any(map(str.isalnum, words[last - 1][0])):
            last -= 1
        places: dict[int, list[tuple[str, int]]] = {}
        for slot in (slot for slot in slots if slot.slot in SLOT_NUMBERS):
            first, end = bisect_left(starts, slot.start), bisect_left(ends, slot.end)
            if first <= end < len(ends) and starts[first] == slot.start and ends[end] == slot.end:
                places.setdefault(first, []).append((slot.slot, end + 1))
        return Seen(SentenceView(symbols, last, places, self._classes), starts, ends)

    def _find_symbol(self, word: str, stops_gaps: bool) -> Symbol:  # noqa: FBT001  # cached by position
        stems = (word[:length] + "*" for length in range(_SHORTEST_STEM, len(word) + 1))
        names = frozenset(self._vocabulary[name] for name in (word, *stems) if name in self._vocabulary)
        return self._symbols.setdefault((names, stops_gaps), Symbol(names, passable=not stops_gaps))


_Placed = tuple[str, bool, int, int]
"""A word, whether it stops gaps, and where it stands in the text."""


def _words(tokens: Tokens, start: int, end: int, holes: Stretches) -> Iterator[_Placed]:
    """The words of a stretch; one that is empty stands for each placeholder."""
    first, last = tokens.within(start, end)
    filled: tuple[int, int] | None = None
    for token in tokens[first:last]:
        for word in token.words:
            at = token.start + word.start
            hole = holes.holding(at)
            if hole is None:
                yield word.text, word.stops_gaps, at, token.start + word.end
            elif hole != filled:
                yield "", False, *hole
            filled = hole


def _stretch(seen: Seen, match: Match) -> tuple[int, int]:
    """The stretch of the text that a match covers; for an empty match, the word that it stands at."""
    first = min(match.first, len(seen.starts) - 1)
    return seen.starts[first], seen.ends[max(match.last - 1, first)]

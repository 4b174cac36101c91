"""Finds the phrases of one language in the sentences of a text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from letterlint.addresses import Addresses
from letterlint.automata import SLOT_NUMBERS, Symbol
from letterlint.compiled import classes_of, index_of, load_compiled, phrases_of
from letterlint.cutting import Cutter, Tokens, Word
from letterlint.dates import calendar_names
from letterlint.letter import Cue
from letterlint.matching import Match, PhraseIndex, SentenceView
from letterlint.packs import Pack, Phrase
from letterlint.slots import Found, Looks
from letterlint.stretches import Stretches


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
        self.cutter = Cutter(compiled.rules, compiled.vocabulary)
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

    @cached_property
    def by_id(self) -> dict[str, Phrase]:
        """The phrases of cues by their ids."""
        return {phrase.id: phrase for phrase in self.cues.phrases}

    def find(self, wanted: PhraseSet, view: Iterable[Seen], *, at_start: bool = False) -> list[Cue]:
        """Find phrases in what is seen of some sentences, in the order of the phrases.

        Args:
            wanted: the phrases.
            view: the sentences.
            at_start: whether only what begins where its sentence does is asked for.
        """
        found = [(match, seen) for seen in view for match in wanted.index.matches(seen.sentence, at_start=at_start)]
        found.sort(key=lambda one: one[0].phrase)
        return [Cue(wanted.phrases[match.phrase], *_stretch(seen, match)) for match, seen in found]

    def view(self, tokens: Tokens, stretches: Iterable[tuple[int, int]], found: Iterable[Found]) -> list[Seen]:
        """What the matcher sees of some sentences of a text.

        Args:
            tokens: the text's.
            stretches: the sentences.
            found: what fills slots in them; a placeholder is one token without a word.
        """
        slots = sorted((slot for slot in found if slot.slot in SLOT_NUMBERS), key=lambda slot: slot.start)
        starts = [slot.start for slot in slots]
        holes = Stretches((slot.start, slot.end) for slot in slots if slot.slot == "PLACEHOLDER")
        view = []
        for start, end in stretches:
            words = [
                (word, token.start + word.start, token.start + word.end)
                for token in tokens[slice(*tokens.within(start, end))]
                for word in token.words
            ]
            inside = slots[bisect_left(starts, start) : bisect_left(starts, end)]
            view.append(self._seen(list(_with_holes(words, holes)) if holes else words, inside))
        return view

    def _seen(self, words: Sequence[_Placed], slots: Iterable[Found]) -> Seen:
        symbols, starts, ends = (
            [word.symbol for word, _, _ in words],
            [at for _, at, _ in words],
            [at for _, _, at in words],
        )
        last = len(words)
        while last and words[last - 1][0].is_mark:
            last -= 1
        places: dict[int, list[tuple[str, int]]] = {}
        for slot in slots:
            first, end = bisect_left(starts, slot.start), bisect_left(ends, slot.end)
            if first <= end < len(ends) and starts[first] == slot.start and ends[end] == slot.end:
                places.setdefault(first, []).append((slot.slot, end + 1))
        return Seen(SentenceView(symbols, last, places, self._classes), starts, ends)


_Placed = tuple[Word, int, int]
"""A word, and where it stands in the text."""
_BLANK = Word(Symbol(frozenset(), passable=True), 0, 0)
"""What the matcher sees of a placeholder."""


def _with_holes(words: Iterable[_Placed], holes: Stretches) -> Iterator[_Placed]:
    """Put one blank in the place of the words of each placeholder."""
    filled: tuple[int, int] | None = None
    for word, start, end in words:
        hole = holes.holding(start)
        if hole is None:
            yield word, start, end
        elif hole != filled:
            yield _BLANK, *hole
        filled = hole


def _stretch(seen: Seen, match: Match) -> tuple[int, int]:
    """The stretch of the text that a match covers; for an empty match, the word that it stands at."""
    first = min(match.first, len(seen.starts) - 1)
    return seen.starts[first], seen.ends[max(match.last - 1, first)]

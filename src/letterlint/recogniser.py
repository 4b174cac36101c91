"""Finds the phrases of one language in the sentences of a text.

Decision: letters repeat themselves. What was found in a sentence is remembered for those in which the same words stand
but for names, figures and other words that no phrase knows: the matcher cannot tell them apart.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache

import msgspec

from letterlint.addresses import Addresses
from letterlint.automata import END, SLOT_NUMBERS, Automaton, Names, Symbol
from letterlint.compiled import CompiledSet, load_compiled
from letterlint.cutting import Cutter, Tokens, Word
from letterlint.dates import calendar_names
from letterlint.errors import UsageError, unknown
from letterlint.letter import Cue
from letterlint.matching import Match, Matchers, PhraseIndex, SentenceView
from letterlint.packs import Pack, Phrase
from letterlint.slots import Found, Looks
from letterlint.stretches import Stretches

_REMEMBERED = 4096
"""Sentences, a few megabytes."""
_LONGEST_REMEMBERED = 100
"""Words; longer sentences are seldom met again."""
_decode_phrase = msgspec.msgpack.Decoder(Phrase).decode
_decode_automaton = msgspec.msgpack.Decoder(Automaton).decode
_PlacedSlot = tuple[int, str, int]
"""The place in a sentence where a slot begins, its name, and the place where it ends."""


class PhraseSet:
    """Phrases that are looked for together.

    Args:
        compiled: the phrases.
        classes: the word classes that they name.
        firsts: the words that these may begin with; see `letterlint.automata.firsts_of`.
    """

    def __init__(self, compiled: CompiledSet, classes: Matchers[str], firsts: Mapping[str, Names | None]) -> None:
        self.phrase = cache(lambda number: _decode_phrase(compiled.phrases[number]))
        """The phrase with a number."""
        self.numbers = range(len(compiled.phrases))
        self._index = PhraseIndex(
            len(self.numbers), lambda number: _decode_automaton(compiled.automata[number]), compiled.sieve, firsts
        )
        self._classes = classes
        self.matches = lru_cache(maxsize=_REMEMBERED)(self.find)

    def find(
        self, symbols: tuple[Symbol, ...], last: int, slots: tuple[_PlacedSlot, ...], *, at_start: bool
    ) -> list[Match]:
        """Find all matches in a sentence; see `letterlint.matching`. What `matches` finds is remembered besides."""
        self._classes.forget()
        places: dict[int, list[tuple[str, int]]] = {}
        for first, name, end in slots:
            places.setdefault(first, []).append((name, end))
        return self._index.matches(SentenceView(symbols, last, places, self._classes), at_start=at_start)


class Seen(msgspec.Struct, frozen=True, gc=False):
    """A sentence as the matcher sees it."""

    symbols: tuple[Symbol, ...]
    last: int
    """The place behind its last word."""
    starts: Sequence[int]
    """Where its words begin in the text."""
    ends: Sequence[int]
    """Where they end."""
    token_starts: Sequence[int]
    """Where the tokens begin of which they are words."""
    token_ends: Sequence[int]


class Recogniser:
    """The compiled phrases of one language of one pack, and what finds them in a text; see `recogniser_of`."""

    def __init__(self, pack: Pack, language: str) -> None:
        self.pack = pack
        self.language = language
        compiled = load_compiled(pack, language)
        self.abbreviations = compiled.abbreviations
        self.not_abbreviations = compiled.not_abbreviations
        self.cutter = Cutter(compiled.rules, compiled.vocabulary, compiled.numbers, Addresses(compiled.addresses))
        self.looks = Looks(
            calendar_names(language),
            pack.about.regions.get(language, ()),
            pack.about.placeholders,
        )
        classes: Matchers[str] = Matchers(lambda name: _decode_automaton(compiled.classes[name]), compiled.firsts)
        self.layout, self.slots, self.cues = (
            PhraseSet(phrases, classes, compiled.firsts) for phrases in (compiled.layout, compiled.slots, compiled.cues)
        )

    @cached_property
    def by_id(self) -> dict[str, Phrase]:
        """The phrases of cues by their ids."""
        return {phrase.id: phrase for phrase in map(self.cues.phrase, self.cues.numbers)}

    def find(
        self, wanted: PhraseSet, sentences: Iterable[Seen], found: Iterable[Found], *, at_start: bool = False
    ) -> list[Cue]:
        """Find phrases in some sentences, in the order of the phrases.

        Args:
            wanted: the phrases.
            sentences: what is seen of the sentences.
            found: what fills slots in them.
            at_start: whether only what begins where its sentence does is asked for.
        """
        slots = sorted((slot for slot in found if slot.slot in SLOT_NUMBERS), key=lambda slot: slot.start)
        starts = [slot.start for slot in slots]
        matches: list[tuple[Match, Seen]] = []
        for seen in sentences:
            if seen.starts:
                inside = slots[bisect_left(starts, seen.starts[0]) : bisect_left(starts, seen.ends[-1])]
                placed = tuple(_placed(seen, inside))
                find = wanted.matches if len(placed) + len(seen.symbols) <= _LONGEST_REMEMBERED else wanted.find
                matches += [(match, seen) for match in find(seen.symbols, seen.last, placed, at_start=at_start)]
        matches.sort(key=lambda one: one[0].phrase)
        return [Cue(wanted.phrase(match.phrase), *_stretch(seen, match)) for match, seen in matches]


@lru_cache(maxsize=16)
def recogniser_of(pack: Pack, language: str) -> Recogniser:
    """The recogniser of a language, which all who read letters with a pack share.

    Raises:
        UsageError: the pack does not know the language.
        PackError: a file of the language is malformed.
    """
    if language not in pack.about.languages:
        raise UsageError(unknown("language", language, pack.about.languages))
    return Recogniser(pack, language)


def see(tokens: Tokens, start: int, end: int, holes: Stretches) -> Seen:
    """What the matcher sees of a sentence.

    Args:
        tokens: the text's.
        start: where the sentence begins in the text.
        end: where it ends.
        holes: the placeholders; each is one token without a word.
    """
    words = [
        (word, token.start + word.start, token.start + word.end, token.start, token.end)
        for token in tokens[slice(*tokens.within(start, end))]
        for word in token.form.words
    ]
    if holes:
        words = list(_with_holes(words, holes))
    last = len(words)
    while last and words[last - 1][0].is_mark:
        last -= 1
    forms, *places = zip(*words, strict=True) if words else ((),) * 5
    return Seen((*(word.symbol for word in forms), END), last, *places)


def _placed(seen: Seen, slots: Iterable[Found]) -> Iterator[_PlacedSlot]:
    """Place slots in a sentence; one that begins or ends within a word is left out."""
    for slot in slots:
        first, end = bisect_left(seen.starts, slot.start), bisect_left(seen.ends, slot.end)
        if first <= end < len(seen.ends) and seen.starts[first] == slot.start and seen.ends[end] == slot.end:
            yield first, slot.slot, end + 1


_Placed = tuple[Word, int, int, int, int]
"""A word, where it stands in the text, and where its token does."""
_BLANK = Word(Symbol(frozenset(), passable=True), 0, 0)
"""What the matcher sees of a placeholder."""


def _with_holes(words: Iterable[_Placed], holes: Stretches) -> Iterator[_Placed]:
    """Put one blank in the place of the words of each placeholder."""
    filled: tuple[int, int] | None = None
    for word in words:
        hole = holes.holding(word[1])
        if hole is None:
            yield word
        elif hole != filled:
            yield _BLANK, *hole, *hole
        filled = hole


def _stretch(seen: Seen, match: Match) -> tuple[int, int]:
    """The tokens of the text that a match covers; for an empty match, the one that it stands at."""
    first = min(match.first, len(seen.starts) - 1)
    return seen.token_starts[first], seen.token_ends[max(match.last - 1, first)]

"""Matches the phrases of a pack in time linear in the letter; `letterlint.notation` parses them.

Decision: a phrase is matched by bit-parallel simulation of its (loop-free) automaton, as in the Shift-And
method (Baeza-Yates and Gonnet, "A new approach to text searching", CACM 35(10), 1992), over tokens instead of
characters. A set of positions between the tokens of a letter is one integer, so each step of a phrase is a few
machine operations on the whole letter at once. There is no backtracking: no phrase that a pack's author can
write is slow. Letters are matched in chunks of whole sentences, which bounds the integers.

A phrase is looked at only when the letter holds a word (or slot) that the phrase cannot do without: its anchor.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, KeysView, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, cached_property, reduce
from types import MappingProxyType

import msgspec

SLOTS = frozenset(
    {"CALENDAR", "CONTACT", "DATE", "MONEY", "MONTH", "NAME", "NUMBER", "PERIOD", "PLACEHOLDER", "WEEKDAY"}
)
_TELLING = 3
"""How many of the sets of words that a phrase needs are asked for before it is matched: the rarest tell most."""
_FEW = 6
"""Fewer choices are tried faster than looked up."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a letter, as the matcher sees it: its normalised word, and where it stands in the text."""

    word: str
    start: int
    end: int
    stops_gaps: bool = False


def _bits(mask: int) -> Iterator[int]:
    """The bits of a mask, each as a mask."""
    while mask:
        bit = mask & -mask
        yield bit
        mask ^= bit


class Tokens:
    """The tokens of whole sentences, as bit masks: bit i stands for token i, or for the place before it."""

    def __init__(
        self, sentences: Iterable[Sequence[Token]], stems_of: Callable[[str], Sequence[str]], book: Book | None = None
    ) -> None:
        self.book = book or Book()
        self.tokens: list[Token | None] = []
        self.starts = self.ends = self.passable = 0
        self._masks: dict[str, int] = defaultdict(int)
        self._sentences: dict[str, int] = defaultdict(int)
        self._sentence_starts: list[int] = []
        self._united: dict[frozenset[str], int] = {}
        self._choices: dict[AnyOf, Sequence[Node]] = {}
        self._classes: dict[str, _Stretches] = {}
        self.slots: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for sentence in sentences:
            self._add(sentence)
        self.all = (1 << len(self.tokens)) - 1
        for word, mask in list(self._masks.items()):
            for stem in stems_of(word):
                self._masks[stem] |= mask
                self._sentences[stem] |= self._sentences[word]

    def _add(self, sentence: Sequence[Token]) -> None:
        """Add a sentence, and a place that nothing matches, so that no phrase runs into the next sentence."""
        first = len(self.tokens)
        self._sentence_starts.append(first)
        in_sentence = 1 << len(self._sentence_starts)
        self.starts |= 1 << first
        last = first
        for index, token in enumerate(sentence, first):
            self.tokens.append(token)
            self._masks[token.word] |= 1 << index
            self._sentences[token.word] |= in_sentence
            if not token.stops_gaps:
                self.passable |= 1 << index
            if any(map(str.isalnum, token.word)) or not token.word:
                last = index + 1
        for place in range(last, len(self.tokens) + 1):
            self.ends |= 1 << place
        self.tokens.append(None)

    @cached_property
    def _names(self) -> frozenset[str]:
        """The keys once all slots are there, as a set, whose intersections take time in the smaller of two alone."""
        return frozenset(self._masks)

    @property
    def keys(self) -> KeysView[str]:
        """The words, stems (with their `*`) and slots that the tokens hold."""
        return self._masks.keys()

    def mask(self, names: frozenset[str]) -> int:
        """The tokens that are one of these words or begin with one of these stems."""
        known = self._united.get(names)
        if known is None:
            held = names & self._names if len(names) > 1 else names
            known = self._united[names] = reduce(int.__or__, [self._masks.get(name, 0) for name in held], 0)
        return known

    def sentences_with(self, names: frozenset[str]) -> int:
        """The sentences that hold one of some words, stems and slots, as a mask."""
        return reduce(int.__or__, [self._sentences[name] for name in names & self._names], 0)

    def choices_of(self, node: AnyOf) -> Sequence[Node]:
        """Those of some choices of which the tokens hold the words that they cannot do without."""
        known = self._choices.get(node)
        if known is None:
            known = self._choices[node] = self.book.choices(node, self.keys)
        return known

    def class_(self, name: str) -> _Stretches:
        """The stretches that a class matches; they are found once, whatever the number of phrases that name it."""
        known = self._classes.get(name)
        if known is None:
            node = self.book.classes[name]
            ends = node.forward(self.all, self)
            starts = node.backward(ends, self) if ends else 0
            known = self._classes[name] = _Stretches({start: node.forward(start, self) for start in _bits(starts)})
        return known

    def add_slot(self, name: str, first: int, last: int) -> None:
        """Say that the tokens from `first` up to, not including, `last` fill the slot `name`."""
        self.__dict__.pop("_names", None)
        if (first, last) not in self.slots[name]:
            self.slots[name].append((first, last))
            self._masks[name] |= 1 << first
            self._sentences[name] |= 1 << bisect_right(self._sentence_starts, first)


class _Stretches:
    """Stretches of tokens: for each place where some start, the places where they end, and the other way round."""

    def __init__(self, ends: Mapping[int, int]) -> None:
        self._ends = {start: last for start, last in ends.items() if last}
        self._starts: dict[int, int] = defaultdict(int)
        for start, last in self._ends.items():
            for end in _bits(last):
                self._starts[end] |= start
        self._all_starts, self._all_ends = sum(self._ends), sum(self._starts)

    def forward(self, places: int) -> int:
        """Where those end that start at one of `places`."""
        return reduce(int.__or__, [self._ends[start] for start in _bits(places & self._all_starts)], 0)

    def backward(self, places: int) -> int:
        """Where those start that end at one of `places`."""
        return reduce(int.__or__, [self._starts[end] for end in _bits(places & self._all_ends)], 0)


class _Node(msgspec.Struct, frozen=True, eq=False, tag=True, array_like=True, gc=False):
    """A part of a phrase. Parts are compared by identity: they are looked up all the time."""

    def forward(self, places: int, tokens: Tokens) -> int:
        """The places where the part can end when it starts at one of `places`."""
        raise NotImplementedError

    def backward(self, places: int, tokens: Tokens) -> int:
        """The places where the part can start when it ends at one of `places`."""
        raise NotImplementedError


class Words(_Node, frozen=True, eq=False, gc=False):
    """Any one of some words and stems."""

    names: frozenset[str]

    def forward(self, places: int, tokens: Tokens) -> int:
        return (places & tokens.mask(self.names)) << 1

    def backward(self, places: int, tokens: Tokens) -> int:
        return (places >> 1) & tokens.mask(self.names)


class Slot(_Node, frozen=True, eq=False, gc=False):
    """A stretch that fills a slot."""

    name: str

    def forward(self, places: int, tokens: Tokens) -> int:
        return reduce(int.__or__, (1 << last for first, last in tokens.slots[self.name] if places >> first & 1), 0)

    def backward(self, places: int, tokens: Tokens) -> int:
        return reduce(int.__or__, (1 << first for first, last in tokens.slots[self.name] if places >> last & 1), 0)


class Gap(_Node, frozen=True, eq=False, gc=False):
    """Up to `width` tokens, any but those that end a clause."""

    width: int

    def forward(self, places: int, tokens: Tokens) -> int:
        for _ in range(self.width):
            places |= (places & tokens.passable) << 1
        return places

    def backward(self, places: int, tokens: Tokens) -> int:
        for _ in range(self.width):
            places |= (places >> 1) & tokens.passable
        return places


class Edge(_Node, frozen=True, eq=False, gc=False):
    """The start or the end of a sentence."""

    start: bool

    def forward(self, places: int, tokens: Tokens) -> int:
        return places & (tokens.starts if self.start else tokens.ends)

    backward = forward


class Class(_Node, frozen=True, eq=False, gc=False):
    """A word class, by its name."""

    name: str

    def forward(self, places: int, tokens: Tokens) -> int:
        return tokens.class_(self.name).forward(places)

    def backward(self, places: int, tokens: Tokens) -> int:
        return tokens.class_(self.name).backward(places)


class Chain(_Node, frozen=True, eq=False, gc=False):
    """Parts, one after the other; the empty chain matches the empty stretch."""

    parts: tuple[Node, ...]

    def forward(self, places: int, tokens: Tokens) -> int:
        for part in self.parts:
            if not places:
                break
            places = part.forward(places, tokens)
        return places

    def backward(self, places: int, tokens: Tokens) -> int:
        for part in reversed(self.parts):
            if not places:
                break
            places = part.backward(places, tokens)
        return places


class AnyOf(_Node, frozen=True, eq=False, gc=False):
    """One of some parts."""

    choices: tuple[Node, ...]

    def forward(self, places: int, tokens: Tokens) -> int:
        return reduce(int.__or__, [choice.forward(places, tokens) for choice in tokens.choices_of(self)], 0)

    def backward(self, places: int, tokens: Tokens) -> int:
        return reduce(int.__or__, [choice.backward(places, tokens) for choice in tokens.choices_of(self)], 0)


Node = Words | Slot | Gap | Edge | Class | Chain | AnyOf


@cache
def _frequency(keys: frozenset[str]) -> float:
    """How often, roughly, a text holds one of some keys: short words are frequent (Zipf's law of abbreviation)."""
    return sum(1.0 / len(key) ** 2 for key in keys)


class Book:
    """The classes that phrases name, and what is known of the phrases' parts."""

    def __init__(self, classes: Mapping[str, Node] = MappingProxyType({})) -> None:
        self.classes = classes
        self._anchors: dict[Node, frozenset[str] | None] = {}
        self._indices: dict[AnyOf, Index] = {}

    def anchor(self, node: Node) -> frozenset[str] | None:
        """The rarest set of keys of which every match of a part holds one; None where there is no such set."""
        if node not in self._anchors:
            self._anchors[node] = self._find_anchor(node)
        return self._anchors[node]

    def _find_anchor(self, node: Node) -> frozenset[str] | None:
        match node:
            case Words(names=names):
                return names
            case Slot(name=name):
                return frozenset({name})
            case Class(name=name):
                return self.anchor(self.classes[name])
            case Chain(parts=parts):
                anchors = [anchor for part in parts if (anchor := self.anchor(part)) is not None]
                return min(anchors, key=_frequency, default=None)
            case AnyOf(choices=choices):
                found = [self.anchor(choice) for choice in choices]
                return None if None in found else frozenset().union(*filter(None, found))
            case _:
                return None

    def needs(self, node: Node) -> tuple[frozenset[str], ...]:
        """Sets of keys of each of which every match of a part holds one, the rarest first."""
        parts = node.parts if isinstance(node, Chain) else (node,)
        return tuple(sorted({anchor for part in parts if (anchor := self.anchor(part)) is not None}, key=_frequency))

    def choices(self, node: AnyOf, keys: AbstractSet[str]) -> Sequence[Node]:
        """Those of some choices that may match where there are some keys."""
        if len(node.choices) < _FEW:
            return node.choices
        if node not in self._indices:
            self._indices[node] = Index.of(map(self.anchor, node.choices))
        return [node.choices[number] for number in self._indices[node].candidates(keys)]


class Index(msgspec.Struct, frozen=True, array_like=True):
    """Things, by their numbers, and the keys of which each of them needs one."""

    always: tuple[int, ...]
    """Those that need none."""
    by_key: dict[str, tuple[int, ...]]

    @classmethod
    def of(cls, anchors: Iterable[frozenset[str] | None]) -> Index:
        """Index things by their anchors."""
        always: list[int] = []
        by_key: dict[str, list[int]] = defaultdict(list)
        for number, anchor in enumerate(anchors):
            if anchor is None:
                always.append(number)
            else:
                for key in anchor:
                    by_key[key].append(number)
        return cls(tuple(always), {key: tuple(numbers) for key, numbers in by_key.items()})

    def candidates(self, keys: AbstractSet[str]) -> list[int]:
        """The numbers of those that find a key that they need, in order."""
        found = set(self.always)
        for key in self.by_key.keys() & keys:
            found.update(self.by_key[key])
        return sorted(found)


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of tokens, from `first` up to, not including, `last`, that the phrase number `phrase` matches."""

    phrase: int
    first: int
    last: int


class Needs(msgspec.Struct, frozen=True, array_like=True):
    """What phrases cannot do without: for each, sets of keys of each of which it needs one, the rarest first."""

    anchors: tuple[frozenset[str], ...]
    """The sets; many phrases share one."""
    of_phrase: tuple[tuple[int, ...], ...]
    """The numbers of each phrase's sets."""

    @classmethod
    def of(cls, nodes: Iterable[Node], book: Book) -> Needs:
        """Find what some phrases cannot do without."""
        numbers: dict[frozenset[str], int] = {}
        return cls(
            of_phrase=tuple(
                tuple(numbers.setdefault(anchor, len(numbers)) for anchor in book.needs(node)[:_TELLING])
                for node in nodes
            ),
            anchors=tuple(numbers),
        )


class PhraseIndex:
    """Phrases, each found by its anchor: the rarest words that it cannot do without.

    Args:
        nodes: the phrases.
        index: which of them need which words.
        needs: all that each of them needs.
    """

    def __init__(self, nodes: Sequence[Node], index: Index, needs: Needs) -> None:
        self._nodes = nodes
        self._index = index
        self._needs = needs

    def matches(self, tokens: Tokens) -> Iterator[Match]:
        """All matches, phrase by phrase, the shortest stretch for each end."""
        anchors, of_phrase = self._needs.anchors, self._needs.of_phrase
        known: dict[int, int] = {}
        for number in self._index.candidates(tokens.keys):
            sentences = -1  # in which all that the phrase needs may stand together
            for anchor in of_phrase[number]:
                if anchor not in known:
                    known[anchor] = tokens.sentences_with(anchors[anchor])
                sentences &= known[anchor]
                if not sentences:
                    break
            else:
                node = self._nodes[number]
                ends = node.forward(tokens.all, tokens)
                for first, last in _stretches(node, ends, tokens):
                    yield Match(number, first, last)


def _stretches(node: Node, ends: int, tokens: Tokens) -> list[tuple[int, int]]:
    """The shortest stretch for each end, with optional words right before it; of those with one start, the longest."""
    longest: dict[int, int] = {}
    while ends:
        last = ends & -ends
        ends ^= last
        starts = node.backward(last, tokens)
        first = starts.bit_length() - 1
        while first and starts >> (first - 1) & 1:
            first -= 1
        longest[first] = last.bit_length() - 1
    return list(longest.items())

"""The phrase notation of `rules/README.md`, parsed and matched in time linear in the letter.

Decision: a phrase is matched by bit-parallel simulation of its (loop-free) automaton, as in the Shift-And
method (Baeza-Yates and Gonnet, "A new approach to text searching", CACM 35(10), 1992), over tokens instead of
characters. A set of positions between the tokens of a letter is one integer, so each step of a phrase is a few
machine operations on the whole letter at once. There is no backtracking: no phrase that a pack's author can
write is slow. Letters are matched in chunks of whole sentences, which bounds the integers.

A phrase is looked at only when the letter holds a word (or slot) that the phrase cannot do without: its anchor.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, KeysView, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, reduce
from types import MappingProxyType

import msgspec

DEFAULT_GAP = 4
"""Words that a bare `...` may span."""

SLOTS = frozenset(
    {"CALENDAR", "CONTACT", "DATE", "MONEY", "MONTH", "NAME", "NUMBER", "PERIOD", "PLACEHOLDER", "WEEKDAY"}
)
SLOT_ALIASES = {"PERSON": "NAME", "ORG": "NAME"}
"""No trained model tells a person's name from a firm's: both are names."""

_FEW = 6
"""Fewer choices are tried faster than looked up."""
STEM_LENGTH = 2
"""The shortest stem, in letters, that a phrase may use."""

Cut = Callable[[str], Sequence[str]]
"""Cuts a stretch of plain words into the tokens of the language, normalised."""


class NotationError(ValueError):
    """A phrase is not written in the notation."""


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
        self._united: dict[frozenset[str], int] = {}
        self._held: dict[frozenset[str], bool] = {}
        self._choices: dict[AnyOf, Sequence[Node]] = {}
        self._classes: dict[str, _Stretches] = {}
        self.slots: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for sentence in sentences:
            self._add(sentence)
        self.all = (1 << len(self.tokens)) - 1
        for word, mask in list(self._masks.items()):
            for stem in stems_of(word):
                self._masks[stem] |= mask

    def _add(self, sentence: Sequence[Token]) -> None:
        """Add a sentence, and a place that nothing matches, so that no phrase runs into the next sentence."""
        first = len(self.tokens)
        self.starts |= 1 << first
        last = first
        for index, token in enumerate(sentence, first):
            self.tokens.append(token)
            self._masks[token.word] |= 1 << index
            if not token.stops_gaps:
                self.passable |= 1 << index
            if any(map(str.isalnum, token.word)) or not token.word:
                last = index + 1
        for place in range(last, len(self.tokens) + 1):
            self.ends |= 1 << place
        self.tokens.append(None)

    @property
    def keys(self) -> KeysView[str]:
        """The words, stems (with their `*`) and slots that the tokens hold."""
        return self._masks.keys()

    def mask(self, names: frozenset[str]) -> int:
        """The tokens that are one of these words or begin with one of these stems."""
        known = self._united.get(names)
        if known is None:
            held = names & self._masks.keys() if len(names) > 1 else names
            known = self._united[names] = reduce(int.__or__, [self._masks.get(name, 0) for name in held], 0)
        return known

    def holds(self, names: frozenset[str]) -> bool:
        """Whether one of some words, stems and slots is there."""
        known = self._held.get(names)
        if known is None:
            known = self._held[names] = not self.keys.isdisjoint(names)
        return known

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
        if (first, last) not in self.slots[name]:
            self.slots[name].append((first, last))
            self._masks[name] |= 1 << first


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


class _Node(msgspec.Struct, frozen=True, eq=False, tag=True, gc=False):
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
            self._indices[node] = Index(map(self.anchor, node.choices))
        return [node.choices[number] for number in self._indices[node].candidates(keys)]


class Index:
    """Things by their anchors: the keys of which each of them needs one."""

    def __init__(self, anchors: Iterable[frozenset[str] | None]) -> None:
        self._always: list[int] = []
        self._by_key: dict[str, list[int]] = defaultdict(list)
        for number, anchor in enumerate(anchors):
            if anchor is None:
                self._always.append(number)
            else:
                for key in anchor:
                    self._by_key[key].append(number)

    def candidates(self, keys: AbstractSet[str]) -> list[int]:
        """The numbers of those that find a key that they need, in order."""
        found = set(self._always)
        for key in self._by_key.keys() & keys:
            found.update(self._by_key[key])
        return sorted(found)


_SIGNS = re.compile(r"\\.|\.\.\.\d*|<[^<>\s]*>?|[()\[\]|^$]|[^\s()\[\]|^$<>*]+\*?|\*|>")
_CLOSING = {"(": ")", "[": "]"}


class Notation:
    """Parses phrases of one language: it knows how the language cuts words, and its classes."""

    def __init__(self, cut: Cut, classes: Mapping[str, Sequence[str]]) -> None:
        self._cut = cut
        self._classes = classes
        self.parsed: dict[str, Node] = {}
        """The classes parsed so far."""
        self._open: list[str] = []
        self._words: dict[str, Words] = {}
        self._singles: dict[str, Node] = {}
        self.stems: set[str] = set()
        """The stems in the phrases parsed so far, each with its `*`."""

    def check_classes(self) -> None:
        """Parse every class.

        Raises:
            NotationError: one of them is malformed.
        """
        for name in self._classes:
            self._class(f"<{name}>")

    def parse(self, phrase: str) -> Node:
        """Parse a phrase.

        Raises:
            NotationError: the phrase is malformed, or names an unknown class.
        """
        signs = _SIGNS.findall(phrase)
        node, rest = self._choices(signs, 0, None)
        if rest != len(signs):
            raise NotationError(f"'{signs[rest]}' closes nothing in '{phrase}'")
        return node

    def _choices(self, signs: Sequence[str], at: int, closing: str | None) -> tuple[Node, int]:
        choices: list[Node] = []
        while True:
            if at + 1 < len(signs) and signs[at + 1] in "|)]" and signs[at].isalpha():
                choices.append(self._single(signs[at]))
                at += 1
            else:
                chain, at = self._chain(signs, at)
                choices.append(chain)
            if at < len(signs) and signs[at] == "|":
                at += 1
                continue
            break
        if closing is not None:
            if at >= len(signs) or signs[at] != closing:
                raise NotationError(f"'{closing}' is missing in '{' '.join(signs)}'")
            at += 1
        return _any_of(choices), at

    def _single(self, sign: str) -> Node:
        """A choice of one word, as most are; each word is parsed once."""
        if sign not in self._singles:
            self._singles[sign] = self._chain([sign], 0)[0]
        return self._singles[sign]

    def _chain(self, signs: Sequence[str], at: int) -> tuple[Node, int]:
        parts: list[Node] = []
        words: list[str] = []

        def flush() -> None:
            if words:
                parts.extend(map(self._word, self._cut(" ".join(words))))
                words.clear()

        while at < len(signs) and signs[at] not in "|)]":
            sign = signs[at]
            at += 1
            name = SLOT_ALIASES.get(sign, sign)
            if sign in _CLOSING:
                flush()
                node, at = self._choices(signs, at, _CLOSING[sign])
                parts.append(node if sign == "(" else _any_of([node, Chain(())]))
            elif sign.startswith("...") and (sign == "..." or sign[3:].isdigit()):
                flush()
                parts.append(Gap(int(sign[3:] or DEFAULT_GAP)))
            elif sign.startswith("<"):
                flush()
                parts.append(self._class(sign))
            elif sign in "^$":
                flush()
                parts.append(Edge(sign == "^"))
            elif name in SLOTS:
                flush()
                parts.append(Slot(name))
            elif sign.endswith("*"):
                flush()
                parts.extend(self._stem(sign))
            else:
                words.append(sign.removeprefix("\\"))
        flush()
        return (parts[0] if len(parts) == 1 else Chain(tuple(parts))), at

    def _word(self, name: str) -> Words:
        """The node of one word or stem, made once."""
        if name not in self._words:
            self._words[name] = Words(frozenset({name}))
        return self._words[name]

    def _stem(self, sign: str) -> Iterator[Node]:
        """A stem; what the language cuts off in front of it (`l'import*`) stays a word of its own."""
        *before, stem = self._cut(sign[:-1]) or [""]
        if len(stem) < STEM_LENGTH:
            raise NotationError(f"the stem '{sign}' is too short; write at least {STEM_LENGTH} letters before '*'")
        yield from map(self._word, before)
        # What the tokenizer makes of a stem by itself may differ from what it makes of the whole word.
        whole = (stem if before else sign[:-1].lower()) + "*"
        self.stems.add(whole)
        yield self._word(whole)

    def _class(self, sign: str) -> Node:
        name = sign[1:-1]
        if not sign.endswith(">") or name not in self._classes:
            raise NotationError(f"unknown class {sign}; known: {', '.join(sorted(self._classes)) or 'none'}")
        if name in self._open:
            raise NotationError(f"the class <{name}> contains itself")
        if name not in self.parsed:
            self._open.append(name)
            self.parsed[name] = _any_of([self.parse(phrase) for phrase in self._classes[name]])
            self._open.pop()
        node = self.parsed[name]
        return node if isinstance(node, Words) else Class(name)


def _any_of(choices: Sequence[Node]) -> Node:
    """One of the choices; single words among them are looked up together."""
    flat = [inner for choice in choices for inner in (choice.choices if isinstance(choice, AnyOf) else (choice,))]
    words = frozenset(name for choice in flat if isinstance(choice, Words) for name in choice.names)
    others = [choice for choice in flat if not isinstance(choice, Words)]
    united: list[Node] = [Words(words), *others] if words else [*others]
    return united[0] if len(united) == 1 else AnyOf(tuple(united))


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of tokens, from `first` up to, not including, `last`, that the phrase number `phrase` matches."""

    phrase: int
    first: int
    last: int


class PhraseIndex:
    """Phrases, each found by its anchor: the rarest words that it cannot do without."""

    def __init__(self, nodes: Sequence[Node], book: Book | None = None) -> None:
        book = book or Book()
        self._nodes = nodes
        self._index = Index(map(book.anchor, nodes))
        self._needs = [book.needs(node) for node in nodes]

    def matches(self, tokens: Tokens) -> Iterator[Match]:
        """All matches, phrase by phrase, the shortest stretch for each end."""
        for number in self._index.candidates(tokens.keys):
            if not all(map(tokens.holds, self._needs[number])):
                continue
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

"""The parts of a phrase, and the words that it cannot do without; `letterlint.notation` parses phrases into them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

import msgspec

SLOTS = frozenset(
    {"CALENDAR", "CONTACT", "DATE", "MONEY", "MONTH", "NAME", "NUMBER", "PERIOD", "PLACEHOLDER", "WEEKDAY"}
)
STEM_LENGTH = 2
"""The letters that a stem has at least."""


class Words(msgspec.Struct, frozen=True, eq=False):
    """Any one of some words and stems (with their `*`)."""

    names: frozenset[str]


class Slot(msgspec.Struct, frozen=True, eq=False):
    """A stretch that fills a slot."""

    name: str


class Gap(msgspec.Struct, frozen=True, eq=False):
    """Up to `width` tokens, any but those that end a clause."""

    width: int


class Edge(msgspec.Struct, frozen=True, eq=False):
    """The start or the end of a sentence."""

    start: bool


class Class(msgspec.Struct, frozen=True, eq=False):
    """A word class, by its name."""

    name: str


class Chain(msgspec.Struct, frozen=True, eq=False):
    """Parts, one after the other; the empty chain matches the empty stretch."""

    parts: tuple[Node, ...]


class AnyOf(msgspec.Struct, frozen=True, eq=False):
    """One of some parts."""

    choices: tuple[Node, ...]


Node = Words | Slot | Gap | Edge | Class | Chain | AnyOf


@cache
def _frequency(names: frozenset[str]) -> float:
    """How often, roughly, a text holds one of some names: short words are frequent (Zipf's law of abbreviation)."""
    return sum(1.0 / len(name) ** 2 for name in names)


_RANKS = 3
"""Of each choice that many needs are told: more are hardly ever asked for."""


class Needs:
    """Tells what parts of phrases cannot do without, as sets of names: words, stems and slots.

    Args:
        classes: the word classes.
    """

    def __init__(self, classes: Mapping[str, Node]) -> None:
        self._classes = classes
        self._known: dict[Node, tuple[frozenset[str], ...]] = {}

    def of(self, node: Node) -> tuple[frozenset[str], ...]:
        """Find sets of names of each of which every match of a part holds one, the rarest first."""
        if node not in self._known:
            self._known[node] = tuple(
                sorted(set(self._find(node)), key=lambda names: (_frequency(names), sorted(names)))
            )
        return self._known[node]

    def _find(self, node: Node) -> Iterable[frozenset[str]]:
        match node:
            case Words(names=names):
                return (names,)
            case Slot(name=name):
                return (frozenset({name}),)
            case Class(name=name):
                return self.of(self._classes[name])
            case Chain(parts=parts):
                return chain.from_iterable(map(self.of, parts))
            case AnyOf(choices=choices):
                return _of_any([self.of(choice) for choice in choices])
            case _:
                return ()


def _of_any(needs: Sequence[Sequence[frozenset[str]]]) -> Iterator[frozenset[str]]:
    """What every choice needs: one of the rarest names of each, one of the next rarest, and so on."""
    if all(needs):
        for rank in range(min(_RANKS, max(map(len, needs)))):
            yield frozenset().union(*(one[min(rank, len(one) - 1)] for one in needs))

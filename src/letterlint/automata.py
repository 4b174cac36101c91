"""Phrases as finite automata over the tokens of a letter.

Decisions:

- A phrase becomes a position automaton (Glushkov, "The abstract theory of automata", Russian Mathematical Surveys 16,
  1961): a position for each word, gap token, stretch and edge that is written in it, and what may follow each.
- It is made deterministic while it is used, a state when a letter first leads to it, as RE2 does (Cox, "Regular
  Expression Matching in the Wild", 2010). There is no backtracking: a step costs the same however a phrase is written
  once its state is known, and no more than the phrase is long before.
- What is a stretch of several tokens (a slot, a word class) is jumped over: where it ends is asked of the sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import chain
from types import MappingProxyType
from typing import Protocol

import msgspec

from letterlint.patterns import SLOTS, AnyOf, Chain, Class, Edge, Gap, Node, Slot, Words

_Then = tuple[int, ...]
"""The positions that may follow."""
Names = frozenset[int]
"""Words, stems and slots by their numbers."""
SLOT_NUMBERS = {slot: number for number, slot in enumerate(sorted(SLOTS))}
"""The first token of a slot has the slot for a name; words are numbered behind the slots."""
_DONE = 0
"""The position at which a phrase has been matched."""


_MOST = 20_000
"""Positions: ten times as many as any list of ours has, and few enough that none takes much memory."""


class TooLongError(ValueError):
    """A phrase is too long to be matched."""


class Symbol:
    """All that the matcher knows of a token: tokens that no phrase tells apart share one. Compared by identity."""

    __slots__ = ("names", "passable")

    def __init__(self, names: Names, *, passable: bool) -> None:
        self.names = names
        """The words and stems of the phrases that it is."""
        self.passable = passable
        """Whether a gap may hold it."""


class _Position(msgspec.Struct, frozen=True, array_like=True, tag=True, gc=False):
    then: tuple[int, ...]
    """The positions that may follow."""


class OneOf(_Position, frozen=True, gc=False):
    """A token that is one of some words."""

    names: Names


class AnyToken(_Position, frozen=True, gc=False):
    """A token of a gap."""


class Stretch(_Position, frozen=True, gc=False):
    """A stretch that a slot or a word class names."""

    name: str


class Border(_Position, frozen=True, gc=False):
    """The start or the end of the sentence; no token."""

    start: bool


class Finish(_Position, frozen=True, gc=False):
    """The end of the phrase."""


Position = OneOf | AnyToken | Stretch | Border | Finish


class Automaton(msgspec.Struct, frozen=True, array_like=True):
    """A phrase or a word class: its positions, by number, and those that it may begin with."""

    begin: tuple[int, ...]
    positions: tuple[Position, ...]


def build(node: Node, number_of: Callable[[str], int], written_out: Mapping[str, Node]) -> Automaton:
    """Build the automaton of a phrase.

    Args:
        node: the phrase.
        number_of: gives a word or stem its number.
        written_out: the word classes that are put in the place of their names.

    Raises:
        TooLongError: it has too many words.
    """
    builder = _Builder(number_of, written_out)
    begin = builder.add_part(node, (_DONE,))
    return Automaton(begin, tuple(builder.positions))


class _Builder:
    """Adds the parts of a phrase to its positions, the last part first."""

    def __init__(self, number_of: Callable[[str], int], written_out: Mapping[str, Node]) -> None:
        self._number_of = number_of
        self._written_out = written_out
        self.positions: list[Position] = [Finish(())]

    def add_part(self, part: Node, then: _Then) -> _Then:
        """Add the positions of a part that some others follow; give those that it may begin with."""
        match part:
            case Words(names=names):
                begin = self._add(OneOf(then, frozenset(map(self._number_of, names))))
            case Class(name=name) if name in self._written_out:
                begin = self.add_part(self._written_out[name], then)
            case Slot(name=name) | Class(name=name):
                begin = self._add(Stretch(then, name))
            case Edge(start=start):
                begin = self._add(Border(then, start))
            case Gap(width=width):
                begin = reduce(lambda after, _: (*self._add(AnyToken(after)), *then), range(width), then)
            case Chain(parts=parts):
                begin = reduce(lambda after, inner: self.add_part(inner, after), reversed(parts), then)
            case AnyOf(choices=choices):
                begin = tuple(dict.fromkeys(chain.from_iterable(self.add_part(choice, then) for choice in choices)))
        return begin

    def _add(self, position: Position) -> _Then:
        if len(self.positions) >= _MOST:
            raise TooLongError(f"more than {_MOST} words, when its classes and gaps are written out; make it shorter")
        self.positions.append(position)
        return (len(self.positions) - 1,)


END = Symbol(frozenset(), passable=False)
"""What stands behind the last token of a sentence."""


class Sentence(Protocol):
    """A sentence, as phrases are matched in it."""

    @property
    def symbols(self) -> Sequence[Symbol]:
        """Its tokens, and the sentence's end."""

    @property
    def last(self) -> int:
        """The place from which on there are no words left: the end of the sentence, for a phrase."""

    @property
    def slots(self) -> Mapping[int, Sequence[tuple[str, int]]]:
        """For each place the slots that begin there, each with the place where it ends."""

    def ends_of(self, name: str, start: int) -> Iterable[int]:
        """Where the stretches of a word class end that start at a place."""


_NOTHING: Mapping[str, _Then] = MappingProxyType({})


class _State:
    """A set of positions one of which is next."""

    __slots__ = ("at_end", "begun", "behind_gap", "classes", "is_plain", "matched", "moves", "positions", "slots")

    def __init__(self, positions: frozenset[int]) -> None:
        self.positions = positions
        self.matched = _DONE in positions
        """Whether the phrase may end here."""
        self.at_end: _State | None = None
        """The state that takes this one's place at the end of a sentence, if that makes a difference."""
        self.behind_gap: _Then = ()
        """What may follow a token of a gap that comes next."""
        self.slots: Mapping[str, _Then] = _NOTHING
        """The slots that may come next, and what may follow each."""
        self.classes: Sequence[tuple[str, Names | None, _Then]] = ()
        """Word classes that may come next, the words that they may begin with, and what may follow each."""
        self.is_plain = False
        """Whether only words and gaps may come next."""
        self.moves: dict[Symbol, _State | None] = {}
        """Where the tokens led that came next so far; None where the phrase failed."""
        self.begun: dict[Symbol, list[tuple[str, _State]]] = {}
        """The classes that the tokens may begin that came next so far."""


class Memory:
    """How many more moves may be remembered."""

    __slots__ = ("left",)

    def __init__(self, left: int) -> None:
        self.left = left


class Matcher:
    """Matches one automaton, and remembers the states that it was in.

    Args:
        automaton: a phrase or word class.
        firsts: the words that word classes may begin with; see `firsts_of`.
        memory: what it shares with other matchers.
    """

    __slots__ = (
        "_at_start",
        "_firsts",
        "_has_borders",
        "_inside",
        "_memory",
        "_others",
        "_positions",
        "_states",
        "_words",
    )

    def __init__(self, automaton: Automaton, firsts: Mapping[str, Names | None], memory: Memory) -> None:
        self._positions = automaton.positions
        self._words: dict[int, list[int]] = {}
        others = []
        for number, position in enumerate(automaton.positions):
            if isinstance(position, OneOf):
                for name in position.names:
                    self._words.setdefault(name, []).append(number)
            else:
                others.append(number)
        self._others = frozenset(others)
        self._has_borders = any(isinstance(automaton.positions[number], Border) for number in others)
        self._firsts = firsts
        self._memory = memory
        self._states: dict[frozenset[int], _State] = {}
        self._inside = self._state(automaton.begin)
        self._at_start = self._state(automaton.begin, at_start=True)

    def ends(self, sentence: Sentence, start: int) -> list[int]:
        """Find where matches end that start at a place of a sentence: places are between tokens, counted from 0."""
        symbols = sentence.symbols
        found: list[int] = []
        todo = [(start, self._at_start if start == 0 else self._inside)]
        seen = set(todo)
        for place, state in todo:  # grows
            here: _State | None = state
            while here is not None:
                if not here.is_plain:
                    if here.at_end is not None and place >= sentence.last:
                        here = here.at_end
                    if here.matched and place not in found:
                        found.append(place)
                    if here.slots or here.classes:
                        new = set(self._behind_stretches(here, sentence, place)) - seen
                        todo += new
                        seen |= new
                symbol = symbols[place]
                moves = here.moves
                here = moves[symbol] if symbol in moves else self._move(here, symbol)
                place += 1  # noqa: PLW2901  # the run goes on from where it began
        return found

    def _behind_stretches(self, state: _State, sentence: Sentence, place: int) -> Iterator[tuple[int, _State]]:
        """Where the stretches end that may come next, each with the state that follows."""
        if state.slots:
            for name, end in sentence.slots.get(place, ()):
                if name in state.slots:
                    yield end, self._state(state.slots[name])
        if state.classes:
            symbol = sentence.symbols[place]
            if symbol not in state.begun:
                state.begun[symbol] = [
                    (name, self._state(then))
                    for name, firsts, then in state.classes
                    if firsts is None or not firsts.isdisjoint(symbol.names)
                ]
                self._memory.left -= 1
            for name, after in state.begun[symbol]:
                for end in sentence.ends_of(name, place):
                    yield end, after

    def _move(self, state: _State, symbol: Symbol) -> _State | None:
        """Find where a token leads, and remember it."""
        then = set(state.behind_gap) if symbol.passable else set()
        for name in symbol.names:
            for number in self._words.get(name, ()):
                if number in state.positions:
                    then.update(self._positions[number].then)
        self._memory.left -= 1
        found = state.moves[symbol] = self._state(then) if then else None
        return found

    def _state(self, numbers: Iterable[int], *, at_start: bool = False, at_end: bool = False) -> _State:
        """The state of some positions, and of those that follow an edge of the sentence if it is there."""
        positions = self._closed(numbers, at_start=at_start, at_end=at_end) if self._has_borders else frozenset(numbers)
        state = self._states.get(positions)
        if state is None:
            state = _State(positions)
            self._fill(state)
            self._states[positions] = state  # only now, for another thread may look for it
        return state

    def _fill(self, state: _State) -> None:
        """Find what else than words may come next."""
        slots: dict[str, _Then] = {}
        classes: list[tuple[str, Names | None, _Then]] = []
        for number in sorted(self._others & state.positions):
            position = self._positions[number]
            if isinstance(position, AnyToken):
                state.behind_gap += position.then
            elif isinstance(position, Stretch):
                if position.name in SLOT_NUMBERS:
                    slots[position.name] = slots.get(position.name, ()) + position.then
                else:
                    classes.append((position.name, self._firsts[position.name], position.then))
        if slots:
            state.slots = slots
        if classes:
            state.classes = classes
        if self._has_borders:
            beyond = self._closed(state.positions, at_start=False, at_end=True)
            state.at_end = self._state(beyond) if beyond != state.positions else None
        state.is_plain = not (state.matched or state.at_end or state.slots or state.classes)

    def _closed(self, numbers: Iterable[int], *, at_start: bool, at_end: bool) -> frozenset[int]:
        found: set[int] = set()
        todo = list(numbers)
        while todo:
            number = todo.pop()
            if number not in found:
                found.add(number)
                position = self._positions[number]
                if isinstance(position, Border) and (at_start if position.start else at_end):
                    todo += position.then
        return frozenset(found)


def first_names(classes: Mapping[str, Automaton]) -> dict[str, Names | None]:
    """Find the names that the first token of each slot and word class may have; None where it may be any token.

    Args:
        classes: the automata of the word classes, each after those that it names.
    """
    found: dict[str, Names | None] = {slot: frozenset({number}) for slot, number in SLOT_NUMBERS.items()}
    for name, automaton in classes.items():
        found[name] = lookahead(automaton, found, 1)[0]
    return found


def firsts_of(names: Mapping[str, Names | None]) -> dict[str, Names | None]:
    """Find the words that word classes may begin with; None where a class may begin with any token, or with a slot.

    Args:
        names: what `first_names` finds.
    """
    slots = frozenset(SLOT_NUMBERS.values())
    return {name: None if first is None or first & slots else first for name, first in names.items()}


def starts_sentence(automaton: Automaton) -> bool:
    """Whether a phrase matches only where a sentence starts."""
    begin = [automaton.positions[number] for number in automaton.begin]
    return all(isinstance(position, Border) and position.start for position in begin)


def may_be_empty(automaton: Automaton) -> bool:
    """Whether a phrase may match a stretch without tokens."""
    todo = list(automaton.begin)
    for number in todo:  # grows
        position = automaton.positions[number]
        if isinstance(position, Border):
            todo += [after for after in position.then if after not in todo]
    return _DONE in todo


def lookahead(automaton: Automaton, firsts: Mapping[str, Names | None], depth: int) -> tuple[Names | None, ...]:
    """Find which names the first tokens of a match may have.

    Args:
        automaton: the phrase.
        firsts: the names that the first token of each slot and word class may have; see `first_names`.
        depth: how many tokens.

    Returns:
        For each token the names; None where it may be any token, or lie behind the match.
    """
    found: list[Names | None] = []
    here: Sequence[int] = automaton.begin
    is_known = True
    for _ in range(depth):
        names: set[int] = set()
        any_token = False
        then: list[int] = []
        todo, seen = list(here), set(here)
        for number in todo:  # grows
            match automaton.positions[number]:
                case OneOf(names=these, then=after):
                    names |= these
                    then += after
                case AnyToken(then=after):
                    any_token = True
                    then += after
                case Border(then=after):
                    todo += [one for one in after if one not in seen]
                    seen.update(after)
                case Stretch(name=name):
                    first = firsts[name]
                    any_token = any_token or first is None
                    names |= first or frozenset()
                    is_known = False  # from the next token on: how long the stretch is nobody knows
                case Finish():
                    any_token, is_known = True, False
        found.append(None if any_token else frozenset(names))
        if not is_known:
            break
        here = tuple(dict.fromkeys(then))
    return (*found, *(None for _ in range(depth - len(found))))

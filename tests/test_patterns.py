"""The phrase notation says what `rules/README.md` says it does, and takes linear time whatever is written in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from letterlint.automata import (
    END,
    SLOT_NUMBERS,
    Automaton,
    Matcher,
    Memory,
    Symbol,
    build,
    first_names,
    firsts_of,
    may_be_empty,
)
from letterlint.matching import Match, Matchers, PhraseIndex, SentenceView, Sieve
from letterlint.notation import Notation, NotationError
from letterlint.patterns import AnyOf, Chain, Class, Edge, Gap, Needs, Node, Slot, Words

CLASSES = {"end": ["close*", "shut down"], "our-end": ["we <end>"], "loop": ["a <pool>"], "pool": ["<loop>"]}


def cut(words: str) -> list[str]:
    return words.lower().split()


class Language:
    """Phrases and sentences of a language without a pack.

    Args:
        classes: the word classes.
        written_out: whether they are put in the place of their names.
    """

    def __init__(self, classes: Mapping[str, Node] = MappingProxyType({}), *, written_out: bool = False) -> None:
        self._classes = classes
        self._written_out = classes if written_out else {}
        self._vocabulary = dict(SLOT_NUMBERS)
        self._symbols: dict[tuple[frozenset[int], bool], Symbol] = {}
        self._automata = {name: self.automaton(node) for name, node in classes.items()}
        self._first_names = first_names(self._automata)
        self._firsts = firsts_of(self._first_names)

    def automaton(self, node: Node) -> Automaton:
        return build(node, self._number_of, self._written_out)

    def index(self, node: Node) -> PhraseIndex:
        automaton = self.automaton(node)
        needs = [frozenset(map(self._number_of, names)) for names in Needs(self._classes).of(node)]
        return PhraseIndex(1, lambda _: automaton, Sieve.of([automaton], [needs], self._first_names), self._firsts)

    def matcher(self, node: Node) -> Matcher:
        return Matcher(self.automaton(node), self._firsts, Memory(1000))

    def sentence(self, words: Sequence[str], slots: Mapping[str, tuple[int, int]]) -> SentenceView:
        last = max((at for at, word in enumerate(words, 1) if word.isalnum()), default=0)
        places: dict[int, list[tuple[str, int]]] = {}
        for name, (first, end) in slots.items():
            places.setdefault(first, []).append((name, end))
        automata = self._automata.__getitem__
        return SentenceView((*map(self._symbol, words), END), last, places, Matchers(automata, self._firsts))

    def _number_of(self, name: str) -> int:
        return self._vocabulary.setdefault(name, len(self._vocabulary))

    def _symbol(self, word: str) -> Symbol:
        names = frozenset(
            number
            for name, number in self._vocabulary.items()
            if name == word or (name.endswith("*") and word.startswith(name[:-1]))
        )
        passable = word not in ":;"
        return self._symbols.setdefault((names, passable), Symbol(names, passable=passable))


def hits(phrase: str, text: str, *, written_out: bool = False, **slots: tuple[int, int]) -> list[str]:
    """What a phrase matches in a text, whose sentences end at a full stop; slots are in its first sentence."""
    notation = Notation(cut, CLASSES)
    node = notation.parse(phrase)
    language = Language(notation.parsed, written_out=written_out)
    index = language.index(node)
    found = []
    for number, sentence in enumerate(re.findall(r"[^.]+\.?", text)):
        words = re.findall(r"\w+|[^\w\s]", sentence.lower())
        view = language.sentence(words, slots if number == 0 else {})
        found += [" ".join(words[match.first : match.last]) for match in index.matches(view)]
    return found


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("thank you", "We thank you.", ["thank you"]),
        ("Thank You", "we THANK you", ["thank you"]),
        ("clos*", "closing, closure and clock", ["closing", "closure"]),
        ("(part ways|go separately)", "we go separately and part ways", ["part ways", "go separately"]),
        ("we [really|truly] value", "we value, we really value", ["we value", "we really value"]),
        ("we ... trust", "we a b c d trust", ["we a b c d trust"]),
        ("we ... trust", "we a b c d e trust", []),
        ("we ...6 trust", "we a b c d e trust", ["we a b c d e trust"]),
        ("we ... trust", "we value. They trust", []),
        ("we ... trust", "we say: they trust", []),
        ("we <end>", "we closed, we shut down", ["we closed", "we shut down"]),
        ("<our-end>", "we shut down", ["we shut down"]),
        ("^ thanks", "thanks. No thanks", ["thanks"]),
        ("thanks $", "thanks a lot. Many thanks.", ["thanks"]),
        (r"pay \$ now", "pay $ now", ["pay $ now"]),
        ("[very] many", "very many", ["very many"]),
    ],
)
@pytest.mark.parametrize("written_out", [False, True])
def test_each_sign_means_what_the_readme_says(phrase: str, text: str, found: list[str], *, written_out: bool) -> None:
    assert sorted(hits(phrase, text, written_out=written_out)) == sorted(found)


def test_a_slot_is_filled_by_what_was_found_for_it() -> None:
    assert hits("until DATE", "closed until 3 May 2027", DATE=(2, 5)) == ["until 3 may 2027"]
    assert hits("until DATE", "closed until 3 May 2027") == []


def test_person_and_org_are_both_names() -> None:
    assert hits("my colleague PERSON", "my colleague Ann Cole", NAME=(2, 4)) == ["my colleague ann cole"]


@pytest.mark.parametrize(
    "phrase", ["<end", "<ende>", "(close", "close)", "[close", "close]", "c*", "<loop>", "a | (b|c"]
)
def test_a_phrase_that_is_not_in_the_notation_is_an_error(phrase: str) -> None:
    with pytest.raises(NotationError):
        Notation(cut, CLASSES).parse(phrase)


WORDS = st.sampled_from("abc")
NODES: st.SearchStrategy[Node] = st.recursive(
    st.builds(lambda word: Words(frozenset({word})), WORDS)
    | st.builds(Gap, st.integers(0, 3))
    | st.builds(Edge, st.booleans())
    | st.just(Slot("DATE")),
    lambda inner: (
        st.builds(lambda parts: Chain(tuple(parts)), st.lists(inner, max_size=3))
        | st.builds(lambda parts: AnyOf(tuple(parts)), st.lists(inner, min_size=1, max_size=3))
    ),
    max_leaves=6,
)
DATE = (1, 3)
"""In every text the second and third word are a date."""


def simple_ends(node: Node, sentence: str, start: int) -> Iterator[int]:  # noqa: C901  # one case a node
    """Say where a part of a phrase can end, by trying everything: slow, and plainly right."""
    match node:
        case Words(names):
            if sentence[start : start + 1] in names and start < len(sentence):
                yield start + 1
        case Gap(width):
            yield from range(start, min(start + width, len(sentence)) + 1)
        case Edge(at_start):
            if start == (0 if at_start else len(sentence)):
                yield start
        case Slot():
            if start == DATE[0] and len(sentence) >= DATE[1]:
                yield DATE[1]
        case Chain(parts):
            ends = {start}
            for part in parts:
                ends = {end for place in ends for end in simple_ends(part, sentence, place)}
            yield from ends
        case AnyOf(choices):
            for choice in choices:
                yield from simple_ends(choice, sentence, start)
        case _:
            raise AssertionError(node)


@given(NODES, st.text("abc", min_size=1, max_size=8))
@settings(max_examples=300)
def test_matching_agrees_with_trying_everything(node: Node, sentence: str) -> None:
    language = Language()
    matcher = language.matcher(node)
    view = language.sentence(sentence, {"DATE": DATE} if len(sentence) >= DATE[1] else {})
    for start in range(len(sentence) + 1):
        assert set(matcher.ends(view, start)) == set(simple_ends(node, sentence, start))


@given(NODES, st.text("abc", min_size=1, max_size=8))
@settings(max_examples=300)
def test_the_sieve_loses_no_match(node: Node, sentence: str) -> None:
    language = Language()
    index = language.index(node)
    found = list(index.matches(language.sentence(sentence, {"DATE": DATE} if len(sentence) >= DATE[1] else {})))
    ends = {end for start in range(len(sentence) + 1) for end in simple_ends(node, sentence, start)}
    assert bool(found) == bool(ends)
    for match in found:
        assert match.last in simple_ends(node, sentence, match.first)


@given(NODES, NODES, st.text("abc", min_size=1, max_size=8))
def test_a_class_matches_what_is_written_out_in_its_place(inner: Node, after: Node, sentence: str) -> None:
    def found(*, written_out: bool) -> list[Match]:
        language = Language({"inner": inner}, written_out=written_out)
        index = language.index(Chain((Class("inner"), after)))
        return list(index.matches(language.sentence(sentence, {"DATE": DATE} if len(sentence) >= DATE[1] else {})))

    assume(not may_be_empty(Language().automaton(inner)))  # such a class is always written out
    assert found(written_out=False) == found(written_out=True)


A, B = (Words(frozenset({letter})) for letter in "ab")
HOSTILE = {
    "optional words in a row": Chain((*[AnyOf((A, Chain(())))] * 30, B)),
    "gaps in a row": Chain((A, *[Gap(8)] * 8, B)),
    "choices that begin alike": Chain((*[AnyOf((A, Chain((A, Gap(8)))))] * 30, B)),
    "choices in choices": Chain((*[AnyOf((Chain((A, A)), A, AnyOf((A, Chain((A, A))))))] * 12, B)),
    "slots and gaps": Chain((*[AnyOf((Slot("DATE"), A, Gap(2)))] * 12, B)),
}


@pytest.mark.parametrize("phrase", HOSTILE.values(), ids=HOSTILE)
def test_the_work_for_a_hostile_phrase_is_linear_in_the_letter(phrase: Node) -> None:
    class Counting(tuple[Symbol, ...]):
        """Symbols that count how often they are looked at."""

        __slots__ = ()
        looked = 0

        def __getitem__(self, place: int) -> Symbol:  # type: ignore[override]  # no slices are asked for
            Counting.looked += 1
            return super().__getitem__(place)

    def steps(words: int) -> int:
        language = Language()
        matcher = language.matcher(phrase)
        view = language.sentence("a" * words, {"DATE": DATE})
        view.symbols = Counting(view.symbols)
        Counting.looked = 0
        for start in range(words):
            matcher.ends(view, start)
        return Counting.looked

    assert steps(2000) - steps(1000) <= 1.01 * (steps(1000) - steps(500)) * 2
    assert steps(1000) > 0


def test_slots_in_a_row_make_no_more_states_than_a_letter_leads_to() -> None:
    slot = AnyOf((Slot("DATE"), Slot("MONEY")))
    matcher = Language().matcher(Chain((*[AnyOf((slot, Chain(())))] * 40, Slot("DATE"), *[slot] * 40)))
    assert len(matcher._states) <= 4  # noqa: SLF001  # what it remembers

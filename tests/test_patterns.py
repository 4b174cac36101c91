"""The phrase notation says what `rules/README.md` says it does, and takes linear time whatever is written in it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letterlint.notation import Notation, NotationError
from letterlint.patterns import (
    AnyOf,
    Book,
    Chain,
    Edge,
    Gap,
    Index,
    Needs,
    Node,
    PhraseIndex,
    Slot,
    Token,
    Tokens,
    Words,
)

CLASSES = {"end": ["close*", "shut down"], "our-end": ["we <end>"], "loop": ["a <pool>"], "pool": ["<loop>"]}


def cut(words: str) -> list[str]:
    return words.lower().split()


def tokens(
    text: str,
    slots: Mapping[str, tuple[int, int]] | None = None,
    stems: Sequence[str] = (),
    book: Book | None = None,
) -> Tokens:
    """Sentences end at a full stop; `slots` are given by token numbers."""
    sentences = []
    for sentence in re.findall(r"[^.]+\.?", text):
        words = [
            Token(found[0].lower(), *found.span(), found[0] in ":;") for found in re.finditer(r"\w+|[^\w\s]", sentence)
        ]
        sentences.append(words)
    view = Tokens(sentences, lambda word: [stem for stem in stems if word.startswith(stem[:-1])], book)
    for name, (first, last) in (slots or {}).items():
        view.add_slot(name, first, last)
    return view


def indexed(node: Node, book: Book) -> PhraseIndex:
    return PhraseIndex([node], Index.of([book.anchor(node)]), Needs.of([node], book))


def hits(phrase: str, text: str, **slots: tuple[int, int]) -> list[str]:
    notation = Notation(cut, CLASSES)
    book = Book(notation.parsed)
    index = indexed(notation.parse(phrase), book)
    view = tokens(text, slots, sorted(notation.stems), book)
    return [
        " ".join(token.word for token in view.tokens[match.first : match.last] if token)
        for match in index.matches(view)
    ]


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
def test_each_sign_means_what_the_readme_says(phrase: str, text: str, found: list[str]) -> None:
    assert sorted(hits(phrase, text)) == sorted(found)


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
    view = Tokens([[Token(letter, at, at + 1) for at, letter in enumerate(sentence)]], lambda _: ())
    if len(sentence) >= DATE[1]:
        view.add_slot("DATE", *DATE)
    expected = {end for start in range(len(sentence) + 1) for end in simple_ends(node, sentence, start)}
    ends = node.forward(view.all, view)
    assert {place for place in range(len(sentence) + 1) if ends >> place & 1} == expected
    starts = {start for start in range(len(sentence) + 1) if list(simple_ends(node, sentence, start))}
    back = node.backward(view.all, view)
    assert {place for place in range(len(sentence) + 1) if back >> place & 1} == starts


@given(NODES, st.text("abc", min_size=1, max_size=8))
def test_the_index_loses_no_match(node: Node, sentence: str) -> None:
    view = Tokens([[Token(letter, at, at + 1) for at, letter in enumerate(sentence)]], lambda _: ())
    if len(sentence) >= DATE[1]:
        view.add_slot("DATE", *DATE)
    found = list(indexed(node, view.book).matches(view))
    assert bool(found) == bool(node.forward(view.all, view))
    for match in found:
        assert match.last in simple_ends(node, sentence, match.first)


class Counting(Tokens):
    """Counts how often it is asked where words stand."""

    asked = 0

    def mask(self, names: frozenset[str]) -> int:
        self.asked += 1
        return super().mask(names)


def test_the_steps_of_a_hostile_phrase_do_not_grow_with_the_letter() -> None:
    def steps(words: int) -> int:
        view = Counting([[Token("a", at, at + 1) for at in range(words)]], lambda _: ())
        part = AnyOf((Words(frozenset({"a"})), Chain((Words(frozenset({"a"})), Gap(8)))))
        Chain((*itertools.repeat(part, 30), Words(frozenset({"b"})))).forward(view.all, view)
        return view.asked

    assert steps(5000) == steps(50) > 0

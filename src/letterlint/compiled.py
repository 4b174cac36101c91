"""The phrases of a language, parsed and indexed once, and kept on disk for the next run.

Decisions:

- What is kept is named by the content of the pack's files and by the versions of letterlint and of what it is built
  with: a change of any of them makes it anew. It is read as `letterlint.store` says.
- Most phrases are never looked at in a letter, and are left undecoded until they are.
- How the language cuts words is spaCy's to say. Its rules are kept with the phrases that they cut, so that spaCy is
  needed only here.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import msgspec

from letterlint import store, zones
from letterlint.addresses import AddressRules, address_rules
from letterlint.automata import (
    SLOT_NUMBERS,
    Automaton,
    Names,
    TooLongError,
    build,
    first_names,
    firsts_of,
    may_be_empty,
)
from letterlint.cutting import PhraseCutter
from letterlint.errors import PackError
from letterlint.matching import Sieve
from letterlint.notation import Notation, NotationError
from letterlint.packs import Pack, Phrase
from letterlint.patterns import Needs, Node
from letterlint.tokenizer import Rules, rules_of

LAYOUT_LISTS = frozenset({zones.SALUTATION, zones.CLOSE, zones.SUBJECT, zones.POSTSCRIPT, zones.ENCLOSURE})
"""Lists that say how a line outside the body begins."""
SLOT_LISTS = {"date": "DATE", "period": "PERIOD", "money": "MONEY"}
"""Lists whose hits fill a slot."""

_SMALL = 128
"""Positions; a word class of no more is written out where a phrase names it, and so is one that may be empty."""
_encode = msgspec.msgpack.Encoder().encode


class CompiledSet(msgspec.Struct, frozen=True, array_like=True):
    """Phrases that are looked for together."""

    phrases: tuple[msgspec.Raw, ...]
    automata: tuple[msgspec.Raw, ...]
    sieve: Sieve


class Compiled(msgspec.Struct, frozen=True, array_like=True):
    """What a pack knows of one language, compiled."""

    numbers: dict[str, int]
    """The number words."""
    abbreviations: tuple[str, ...]
    not_abbreviations: tuple[str, ...]
    """See `letterlint.packs.ClassFile`."""
    rules: Rules
    """How the language cuts words."""
    addresses: AddressRules
    vocabulary: dict[str, int]
    """The words, stems (with their `*`) and slots that phrases name, with their numbers."""
    classes: dict[str, msgspec.Raw]
    """The word classes that are not written out where phrases name them."""
    firsts: dict[str, Names | None]
    """The words that these may begin with; see `letterlint.automata.firsts_of`."""
    layout: CompiledSet
    slots: CompiledSet
    cues: CompiledSet


_decode = msgspec.msgpack.Decoder(Compiled).decode


def load_compiled(pack: Pack, language: str) -> Compiled:
    """Load the compiled phrases of a language; compile and keep them if that was not done before.

    Args:
        pack: the pack.
        language: the code of a language that it knows.

    Raises:
        PackError: a file of the language is malformed.
    """
    return store.kept(language, _made_with(pack, language), _decode, lambda: _encode(compile_language(pack, language)))


def _made_with(pack: Pack, language: str) -> Iterator[bytes]:
    """What a compiled language depends on."""
    yield sys.version.encode()
    for folder in pack.folders:
        for path in sorted((folder / "phrases" / language).glob("*.toml")):
            yield str(path).encode("utf-8", "surrogateescape")
            yield path.read_bytes()


def compile_language(pack: Pack, language: str) -> Compiled:
    """Parse and index the phrases of a language; for the arguments see `load_compiled`."""
    from letterlint.spacy_core import blank_for  # noqa: PLC0415  # spaCy, which is needed only once

    data = pack.language(language)
    rules = rules_of(blank_for(language))
    notation = Notation(PhraseCutter(rules), data.classes)
    vocabulary = dict(SLOT_NUMBERS)

    def number_of(name: str) -> int:
        return vocabulary.setdefault(name, len(vocabulary))

    written_out: dict[str, Node] = {}
    classes: dict[str, Automaton] = {}
    with _complaints(f"{pack.folders[-1] / 'phrases' / language / 'classes.toml'}"):
        notation.check_classes()
        for name, node in notation.parsed.items():  # each after those that it names
            automaton = build(node, number_of, written_out)
            if len(automaton.positions) <= _SMALL or may_be_empty(automaton):
                written_out[name] = node
            else:
                classes[name] = automaton
    firsts = first_names(classes)
    needs_of = Needs(notation.parsed).of

    def compiled(wanted: Callable[[str], bool]) -> CompiledSet:
        phrases = [phrase for phrase in data.phrases if wanted(phrase.list)]
        nodes: list[Node] = []
        automata: list[Automaton] = []
        for phrase in phrases:
            with _complaints(f"{phrase.file}: in the phrase '{phrase.text}'"):
                nodes.append(notation.parse(phrase.text))
                automata.append(build(nodes[-1], number_of, written_out))
        needs = [[frozenset(map(number_of, names)) for names in needs_of(node)] for node in nodes]
        sieve = Sieve.of(automata, needs, firsts)
        return CompiledSet(tuple(map(_raw, phrases)), tuple(map(_raw, automata)), sieve)

    return Compiled(
        layout=compiled(lambda name: name in LAYOUT_LISTS),
        slots=compiled(lambda name: name in SLOT_LISTS),
        cues=compiled(lambda name: name not in LAYOUT_LISTS and name not in SLOT_LISTS),
        classes={name: _raw(automaton) for name, automaton in classes.items()},
        firsts=firsts_of(firsts),
        vocabulary=vocabulary,
        rules=rules,
        addresses=address_rules(),
        numbers=data.numbers,
        abbreviations=data.abbreviations,
        not_abbreviations=data.not_abbreviations,
    )


def _raw(thing: Phrase | Automaton) -> msgspec.Raw:
    return msgspec.Raw(_encode(thing))


@contextmanager
def _complaints(place: str) -> Iterator[None]:
    """Say of what is wrong with a phrase where it stands."""
    try:
        yield
    except (NotationError, TooLongError) as error:
        raise PackError(f"{place}: {error}") from error

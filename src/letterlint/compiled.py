"""The phrases of a language, parsed and indexed once, and kept on disk for the next run.

Decisions:

- What is kept is named by the content of the pack's files and by the versions of letterlint and of what it is built
  with: a change of any of them makes it anew. It is read as `letterlint.store` says.
- Most phrases are never looked at in a letter, and are left undecoded until they are.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import overload

import msgspec

from letterlint import __version__, store, zones
from letterlint.errors import PackError
from letterlint.notation import Cut, Notation, NotationError
from letterlint.packs import LanguageData, Pack, Phrase
from letterlint.patterns import Book, Index, Needs, Node, PhraseIndex

LAYOUT_LISTS = frozenset({zones.SALUTATION, zones.CLOSE, zones.SUBJECT, zones.POSTSCRIPT, zones.ENCLOSURE})
"""Lists that say how a line outside the body begins."""
SLOT_LISTS = {"date": "DATE", "period": "PERIOD", "money": "MONEY"}
"""Lists whose hits fill a slot."""

_decode_node = msgspec.msgpack.Decoder(Node).decode
_encode = msgspec.msgpack.Encoder().encode


class CompiledSet(msgspec.Struct, frozen=True, array_like=True):
    """Phrases that are looked for together."""

    phrases: tuple[Phrase, ...]
    nodes: tuple[msgspec.Raw, ...]
    index: Index
    needs: Needs


class Compiled(msgspec.Struct, frozen=True, array_like=True):
    """What a pack knows of one language, compiled."""

    data: LanguageData
    classes: dict[str, msgspec.Raw]
    stems: frozenset[str]
    layout: CompiledSet
    slots: CompiledSet
    cues: CompiledSet


class _Nodes(Sequence[Node]):
    """Parts of phrases, each decoded when it is first looked at."""

    def __init__(self, encoded: Sequence[msgspec.Raw]) -> None:
        self._encoded = encoded
        self._decoded: dict[int, Node] = {}

    def __len__(self) -> int:
        return len(self._encoded)

    @overload
    def __getitem__(self, number: int) -> Node: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Node]: ...
    def __getitem__(self, number: int | slice) -> Node | Sequence[Node]:
        if isinstance(number, slice):
            return [self[at] for at in range(*number.indices(len(self)))]
        if number not in self._decoded:
            self._decoded[number] = _decode_node(self._encoded[number])
        return self._decoded[number]


class _Classes(Mapping[str, Node]):
    """Word classes, each decoded when it is first looked at."""

    def __init__(self, encoded: Mapping[str, msgspec.Raw]) -> None:
        self._names = {name: number for number, name in enumerate(encoded)}
        self._nodes = _Nodes(list(encoded.values()))

    def __getitem__(self, name: str) -> Node:
        return self._nodes[self._names[name]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def book_of(compiled: Compiled) -> Book:
    """The classes of a language, for its phrases to be matched with."""
    return Book(_Classes(compiled.classes))


def index_of(phrases: CompiledSet) -> PhraseIndex:
    """Phrases, ready to be matched."""
    return PhraseIndex(_Nodes(phrases.nodes), phrases.index, phrases.needs)


def load_compiled(pack: Pack, language: str, cut: Cut) -> Compiled:
    """Load the compiled phrases of a language; compile and keep them if that was not done before.

    Args:
        pack: the pack.
        language: the code of a language that it knows.
        cut: cuts plain words as the language's tokenizer does.

    Raises:
        PackError: a file of the language is malformed.
    """
    path = store.cache_folder() / f"{language}-{_key(pack, language)}{store.SUFFIX}"
    if (stored := store.read(path)) is not None:
        with suppress(msgspec.DecodeError):  # kept by another version under the same key
            return msgspec.msgpack.decode(stored, type=Compiled)
    compiled = compile_language(pack, language, cut)
    store.write(path, _encode(compiled))
    return msgspec.msgpack.decode(_encode(compiled), type=Compiled)


def _key(pack: Pack, language: str) -> str:
    from importlib.metadata import version  # noqa: PLC0415  # 10 ms that only this needs

    made_with = (__version__, sys.version, version("spacy"), version("msgspec"))
    files = [path for folder in pack.folders for path in sorted((folder / "phrases" / language).glob("*.toml"))]
    parts = (part for path in files for part in (str(path).encode("utf-8", "surrogateescape"), path.read_bytes()))
    return store.digest(*(name.encode() for name in made_with), *parts).hex()


def compile_language(pack: Pack, language: str, cut: Cut) -> Compiled:
    """Parse and index the phrases of a language; for the arguments see `load_compiled`."""
    data = pack.language(language)
    notation = Notation(cut, data.classes)
    try:
        notation.check_classes()
    except NotationError as error:
        raise PackError(f"{pack.folders[-1] / 'phrases' / language / 'classes.toml'}: {error}") from error

    def compiled(wanted: Callable[[str], bool]) -> CompiledSet:
        phrases = tuple(phrase for phrase in data.phrases if wanted(phrase.list))
        nodes = [_parsed(notation, phrase) for phrase in phrases]
        book = Book(notation.parsed)
        index = Index.of(map(book.anchor, nodes))
        return CompiledSet(phrases, tuple(map(_raw, nodes)), index, Needs.of(nodes, book))

    return Compiled(
        layout=compiled(lambda name: name in LAYOUT_LISTS),
        slots=compiled(lambda name: name in SLOT_LISTS),
        cues=compiled(lambda name: name not in LAYOUT_LISTS and name not in SLOT_LISTS),
        classes={name: _raw(node) for name, node in notation.parsed.items()},
        stems=frozenset(notation.stems),
        data=msgspec.structs.replace(data, phrases=(), classes={}),
    )


def _raw(node: Node) -> msgspec.Raw:
    return msgspec.Raw(_encode(node))


def _parsed(notation: Notation, phrase: Phrase) -> Node:
    try:
        return notation.parse(phrase.text)
    except NotationError as error:
        raise PackError(f"{phrase.file}: in the phrase '{phrase.text}': {error}") from error

"""Cuts letters into tokens, and phrases into the same words.

Decisions:

- Words are compared by spaCy's norm, so that "can't", "cannot" and "can not" are one, and phrases are cut by the
  tokenizer that cuts the letters.
- White space of more than a space is a token too, as spaCy has it: it keeps apart what stands on both sides.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import overload

import msgspec

from letterlint.addresses import Addresses
from letterlint.automata import Names, Symbol
from letterlint.patterns import STEM_LENGTH
from letterlint.tokenizer import Rules, Tokenizer

_REMEMBERED = 20_000
"""Words, some megabytes: more than those that letters of a language use."""
_LONGEST_REMEMBERED = 40
"""Characters."""
_STOPS_GAPS = frozenset(":;()[]{}—–") | {"--"}
_ELIDED = re.compile(r"-?[^\W\d_]{1,2}'")
_AMOUNT = re.compile(r"(\d[\d.,']*\d|\d)([€$£¥%])(\.?)")


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word as phrases are compared with it; offsets from the beginning of its token."""

    symbol: Symbol
    start: int
    end: int
    is_mark: bool = False
    """Whether it has neither letters nor figures."""


class Form(msgspec.Struct, frozen=True, gc=False):
    """All that is known of a token wherever it stands; found once."""

    text: str
    words: tuple[Word, ...] = ()
    """One, but for white space and for what phrases cut further."""
    is_capitalised: bool = False
    is_number: bool = False
    """Whether it is a number in words."""
    is_address: bool = False
    """Whether it is the address of an e-mail box or a site."""


class Token(msgspec.Struct, frozen=True, gc=False):
    """A token in its place in a text."""

    form: Form
    start: int
    end: int


class Tokens(Sequence[Token]):
    """The tokens of a text, in order."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text = text
        self._tokens = tokens
        self._starts = [token.start for token in tokens]
        self._ends = [token.end for token in tokens]

    def __len__(self) -> int:
        """How many there are."""
        return len(self._tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Token]: ...
    def __getitem__(self, at: int | slice) -> Token | Sequence[Token]:
        """One of them, or some."""
        return self._tokens[at]

    def __iter__(self) -> Iterator[Token]:
        """Go through them."""
        return iter(self._tokens)

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The tokens, from a number up to, not including, another, that hold a stretch of the text."""
        first = bisect_right(self._ends, start)
        return first, max(bisect_left(self._starts, end, first), first)

    def expanded(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the text, made longer so that it begins and ends as its tokens do."""
        first, last = self.within(start, end)
        return (self._starts[first], self._ends[last - 1]) if first < last else (start, end)


class PhraseCutter:
    """Cuts the words of phrases.

    Args:
        rules: how the language cuts words.
    """

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._tokenizer = Tokenizer(rules)

    def __call__(self, words: str) -> list[str]:
        """Cut a phrase's words as a letter's are; a plain word without a rule of its own stays whole."""
        return [part for word in words.split() for part in self._word(word)]

    def _word(self, word: str) -> list[str]:
        if (word.isalpha() and word not in self._rules.specials) or _ELIDED.fullmatch(word):
            return [_normal(word)]
        return self._joined(word) if word.startswith("-") else self._norms(word)

    def _joined(self, word: str) -> list[str]:
        """Cut what a phrase writes as the end of a word ("-vos") as is done there, with a word before it."""
        first, *rest = self._norms("mar" + word)
        return rest if first == "mar" and rest else self._norms(word)

    def _norms(self, word: str) -> list[str]:
        return [_normal(piece.norm) for piece in self._tokenizer(word)]


class Cutter:
    """Cuts texts of one language.

    Args:
        rules: how the language cuts words.
        vocabulary: the words, stems (with their `*`) and slots that phrases name, with their numbers.
        numbers: the number words.
        addresses: tells addresses.
    """

    def __init__(
        self, rules: Rules, vocabulary: Mapping[str, int], numbers: Container[str], addresses: Addresses
    ) -> None:
        self._rules = rules
        self._vocabulary = vocabulary
        self._numbers = numbers
        self._addresses = addresses
        self._longest_stem = max((len(name) - 1 for name in vocabulary if name.endswith("*")), default=0)
        self._symbols: dict[tuple[Names, bool], Symbol] = {}
        self._tokenizer = Tokenizer(rules)
        self._known_run = lru_cache(maxsize=_REMEMBERED)(self._cut_run)

    def tokens(self, text: str) -> Tokens:
        """Cut a text, which is plain; see `letterlint.reading.source`."""
        tokens: list[Token] = []
        done = 0
        for at, run in self._tokenizer.runs(text):
            if at > done + 1 or text[done:at].strip(" "):
                space = text[done:at].removeprefix(" ")
                tokens.append(Token(Form(space), at - len(space), at))
            tokens += [Token(form, at + start, at + end) for form, start, end in self._run(run)]
            done = at + len(run)
        return Tokens(text, tokens)

    def placed(self, text: str, words: Iterable[tuple[str, str, int]]) -> Tokens:
        """Take over a text that spaCy has cut.

        Args:
            text: the text.
            words: of each token the text, the norm and the offset; white space too.
        """
        return Tokens(
            text,
            [
                Token(Form(word) if word.isspace() else self._form(word, norm), start, start + len(word))
                for word, norm, start in words
            ],
        )

    def _run(self, run: str) -> list[tuple[Form, int, int]]:
        """Cut a run; what is long is rarely met again."""
        return self._known_run(run) if len(run) <= _LONGEST_REMEMBERED else self._cut_run(run)

    def _cut_run(self, run: str) -> list[tuple[Form, int, int]]:
        """Cut what the tokenizer cuts at once, with offsets in it."""
        return [(self._form(text, norm), start, end) for text, norm, start, end in self._tokenizer.cut(run)]

    def _form(self, text: str, norm: str) -> Form:
        lower = text.lower()
        return Form(
            text,
            tuple(self._words(text, norm)),
            is_capitalised=text[0].isupper(),
            is_number=lower in self._numbers
            or ("-" in lower and all(part in self._numbers for part in lower.split("-"))),
            is_address=text in self._addresses,
        )

    def _words(self, text: str, norm: str) -> Iterator[Word]:
        """Cut a token where some languages' tokenizers do not, and phrases do: "12€.", and "P.S." in capitals."""
        if amount := _AMOUNT.fullmatch(text):
            parts = [(_normal(self._rules.word(part)[1]), len(part)) for part in amount.groups() if part]
        elif text.isupper() and "." in text:
            norms = [_normal(piece.norm) for piece in self._tokenizer(text.lower())]
            parts = [(part, len(part)) for part in norms]
        else:
            parts = [(_normal(norm), len(text))]
        for part, start, end in _placed(parts, len(text)):
            yield self._word(part, start, end, stops_gaps=text in _STOPS_GAPS)

    def _word(self, text: str, start: int, end: int, *, stops_gaps: bool) -> Word:
        longest = min(len(text), self._longest_stem)
        stems = (text[:length] + "*" for length in range(STEM_LENGTH, longest + 1))
        names = frozenset(self._vocabulary[name] for name in (text, *stems) if name in self._vocabulary)
        symbol = self._symbols.setdefault((names, stops_gaps), Symbol(names, passable=not stops_gaps))
        return Word(symbol, start, end, is_mark=not any(map(str.isalnum, text)))


def _placed(parts: Iterable[tuple[str, int]], length: int) -> Iterator[tuple[str, int, int]]:
    """Words with their lengths, one after the other, none empty, in a token of a length."""
    at = 0
    for text, size in parts:
        end = min(at + size, length)
        yield text, at, end
        at = min(end, length - 1)


@lru_cache(maxsize=_REMEMBERED)
def _normal(word: str) -> str:
    """A word as it is compared: composed accents, small letters."""
    return unicodedata.normalize("NFC", word).lower()

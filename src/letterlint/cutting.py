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
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import overload

import msgspec

from letterlint.tokenizer import Rules, Tokenizer

_STOPS_GAPS = frozenset(":;()[]{}—–") | {"--"}
_ELIDED = re.compile(r"-?[^\W\d_]{1,2}'")
_AMOUNT = re.compile(r"(\d[\d.,']*\d|\d)([€$£¥%])(\.?)")


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word as phrases are compared with it, normalised; offsets from the beginning of its token."""

    text: str
    start: int
    end: int
    stops_gaps: bool = False


class Token(msgspec.Struct, frozen=True, gc=False):
    """A token of a text, and its words: one, but for white space and for what phrases cut further."""

    text: str
    start: int
    end: int
    words: tuple[Word, ...] = ()


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


class Cutter:
    """Cuts texts and phrases of one language.

    Args:
        rules: how its words are cut.
    """

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._tokenizer = Tokenizer(rules)
        self._words = lru_cache(maxsize=65536)(self._cut_word)

    def tokens(self, text: str) -> Tokens:
        """Cut a text, which is plain; see `letterlint.reading.source`."""
        tokens: list[Token] = []
        done = 0
        for word, norm, start, end in self._tokenizer(text):
            if start > done and text[done:start] != " ":
                space = text[done:start].removeprefix(" ")
                tokens.append(Token(space, start - len(space), start))
            tokens.append(Token(word, start, end, self._words(word, norm)))
            done = end
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
                Token(word, start, start + len(word), () if word.isspace() else self._words(word, norm))
                for word, norm, start in words
            ],
        )

    def phrase(self, words: str) -> list[str]:
        """Cut a phrase's words as a letter's are; a plain word without a rule of its own stays whole."""
        return [part for word in words.split() for part in self._phrase_word(word)]

    def _phrase_word(self, word: str) -> list[str]:
        if (word.isalpha() and word not in self._rules.specials) or _ELIDED.fullmatch(word):
            return [_normal(word)]
        return self._joined(word) if word.startswith("-") else self._norms(word)

    def _joined(self, word: str) -> list[str]:
        """Cut what a phrase writes as the end of a word ("-vos") as is done there, with a word before it."""
        first, *rest = self._norms("mar" + word)
        return rest if first == "mar" and rest else self._norms(word)

    def _norms(self, word: str) -> list[str]:
        return [_normal(piece.norm) for piece in self._tokenizer(word)]

    def _cut_word(self, token: str, norm: str) -> tuple[Word, ...]:
        """Cut a token where some languages' tokenizers do not, and phrases do: "12€.", and "P.S." in capitals."""
        if amount := _AMOUNT.fullmatch(token):
            parts = [(_normal(self._rules.norms.get(part, part)), len(part)) for part in amount.groups() if part]
        elif token.isupper() and "." in token:
            parts = [(part, len(part)) for part in self._norms(token.lower())]
        else:
            return (Word(_normal(norm), 0, len(token), token in _STOPS_GAPS),)
        return tuple(_placed(parts, len(token)))


def _placed(parts: Sequence[tuple[str, int]], length: int) -> Iterator[Word]:
    """Words of some lengths one after the other, none empty, in a token of a length."""
    at = 0
    for text, size in parts:
        end = min(at + size, length)
        yield Word(text, at, end)
        at = min(end, length - 1)


@lru_cache(maxsize=65536)
def _normal(word: str) -> str:
    """A word as it is compared: composed accents, small letters."""
    return unicodedata.normalize("NFC", word).lower()

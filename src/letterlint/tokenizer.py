"""Cuts text into words exactly as spaCy does, without spaCy.

spaCy stays the source of the rules: `rules_of` takes them from a blank pipeline once, when a pack is compiled, and they
are stored as data. `Tokenizer` applies them as spaCy's `Tokenizer.__call__` does (spacy/tokenizer.pyx; in pseudo-code
at https://spacy.io/usage/linguistic-features#how-tokenizer-works).

Decisions:

- What spaCy makes of a chunk, a stretch without white space, depends on that chunk alone, but for one thing: special
  cases are found once more among the words that come of the affixes, and there a single space between two words does
  not count. So "EE." and "UU." are one word in "EE. UU.", and ": )" hides what else begins at its bracket. Chunks
  whose edges such a special case could bridge are cut together, as one run; all others are cut alone and remembered.
- spaCy's patterns know the letters of all scripts, and compiling these takes 40 ms. Most chunks hold no character after
  `LAST_NEAR`: they are cut by patterns without those, which compile four times as fast, and find the same in them. All
  patterns are compiled when they are first needed.
- A chunk of more than `LONGEST` characters is no language (a ruler, an encoded file), and stays one word: spaCy cuts
  its affixes off one by one, which takes time quadratic in it.
- All else is exact, for every language with spaCy's rule-based tokenizer, but for the norms of those that compute them
  (Haitian Creole, Hindi, Nepali): there a norm is the word in small letters.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

if TYPE_CHECKING:
    from spacy.language import Language

LAST_NEAR = "\u20cf"
"""The end of the characters that letters are written with: Latin and its neighbours, dashes, quotes and currencies."""
LONGEST = 500
"""Characters of a chunk that is cut."""

Word = tuple[str, str]
"""The text of a word, and its norm."""


class Regex(NamedTuple):
    """A regular expression as data, the arguments of `re.compile`."""

    pattern: str
    flags: int = 0


_NEVER = Regex(r"(?!)")
_CLASS = re.compile(r"\\.|\[(?P<negation>\^?)(?P<members>\]?(?:\\.|[^\]\\])*)\]", re.DOTALL)
_CHARACTER = r"\\U[0-9a-fA-F]{8}|\\u[0-9a-fA-F]{4}|\\.|[^\\]"
_MEMBER = re.compile(f"(?P<first>{_CHARACTER})(?:-(?P<last>{_CHARACTER}))?", re.DOTALL)


class Affixes(msgspec.Struct, frozen=True, array_like=True):
    """The patterns by which a chunk is cut.

    Attributes:
        prefix: what is cut off the beginning of a chunk.
        suffix: what is cut off its end.
        infix: what cuts the rest.
        whole: what is left whole, affixes and all.
        url: what is left whole when the affixes are cut off.
    """

    prefix: Regex
    suffix: Regex
    infix: Regex
    whole: Regex
    url: Regex


class Rules(msgspec.Struct, frozen=True, array_like=True):
    """What a language's tokenizer knows.

    Attributes:
        near: the patterns for chunks without a character after `LAST_NEAR`.
        all: the patterns for any chunk.
        specials: the words of a special case, by its text.
        phrases: special cases as words that the affixes alone make of them.
        norms: the norms that are not the word in small letters.
    """

    near: Affixes
    all: Affixes
    specials: dict[str, tuple[Word, ...]]
    phrases: frozenset[tuple[str, ...]]
    norms: dict[str, str]

    def word(self, text: str) -> Word:
        """A word that no special case gives a norm."""
        return text, self.norms.get(text) or text.lower()


class Piece(NamedTuple):
    """A word in its place: `text[start:end]`, and its norm."""

    text: str
    norm: str
    start: int
    end: int


def rules_of(nlp: Language) -> Rules:
    """Take the rules of a pipeline's tokenizer.

    Raises:
        TypeError: the tokenizer is not spaCy's rule-based one (that of Chinese is not).
    """
    from spacy.attrs import NORM, ORTH  # noqa: PLC0415  # spaCy is there already, for `nlp` is
    from spacy.lang.norm_exceptions import BASE_NORMS  # noqa: PLC0415  # the same

    theirs: Any = nlp.tokenizer  # spaCy declares no more than that it can be called
    if not hasattr(theirs, "prefix_search"):
        raise TypeError(
            f"the tokenizer of '{nlp.lang}' is a {type(theirs).__name__} and has no rules; use that of 'xx'"
        )
    methods = (theirs.prefix_search, theirs.suffix_search, theirs.infix_finditer, theirs.token_match, theirs.url_match)
    patterns = [regex_of(method) for method in methods]
    affixes = Rules(
        near=Affixes(*map(near, patterns)),
        all=Affixes(*patterns),
        specials={},
        phrases=frozenset(),
        norms=BASE_NORMS,
    )
    cut = Tokenizer(affixes)
    return msgspec.structs.replace(
        affixes,
        specials={
            text: tuple((word[ORTH], word.get(NORM) or affixes.word(word[ORTH])[1]) for word in words)
            for text, words in theirs.rules.items()
        },
        phrases=frozenset(
            tuple(piece.text for piece in cut(text))
            for text in theirs.rules
            if " " in text or theirs.find_prefix(text) or theirs.find_infix(text) or theirs.find_suffix(text)
        ),
    )


def regex_of(method: Any) -> Regex:  # noqa: ANN401  # it has no type of its own
    """The pattern of which something is a method; without any, one that finds nothing."""
    return Regex(method.__self__.pattern, method.__self__.flags) if method else _NEVER


def near(regex: Regex) -> Regex:
    """A pattern that finds the same in a text without characters after `LAST_NEAR`, which its classes leave out.

    One that ignores case may find a character by one far from it, and stays as it is.
    """
    return regex if regex.flags & re.IGNORECASE else Regex(_CLASS.sub(_near_class, regex.pattern), regex.flags)


def _near_class(found: re.Match[str]) -> str:
    if found["members"] is None:  # an escaped character
        return found[0]
    members = (_near_member(*member.groups()) for member in _MEMBER.finditer(found["members"]))
    return f"[{found['negation']}{''.join(members) or chr(sys.maxunicode)}]"


def _near_member(first: str, last: str | None) -> str:
    if _value(first) > LAST_NEAR:
        return ""
    if last is None:
        return first if first.startswith("\\") else re.escape(first)
    return f"{first}-{LAST_NEAR if _value(last) > LAST_NEAR else last}"


def _value(character: str) -> str:
    """The character that a pattern writes as itself or by its number; for another escape, the backslash."""
    by_number = character.startswith(("\\u", "\\U"))
    return character.encode("ascii").decode("unicode_escape") if by_number else character[0]


class _Patterns:
    """The patterns of affixes, compiled when they are first used."""

    def __init__(self, affixes: Affixes) -> None:
        self._affixes = affixes

    @cached_property
    def prefix(self) -> Callable[[str], re.Match[str] | None]:
        return re.compile(*self._affixes.prefix).search

    @cached_property
    def suffix(self) -> Callable[[str], re.Match[str] | None]:
        return re.compile(*self._affixes.suffix).search

    @cached_property
    def infixes(self) -> Callable[[str], Iterator[re.Match[str]]]:
        return re.compile(*self._affixes.infix).finditer

    @cached_property
    def is_whole(self) -> Callable[[str], re.Match[str] | None]:
        return re.compile(*self._affixes.whole).match

    @cached_property
    def is_url(self) -> Callable[[str], re.Match[str] | None]:
        return re.compile(*self._affixes.url).match


class Tokenizer:
    """Cuts text by the rules of a language."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._near = _Patterns(rules.near)
        self._all = _Patterns(rules.all)
        self._beginnings = {phrase[0] for phrase in rules.phrases if phrase}
        self._longest = max(map(len, rules.phrases), default=0)
        self._joints = {left[-1] + right[0] for phrase in rules.phrases for left, right in pairwise(phrase)}

    def __call__(self, text: str) -> list[Piece]:
        """Cut a text; white space makes no pieces."""
        return [
            Piece(word, norm, start + at, end + at)
            for at, run in self.runs(text)
            for word, norm, start, end in self.cut(run)
        ]

    def runs(self, text: str) -> Iterator[tuple[int, str]]:
        """The stretches of a text to give to `cut`, with their offsets: a chunk each, rarely several."""
        run = ""
        start = end = 0
        for chunk in text.split():
            first = text.find(chunk, end)
            if run and run[-1] + chunk[0] in self._joints and text[end:first] == " ":
                run = f"{run} {chunk}"
            else:
                if run:
                    yield start, run
                run, start = chunk, first
            end = first + len(chunk)
        if run:
            yield start, run

    def cut(self, run: str) -> list[Piece]:
        """Cut a chunk, or chunks with a single space between them."""
        pieces: list[Piece] = []
        start = 0
        for chunk in run.split(" "):
            pieces += _placed(self._words(chunk), start)
            start += len(chunk) + 1
        phrases = self._phrases(pieces)
        return self._with_specials(run, pieces, phrases) if phrases else pieces

    def _words(self, chunk: str) -> list[Word]:
        """Cut affixes off a chunk, both at a time, until a special case or no affix is left."""
        word = self._rules.word
        if len(chunk) > LONGEST:
            return [word(chunk)]
        specials = self._rules.specials
        patterns = self._near if max(chunk, default="") <= LAST_NEAR else self._all
        before: list[str] = []
        after: list[str] = []
        core = chunk
        while core and core not in specials and not patterns.is_whole(core):
            prefix = _width(patterns.prefix(core))
            rest = core[prefix:]
            suffix = _width(patterns.suffix(rest)) if rest not in specials else 0
            if suffix and core[:-suffix] in specials:
                prefix = 0
            if prefix:
                before.append(core[:prefix])
            if suffix:
                after.append(core[-suffix:])
            if not prefix and not suffix:
                break
            core = core[prefix : len(core) - suffix]
        return [*map(word, before), *(self._core(core, patterns) if core else ()), *map(word, reversed(after))]

    def _core(self, core: str, patterns: _Patterns) -> Sequence[Word]:
        """Cut what is left without affixes."""
        rules = self._rules
        if core in rules.specials:
            return rules.specials[core]
        if patterns.is_whole(core) or patterns.is_url(core):
            return [rules.word(core)]
        texts: list[str] = []
        start = 0
        for infix in patterns.infixes(core):
            if infix.start():
                texts += core[start : infix.start()], infix.group()
                start = infix.end()
        return [rules.word(text) for text in (*texts, core[start:]) if text]

    def _phrases(self, pieces: Sequence[Piece]) -> list[tuple[int, int]]:
        """Where special cases stand among the words: from one, up to another."""
        return [
            (first, last)
            for first, piece in enumerate(pieces)
            if piece.text in self._beginnings
            for last in range(first + 1, min(first + self._longest, len(pieces)) + 1)
            if tuple(piece.text for piece in pieces[first:last]) in self._rules.phrases
        ]

    def _with_specials(self, run: str, pieces: list[Piece], phrases: list[tuple[int, int]]) -> list[Piece]:
        """Put the words of the special cases that were found among those of a run.

        The longest wins, then the first. One that loses, or that white space in the run makes another text, hides
        all the same what overlaps with it, as in spaCy's `_filter_special_spans`.
        """
        hidden: set[int] = set()
        chosen: list[tuple[int, int]] = []
        for first, last in sorted(phrases, key=lambda phrase: (phrase[0] - phrase[1], phrase[0])):
            if first not in hidden and last - 1 not in hidden:
                chosen.append((first, last))
            hidden.update(range(first, last))
        result: list[Piece] = []
        done = 0
        for first, last in sorted(chosen):
            start = pieces[first].start
            if special := self._rules.specials.get(run[start : pieces[last - 1].end]):
                result += pieces[done:first]
                result += _placed(special, start)
                done = last
        return result + pieces[done:]


def _placed(words: Iterable[Word], start: int) -> Iterator[Piece]:
    """Put words that stand side by side in their places."""
    for text, norm in words:
        end = start + len(text)
        yield Piece(text, norm, start, end)
        start = end


def _width(match: re.Match[str] | None) -> int:
    return match.end() - match.start() if match else 0

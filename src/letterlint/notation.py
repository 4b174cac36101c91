"""The phrase notation of `rules/README.md`, parsed into the parts of `letterlint.patterns`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from letterlint.patterns import SLOTS, STEM_LENGTH, AnyOf, Chain, Class, Edge, Gap, Node, Slot, Words

DEFAULT_GAP = 4
"""Words that a bare `...` may span."""

SLOT_ALIASES = {"PERSON": "NAME", "ORG": "NAME"}
"""No trained model tells a person's name from a firm's: both are names."""

"""The shortest stem, in letters, that a phrase may use."""

Cut = Callable[[str], Sequence[str]]
"""Cuts a stretch of plain words into the tokens of the language, normalised."""


class NotationError(ValueError):
    """A phrase is not written in the notation."""


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

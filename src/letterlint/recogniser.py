"""Finds the phrases of one language in the sentences of a Doc.

Decisions:

- Words are compared by spaCy's norm, so that "can't", "cannot" and "can not" are one, and phrases are cut by the
  tokenizer that cuts the letters.
- Sentences are matched in chunks of limited length: however long a letter, the time is linear in it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from letterlint.compiled import book_of, index_of, load_compiled
from letterlint.dates import calendar_names
from letterlint.docs import PIECES
from letterlint.letter import Cue
from letterlint.packs import Pack, Phrase
from letterlint.patterns import Match, PhraseIndex, Token, Tokens
from letterlint.slots import Found
from letterlint.stretches import Stretches

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span
    from spacy.tokens import Token as SpacyToken

_STOPS_GAPS = frozenset(":;()[]{}—–") | {"--"}
_CHUNK = 2000
"""Tokens that are matched at once, give or take a sentence."""
_LONGEST_SENTENCE = 1000
"""Tokens; what is longer is no sentence but a table or a mistake, and is matched in pieces."""


_ELIDED = re.compile(r"-?[^\W\d_]{1,2}'")
_AMOUNT = re.compile(r"(\d[\d.,']*\d|\d)([€$£¥%])(\.?)")


@lru_cache(maxsize=65536)
def _normal(word: str) -> str:
    """A word as the matcher compares it: composed accents, small letters."""
    return unicodedata.normalize("NFC", word).lower()


@dataclass(frozen=True, slots=True)
class PhraseSet:
    """Phrases with their index."""

    phrases: tuple[Phrase, ...]
    index: PhraseIndex


class Recogniser:
    """The compiled phrases of one language of one pack, and what finds them in a Doc."""

    def __init__(self, nlp: Language, pack: Pack, language: str) -> None:
        self.pack = pack
        self.language = language
        self.calendar = calendar_names(language)
        self._nlp = nlp
        self._special = getattr(nlp.tokenizer, "rules", {}).keys()
        compiled = load_compiled(pack, language, self._cut)
        self.data = compiled.data
        self._book = book_of(compiled)
        self.layout, self.slots, self.cues = (
            PhraseSet(phrases.phrases, index_of(phrases))
            for phrases in (compiled.layout, compiled.slots, compiled.cues)
        )
        self.by_id = {phrase.id: phrase for phrase in self.cues.phrases}
        self._stems = compiled.stems
        self.stems_of = lru_cache(maxsize=65536)(self._find_stems)

    def _cut(self, words: str) -> list[str]:
        """Cut a phrase's words as the tokenizer cuts a letter's; a plain word without a rule of its own stays whole."""
        return [part for word in words.split() for part in self._cut_word(word)]

    def _cut_word(self, word: str) -> list[str]:
        if self._is_whole(word):
            return [_normal(word)]
        return self._joined(word) if word.startswith("-") else self._tokenize(word)

    def _joined(self, word: str) -> list[str]:
        """Cut what a phrase writes as the end of a word ("-vos") as the tokenizer does there, with a word before it."""
        first, *rest = self._tokenize("mar" + word)
        return rest if first == "mar" and rest else self._tokenize(word)

    def _is_whole(self, word: str) -> bool:
        """Whether the tokenizer leaves a word as it is: a plain one without a rule, or an elided one ("l'", "-m'")."""
        return (word.isalpha() and word not in self._special) or bool(_ELIDED.fullmatch(word))

    def _tokenize(self, word: str) -> list[str]:
        return [_normal(token.norm_) for token in self._nlp.tokenizer(word) if not token.is_space]

    def _find_stems(self, word: str) -> list[str]:
        return [stem for length in range(2, len(word) + 1) if (stem := word[:length] + "*") in self._stems]

    def find(self, wanted: PhraseSet, view: Iterable[Tokens]) -> Iterator[Cue]:
        """Find phrases in what is seen of some sentences."""
        for tokens in view:
            for match in wanted.index.matches(tokens):
                yield Cue(wanted.phrases[match.phrase], *_stretch(tokens, match))

    def view(self, doc: Doc, spans: Iterable[Span], found: Iterable[Found]) -> list[Tokens]:
        """What the matcher sees of some sentences of a Doc.

        Args:
            doc: the letter.
            spans: the sentences.
            found: what fills slots in them; a placeholder is one token without a word.
        """
        in_order = sorted(found, key=lambda slot: slot.start)
        starts = [slot.start for slot in in_order]
        holes = Stretches((slot.start, slot.end) for slot in in_order if slot.slot == "PLACEHOLDER")
        pieces = self._all_pieces(doc)
        view = []
        for chunk in _chunks(spans):
            first, last = bisect_left(starts, chunk[0].start_char), bisect_left(starts, chunk[-1].end_char)
            sentences = [list(_filled(chain.from_iterable(pieces[span.start : span.end]), holes)) for span in chunk]
            view.append(self._tokens(sentences, in_order[first:last]))
        return view

    def _tokens(self, sentences: Sequence[Sequence[Token]], found: Sequence[Found]) -> Tokens:
        tokens = Tokens(sentences, self.stems_of, self._book)
        starts = {token.start: index for index, token in enumerate(tokens.tokens) if token}
        ends = {token.end: index + 1 for index, token in enumerate(tokens.tokens) if token}
        for slot in found:
            first, last = starts.get(slot.start), ends.get(slot.end)
            if first is not None and last is not None and first < last:
                tokens.add_slot(slot.slot, first, last)
        return tokens

    def _all_pieces(self, doc: Doc) -> Sequence[Sequence[Token]]:
        """For each token of a Doc its pieces, none for a space; cut once."""
        pieces: Sequence[Sequence[Token]] | None = doc.user_data.get(PIECES)
        if pieces is None:
            pieces = [() if token.is_space else tuple(self._pieces(token)) for token in doc]
            doc.user_data[PIECES] = pieces
        return pieces

    def _pieces(self, token: SpacyToken) -> Iterator[Token]:
        """The token, cut where some languages' tokenizers do not, and phrases do: "12€.", and "P.S." in capitals."""
        at, end = token.idx, token.idx + len(token)
        if amount := _AMOUNT.fullmatch(token.text):
            for piece in filter(None, amount.groups()):
                yield Token(_normal(token.vocab[piece].norm_), at, at + len(piece))
                at += len(piece)
            return
        if token.is_upper and "." in token.text:
            for piece in self._tokenize(token.lower_):
                yield Token(piece, at, min(at + len(piece), end))
                at = min(at + len(piece), end - 1)
        else:
            yield Token(_normal(token.norm_), at, end, token.text in _STOPS_GAPS)


def _filled(pieces: Iterable[Token], holes: Stretches) -> Iterator[Token]:
    """Put one token without a word for those of a placeholder."""
    open_hole: tuple[int, int] | None = None
    for token in pieces:
        hole = holes.holding(token.start)
        if hole is None:
            yield token
        elif hole != open_hole:
            yield Token("", *hole)
        open_hole = hole


def _chunks(spans: Iterable[Span]) -> Iterator[list[Span]]:
    """Group sentences until there are enough tokens."""
    chunk: list[Span] = []
    size = 0
    for span in spans:
        for first in range(0, len(span), _LONGEST_SENTENCE):
            piece = span[first : first + _LONGEST_SENTENCE]
            chunk.append(piece)
            size += len(piece)
            if size >= _CHUNK:
                yield chunk
                chunk, size = [], 0
    if chunk:
        yield chunk


def _stretch(view: Tokens, match: Match) -> tuple[int, int]:
    """The stretch of the text that a match covers; for an empty match, the token that it stands at."""
    covered = [token for token in view.tokens[match.first : max(match.last, match.first + 1)] if token]
    if not covered:
        before = view.tokens[match.first - 1]
        covered = [before] if before else []
    return (covered[0].start, covered[-1].end) if covered else (0, 1)

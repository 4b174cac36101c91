"""The recogniser: spaCy components that find a letter's zones, sentences, slots, cues and moves, and its kind.

`load("en")` is an ordinary spaCy pipeline, made of a blank one: `doc.spans` holds `zones`, `sentences` (of the
body), `cues`, `moves` and `possible-moves`, each span's `id_` being the id of the phrase that caused it, and
`doc.cats` the kinds' scores. The components of one pipeline share one `Recogniser`, which holds the compiled
phrases.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from letterlint.spacy_core import blank  # isort: skip  # before anything else of spaCy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.tokens import Token as SpacyToken

from letterlint import zones
from letterlint.dates import calendar_names
from letterlint.errors import PackError, UsageError, unknown
from letterlint.kinds import most_likely, score_kinds
from letterlint.letter import Cue, Evidence, Letter, Sentence
from letterlint.medium import find_medium
from letterlint.moves import assign_moves, without_exceptions
from letterlint.packs import Pack, Phrase, load_pack, own_pack_folder
from letterlint.patterns import Match, Node, Notation, NotationError, PhraseIndex, Token, Tokens
from letterlint.reading.source import Source, plain
from letterlint.sentences import split_sentences
from letterlint.slots import Found, find_names, find_slots
from letterlint.zones import Line, Zone, find_zones

LAYOUT_LISTS = frozenset({zones.SALUTATION, zones.CLOSE, zones.SUBJECT, zones.POSTSCRIPT, zones.ENCLOSURE})
"""Lists that say how a line outside the body begins."""
SLOT_LISTS = {"date": "DATE", "period": "PERIOD", "money": "MONEY"}
"""Lists whose hits fill a slot."""

_STOPS_GAPS = frozenset(":;()[]{}—–") | {"--"}
_CHUNK = 2000
"""Tokens that are matched at once, give or take a sentence."""
_LONGEST_SENTENCE = 1000
"""Tokens; what is longer is no sentence but a table or a mistake, and is matched in pieces."""
_QUOTED = re.compile(r"\"[^\"]{1,600}\"|«[^»]{1,600}»")
_QUOTED_WORDS = 4
"""A shorter stretch in quotes is a name or a word at arm's length, not somebody's speech."""


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
        self.data = pack.language(language)
        self.calendar = calendar_names(language)
        self._nlp = nlp
        self._special = getattr(nlp.tokenizer, "rules", {}).keys()
        self._notation = Notation(self._cut, self.data.classes)
        try:
            self._notation.check_classes()
        except NotationError as error:
            raise PackError(f"{pack.folder / 'phrases' / language / 'classes.toml'}: {error}") from error
        self.layout = self._compile(lambda name: name in LAYOUT_LISTS)
        self.slots = self._compile(lambda name: name in SLOT_LISTS)
        self.cues = self._compile(lambda name: name not in LAYOUT_LISTS and name not in SLOT_LISTS)
        self._stems = self.layout.index.stems | self.slots.index.stems | self.cues.index.stems
        self.stems_of = lru_cache(maxsize=65536)(self._find_stems)

    def _cut(self, words: str) -> list[str]:
        """Cut a phrase's words as the tokenizer cuts a letter's; a plain word without a rule of its own stays whole."""
        return [
            part
            for word in words.split()
            for part in ([_normal(word)] if word.isalpha() and word not in self._special else self._tokenize(word))
        ]

    def _tokenize(self, word: str) -> list[str]:
        return [_normal(token.norm_) for token in self._nlp.tokenizer(word) if not token.is_space]

    def _compile(self, wanted: Callable[[str], bool]) -> PhraseSet:
        phrases = tuple(phrase for phrase in self.data.phrases if wanted(phrase.list))
        return PhraseSet(phrases, PhraseIndex([self._parse(phrase) for phrase in phrases]))

    def _parse(self, phrase: Phrase) -> Node:
        try:
            return self._notation.parse(phrase.text)
        except NotationError as error:
            raise PackError(f"{phrase.file}: in the phrase '{phrase.text}': {error}") from error

    def _find_stems(self, word: str) -> list[str]:
        return [stem for length in range(2, len(word) + 1) if (stem := word[:length] + "*") in self._stems]

    def tokens(self, spans: Sequence[Span], found: Sequence[Found]) -> Tokens:
        """Make the matcher's view of some sentences; a placeholder is one token without a word."""
        holes = [(slot.start, slot.end) for slot in found if slot.slot == "PLACEHOLDER"]
        sentences = [list(self._view(span, holes)) for span in spans]
        view = Tokens(sentences, self.stems_of)
        starts = {token.start: index for index, token in enumerate(view.tokens) if token}
        ends = {token.end: index + 1 for index, token in enumerate(view.tokens) if token}
        for slot in found:
            first, last = starts.get(slot.start), ends.get(slot.end)
            if first is not None and last is not None and first < last:
                view.add_slot(slot.slot, first, last)
        return view

    def _view(self, span: Span, holes: Sequence[tuple[int, int]]) -> Iterator[Token]:
        open_hole: tuple[int, int] | None = None
        for token in span:
            if token.is_space:
                continue
            hole = next(((start, end) for start, end in holes if start <= token.idx < end), None)
            if hole is None:
                yield from self._pieces(token)
            elif hole != open_hole:
                yield Token("", *hole)
            open_hole = hole

    def _pieces(self, token: SpacyToken) -> Iterator[Token]:
        """The token; an abbreviation in capitals ("P.S.") is cut as it would be in small letters, as phrases are."""
        at, end = token.idx, token.idx + len(token)
        if token.is_upper and "." in token.text:
            for piece in self._tokenize(token.lower_):
                yield Token(piece, at, min(at + len(piece), end))
                at = min(at + len(piece), end - 1)
        else:
            yield Token(_normal(token.norm_), at, end, token.text in _STOPS_GAPS)

    @cached_property
    def placeholder_names(self) -> dict[str, tuple[str, ...]]:
        """For each slot the word stems by which a placeholder says that it fills it."""
        return self.pack.about.placeholders


class PlainTokenizer:
    """Tokenizes the plain copy of a text, which has the same length; see `letterlint.reading.source`."""

    def __init__(self, tokenizer: Callable[[str], Doc]) -> None:
        self._tokenizer = tokenizer

    def __call__(self, text: str) -> Doc:
        """Tokenize a text."""
        return self._tokenizer(plain(text))


@cache
def recogniser(nlp: Language, folder: str, language: str) -> Recogniser:
    """Give the components of one pipeline the recogniser that they share."""
    return Recogniser(nlp, load_pack(Path(folder)), language)


def _component(name: str, work: Callable[[Recogniser, Doc], None]) -> None:
    """Register a component that does `work` with the pipeline's recogniser."""

    def create(nlp: Language, name: str, pack: str, language: str) -> Callable[[Doc], Doc]:
        del name
        shared = recogniser(nlp, pack, language)

        def component(doc: Doc) -> Doc:
            work(shared, doc)
            return doc

        return component

    Language.factory(name, default_config={"pack": str(own_pack_folder()), "language": "en"}, func=create)


def _span(doc: Doc, start: int, end: int, label: str, cause: str = "") -> Span:
    """Make the span that covers a stretch of the text; its `id_` is its cause."""
    span = doc.char_span(start, end, label=label, span_id=cause, alignment_mode="expand")
    assert span is not None, "a stretch of the text is covered by its tokens"  # noqa: S101  # spaCy's type says None
    return span


def _find_zones(shared: Recogniser, doc: Doc) -> None:
    lists = shared.layout.phrases
    dates = [found.start() for found in shared.calendar.calendar.finditer(doc.text)]
    known: dict[tuple[str, int], int] = {}
    spans = [_span(doc, line.start, line.end, "line") for line in zones.lines_of(doc.text)]
    found = [
        *find_slots(doc, shared.calendar, shared.data.numbers, (), {}),
        *(name for span in spans for name in find_names(span, ())),
    ]
    for match, view in _matches(shared, shared.layout.index, spans, found):
        start, end = _stretch(view, match)
        known[lists[match.phrase].list, start] = max(end - start, known.get((lists[match.phrase].list, start), 0))

    def layout(label: str, line: Line) -> int:
        return known.get((label, line.start), 0)

    def has_date(line: Line) -> bool:
        return any(line.start <= date < line.end for date in dates)

    doc.spans["zones"] = [
        _span(doc, zone.start, zone.end, zone.label) for zone in find_zones(doc.text, layout, has_date)
    ]


def _find_sentences(shared: Recogniser, doc: Doc) -> None:
    """Cut the body into sentences, and the Doc at each zone and sentence."""
    body = [
        _span(doc, zone.start_char + start, zone.start_char + end, "sentence")
        for zone in doc.spans["zones"]
        if zone.label_ == zones.BODY
        for start, end in split_sentences(zone.text, shared.language, shared.data.abbreviations)
    ]
    starts = {span.start for span in (*doc.spans["zones"], *body)}
    for token in doc:
        token.is_sent_start = token.i in starts
    doc.spans["sentences"] = body


def _find_slots(shared: Recogniser, doc: Doc) -> None:
    regions = shared.pack.about.regions.get(shared.language, ())
    found = list(find_slots(doc, shared.calendar, shared.data.numbers, regions, shared.placeholder_names))
    spans = _read_spans(doc)
    taken = [(slot.start, slot.end) for slot in found if slot.slot not in {"NUMBER", "CONTACT"}]
    found += [name for span in spans for name in find_names(span, taken)]
    for match, view in list(_matches(shared, shared.slots.index, spans, found)):
        found.append(Found(SLOT_LISTS[shared.slots.phrases[match.phrase].list], *_stretch(view, match)))
    found += [Found("DATE", slot.start, slot.end) for slot in found if slot.slot == "CALENDAR"]
    doc.spans["slots"] = [_span(doc, slot.start, slot.end, slot.slot) for slot in found]


def _find_cues(shared: Recogniser, doc: Doc) -> None:
    found = [Found(span.label_, span.start_char, span.end_char) for span in doc.spans["slots"]]
    quoted = [match.span() for match in _QUOTED.finditer(doc.text) if len(match[0].split()) >= _QUOTED_WORDS]
    cues = []
    for match, view in _matches(shared, shared.cues.index, _read_spans(doc), found):
        phrase = shared.cues.phrases[match.phrase]
        start, end = _stretch(view, match)
        if not any(left <= start and end <= right for left, right in quoted):
            cues.append(_span(doc, start, end, phrase.list, phrase.id))
    doc.spans["cues"] = cues


def _find_moves(shared: Recogniser, doc: Doc) -> None:
    cues = without_exceptions(_cues_of(shared, doc))
    doc.spans["cues"] = [_span(doc, cue.start, cue.end, cue.phrase.list, cue.phrase.id) for cue in cues]
    paragraphs = [zone for zone in doc.spans["zones"] if zone.label_ == zones.BODY]
    bare = [
        Sentence(span.start_char, span.end_char, number)
        for number, zone in enumerate(paragraphs)
        for span in doc.spans["sentences"]
        if zone.start <= span.start < zone.end
    ]
    sentences = assign_moves(bare, cues, shared.pack.moves)
    doc.spans["moves"] = list(_evidence_spans(doc, sentences, lambda sentence: sentence.sure))
    doc.spans["possible-moves"] = list(_evidence_spans(doc, sentences, lambda sentence: sentence.possible))
    doc.user_data["letterlint.sentences"] = sentences


def _find_kind(shared: Recogniser, doc: Doc) -> None:
    cues = _cues_of(shared, doc)
    doc.cats = score_kinds(
        [cue for cue in cues if span.start_char <= cue.start < span.end_char] for span in _read_spans(doc)
    )


for _name, _work in (
    ("letter_zones", _find_zones),
    ("letter_sentences", _find_sentences),
    ("letter_slots", _find_slots),
    ("letter_cues", _find_cues),
    ("letter_moves", _find_moves),
    ("letter_kind", _find_kind),
):
    _component(_name, _work)
COMPONENTS = ("letter_zones", "letter_sentences", "letter_slots", "letter_cues", "letter_moves", "letter_kind")


def _read_spans(doc: Doc) -> list[Span]:
    """The sentences of the body, and the subject line, which is read for what it says too."""
    return [*(zone for zone in doc.spans["zones"] if zone.label_ == zones.SUBJECT), *doc.spans["sentences"]]


def _matches(
    shared: Recogniser, index: PhraseIndex, spans: Iterable[Span], found: Sequence[Found]
) -> Iterator[tuple[Match, Tokens]]:
    """Match an index against sentences, in chunks of limited length."""
    for chunk in _chunks(spans):
        view = shared.tokens(chunk, found)
        for match in index.matches(view):
            yield match, view


def _chunks(spans: Iterable[Span]) -> Iterator[list[Span]]:
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


def _cues_of(shared: Recogniser, doc: Doc) -> list[Cue]:
    phrases = {phrase.id: phrase for phrase in shared.cues.phrases}
    return [Cue(phrases[span.id_], span.start_char, span.end_char) for span in doc.spans["cues"] if span.id_ in phrases]


def _evidence_spans(
    doc: Doc, sentences: Iterable[Sentence], evidence: Callable[[Sentence], Sequence[Evidence]]
) -> Iterator[Span]:
    for sentence in sentences:
        for found in evidence(sentence):
            stretch = (found.cue.start, found.cue.end) if found.cue else (sentence.start, sentence.end)
            yield _span(doc, *stretch, found.move, found.cue.phrase.id if found.cue else "")


def load(language: str, pack: Path | None = None) -> Language:
    """Load the recogniser of a language as a spaCy pipeline.

    Args:
        language: the code of a language that the pack knows (ISO 639-1).
        pack: a folder of rules; letterlint's own unless given.

    Raises:
        UsageError: the pack does not know the language.
        PackError: the pack is malformed.
    """
    folder = pack or own_pack_folder()
    known = load_pack(folder).about.languages
    if language not in known:
        raise UsageError(unknown("language", language, known))
    try:
        nlp = blank(language)
    except ImportError:  # spaCy has no tokenizer of its own for this language
        nlp = blank("xx")
    for name in COMPONENTS:
        nlp.add_pipe(name, config={"pack": str(folder), "language": language})
    nlp.tokenizer = PlainTokenizer(nlp.tokenizer)
    return nlp


class Reader:
    """Reads letters in one language with one pack.

    Raises:
        UsageError: the pack does not know the language.
        PackError: the pack is malformed.
    """

    def __init__(self, language: str, pack: Path) -> None:
        self.language = language
        self._nlp = load(language, pack)
        self._recogniser = recogniser(self._nlp, str(pack), language)

    def read(self, source: Source, kind: str | None = None, medium: str | None = None) -> Letter:
        """Read a letter.

        Args:
            source: the letter.
            kind: what the user says the letter is about, if anything; it wins over what the letter says.
            medium: the same for `letter` or `email`.
        """
        doc = self._nlp(source.text)
        found = tuple(Zone(span.label_, span.start_char, span.end_char) for span in doc.spans["zones"])
        return Letter(
            text=source.text,
            language=self.language,
            kind=kind or most_likely(doc.cats),
            medium=medium or find_medium(doc.text, found, self._recogniser.pack.about.mail_headers),
            zones=found,
            sentences=tuple(doc.user_data["letterlint.sentences"]),
            cues=tuple(_cues_of(self._recogniser, doc)),
        )

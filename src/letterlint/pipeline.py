"""spaCy components that find a letter's zones, sentences, slots, cues and moves, and its kind.

`load("en")` is an ordinary spaCy pipeline, made of a blank one: `doc.spans` holds `zones`, `sentences` (of the
body), `cues`, `moves` and `possible-moves`, each span's `id_` being the id of the phrase that caused it, and
`doc.cats` the kinds' scores. The components of one pipeline share one `Recogniser`, which holds the compiled
phrases.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from letterlint.spacy_core import blank  # isort: skip  # before anything else of spaCy
import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Span

from letterlint import zones
from letterlint.compiled import SLOT_LISTS
from letterlint.docs import DECLARED_KIND, SENTENCES, SLOTS, TEXT, text_of
from letterlint.errors import UsageError, unknown
from letterlint.kinds import most_likely, score_kinds
from letterlint.letter import Cue, Evidence, Letter, Sentence
from letterlint.medium import find_medium
from letterlint.moves import assign_moves, of_kind, without_exceptions
from letterlint.packs import Pack, load_pack, own_pack_folder
from letterlint.reading.decoding import MAX_BYTES
from letterlint.reading.source import Source, plain
from letterlint.recogniser import Recogniser
from letterlint.sentences import split_sentences
from letterlint.slots import Found, find_names, find_slots
from letterlint.stretches import Stretches
from letterlint.zones import Line, Zone, find_zones

_QUOTED = re.compile(r"\"[^\"]{1,600}\"|«[^»]{1,600}»|\[[^\[\]]{1,600}\]")
_BEGINNING = 32
"""Tokens of a line in which a greeting, a close or another part of a letter's frame may begin it."""
_QUOTED_WORDS = 4
"""A shorter stretch in quotes is a name or a word at arm's length, not somebody's speech.

What stands in square brackets is a note to whoever fills in a template, and no words of ours either.
"""


class PlainTokenizer:
    """Tokenizes the plain copy of a text, which has the same length; see `letterlint.reading.source`."""

    def __init__(self, tokenizer: Callable[[str], Doc]) -> None:
        self._tokenizer = tokenizer

    def __call__(self, text: str) -> Doc:
        """Tokenize a text."""
        doc = self._tokenizer(plain(text))
        doc.user_data[TEXT] = doc.text
        return doc


_packs: dict[tuple[str, ...], Pack] = {}
"""The packs that pipelines were made with, by their folders: a component's configuration holds text alone."""


@lru_cache(maxsize=16)
def recogniser(nlp: Language, packs: tuple[str, ...], language: str) -> Recogniser:
    """Give the components of one pipeline the recogniser that they share."""
    return Recogniser(nlp, _packs.get(packs) or load_pack(*map(Path, packs)), language)


def _component(name: str, work: Callable[[Recogniser, Doc], None]) -> None:
    """Register a component that does `work` with the pipeline's recogniser."""

    def create(nlp: Language, name: str, packs: list[str], language: str) -> Callable[[Doc], Doc]:
        del name
        shared = recogniser(nlp, tuple(packs), language)

        def component(doc: Doc) -> Doc:
            work(shared, doc)
            return doc

        return component

    Language.factory(name, default_config={"packs": [str(own_pack_folder())], "language": "en"}, func=create)


def _span(doc: Doc, start: int, end: int, label: str, cause: str = "") -> Span:
    """Make the span that covers a stretch of the text; its `id_` is its cause."""
    span = doc.char_span(start, end, label=label, span_id=cause, alignment_mode="expand")
    assert span is not None, "a stretch of the text is covered by its tokens"  # noqa: S101  # spaCy's type says None
    return span


def _find_zones(shared: Recogniser, doc: Doc) -> None:
    dates = [found.start() for found in shared.calendar.calendar.finditer(text_of(doc))]  # in order
    known: dict[tuple[str, int], int] = {}
    spans = [_span(doc, line.start, line.end, "line")[:_BEGINNING] for line in zones.lines_of(text_of(doc))]
    found = [*_plain_slots(shared, doc), *(name for span in spans for name in find_names(span, Stretches(())))]
    for cue in shared.find(shared.layout, shared.view(doc, spans, found)):
        known[cue.phrase.list, cue.start] = max(cue.end - cue.start, known.get((cue.phrase.list, cue.start), 0))

    def layout(label: str, line: Line) -> int:
        return known.get((label, line.start), 0)

    def has_date(line: Line) -> bool:
        return bisect_left(dates, line.start) < bisect_left(dates, line.end)

    doc.spans["zones"] = [
        _span(doc, zone.start, zone.end, zone.label) for zone in find_zones(text_of(doc), layout, has_date)
    ]


def _find_sentences(shared: Recogniser, doc: Doc) -> None:
    """Cut the body into sentences, and the Doc at each zone and sentence."""
    body: list[Span] = []
    for zone in (zone for zone in doc.spans["zones"] if zone.label_ == zones.BODY):
        for start, end in split_sentences(
            zone.text, shared.language, shared.data.abbreviations, shared.data.not_abbreviations
        ):
            span = _span(doc, zone.start_char + start, zone.start_char + end, "sentence")
            begun = max(
                span.start, body[-1].end if body else 0
            )  # a token may hold the end of one and the start of the next
            if begun < span.end:
                body.append(Span(doc, begun, span.end, label="sentence"))
    starts = {span.start for span in (*doc.spans["zones"], *body)}
    # Setting them one by one, `token.is_sent_start`, takes time quadratic in the Doc.
    values = np.full((len(doc), 1), -1, dtype="int64")
    values[sorted(starts)] = 1
    doc.from_array([SENT_START], values.astype("uint64"))  # type: ignore[arg-type]  # the type spaCy warns without
    doc.spans["sentences"] = body


def _find_slots(shared: Recogniser, doc: Doc) -> None:
    found = list(_plain_slots(shared, doc))
    spans = _word_spans(doc)
    taken = Stretches((slot.start, slot.end) for slot in found if slot.slot not in {"NUMBER", "CONTACT"})
    found += [name for span in spans for name in find_names(span, taken)]
    view = shared.view(doc, spans, found)
    found += [Found(SLOT_LISTS[cue.phrase.list], cue.start, cue.end) for cue in shared.find(shared.slots, view)]
    found += [Found("DATE", slot.start, slot.end) for slot in found if slot.slot == "CALENDAR"]
    doc.spans["slots"] = [_span(doc, slot.start, slot.end, slot.slot) for slot in found]


def _plain_slots(shared: Recogniser, doc: Doc) -> Sequence[Found]:
    """What fills a slot by its look alone, found once."""
    found: Sequence[Found] | None = doc.user_data.get(SLOTS)
    if found is None:
        regions = shared.pack.about.regions.get(shared.language, ())
        found = list(find_slots(doc, shared.calendar, shared.data.numbers, regions, shared.pack.about.placeholders))
        doc.user_data[SLOTS] = found
    return found


def _find_cues(shared: Recogniser, doc: Doc) -> None:
    found = [Found(span.label_, span.start_char, span.end_char) for span in doc.spans["slots"]]
    quoted = Stretches(
        match.span() for match in _QUOTED.finditer(text_of(doc)) if len(match[0].split()) >= _QUOTED_WORDS
    )
    cues = [
        _span(doc, cue.start, cue.end, cue.phrase.list, cue.phrase.id)
        for cue in shared.find(shared.cues, shared.view(doc, _word_spans(doc), found))
        if not ((quote := quoted.holding(cue.start)) and cue.end <= quote[1])
    ]
    doc.spans["cues"] = cues


def _apply_exceptions(shared: Recogniser, doc: Doc) -> None:
    read = Stretches((span.start_char, span.end_char) for span in _word_spans(doc))
    cues = [
        cue
        for group in read.group(_cues_of(shared, doc), lambda cue: cue.start)
        for cue in without_exceptions(group, shared.pack.moves)
    ]
    doc.spans["cues"] = [_span(doc, cue.start, cue.end, cue.phrase.list, cue.phrase.id) for cue in cues]


def _find_kind(shared: Recogniser, doc: Doc) -> None:
    """Tell the kind from what the letter would do if it were of any kind."""
    spans = _read_spans(doc)
    cues = _cues_of(shared, doc)
    does = {made.start: made.moves for made in assign_moves(_bare_sentences(doc), cues, shared.pack.moves)}
    grouped = Stretches((span.start_char, span.end_char) for span in spans).group(cues, lambda cue: cue.start)
    doc.cats = score_kinds(
        ((found, does.get(span.start_char, ())) for span, found in zip(spans, grouped, strict=True)),
        shared.pack.moves,
    )


def _find_moves(shared: Recogniser, doc: Doc) -> None:
    kind = doc.user_data.get(DECLARED_KIND) or most_likely(doc.cats)
    moves = {name: move for name, move in shared.pack.moves.items() if kind in move.kinds}
    sentences = assign_moves(_bare_sentences(doc), of_kind(_cues_of(shared, doc), kind), moves)
    doc.spans["moves"] = list(_evidence_spans(doc, sentences, lambda sentence: sentence.sure))
    doc.spans["possible-moves"] = list(_evidence_spans(doc, sentences, lambda sentence: sentence.possible))
    doc.user_data[SENTENCES] = sentences


def _bare_sentences(doc: Doc) -> list[Sentence]:
    """The sentences of the body, with nothing said of them yet but their paragraphs."""
    paragraphs = Stretches((zone.start_char, zone.end_char) for zone in doc.spans["zones"] if zone.label_ == zones.BODY)
    return [
        Sentence(span.start_char, span.end_char, number)
        for number, spans in enumerate(paragraphs.group(doc.spans["sentences"], lambda span: span.start_char))
        for span in spans
    ]


for _name, _work in (
    ("letter_zones", _find_zones),
    ("letter_sentences", _find_sentences),
    ("letter_slots", _find_slots),
    ("letter_cues", _find_cues),
    ("letter_exceptions", _apply_exceptions),
    ("letter_kind", _find_kind),
    ("letter_moves", _find_moves),
):
    _component(_name, _work)
COMPONENTS = (
    "letter_zones",
    "letter_sentences",
    "letter_slots",
    "letter_cues",
    "letter_exceptions",
    "letter_kind",
    "letter_moves",
)


def _read_spans(doc: Doc) -> list[Span]:
    """The sentences of the body, and the subject line, which is read for what it says too."""
    return [*(zone for zone in doc.spans["zones"] if zone.label_ == zones.SUBJECT), *doc.spans["sentences"]]


def _word_spans(doc: Doc) -> list[Span]:
    """What is words, in order: also what stands outside the body, where phrases may be wrong and no move is made."""
    framing = [zone for zone in doc.spans["zones"] if zone.label_ in {zones.SALUTATION, zones.POSTSCRIPT}]
    return sorted((*_read_spans(doc), *framing), key=lambda span: span.start)


def _cues_of(shared: Recogniser, doc: Doc) -> list[Cue]:
    return [Cue(shared.by_id[span.id_], span.start_char, span.end_char) for span in doc.spans["cues"]]


def _evidence_spans(
    doc: Doc, sentences: Iterable[Sentence], evidence: Callable[[Sentence], Sequence[Evidence]]
) -> Iterator[Span]:
    for sentence in sentences:
        for found in evidence(sentence):
            stretch = (found.cue.start, found.cue.end) if found.cue else (sentence.start, sentence.end)
            yield _span(doc, *stretch, found.move, found.cue.phrase.id if found.cue else "")


def load(language: str, pack: Pack | None = None) -> Language:
    """Load the recogniser of a language as a spaCy pipeline.

    Args:
        language: the code of a language that the pack knows (ISO 639-1).
        pack: the rules, as `letterlint.packs.load_pack` gives them; letterlint's own unless given.

    Raises:
        UsageError: the pack does not know the language.
        PackError: the pack is malformed.
    """
    pack = pack or load_pack()
    folders = tuple(map(str, pack.folders))
    _packs[folders] = pack
    known = pack.about.languages
    if language not in known:
        raise UsageError(unknown("language", language, known))
    try:
        nlp = blank(language)
    except ImportError:  # spaCy has no tokenizer of its own for this language
        nlp = blank("xx")
    for name in COMPONENTS:
        nlp.add_pipe(name, config={"packs": list(folders), "language": language})
    nlp.tokenizer = PlainTokenizer(nlp.tokenizer)
    nlp.max_length = MAX_BYTES  # nothing here needs memory that grows faster than the text
    return nlp


class Reader:
    """Reads letters in one language with one pack.

    Raises:
        UsageError: the pack does not know the language.
        PackError: the pack is malformed.
    """

    def __init__(self, language: str, pack: Pack) -> None:
        self.language = language
        self._nlp = load(language, pack)
        self._recogniser = recogniser(self._nlp, tuple(map(str, pack.folders)), language)

    def read(
        self, source: Source, kind: str | None = None, medium: str | None = None, *, template: bool = False
    ) -> Letter:
        """Read a letter.

        Args:
            source: the letter.
            kind: what the user says the letter is about, if anything; it wins over what the letter says.
            medium: the same for `letter` or `email`.
            template: whether placeholders are meant to stand in it.
        """
        doc = self._nlp.make_doc(source.view.text)
        doc.user_data[DECLARED_KIND] = kind
        doc = self._nlp(doc)
        found = tuple(Zone(span.label_, span.start_char, span.end_char) for span in doc.spans["zones"])
        return Letter(
            text=source.view.text,
            language=self.language,
            kind=kind or most_likely(doc.cats),
            declared=kind is not None,
            medium=medium
            or find_medium(text_of(doc), found, self._recogniser.pack.about.mail_headers, template=template),
            zones=found,
            sentences=tuple(doc.user_data[SENTENCES]),
            cues=tuple(_cues_of(self._recogniser, doc)),
            slots=tuple(Found(span.label_, span.start_char, span.end_char) for span in doc.spans["slots"]),
            template=template,
        )

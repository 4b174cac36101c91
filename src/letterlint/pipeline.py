"""The steps of reading a letter as components of a spaCy pipeline, for those who build on spaCy.

`load("en")` is an ordinary spaCy pipeline, made of a blank one: `doc.spans` holds `zones`, `sentences` (of the
body), `slots`, `cues`, `moves` and `possible-moves`, each span's `id_` being the id of the phrase that caused it, and
`doc.cats` the kinds' scores. Each component takes what those before it left in the Doc, whoever they are, so that
another finder of cues can stand in the place of ours.

letterlint itself reads letters without spaCy (`letterlint.reader`), by the same steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from letterlint.spacy_core import blank_for  # isort: skip  # before anything else of spaCy
import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Span

from letterlint import steps, zones
from letterlint.kinds import most_likely
from letterlint.letter import Cue, Evidence, Sentence
from letterlint.packs import Pack, load_pack, own_pack_folder
from letterlint.reading.decoding import MAX_BYTES
from letterlint.reading.source import plain
from letterlint.recogniser import recogniser_of
from letterlint.slots import Found
from letterlint.steps import Page
from letterlint.stretches import Stretches
from letterlint.zones import Zone

_PAGE = "letterlint.page"
"""The key of what the steps read of a Doc, in its `user_data`."""


class PlainTokenizer:
    """Tokenizes the plain copy of a text, which has the same length; see `letterlint.reading.source`."""

    def __init__(self, tokenizer: Callable[[str], Doc]) -> None:
        self._tokenizer = tokenizer

    def __call__(self, text: str) -> Doc:
        """Tokenize a text."""
        return self._tokenizer(plain(text))


_packs: dict[tuple[str, ...], Pack] = {}
"""The packs that pipelines were made with, by their folders: a component's configuration holds text alone."""


def _component(name: str, work: Callable[[Page, Doc], None]) -> None:
    """Register a component that does `work` with what the steps read of a Doc."""

    def create(nlp: Language, name: str, packs: list[str], language: str) -> Callable[[Doc], Doc]:
        del nlp, name
        shared = recogniser_of(_packs.get(tuple(packs)) or load_pack(*map(Path, packs)), language)

        def component(doc: Doc) -> Doc:
            if _PAGE not in doc.user_data:
                words = ((token.text, token.norm_, token.idx) for token in doc)
                doc.user_data[_PAGE] = Page(shared.cutter.placed(doc.text, words), shared)
            work(doc.user_data[_PAGE], doc)
            return doc

        return component

    Language.factory(name, default_config={"packs": [str(own_pack_folder())], "language": "en"}, func=create)


def _span(doc: Doc, start: int, end: int, label: str, cause: str = "") -> Span:
    """Make the span that covers a stretch of the text; its `id_` is its cause."""
    span = doc.char_span(start, end, label=label, span_id=cause, alignment_mode="expand")
    assert span is not None, "a stretch of the text is covered by its tokens"  # noqa: S101  # spaCy's type says None
    return span


def _find_zones(page: Page, doc: Doc) -> None:
    doc.spans["zones"] = [_span(doc, zone.start, zone.end, zone.label) for zone in steps.find_zones(page)]


def _find_sentences(page: Page, doc: Doc) -> None:
    """Cut the body into sentences, and the Doc at each zone and sentence."""
    body = [_span(doc, one.start, one.end, "sentence") for one in steps.find_sentences(page, _zones(doc))]
    starts = {span.start for span in (*doc.spans["zones"], *body)}
    # Setting them one by one, `token.is_sent_start`, takes time quadratic in the Doc.
    values = np.full((len(doc), 1), -1, dtype="int64")
    values[sorted(starts)] = 1
    doc.from_array([SENT_START], values.astype("uint64"))  # type: ignore[arg-type]  # the type spaCy warns without
    doc.spans["sentences"] = body


def _find_slots(page: Page, doc: Doc) -> None:
    slots = steps.find_all_slots(page, _worded(doc))
    doc.spans["slots"] = [_span(doc, slot.start, slot.end, slot.slot) for slot in slots]


def _find_cues(page: Page, doc: Doc) -> None:
    slots = [Found(span.label_, span.start_char, span.end_char) for span in doc.spans["slots"]]
    _set_cues(doc, steps.find_cues(page, _worded(doc), slots))


def _apply_exceptions(page: Page, doc: Doc) -> None:
    _set_cues(doc, steps.apply_exceptions(page, _worded(doc), _cues(page, doc)))


def _find_kind(page: Page, doc: Doc) -> None:
    doc.cats = steps.weigh_kinds(page, _zones(doc), _sentences(doc), _cues(page, doc))


def _find_moves(page: Page, doc: Doc) -> None:
    sentences = steps.find_moves(page, _sentences(doc), _cues(page, doc), most_likely(doc.cats))
    doc.spans["moves"] = list(_evidence(doc, sentences, lambda sentence: sentence.sure))
    doc.spans["possible-moves"] = list(_evidence(doc, sentences, lambda sentence: sentence.possible))


def _zones(doc: Doc) -> list[Zone]:
    return [Zone(span.label_, span.start_char, span.end_char) for span in doc.spans["zones"]]


def _sentences(doc: Doc) -> list[Sentence]:
    """The sentences of the body, with nothing said of them yet but their paragraphs."""
    body = Stretches((zone.start, zone.end) for zone in _zones(doc) if zone.label == zones.BODY)
    return [
        Sentence(span.start_char, span.end_char, number)
        for number, spans in enumerate(body.group(doc.spans["sentences"], lambda span: span.start_char))
        for span in spans
    ]


def _worded(doc: Doc) -> list[steps.Span]:
    return steps.worded(_zones(doc), _sentences(doc))


def _cues(page: Page, doc: Doc) -> list[Cue]:
    return [Cue(page.recogniser.by_id[span.id_], span.start_char, span.end_char) for span in doc.spans["cues"]]


def _set_cues(doc: Doc, cues: Iterable[Cue]) -> None:
    doc.spans["cues"] = [_span(doc, cue.start, cue.end, cue.phrase.list, cue.phrase.id) for cue in cues]


def _evidence(
    doc: Doc, sentences: Iterable[Sentence], evidence: Callable[[Sentence], Sequence[Evidence]]
) -> Iterator[Span]:
    for sentence in sentences:
        for found in evidence(sentence):
            stretch = (found.cue.start, found.cue.end) if found.cue else (sentence.start, sentence.end)
            yield _span(doc, *stretch, found.move, found.cue.phrase.id if found.cue else "")


_COMPONENTS: dict[str, Callable[[Page, Doc], None]] = {
    "letter_zones": _find_zones,
    "letter_sentences": _find_sentences,
    "letter_slots": _find_slots,
    "letter_cues": _find_cues,
    "letter_exceptions": _apply_exceptions,
    "letter_kind": _find_kind,
    "letter_moves": _find_moves,
}
for _name, _work in _COMPONENTS.items():
    _component(_name, _work)


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
    recogniser_of(pack, language)  # which says if there is none
    nlp = blank_for(language)
    for name in _COMPONENTS:
        nlp.add_pipe(name, config={"packs": list(folders), "language": language})
    nlp.tokenizer = PlainTokenizer(nlp.tokenizer)
    nlp.max_length = MAX_BYTES  # nothing here needs memory that grows faster than the text
    return nlp

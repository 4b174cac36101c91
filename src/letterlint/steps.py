"""The steps from a letter's text to its moves, as functions of plain values.

`letterlint.reader` takes them one after the other; `letterlint.pipeline` makes each a component of a spaCy pipeline.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from letterlint import zones
from letterlint.compiled import SLOT_LISTS
from letterlint.cutting import Tokens
from letterlint.kinds import score_kinds
from letterlint.letter import Cue, Sentence
from letterlint.moves import assign_moves, cues_of, of_kind, sure_moves, without_exceptions
from letterlint.recogniser import Recogniser, Seen, see
from letterlint.sentences import split_sentences
from letterlint.slots import Found, find_names, find_slots
from letterlint.stretches import Stretches
from letterlint.zones import Line, Zone

_QUOTED = re.compile(r"(?=[\"«\[])(?:\"[^\"]{1,600}\"|«[^»]{1,600}»|\[[^\[\]]{1,600}\])")
_BEGINNING = 32
"""Tokens of a line in which a greeting, a close or another part of a letter's frame may begin it."""
_QUOTED_WORDS = 4
"""A shorter stretch in quotes is a name or a word at arm's length, not somebody's speech.

What stands in square brackets is a note to whoever fills in a template, and no words of ours either.
"""

Span = tuple[int, int]
"""A stretch of the text: where it begins, and where it ends."""


@dataclass(frozen=True)
class Page:
    """A letter before it is understood: its tokens, and what knows the phrases of its language."""

    tokens: Tokens
    recogniser: Recogniser

    @property
    def text(self) -> str:
        """The plain text; see `letterlint.reading.source`."""
        return self.tokens.text

    @cached_property
    def plain_slots(self) -> Sequence[Found]:
        """What fills a slot by its look alone."""
        return tuple(find_slots(self.tokens, self.recogniser.looks))

    @cached_property
    def _holes(self) -> Stretches:
        return Stretches((slot.start, slot.end) for slot in self.plain_slots if slot.slot == "PLACEHOLDER")

    @cached_property
    def _seen(self) -> dict[Span, Seen]:
        return {}

    def see(self, spans: Collection[Span]) -> list[Seen]:
        """What the matcher sees of some sentences; made once of each."""
        for span in spans:
            if span not in self._seen:
                self._seen[span] = see(self.tokens, *span, self._holes)
        return [self._seen[span] for span in spans]

    @cached_property
    def dates(self) -> Sequence[int]:
        """Where calendar dates begin, in order."""
        return sorted(slot.start for slot in self.plain_slots if slot.slot == "CALENDAR")


def find_zones(page: Page) -> list[Zone]:
    """Find the parts of a letter."""
    tokens, known = page.tokens, page.recogniser
    lines = zones.lines_of(page.text)
    beginnings: list[Span] = []
    names: list[Found] = []
    for line in lines:
        first, last = tokens.within(line.start, line.end)
        beginning = tokens[first : min(last, first + _BEGINNING)]
        beginnings.append((line.start, beginning[-1].end))
        names += find_names(beginning, Stretches(()))
    frame: dict[tuple[str, int], int] = {}
    for cue in known.find(known.layout, page.see(beginnings), (*page.plain_slots, *names), at_start=True):
        key = cue.phrase.list, cue.start
        frame[key] = max(cue.end - cue.start, frame.get(key, 0))

    def layout(label: str, line: Line) -> int:
        return frame.get((label, line.start), 0)

    def has_date(line: Line) -> bool:
        return bisect_left(page.dates, line.start) < bisect_left(page.dates, line.end)

    return [
        Zone(zone.label, *tokens.expanded(zone.start, zone.end)) for zone in zones.find_zones(lines, layout, has_date)
    ]


def find_sentences(page: Page, found: Sequence[Zone]) -> list[Sentence]:
    """Cut the body into sentences; nothing is said of them yet but their paragraphs."""
    known = page.recogniser
    body: list[Sentence] = []
    done = 0
    for number, zone in enumerate(zone for zone in found if zone.label == zones.BODY):
        for start, end in split_sentences(
            page.text[zone.start : zone.end], known.language, known.abbreviations, known.not_abbreviations
        ):
            first, last = page.tokens.within(zone.start + start, zone.start + end)
            # A token may hold the end of one and the start of the next.
            first = max(first, done)
            if first < last:
                body.append(Sentence(page.tokens[first].start, page.tokens[last - 1].end, number))
                done = last
    return body


def find_all_slots(page: Page, spans: Sequence[Span]) -> list[Found]:
    """Find what fills a slot, by its look or by the pack's phrases; the spans are those that `worded` gives."""
    tokens, known = page.tokens, page.recogniser
    slots = list(page.plain_slots)
    taken = Stretches((slot.start, slot.end) for slot in slots if slot.slot not in {"NUMBER", "CONTACT"})
    for span in spans:
        slots += find_names(tokens[slice(*tokens.within(*span))], taken)
    built = known.find(known.slots, page.see(spans), slots)
    slots += [Found(SLOT_LISTS[cue.phrase.list], cue.start, cue.end) for cue in built]
    slots += [Found("DATE", slot.start, slot.end) for slot in slots if slot.slot == "CALENDAR"]
    return [Found(slot.slot, *tokens.expanded(slot.start, slot.end)) for slot in slots]


def find_cues(page: Page, spans: Sequence[Span], slots: Sequence[Found]) -> list[Cue]:
    """Find the pack's phrases, but in what the letter quotes."""
    known = page.recogniser
    cues = known.find(known.cues, page.see(spans), slots)
    quoted = Stretches(match.span() for match in _QUOTED.finditer(page.text) if len(match[0].split()) >= _QUOTED_WORDS)
    if not quoted:
        return cues
    return [cue for cue in cues if not ((quote := quoted.holding(cue.start)) and cue.end <= quote[1])]


def apply_exceptions(page: Page, spans: Sequence[Span], cues: Sequence[Cue]) -> list[Cue]:
    """Drop the exceptions, and the cues that they silence."""
    groups = cues_of(spans, cues)
    return [cue for group in groups for cue in without_exceptions(group, page.recogniser.pack.moves)]


def weigh_kinds(page: Page, found: Sequence[Zone], body: Sequence[Sentence], cues: Sequence[Cue]) -> dict[str, float]:
    """Weigh the kinds by what the letter would do if it were of any kind."""
    moves = page.recogniser.pack.moves
    grouped = cues_of(read(found, body), cues)
    subjects = len(grouped) - len(body)  # the subject line stands before the body, and makes no moves
    made = ({evidence.move for evidence in sure} for sure in sure_moves(body, grouped[subjects:], moves))
    does: list[set[str]] = [*(set() for _ in range(subjects)), *made]
    return score_kinds(zip(grouped, does, strict=True), moves)


def find_moves(page: Page, body: Sequence[Sentence], cues: Sequence[Cue], kind: str) -> list[Sentence]:
    """Say what each sentence does in a letter of some kind."""
    moves = {name: move for name, move in page.recogniser.pack.moves.items() if kind in move.kinds}
    return assign_moves(body, of_kind(cues, kind), moves)


def read(found: Sequence[Zone], body: Sequence[Sentence]) -> list[Span]:
    """The sentences of the body, and before them the subject line, which is read for what it says too."""
    return [
        *((zone.start, zone.end) for zone in found if zone.label == zones.SUBJECT),
        *((sentence.start, sentence.end) for sentence in body),
    ]


def worded(found: Sequence[Zone], body: Sequence[Sentence]) -> list[Span]:
    """What is words, in order: also what stands outside the body, where phrases may be wrong and no move is made."""
    framing = ((zone.start, zone.end) for zone in found if zone.label in {zones.SALUTATION, zones.POSTSCRIPT})
    return sorted((*read(found, body), *framing))

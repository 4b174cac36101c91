"""`presence`: something that a letter should do, somewhere or in a certain place, and does not.

Decision: what is missing must be missing beyond doubt. The check is silent where any sentence that counts so much
as possibly makes one of the moves, unless the news itself uses words (`doubted-by`) that nobody uses who has the
thing to say: who writes "soon" has most likely given no date elsewhere. A postscript counts too where the whole letter
does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec
from msgspec.structs import replace

from letterlint.checks.hits import Anchor, Hit, locate
from letterlint.letter import Cue, Letter, Sentence
from letterlint.zones import POSTSCRIPT


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename="kebab"):
    """The settings of a `presence` check."""

    moves: tuple[str, ...] = ()
    """Any one of these will do."""
    or_surely: tuple[str, ...] = ()
    """Moves that will do as well, but only where they are surely made."""
    or_phrases: tuple[str, ...] = ()
    """Lists of phrases of which any phrase will do as well, in any sentence."""
    or_slots: tuple[str, ...] = ()
    """Slots of which any will do as well, in a sentence that makes none of the moves `not_in`."""
    not_in: tuple[str, ...] = ()
    """Moves in whose sentences a slot does not count: a number to call somebody else is no way to reach us."""
    within: Literal["letter", "first-paragraph", "last-paragraph"] = "letter"
    before: str | None = None
    """A move before which it must stand; in the same sentence will do."""
    signalled_by: tuple[str, ...] = ()
    """Moves of which one must be there for the absence to be told, unless the user said what kind of letter this is."""
    of_kind: bool = False
    """Whether only phrases that speak for the letter's kind count: a reason is often bad news of another kind."""
    doubted_by: str | None = None
    """A list of phrases; where the sentence with the news has one, only what is surely there counts."""
    at: tuple[Anchor, ...] = ("news", "first-sentence")
    """Where a finding points: the first of these that the letter has."""


def run(settings: Settings, letter: Letter) -> Iterator[Hit]:
    """Yield one hit if none of the moves is there.

    Its case is `declared` where only the user's word says that the letter should make the move, and `doubted` where
    the news has a phrase that casts doubt on it, which is then the field `doubt`.
    """
    signalled = not settings.signalled_by or bool(letter.making(settings.signalled_by))
    if not letter.sentences or not (signalled or letter.declared):
        return
    if settings.within == "letter" and _is_elsewhere(settings, letter):
        return
    doubt = _in_news(settings.doubted_by, letter) if settings.doubted_by else None
    if not any(
        _makes(settings, letter, sentence, strictly=doubt is not None) for sentence in _counting(settings, letter)
    ):
        hit = locate(letter, settings.at, "doubted" if doubt else None if signalled else "declared")
        yield replace(hit, fields={"doubt": letter.text_of(doubt.start, doubt.end)}) if doubt else hit


def _makes(settings: Settings, letter: Letter, sentence: Sentence, *, strictly: bool) -> bool:
    """Whether a sentence makes one of the moves; `strictly`, whether it surely does."""
    return any(
        evidence.move in (*settings.moves, *settings.or_surely)
        and (not settings.of_kind or letter.speaks_for_kind(evidence))
        for evidence in sentence.sure
    ) or (not strictly and any(evidence.move in settings.moves for evidence in sentence.possible))


def _is_elsewhere(settings: Settings, letter: Letter) -> bool:
    """Whether a phrase or a slot that will do stands anywhere, or a phrase of a move in a postscript."""
    if not letter.cues_of.keys().isdisjoint(settings.or_phrases):
        return True
    holding = (letter.sentence_at(slot.start) for name in settings.or_slots for slot in letter.slots_of.get(name, ()))
    if any(sentence and sentence.moves.isdisjoint(settings.not_in) for sentence in holding):
        return True
    return any(
        zone.start <= cue.start < zone.end
        for zone in letter.zones_of.get(POSTSCRIPT, ())
        for move in settings.moves
        for cue in letter.cues_of.get(move, ())
    )


def _in_news(phrases: str, letter: Letter) -> Cue | None:
    """The first of some phrases in the sentence with the news."""
    news = letter.news
    return next((cue for cue in letter.cues_of.get(phrases, ()) if news and news.start <= cue.start < news.end), None)


def _counting(settings: Settings, letter: Letter) -> list[Sentence]:
    """The sentences that may make one of the moves where it would count."""
    wanted = (*settings.moves, *settings.or_surely)
    if letter.possible_moves.isdisjoint(wanted):
        return []
    match settings.within:
        case "letter":
            sentences = letter.sentences
        case "first-paragraph":
            sentences = letter.paragraphs[0]
        case "last-paragraph":
            sentences = letter.paragraphs[-1]
    limit = letter.making([settings.before]) if settings.before else []
    return [
        sentence
        for sentence in sentences
        if not sentence.possible_moves.isdisjoint(wanted) and (not limit or sentence.start <= limit[0].start)
    ]

"""The kinds of check do what their settings say, on letters whose moves are given: no pack is involved."""

from __future__ import annotations

import dataclasses

import pytest

from letterlint import zones
from letterlint.checks import phrase, presence
from letterlint.checks.hits import Anchor, locate
from letterlint.letter import Cue, Evidence, Letter, Sentence
from letterlint.packs import Phrase
from letterlint.zones import Zone


def cue(name: str, start: int, end: int) -> Cue:
    return Cue(Phrase(id=f"en/{name}#1", text=name, list=name, file="", strength="sure", kind="change"), start, end)


def letter(*sentences: tuple[int, str, str], cues: tuple[Cue, ...] = (), declared: bool = False) -> Letter:
    """A letter of sentences of ten characters, each with its paragraph, its sure moves and its possible ones."""
    body = tuple(
        Sentence(
            number * 10,
            number * 10 + 9,
            paragraph,
            tuple(Evidence(move, cue(move, number * 10, number * 10 + 2)) for move in sure.split()),
            tuple(Evidence(move, None) for move in possible.split()),
        )
        for number, (paragraph, sure, possible) in enumerate(sentences)
    )
    found = tuple(Zone(zones.BODY, one.start, one.end) for one in body)
    return Letter("x" * 10 * len(body), "en", "change", declared, "letter", found, body, cues)


def fires(settings: presence.Settings, subject: Letter) -> bool:
    return bool(list(presence.run(settings, subject)))


def test_presence_is_content_with_a_move_anywhere() -> None:
    settings = presence.Settings(moves=("solution", "referral"))
    assert fires(settings, letter((0, "news", ""), (1, "reason", "")))
    assert not fires(settings, letter((0, "news", ""), (1, "referral", "")))


def test_presence_keeps_silent_when_in_doubt() -> None:
    settings = presence.Settings(moves=("solution",))
    assert not fires(settings, letter((0, "news", ""), (1, "", "solution")))


def test_presence_in_the_first_or_last_paragraph_and_before_a_move() -> None:
    first = presence.Settings(moves=("thanks",), within="first-paragraph", before="news")
    assert not fires(first, letter((0, "thanks", ""), (0, "news", "")))
    assert not fires(first, letter((0, "thanks news", "")))
    assert fires(first, letter((0, "news", ""), (0, "thanks", "")))
    assert fires(first, letter((0, "", ""), (1, "thanks", ""), (1, "news", "")))
    last = presence.Settings(moves=("thanks",), within="last-paragraph")
    assert fires(last, letter((0, "thanks", ""), (1, "contact", "")))
    assert not fires(last, letter((0, "news", ""), (1, "thanks", ""), (1, "contact", "")))


def test_presence_doubts_what_the_news_itself_casts_doubt_on() -> None:
    settings = presence.Settings(moves=("end-date",), doubted_by="vague-time")
    soon = (cue("vague-time", 12, 16),)
    assert not fires(settings, letter((0, "thanks", ""), (0, "news", ""), (0, "", "end-date")))
    assert fires(settings, letter((0, "thanks", ""), (0, "news", ""), (0, "", "end-date"), cues=soon))
    assert not fires(settings, letter((0, "thanks", ""), (0, "news", ""), (0, "end-date", ""), cues=soon))


def test_presence_that_must_be_signalled_is_told_only_then_or_where_the_user_said_the_kind() -> None:
    settings = presence.Settings(moves=("news",), signalled_by=("veiled-news",))
    assert not fires(settings, letter((0, "reason", "")))
    assert fires(settings, letter((0, "veiled-news", "")))
    assert fires(settings, letter((0, "reason", ""), declared=True))


def test_presence_of_a_kind_counts_only_what_speaks_for_the_letters_kind() -> None:
    settings = presence.Settings(moves=("news",), of_kind=True)
    same, other = letter((0, "news", "")), letter((0, "news", ""))
    assert not fires(settings, same)
    assert fires(settings, dataclasses.replace(other, kind="refusal"))


@pytest.mark.parametrize(
    ("anchors", "start"),
    [
        (("news",), 10),
        (("veiled-news", "first-sentence"), 0),
        (("last-sentence",), 20),
        (("salutation", "last-line"), 0),
        (("first-line",), 0),
    ],
)
def test_a_finding_points_at_the_first_of_its_places_that_there_is(anchors: tuple[Anchor, ...], start: int) -> None:
    assert locate(letter((0, "thanks", ""), (0, "news", ""), (1, "", "")), anchors).start == start


def test_the_news_is_rather_the_sentence_that_says_when() -> None:
    subject = letter((0, "news", ""), (0, "news end-date", ""))
    assert locate(subject, ("news",)).start == 10


def test_of_phrases_that_overlap_the_longest_is_told() -> None:
    found = (cue("euphemism", 0, 4), cue("euphemism", 2, 9), cue("euphemism", 12, 15), cue("other", 16, 18))
    hits = phrase.run(phrase.Settings(phrases=("euphemism",)), letter((0, "", ""), (0, "", ""), cues=found))
    assert [(hit.start, hit.end) for hit in hits] == [(2, 9), (12, 15)]

"""The kinds of check that count, measure and compare, on letters whose moves and slots are given."""

from __future__ import annotations

from dataclasses import replace

import pytest

from letterlint import zones
from letterlint.checks import (
    agreement,
    calendar,
    completeness,
    count,
    delay,
    length,
    notice,
    placeholder,
    readability,
    zone,
)
from letterlint.checks.hits import Hit
from letterlint.dates import calendar_names
from letterlint.letter import Cue, Evidence, Letter, Sentence
from letterlint.packs import Phrase
from letterlint.slots import Found
from letterlint.zones import Zone

HEAD = "3 June 2026\n"


def letter(*sentences: str, head: str = HEAD, kind: str = "termination", language: str = "en") -> Letter:
    """A letter whose sentences are each written `text | move move`, a paragraph each; dates are read from the text."""
    text = head
    zoned = [Zone(zones.DATE, 0, max(len(head) - 1, 0))] if head else []
    body = []
    for number, written in enumerate(sentences):
        said, _, moves = written.partition("|")
        start, end = len(text), len(text) + len(said.strip())
        text += said.strip() + "\n\n"
        zoned.append(Zone(zones.BODY, start, end))
        sure = tuple(Evidence(move, cue(move, start, end)) for move in moves.split())
        body.append(Sentence(start, end, number, sure))
    slots = [Found("CALENDAR", *found.span()) for found in calendar_names(language).dates(text)]
    return Letter(
        text,
        language,
        kind,
        declared=False,
        medium="letter",
        zones=tuple(zoned),
        sentences=tuple(body),
        cues=(),
        slots=tuple(slots),
    )


def cue(name: str, start: int, end: int, form: str | None = None) -> Cue:
    return Cue(Phrase(id=f"en/{name}#1", text=name, list=name, file="", strength="sure", form=form), start, end)


def quoted(subject: Letter, hits: list[Hit]) -> list[tuple[str, str | None]]:
    return [(subject.text[hit.start : hit.end], hit.case) for hit in hits]


def test_count_tells_the_first_sentence_past_a_limit() -> None:
    three = letter("Sorry. | apology", "So sorry. | apology", "Very sorry. | apology")
    settings = count.Settings(moves=("apology",), sentences=2)
    assert quoted(three, list(count.run(settings, three))) == [("Very sorry.", "sentences")]
    assert not list(count.run(count.Settings(moves=("apology",), sentences=3), three))
    wordy = count.Settings(moves=("apology",), words=2)
    assert quoted(three, list(count.run(wordy, three))) == [("So sorry.", "words")]


def test_delay_counts_paragraphs_and_sentences() -> None:
    late = letter("Thanks.", "More.", "We close. | news")
    assert quoted(late, list(delay.run(delay.Settings(moves=("news",), paragraphs=2, sentences=5), late)))
    assert not list(delay.run(delay.Settings(moves=("news",), paragraphs=3, sentences=5), late))
    assert list(delay.run(delay.Settings(moves=("news",), paragraphs=3, sentences=1), late))


def test_length_counts_words() -> None:
    subject = letter("One two three four.", "One two.")
    assert quoted(subject, list(length.run(length.Settings(words=3), subject))) == [("One two three four.", None)]


@pytest.mark.parametrize(
    ("end", "found"),
    [
        ("We close on 10 June 2026. | news end-date", [("10 June 2026", "short")]),
        ("We close on 10 June for good. | news end-date", [("10 June", "short")]),
        ("We close on 17 June 2026. | news end-date", []),
        ("We close on 1 June 2026. | news end-date", []),  # that is `keeps-dates-consistent`'s to say
        ("We close on 10 June 2026, or on 30 June if you like. | news end-date", []),
        ("We met on 10 June 2026. | thanks", []),
    ],
)
def test_notice_counts_the_days_from_the_letter_to_the_end(end: str, found: list[tuple[str, str]]) -> None:
    subject = letter(end)
    settings = notice.Settings(days=14, immediate="immediate")
    hits = list(notice.run(settings, subject))
    assert quoted(subject, hits) == found
    for hit in hits:
        assert hit.fields["days"] == 7


def test_notice_of_no_days_needs_no_date() -> None:
    subject = letter("We close at once. | news", head="")
    at = subject.text.index("at once")
    with_cue = replace(subject, cues=(cue("immediate", at, at + 7),))
    assert quoted(with_cue, list(notice.run(notice.Settings(days=14, immediate="immediate"), with_cue))) == [
        ("at once", "immediate")
    ]


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("We meet on Monday 8 June 2026.", None),
        ("We meet on Tuesday 8 June 2026.", "weekday"),
        ("We meet on Tuesday, 8 June.", "weekday"),  # the nearest 8 June to the letter's date
        ("We meet on 31 April 2027.", "impossible"),
        ("We meet on 29 February 2027.", "impossible"),
        ("We meet on 29 February 2028.", None),
        ("We meet on 4/5/2026.", None),
        ("We close on 1 May 2026. | news end-date", "backwards"),
        ("We close on 1 May 2026, and the shop on 1 July 2026. | news end-date", None),
    ],
)
def test_calendar_tells_dates_that_cannot_be_right(text: str, case: str | None) -> None:
    subject = letter(text)
    settings = calendar.Settings(end_before_start_in=("termination",))
    assert [hit.case for hit in calendar.run(settings, subject)] == ([case] if case else [])


def test_a_weekday_without_a_year_is_not_judged_where_the_letter_has_no_date() -> None:
    subject = letter("We meet on Tuesday 8 June.", head="")
    assert not list(calendar.run(calendar.Settings(), subject))


def test_completeness_looks_at_the_sentences_that_follow_too() -> None:
    needs = (
        completeness.Needed(case="name", slots=("NAME",)),
        completeness.Needed(case="contact", slots=("CONTACT",), phrases=("introduction",)),
    )
    settings = completeness.Settings(moves=("referral",), needs=needs)
    bare = letter("Somebody else can help. | referral", "Goodbye.")
    assert [hit.case for hit in completeness.run(settings, bare)] == ["name"]
    first, second = bare.sentences
    named = replace(bare, slots=(Found("NAME", first.start, first.end),))
    assert [hit.case for hit in completeness.run(settings, named)] == ["contact"]
    reachable = replace(named, slots=(*named.slots, Found("CONTACT", second.start, second.end)))
    assert not list(completeness.run(settings, reachable))


def test_agreement_tells_the_first_departure() -> None:
    subject = letter("Tu cuenta, su saldo y tu tarjeta.", language="es")
    at = len(HEAD)
    cues = (cue("form", at, at + 2, "tú"), cue("form", at + 11, at + 13, "usted"), cue("form", at + 22, at + 24, "tú"))
    mixed = replace(subject, cues=cues)
    (hit,) = agreement.run(agreement.Settings(phrases="form"), mixed)
    assert mixed.text[hit.start : hit.end] == "su"
    assert (hit.fields["first"], hit.fields["kept"], hit.fields["form"]) == ("Tu", "tú", "usted")
    kept = replace(subject, cues=cues[::2])
    assert not list(agreement.run(agreement.Settings(phrases="form"), kept))


@pytest.mark.parametrize(
    ("text", "slots", "found"),
    [
        ("Dear {{ name }},", ("PLACEHOLDER",), True),
        ("Dear [NAME],", ("PLACEHOLDER",), True),
        ("Dear [Client name],", ("PLACEHOLDER", "NAME"), True),
        ("He wrote «sol» [see above].", ("PLACEHOLDER",), False),
    ],
)
def test_placeholders_stand_in_templates_only(text: str, slots: tuple[str, ...], *, found: bool) -> None:
    subject = letter(text, head="")
    start = min(at for mark in "[{" if (at := text.find(mark)) >= 0)
    end = max(text.rfind(mark) for mark in "]}") + 1
    held = replace(subject, slots=tuple(Found(slot, start, end) for slot in slots))
    assert bool(list(placeholder.run(placeholder.Settings(), held))) is found
    template = replace(held, template=True)
    assert not list(placeholder.run(placeholder.Settings(), template))


def test_zone_wants_a_part_of_the_letter_and_what_it_holds() -> None:
    subject = letter("We close. | news")
    there = zone.Settings(zones=("date",), holding=("CALENDAR",))
    assert not list(zone.run(there, subject))
    absent = zone.Settings(zones=("close",), at=("last-line",), case="close")
    assert quoted(subject, list(zone.run(absent, subject))) == [("We close.", "close")]
    empty = zone.Settings(zones=("date",), holding=("CONTACT",))
    assert quoted(subject, list(zone.run(empty, subject))) == [("3 June 2026", None)]


HARD = (
    "Notwithstanding considerations heretofore communicated concerning contractual obligations, administrative "
    "authorities unanimously determined discontinuation of telecommunication infrastructure maintenance arrangements."
)


def test_readability_points_at_the_hardest_sentence() -> None:
    settings = readability.Settings(index={"en": "automated_readability_index"}, limits={"en": 13})
    hard = letter("We are very glad that you came to us.", HARD)
    assert quoted(hard, list(readability.run(settings, hard))) == [(HARD, None)]
    easy = letter("We are very glad that you came to us.")
    assert not list(readability.run(settings, easy))
    other = letter(HARD, language="ca")
    assert not list(readability.run(settings, other))

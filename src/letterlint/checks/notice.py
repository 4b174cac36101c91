"""`notice`: too few days between the letter's date and the day on which it ends.

Decisions:

- Of several end dates, and of two readings of a date in figures, the latest counts: who gives the reader any more time
  is not told that it is short.
- Words that say it ends at once are a notice of no days, whether or not the letter is dated.
- Silent where there is nothing to count between, or where the end lies before the letter (`calendar` tells that).
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from letterlint.checks.hits import Hit, Value, resolved_end_dates
from letterlint.letter import Letter


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The settings of a `notice` check."""

    days: float
    """How many days of notice the reader should have (a limit)."""
    immediate: str
    """The list of phrases that say that it ends at once."""


def run(settings: Settings, letter: Letter) -> Iterator[Hit]:
    """Yield one hit, at the end date, if the notice is short."""
    written = letter.date
    ends = resolved_end_dates(letter)
    if ends and written:
        value, slot = max(ends, key=lambda end: end[0])
        days = (value - written).days
        if 0 <= days < settings.days:
            fields: dict[str, Value] = {"days": days, "limit": int(settings.days), "date": value, "dated": written}
            yield Hit(slot.start, slot.end, case="short", fields=fields)
        return
    telling = [
        (sentence.start, cue)
        for cue in letter.cues_of.get(settings.immediate, ())
        if (sentence := letter.sentence_at(cue.start)) and sentence.moves & {"news", "veiled-news", "end-date"}
    ]
    if telling:
        _, cue = min(telling, key=lambda one: one[0])
        yield Hit(cue.start, cue.end, cue, "immediate", {"limit": int(settings.days)})

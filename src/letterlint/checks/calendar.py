"""`calendar`: dates that cannot be right.

A weekday that does not fit its date, a date that does not exist, an end that lies before the letter. Decision: what
may be right is right. A date in figures is told only if no reading of it will do, and a date without a year is taken
to be near the letter's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from letterlint.checks.hits import Hit, resolved_end_dates
from letterlint.dates import WrittenDate
from letterlint.letter import Letter


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename="kebab"):
    """The settings of a `calendar` check."""

    end_before_start_in: tuple[str, ...] = ()
    """The kinds of letter in which an end date before the letter's date is told."""


def run(settings: Settings, letter: Letter) -> Iterator[Hit]:
    """Yield a hit for each date that cannot be right."""
    for slot, written in letter.dates:
        if not any(reading.exists for reading in written.readings):
            yield Hit(slot.start, slot.end, case="impossible")
        elif (true := _misfit(written, letter.date)) is not None:
            fields = {"date": true, "weekday": true}
            yield Hit(slot.start, slot.end, case="weekday", fields=fields)
    if letter.date and letter.kind in settings.end_before_start_in:
        ends = resolved_end_dates(letter)
        if ends and max(ends, key=lambda end: end[0])[0] < letter.date:
            value, slot = ends[0]
            yield Hit(slot.start, slot.end, case="backwards", fields={"date": value, "dated": letter.date})


def _misfit(written: WrittenDate, reference: date | None) -> date | None:
    """The date whose weekday is another than the one written with it, if no reading fits."""
    if written.weekday is None:
        return None
    days = [
        value
        for reading in written.readings
        if reading.day and (reading.year or reference) and (value := reading.near(reference or date.min))
    ]
    return days[0] if days and all(value.weekday() != written.weekday for value in days) else None

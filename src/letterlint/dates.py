"""Calendar dates in a text: 3 May 2027, May 3rd, el 1 de mayo, l'1 de maig de 2027, 1/5/2027, 2027-05-01, March 2027.

Decisions:

- The names of months and weekdays come from the Unicode CLDR, through Babel, so a new language needs no code. They are
  kept (`letterlint.store`), for to import Babel takes longer than to read a letter.
- What stands around a date ("the close of business on", "the last Friday of") is phrases of the pack (`date.toml`).
- A date in figures may have two readings, day or month first; who asks gets both, and says nothing that does not hold
  for each. English alone is written both ways.
- A date without a year is meant to be near the letter's own: the nearest year is taken.
- A date begins with a figure or a name. Where neither stands, the expression for dates, which costs ten times what
  finding those does, is not tried.
"""

import re
from calendar import monthrange
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cache

import msgspec

from letterlint import store


class _Names(msgspec.Struct, frozen=True):
    """What CLDR calls months and weekdays in one language."""

    months: frozenset[str]
    short_months: frozenset[str]
    days: frozenset[str]
    month_numbers: dict[str, int]
    weekday_numbers: dict[str, int]


class CalendarNames(msgspec.Struct, frozen=True):
    """The regular expressions for the dates of one language and the names in them."""

    beginning: re.Pattern[str]
    """What each of the others begins with."""
    date: re.Pattern[str]
    """A day with its month, with or without its year; a month with its year; a date in figures."""
    month: re.Pattern[str]
    weekday: re.Pattern[str]
    month_numbers: dict[str, int]
    """The number of each month, from 1, by its name in small letters."""
    weekday_numbers: dict[str, int]
    """The number of each day of the week, from 0 for Monday."""
    month_first: bool
    """Whether the month may stand first in figures."""

    def find(self, text: str) -> Iterator[tuple[str, re.Match[str]]]:
        """Find in a text, in order, dates (CALENDAR) and the names of months (MONTH) and weekdays (WEEKDAY)."""
        end = 0
        for begun in self.beginning.finditer(text):
            start = begun.start()
            if start >= end and (found := self.date.match(text, start)):
                yield "CALENDAR", found
                end = found.end()
            if not text[start].isdigit():
                for slot, name in (("MONTH", self.month), ("WEEKDAY", self.weekday)):
                    if found := name.match(text, start):
                        yield slot, found

    def dates(self, text: str) -> Iterator[re.Match[str]]:
        """Find the dates in a text, in order."""
        return (found for slot, found in self.find(text) if slot == "CALENDAR")


class Reading(msgspec.Struct, frozen=True):
    """One way to read a date; `day` is None for a whole month, `year` where none is written."""

    year: int | None
    month: int
    day: int | None

    def in_year(self, year: int) -> date | None:
        """The date in a year, or in its own; for a whole month its last day; None if there is no such day."""
        year = self.year or year
        if not 1 <= self.month <= 12:  # noqa: PLR2004  # months
            return None
        last = monthrange(year, self.month)[1]
        day = self.day or last
        return date(year, self.month, day) if 1 <= day <= last else None

    def near(self, reference: date) -> date | None:
        """The date, in the year in which it is nearest to another date unless its own is written."""
        years = [self.year] if self.year else [reference.year - 1, reference.year, reference.year + 1]
        found = [value for year in years if (value := self.in_year(year))]
        return min(found, key=lambda value: abs(value - reference), default=None)

    @property
    def exists(self) -> bool:
        """Whether there is such a day, in some year if none is written."""
        return self.in_year(2024) is not None  # a leap year


class WrittenDate(msgspec.Struct, frozen=True):
    """A date as it stands in a text, with the ways to read it, and its weekday (0 for Monday) if it names one."""

    readings: tuple[Reading, ...]
    weekday: int | None


def _bare(table: Mapping[int, str]) -> set[str]:
    """The names in a CLDR table, without what some languages put in front ("de maig") or behind ("sept.")."""
    return {re.split(r"[ '’]", name)[-1].rstrip(".") for name in table.values()}


def _any_of(names: Collection[str], *, dotted: bool = False) -> str:
    """Match any of the names; where the language writes them with a capital, only so ("May", "may").

    The expression begins with a set of characters, for which `re` looks at its greatest speed.
    """
    return f"[{_initials(names)}]{_behind_initial(names)}" + (r"\.?" if dotted else "")


def _behind_initial(names: Collection[str]) -> str:
    """Match what is left of any of the names behind its first letter, if that begins a word."""
    is_proper = any(name[:1].isupper() for name in names)
    rests: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        rest = name[1:]
        rests.setdefault(name[0], []).extend(map(re.escape, (rest, rest.upper()) if is_proper else (rest,)))
    group = "(?:" if is_proper else "(?i:"
    choices = (f"(?<=[{_initials(first)}]){group}{'|'.join(those)})" for first, those in rests.items())
    return rf"(?<!\w\w)(?:{'|'.join(choices)})\b"


def _initials(names: Iterable[str]) -> str:
    """The letters that names begin with, small or capital."""
    return "".join(sorted({letter for name in names for letter in (name[0], name[0].upper())}))


@cache
def calendar_names(language: str) -> CalendarNames:
    """Compile the date names of a language.

    Raises:
        babel.UnknownLocaleError: CLDR does not know the language.
    """
    known = store.kept(
        f"dates-{language}",
        (),
        msgspec.msgpack.Decoder(_Names).decode,
        lambda: msgspec.msgpack.encode(_names(language)),
    )
    months, short, days = known.months, known.short_months, known.days
    month = _any_of(months | short, dotted=True)
    whole_month = _any_of(months)  # without a day a short one may be a word: Catalan "des del 2009"
    plural_days = {f"{day}s" for day in days}
    weekday = _any_of(days | plural_days)
    day = r"(?<![\d.,/-])(?:0?[1-9]|[12]\d|3[01])(?:\.?[ºª°]|\.|(?:st|nd|rd|th|er|ero|è|r|n|t)\b)?(?![\d/])"
    # What joins the parts: "of", "de", "d'", "del", a comma.
    link = r"(?:\s*+,\s*+|\s++)(?:[a-z]{1,3}(?:\s++|')|\w'\s*+)?"
    year = r"(?:1[89]|20)\d\d\b"
    calendar = rf"""
        (?:{weekday}\s*+,?\s*+(?:\w{{1,3}}\s++)?)?
        (?: {day}{link}{month}(?:{link}(?:a[nñ][oy]\s+)?{year})?
          | {month}\s++(?:the\s++)?{day}(?:\s*+,?\s*+{year})?
          | (?:{whole_month}|{month}(?<=\.)){link}{year}
          | (?<![\d./-])(?:\d{{1,2}}([./-])\d{{1,2}}\1(?:\d{{4}}|\d{{2}})|\d{{4}}-\d{{2}}-\d{{2}})(?![\d/-])
        )
    """
    names = months | short | days | plural_days
    beginning = rf"[\d{_initials(names)}](?:(?<=\d)\d*|{_behind_initial(names)})"
    return CalendarNames(
        re.compile(beginning),
        re.compile(calendar, re.VERBOSE),
        re.compile(_any_of(months, dotted=False)),
        re.compile(weekday),
        known.month_numbers,
        known.weekday_numbers,
        month_first=language == "en",
    )


def _names(language: str) -> _Names:
    """Ask CLDR; for what is raised see `calendar_names`."""
    from babel import Locale  # noqa: PLC0415  # see above

    locale = Locale.parse(language)
    months, days = locale.months, locale.days
    return _Names(
        months=frozenset(_bare(months["stand-alone"]["wide"]) | _bare(months["format"]["wide"])),
        short_months=frozenset(
            name
            for form in ("stand-alone", "format")
            for name in _bare(months[form]["abbreviated"])
            if len(name) > 2  # noqa: PLR2004  # a shorter one is an everyday word somewhere
        ),
        days=frozenset(_bare(days["stand-alone"]["wide"]) | _bare(days["format"]["wide"])),
        month_numbers=_numbers(months),
        weekday_numbers=_numbers(days),
    )


def _numbers(tables: Mapping[str, Mapping[str, Mapping[int, str]]]) -> dict[str, int]:
    """The number of each name in CLDR tables, by the name in small letters."""
    return {
        name.lower(): number
        for form in ("stand-alone", "format")
        for width in ("wide", "abbreviated")
        for number, written in tables[form][width].items()
        for name in _bare({number: written})
    }


def read_date(text: str, names: CalendarNames) -> WrittenDate:
    """Read a stretch that `names.date` matches."""
    words = [word.lower() for word in re.findall(r"[^\W\d_]+", text)]
    weekday = names.weekday_numbers.get(words[0]) if words and names.weekday.match(text) else None
    figures = re.findall(r"\d+", text)
    month = next((names.month_numbers[word] for word in words if word in names.month_numbers), None)
    return WrittenDate(tuple(_readings(figures, month, month_first=names.month_first)), weekday)


def _readings(figures: list[str], month: int | None, *, month_first: bool) -> Iterator[Reading]:
    if month is not None:
        years = [int(figure) for figure in figures if len(figure) == 4]  # noqa: PLR2004  # a year
        days = [int(figure) for figure in figures if len(figure) < 4]  # noqa: PLR2004  # a day
        yield Reading(years[0] if years else None, month, days[0] if days else None)
        return
    first, second, third = map(int, figures)
    if len(figures[0]) == 4:  # noqa: PLR2004  # ISO 8601: the year comes first
        yield Reading(first, second, third)
        return
    year = third if third > 99 else 2000 + third  # noqa: PLR2004  # two figures
    if second <= 12 or not month_first:  # noqa: PLR2004  # months
        yield Reading(year, second, first)
    if month_first and first <= 12 and first != second:  # noqa: PLR2004  # months
        yield Reading(year, first, second)

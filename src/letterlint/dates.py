"""Calendar dates in a text: 3 May 2027, May 3rd, el 1 de mayo, l'1 de maig de 2027, 1/5/2027, 2027-05-01, March 2027.

The names of months and weekdays come from the Unicode CLDR, through Babel, so a new language needs no code. What stands
around a date ("the close of business on", "the last Friday of") is phrases of the pack (`date.toml`), not code.
"""

import re
from dataclasses import dataclass
from functools import cache

from babel import Locale


@dataclass(frozen=True, slots=True)
class CalendarNames:
    """The regular expressions for the date names of one language."""

    calendar: re.Pattern[str]
    """A day with its month, with or without its year; a month with its year; a date in figures."""
    month: re.Pattern[str]
    weekday: re.Pattern[str]


def _names(table: dict[int, str]) -> set[str]:
    """The names in a CLDR table, without what some languages put in front ("de maig") or behind ("sept.")."""
    return {re.split(r"[ '’]", name)[-1].rstrip(".") for name in table.values()}


def _any_of(names: set[str], *, dotted: bool = False) -> str:
    """Match any of the names; where the language writes them with a capital, only so ("May", "may")."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    cased = "" if any(name[:1].isupper() for name in names) else "i"
    choices = "|".join(re.escape(name) for name in longest_first)
    capitals = "|".join(re.escape(name.upper()) for name in longest_first)
    body = f"(?{cased}:{choices})" if cased else f"(?:{choices}|{capitals})"
    return rf"\b{body}\b" + (r"\.?" if dotted else "")


@cache
def calendar_names(language: str) -> CalendarNames:
    """Compile the date names of a language.

    Raises:
        babel.UnknownLocaleError: CLDR does not know the language.
    """
    locale = Locale.parse(language)
    months = _names(locale.months["stand-alone"]["wide"]) | _names(locale.months["format"]["wide"])
    short = {
        name
        for form in ("stand-alone", "format")
        for name in _names(locale.months[form]["abbreviated"])
        if len(name) > 2  # noqa: PLR2004  # a shorter one is an everyday word somewhere
    }
    days = _names(locale.days["stand-alone"]["wide"]) | _names(locale.days["format"]["wide"])
    month = _any_of(months | short, dotted=True)
    weekday = _any_of(days)
    day = r"(?<![\d.,/-])(?:0?[1-9]|[12]\d|3[01])(?:\.?[ºª°]|\.|(?:st|nd|rd|th|er|ero|è|r|n|t)\b)?(?![\d/])"
    # What joins the parts: "of", "de", "d'", "del", a comma.
    link = r"(?:\s*,\s*|\s+)(?:[a-z]{1,3}(?:\s+|')|\w'\s*)?"
    year = r"(?:1[89]|20)\d\d\b"
    calendar = rf"""
        (?:{weekday}\s*,?\s*(?:\w{{1,3}}\s+)?)?
        (?: {day}{link}{month}(?:{link}(?:a[nñ][oy]\s+)?{year})?
          | {month}\s+(?:the\s+)?{day}(?:\s*,?\s*{year})?
          | {month}{link}{year}
          | (?<![\d./-])(?:\d{{1,2}}([./-])\d{{1,2}}\1(?:\d{{4}}|\d{{2}})|\d{{4}}-\d{{2}}-\d{{2}})(?![\d/-])
        )
    """
    return CalendarNames(
        re.compile(calendar, re.VERBOSE), re.compile(_any_of(months, dotted=False)), re.compile(weekday)
    )

"""Calendar dates are found and read as each language writes them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from letterlint import dates, store
from letterlint.dates import calendar_names
from tests.conftest import read

LANGUAGES = ("en", "es", "ca", "pt", "fr")
JOINTS = [" ", " ", " ", ", ", ".", "-", "/", "\n", "'", " de ", " d'", " of ", " the ", " del año ", "a", "_"]
FIGURES = ["1", "3", "03", "31", "32", "27", "2027", "1999", "20275", "3rd", "1º", "1er", "3/5/2027", "2027-05-03"]


def names_of(language: str) -> list[str]:
    """The names of months and weekdays in all their forms, small and capital."""
    locale = Locale.parse(language)
    names = {
        name
        for tables in (locale.months, locale.days)
        for form in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for name in tables[form][width].values()
    }
    return sorted(names | {name.upper() for name in names} | {name.capitalize() for name in names})


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Thursday, 3 June 2027"),
        ("en", "June the 3rd, 2027"),
        ("en", "MAY 2027"),
        ("es", "jueves, 3 de junio de 2027"),
        ("es", "3 de Junio del año 2027"),
        ("ca", "dijous 3 de juny del 2027"),
        ("ca", "l'1 d'abril"),
        ("en", "3/6/2027"),
        ("es", "2027-06-03"),
    ],
)
def test_a_date_is_found_whole(language: str, text: str) -> None:
    dates = [found[0] for found in calendar_names(language).dates(f"We close on {text}; you may call us.")]
    assert dates == [text.removeprefix("l'")]


@pytest.mark.parametrize("text", ["We may close. Call 2027 or 31.", "the third of the month", "3/5", "a 3 mai"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert not list(calendar_names("en").dates(text))


@given(st.data())
def test_every_date_and_name_begins_as_dates_begin(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(LANGUAGES))
    parts = st.sampled_from(names_of(language)) | st.sampled_from(FIGURES)
    text = data.draw(st.lists(st.tuples(parts, st.sampled_from(JOINTS)).map("".join), max_size=8).map("".join))
    calendar = calendar_names(language)
    anywhere = [found.span() for found in calendar.date.finditer(text)]
    assert [found.span() for found in calendar.dates(text)] == anywhere
    for slot, name in (("MONTH", calendar.month), ("WEEKDAY", calendar.weekday)):
        assert [one.span() for what, one in calendar.find(text) if what == slot] == [
            found.span() for found in name.finditer(text)
        ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_date_may_begin_with_any_name_of_a_month_or_a_weekday(language: str) -> None:
    calendar = calendar_names(language)
    for name in names_of(language):
        text = f"{name} 3, 2027; {name} 3/6/2027"
        assert [found.span() for found in calendar.dates(text)] == [
            found.span() for found in calendar.date.finditer(text)
        ]


@pytest.mark.parametrize("mark", ["Monday", "May 3", "3", "3 May", "3 May of", "1/", "May."])
@pytest.mark.parametrize("text", ["{mark}{space}", "{many}"])
def test_a_date_that_does_not_go_on_costs_no_more_than_another_text(text: str, mark: str) -> None:
    written = text.format(mark=mark, space=" " * 50_000, many=f"{mark} " * 50_000)
    before = time.process_time()
    list(calendar_names("en").dates(written))
    assert time.process_time() - before < 5  # a tenth of it is enough; time quadratic in the text would be minutes


def test_the_calendar_is_asked_of_babel_once_a_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    asked: list[str] = []
    parse = Locale.parse

    def counted(language: str) -> Locale:
        asked.append(language)
        return parse(language)

    monkeypatch.setattr(Locale, "parse", counted)
    known = dates.calendar_names.__wrapped__  # as in a process of its own
    first = known("ca")
    assert known("ca") == first
    assert asked == ["ca"]
    monkeypatch.setattr(store, "code", lambda: b"another Babel")
    assert known("ca") == first
    assert asked == ["ca", "ca"]


@pytest.mark.parametrize("word", ["u1/5/2027s.1/5/2028", "REF12x1/5/2027"])
def test_of_a_word_that_holds_dates_the_first_is_read(word: str) -> None:
    letter = read(f"Dear Sam,\n\nYour account closes on {word} at noon.\n\nYours,\nLee\n")
    assert {(reading.year, reading.month) for reading in letter.dates[0][1].readings} == {(2027, 5), (2027, 1)}

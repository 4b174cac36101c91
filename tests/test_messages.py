"""What the writer is told is whole: every field of a text is filled, in each language, and dates are written out."""

from __future__ import annotations

import re
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from letterlint.lint import Linter, fill
from letterlint.options import Options
from letterlint.packs import load_pack, own_pack_folder
from letterlint.reading.source import Source

DEV = Path(__file__).parents[1] / "corpora"
_OPEN_FIELD = re.compile(r"\{[a-z]+[|}]")


@pytest.mark.parametrize("language", ["en", "es", "ca"])
@pytest.mark.parametrize("messages", ["en", "es", "ca"])
def test_no_field_is_left_open(language: str, messages: str) -> None:
    linter = Linter(Options(language=language, messages=messages))
    for file in islice(sorted((DEV / language / "dev").glob("*.txt")), 0, None, 4):
        for finding in linter.lint(Source(file.name, file.read_text(encoding="utf-8"))).findings:
            assert finding.message
            assert finding.advice
            assert not _OPEN_FIELD.search(f"{finding.message} {finding.advice} {finding.suggestion}"), finding


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "1 day until 3 June 2026, a Wednesday; 2 days"),
        ("es", "1 day until 3 de junio de 2026, a miércoles; 2 days"),
        ("ca", "1 day until 3 de juny del 2026, a dimecres; 2 days"),
    ],
)
def test_numbers_have_their_nouns_and_dates_their_language(language: str, written: str) -> None:
    text = "{one|day|days} until {date}, a {weekday}; {two|day|days}"
    day = date(2026, 6, 3)
    assert fill(text, {"one": 1, "two": 2, "date": day, "weekday": day}, language) == written


def test_a_letters_words_are_no_fields() -> None:
    assert fill("“{phrase}”", {"phrase": "{count} and {phrase}"}, "en") == "“{count} and {phrase}”"


def test_every_limit_can_be_set_and_is_used() -> None:
    text = "Dear Ms Roe,\n\nWe will close your account on 20 June 2026.\n\nYours,\nAnn\n"
    letter = Source("x", f"Bank, 1 High Street, Leeds\n1 June 2026\n\n{text}")

    def told(**limits: float) -> list[str]:
        options = Options(select=("gives-notice",), limits={"gives-notice": limits})
        return [finding.message for finding in Linter(options).lint(letter).findings]

    assert told() == []
    (message,) = told(days=30)
    assert "19 days" in message
    assert "30" in message


def test_each_rule_cites_its_source() -> None:
    pack = load_pack(own_pack_folder())
    for rule in pack.rules.values():
        assert pack.cite(rule).startswith(rule.text.source.document)

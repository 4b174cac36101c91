"""The benchmark works; its seconds are measured where nothing else runs, and asserted nowhere."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from letterlint.lint import Linter
from letterlint.packs import load_pack
from letterlint.reading.source import Source
from letterlint.zones import BODY
from tests.benchmarks.analysis import double
from tests.benchmarks.letters import LANGUAGES, WORDS, letter, long_letter
from tests.conftest import ROOT

LETTERS = 30


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_are_distinct_and_of_the_length_that_is_said(language: str) -> None:
    letters = [letter(language, number) for number in range(LETTERS)]
    assert len(set(letters)) == LETTERS
    assert all(WORDS <= len(text.split()) < WORDS + 40 for text in letters)
    assert letters == [letter(language, number) for number in range(LETTERS)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_letter_is_as_long_as_asked_for_and_read_to_its_end(language: str) -> None:
    text = long_letter(language, 200_000)
    assert 200_000 <= len(text.encode()) < 210_000
    zones = Linter().read(Source("letter.txt", text)).zones
    assert sum(zone.end - zone.start for zone in zones if zone.label == BODY) > 0.98 * len(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_twice_the_phrases_find_the_same(language: str, tmp_path: Path) -> None:
    double(tmp_path, language)
    pack = load_pack(tmp_path)
    assert len(pack.language(language).phrases) == 2 * len(load_pack().language(language).phrases)
    plain, doubled = Linter(), Linter(pack=pack)
    for number in range(3):
        source = Source("letter.txt", letter(language, number))
        found, again = plain.lint(source), doubled.lint(source)
        assert found.language == language
        assert [(one.rule, one.start, one.end) for one in again.findings] == [
            (one.rule, one.start, one.end) for one in found.findings
        ]


def test_the_benchmark_writes_a_table(tmp_path: Path) -> None:
    output = tmp_path / "table.md"
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks", "--smoke", "--output", output],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    text = output.read_text(encoding="utf-8")
    assert {"- machine", "- versions", "- letters"} <= {line.partition(":")[0] for line in text.splitlines()}
    head, _, *rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")
    ]
    assert head == ["measured", "who", "figure", "ratio", "to", "aim"]
    assert {len(row) for row in rows} == {len(head)}
    assert "failed" not in {row[2] for row in rows}
    for part in ("cold", "warm", "many", "analysis alone", "memory", "growth"):
        assert any(row[0].startswith(part) for row in rows), part
    for part in ("cold", "many", "analysis alone", "memory", "growth: twice the phrases"):
        ours = {row[1][:13] for row in rows if row[0].startswith(part) and row[1].startswith("letterlint ")}
        assert ours == {f"letterlint {language}" for language in LANGUAGES}

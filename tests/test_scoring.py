"""Scores are what the books define, and a label that fits no letter is an error."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from letterlint.scoring import Tally

Run = Callable[..., Result]

LETTER = "Dear Sam,\n\nThank you for your trust. We have decided to part ways on 3 May.\n\nYours,\nLee\n"
LABELS = """\
kind = "termination"
[moves]
"Thank you" = ["thanks"]
"We have decided" = ["veiled-news", "end-date"]
[findings]
avoids-euphemism = ["part ways"]
closes-cordially = ["Thank you for"]
gives-reason = ["We have decided"]
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus" / "en" / "dev"
    folder.mkdir(parents=True)
    (folder / "one.txt").write_text(LETTER)
    (folder / "one.toml").write_text(LABELS)
    return tmp_path / "corpus"


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99))
def test_f1_lies_between_precision_and_recall(right: int, wrong: int, missed: int) -> None:
    tally = Tally(right, wrong, missed)
    low, high = sorted([tally.precision, tally.recall])
    assert 0 <= low <= high <= 1
    assert min(low, tally.f1) == pytest.approx(low) or right == 0
    assert max(high, tally.f1) == pytest.approx(high)


def test_precision_recall_and_f1() -> None:
    tally = Tally(right=6, wrong=2, missed=4)
    assert (tally.precision, tally.recall) == (0.75, 0.6)
    assert tally.f1 == pytest.approx(2 / 3)


def test_a_finding_counts_where_the_label_says(run: Run, corpus: Path) -> None:
    output = run("score", corpus, "--format", "markdown", "--mistakes").stdout
    assert "| avoids-euphemism | 1.000 | 1.000 | 1.000 | 1 | 0 | 0 |" in output
    assert "one: missed closes-cordially: Thank you for" in output.replace("en/dev/", "")
    assert "gives-reason" not in output or "gives-reason |" in output  # only the rules of the pack are scored


def test_a_drop_below_the_recorded_figures_fails(run: Run, corpus: Path, tmp_path: Path) -> None:
    recorded = tmp_path / "scores.json"
    recorded.write_text(run("score", corpus, "--format", "json").stdout)
    assert run("score", corpus, "--not-below", recorded).exit_code == 0
    figures = json.loads(recorded.read_text())
    assert set(figures) == {
        f"en/dev {what}" for what in ("rules F1", "errors and warnings P", "moves F1", "kinds", "silent")
    }
    recorded.write_text(json.dumps(figures | {"en/dev rules F1": 1.0}))
    result = run("score", corpus, "--not-below", recorded)
    assert result.exit_code == 1
    assert "en/dev rules F1" in result.stderr


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('"Thank you" =', '"Thanks" =', "the quote 'Thanks' stands 0 times"),
        ('"We have decided" =', '"e" =', "times in the letter"),
        ("termination", "terminal", "corpora/README.md"),
        ("[moves]", "[move]", "corpora/README.md"),
        ("[moves]", "[moves", "corpora/README.md"),
    ],
)
def test_labels_that_fit_no_letter_are_an_error(run: Run, corpus: Path, old: str, new: str, complaint: str) -> None:
    path = corpus / "en/dev/one.toml"
    path.write_text(LABELS.replace(old, new))
    result = run("score", corpus)
    assert result.exit_code == 2
    assert str(path) in result.stderr
    assert complaint in result.stderr


def test_a_corpus_without_labels_is_an_error(run: Run, tmp_path: Path) -> None:
    result = run("score", tmp_path)
    assert result.exit_code == 2
    assert "no labelled letters" in result.stderr


def test_a_file_that_holds_no_figures_is_an_error(run: Run, corpus: Path, tmp_path: Path) -> None:
    path = tmp_path / "scores.json"
    path.write_text("[1]")
    result = run("score", corpus, "--not-below", path)
    assert result.exit_code == 2
    assert "no score in JSON" in result.stderr


def test_a_bank_of_sentences_is_scored_by_move_odd_and_even_lines_apart(run: Run, tmp_path: Path) -> None:
    bank = tmp_path / "sentences.tsv"
    lines = [
        "thanks\tThank you for your trust.",
        "thanks\tThe boiler is blue.",
        "news termination\tWe are closing your account on 3 May.",
        "none\tThe boiler is blue.",
    ]
    bank.write_text("\n".join(lines) + "\n")
    output = run("score", bank).stdout
    rows = {line.split("  ")[0].strip(): line.split() for line in output.splitlines() if line.strip()}
    assert rows["thanks"][-6:] == ["1", "1.00", "1.00", "1", "0.00", "0.00"]
    assert rows["news termination"][-6:-3] == ["1", "1.00", "1.00"]
    assert rows["none"][-3:] == ["1", "1.00", "1.00"]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("thank\tThank you.", "unknown move 'thank'; did you mean 'thanks'?"),
        ("news terminal\tWe close.", "unknown kind 'terminal'; did you mean 'termination'?"),
        ("Thank you.", "a line is a move, a tab and a sentence"),
    ],
)
def test_a_malformed_bank_is_an_error(run: Run, tmp_path: Path, line: str, complaint: str) -> None:
    bank = tmp_path / "sentences.tsv"
    bank.write_text(f"thanks\tThank you for your trust.\n{line}\n")
    result = run("score", bank)
    assert result.exit_code == 2
    assert f"{bank}:2: " in result.stderr
    assert complaint in result.stderr

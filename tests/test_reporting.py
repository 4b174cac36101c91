"""What people see in a terminal, kept as snapshots (`pytest --snapshot-update` after a change that is meant)."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from syrupy.assertion import SnapshotAssertion

from letterlint.packs import load_pack, own_pack_folder

Run = Callable[..., Result]

LETTER = """\
Dear [Sam],

We have decided to part ways with you, and there is a good deal more to say about it on this long line, \
which no terminal shows whole, so it is cut where the finding is not.

Yours,
Lee
"""


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("draft.txt").write_text(LETTER)
    return "draft.txt"


@pytest.mark.parametrize("columns", [80, 200, 40])
def test_findings_in_a_terminal(
    run: Run, draft: str, columns: int, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    output = run(draft, "--select", "avoids-euphemism,states-news-plainly,closes-cordially").stdout
    assert output == snapshot
    assert all(len(line) <= max(columns, 60) for line in output.splitlines())
    assert not re.search(r"[ \t]$", output, re.MULTILINE)
    assert "Dear [Sam]" not in output or "[Sam]" in output


def test_nothing_to_say(run: Run, snapshot: SnapshotAssertion, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("note.txt").write_text("Dear Sam,\n\nThe picnic is on Sunday, and you are most welcome.\n\nYours,\nLee\n")
    assert run("note.txt").stdout == snapshot


def test_the_stretch_is_underlined_under_wide_characters_too(run: Run, draft: str) -> None:
    Path(draft).write_text("Dear Sam,\n\n給 給 We have decided to part ways.\n\nYours,\nLee\n")
    lines = run(draft, "--language", "en", "--select", "avoids-euphemism").stdout.splitlines()
    number = next(number for number, line in enumerate(lines) if "part ways" in line)
    assert (
        lines[number + 1].index("─") == lines[number].index("part ways") + 2
    )  # two characters that are two cells wide
    assert lines[number + 1].count("─") == len("part ways")


def test_the_rules_are_listed_a_line_each(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    lines = run("rules").stdout.splitlines()
    assert [line.split()[0] for line in lines] == sorted(load_pack(own_pack_folder()).rules)


@pytest.mark.parametrize("rule", sorted(load_pack(own_pack_folder()).rules))
def test_each_rule_is_explained_with_examples_in_each_language(run: Run, rule: str) -> None:
    pack = load_pack(own_pack_folder())
    output = run("explain", rule).stdout
    for language in pack.rules[rule].text.languages or pack.about.languages:
        for part in ("not so:", "but so:"):
            assert f"{pack.about.languages[language]}, {part}" in output
    for part in ("level", "source", "[["):
        assert part in output


def test_the_anatomy_shows_zones_moves_and_the_phrases_that_caused_them(run: Run, draft: str) -> None:
    Path(draft).write_text("Dear Sam,\n\nThank you for your trust. We close your account on 3 May.\n\nYours,\nLee\n")
    output = run("anatomy", draft).stdout
    assert output.startswith("draft.txt: en, termination, letter\n")
    for part in (
        "salutation  Dear Sam,",
        "close       Yours,",
        "signature   Lee",
        "thanks  ",
        "news  phrases/en/news.toml:",
    ):
        assert part in output

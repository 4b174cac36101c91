"""What is printed for people: laid out by ourselves, and no different for that."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from unicodedata import category

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from letterlint.findings import FileReport, Finding, Level, Report
from letterlint.packs import load_pack
from letterlint.reading.source import Source
from letterlint.reporting.rich import show
from letterlint.reporting.terminal import plain_terminal, rich_terminal
from letterlint.reporting.text import printable
from letterlint.reporting.wrapping import NARROW, cells, wrapped
from tests.library import BAD, write

Run = Callable[..., Result]
ODD = (
    "the",
    "letter",
    "long-" * 9,
    "“so”;",
    "給",
    "你們",
    "｡",
    "🙂",
    "☎\ufe0f",
    "#\ufe0f",
    "\ufe0fe\u0301",
    "",
    "[bold]",
    "\\[",
)
HOSTILE = ("\u3000\u2003\u00a0", "\t", "\r", "\x1b[31m", "\x07", "\u202e", "\u200d", "\ud800", "::error", "##[group]")
texts = st.lists(st.sampled_from(ODD + HOSTILE) | st.text(max_size=8), max_size=30).map(" ".join)
widths = st.integers(min_value=24, max_value=120)


@given(texts.map(printable), widths)
def test_lines_break_where_rich_breaks_them(text: str, width: int) -> None:
    lines = Text(text).wrap(Console(width=width), width)
    assert list(wrapped(text, width)) == [line.plain.rstrip() for line in lines]


@given(texts)
def test_what_is_printed_steers_no_terminal(text: str) -> None:
    shown = printable(text)
    assert not {category(character) for character in shown} & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    assert not re.search(r"(?<!\S)::|##\[|##vso\[", shown)


@given(texts)
def test_cells_are_counted_as_rich_counts_them(text: str) -> None:
    assert cells(text) == cell_len(text)
    assert all(cell_len(character) == 1 for character in NARROW)


def report_of(text: str, said: str, start: int, end: int) -> Report:
    """A report with one finding in a text."""
    source = Source("a.txt", text)
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    at = source.position(start, end)
    finding = Finding("is-dated", Level.ERROR, at, start, end, text[start:end], said, said, said, "")
    return Report((FileReport("a.txt", text, "en", "refusal", "letter", findings=(finding,), moves={"thanks": 2}),))


@given(texts, texts, st.integers(0, 200), st.integers(0, 200), st.integers(30, 120))
def test_colour_changes_nothing_but_the_colour(text: str, said: str, start: int, end: int, width: int) -> None:
    report = report_of(text, said, start, end)
    shown = []
    for colours in (None, "truecolor"):
        file = io.StringIO()
        console = Console(file=file, width=width, force_terminal=bool(colours), color_system=colours)
        show(report, rich_terminal(console), load_pack())
        shown.append(file.getvalue())
    assert "\x1b" not in shown[0]
    assert re.sub(r"\x1b\[[\d;]*m", "", shown[1]) == shown[0]
    assert shown[1].startswith("\x1b[1ma.txt:")


@pytest.mark.parametrize("columns", ["", "33", "0", "wide"])
def test_a_pipe_is_as_wide_as_rich_finds_it(columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.delenv("LINES", raising=False)
    assert plain_terminal(io.StringIO()).width == (Console(file=io.StringIO()).width or 80)


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"a.txt": BAD})
    return "a.txt"


def test_colour_can_be_asked_for(run: Run, draft: str, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = run(draft).stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[1;31m" in run(draft).stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[1m" in run(draft).stdout
    assert "\x1b[1;31m" not in run(draft).stdout
    run(draft, "--output", "out.txt")
    assert re.sub(r"\x1b\[[\d;]*m", "", Path("out.txt").read_text(encoding="utf-8")) == plain


@pytest.mark.parametrize("colour", ["", "1"])
def test_a_reader_who_has_enough_is_no_error(draft: str, colour: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", colour)
    process = subprocess.Popen(
        [sys.executable, "-m", "letterlint", draft], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait() == 1
    process.stderr.close()

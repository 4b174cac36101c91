"""Several outputs at once, whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from letterlint import writing
from letterlint.errors import UsageError
from tests.library import BAD, PLAIN, write

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"a.txt": BAD, "north/b.txt": BAD, "north/c.txt": PLAIN})
    return tmp_path


def test_one_format_is_printed_and_others_go_to_files(run: Run, library: Path) -> None:
    result = run(".", "--format", "concise", "--format", "sarif=out.sarif", "--format", "json=out.json")
    assert "[avoids-euphemism]" in result.stdout
    assert json.loads((library / "out.sarif").read_text())["version"] == "2.1.0"
    assert json.loads((library / "out.json").read_text())["summary"]["files"] == 3
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--format", "rich", "--format", "json"], "only one format can be printed; write json=FILE"),
        (["--format", "json=a.json", "--output", "b.json"], "each format has its file already"),
        (["--format", "json=x", "--format", "sarif=x"], "another format is printed to this file"),
        (["--format", "json", "--format", "json"], "only one format can be printed"),
        (["--format", "concise", "--statistics"], "goes with --format rich"),
        (["--format", "json="], "'json=' names no file"),
        (["--format", "sarf"], "unknown format 'sarf'; did you mean 'sarif'?"),
    ],
)
def test_outputs_that_make_no_sense_are_told(run: Run, library: Path, options: list[str], complaint: str) -> None:
    result = run(".", *options)
    assert result.exit_code == 2
    assert complaint in result.stderr
    assert not (library / "a.json").exists()


@pytest.mark.parametrize("option", [["--output", "no/out.txt"], ["--format", "json=no/out.txt"], ["--output", "north"]])
def test_where_nothing_can_be_written_is_told(run: Run, option: list[str]) -> None:
    result = run(".", *option)
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_file_is_the_old_one_or_the_new_one(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = library / "out.txt"
    path.write_text("old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(UsageError, match=r"out\.txt: cannot be written: No space left on device"):
        writing.write_text(path, "new")
    assert path.read_text() == "old"
    assert {one.name for one in library.iterdir()} == {"a.txt", "north", "out.txt"}


def test_statistics_count_by_rule_and_by_folder(run: Run) -> None:
    shown = run(".", "--select", "avoids-euphemism,signs-off", "--statistics").stdout
    assert [line.split() for line in shown.splitlines() if line] == [
        ["rule", "errors", "warnings", "infos"],
        ["avoids-euphemism", "2"],
        ["folder", "errors", "warnings", "infos"],
        [".", "1"],
        ["north", "1"],
        ["3", "letters,", "2", "warnings"],
    ]
    summary = json.loads(run(".", "--select", "avoids-euphemism", "--format", "json").stdout)["summary"]
    assert summary["by_rule"] == {"avoids-euphemism": {"errors": 0, "warnings": 2, "infos": 0}}
    assert summary["by_folder"] == {
        ".": {"errors": 0, "warnings": 1, "infos": 0},
        "north": {"errors": 0, "warnings": 1, "infos": 0},
    }


def test_a_link_to_itself_cannot_be_written_to(run: Run, library: Path) -> None:
    (library / "loop").symlink_to("loop")
    result = run("a.txt", "--output", "loop")
    assert result.exit_code in {1, 2}  # some systems put a file in the place of the link
    assert "Traceback" not in result.output


def test_what_could_not_be_read_is_told_beside_a_diff(run: Run) -> None:
    result = run("missing.txt", "--diff")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "letterlint: missing.txt: no such file or folder; check the path\n"


def test_a_letters_commands_for_a_log_are_broken_in_every_text(run: Run, library: Path) -> None:
    write(library, {"a.txt": BAD.replace("decided", "decided  to ::error::x ##[group]y ##vso[z] and\n::error::so")})
    for options in (["--diff"], ["--format", "rich"], ["--format", "concise"], ["--format", "github"]):
        for line in run("a.txt", *options).output.splitlines():
            assert "##[" not in line
            assert "##vso[" not in line
            ours = options[-1] == "github" and line.startswith(("::error file=", "::warning file=", "::notice file="))
            assert ours or not line.lstrip().startswith("::")
    assert "##[" not in run("anatomy", "a.txt").stdout

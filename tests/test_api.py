"""The Python functions: stable names, plain results, and the same runs as on the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import letterlint
from letterlint import FileReport, Level, Options, Report
from tests.library import BAD, PLAIN, write

NAMES = {
    "FileReport", "Finding", "Fix", "LetterlintError", "Level", "Notice", "Options", "PackError", "Position",
    "ReadError",
    "Report", "SettingsError", "Suppressed", "UsageError", "lint_file", "lint_paths", "lint_text", "load",
}  # fmt: skip


def test_the_public_names_are_these_and_each_is_there() -> None:
    assert set(letterlint.__all__) == NAMES
    assert all(getattr(letterlint, name).__doc__ for name in NAMES)
    with pytest.raises(AttributeError, match="lint_letter"):
        letterlint.lint_letter  # noqa: B018  # it is looked up


def test_importing_letterlint_imports_no_spacy_and_its_types_are_shipped() -> None:
    code = "import sys, letterlint; letterlint.Level; print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
    assert (Path(letterlint.__file__).parent / "py.typed").is_file()


def test_a_text_is_linted_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"letterlint.toml": 'select = ["signs-off"]\n'})
    report = letterlint.lint_text(BAD)
    finding = next(finding for finding in report.findings if finding.rule == "avoids-euphemism")
    assert (finding.text, finding.position.line, finding.level) == ("part ways", 3, Level.WARNING)
    assert BAD[finding.start : finding.end] == "part ways"
    assert letterlint.lint_text(BAD, Options(ignore=("avoids-euphemism",))).findings != report.findings
    assert letterlint.lint_text("<p>Dear Sam,<p>We part ways.", path="a.html").error is None
    with pytest.raises(letterlint.UsageError, match="did you mean 'signs-off'"):
        letterlint.lint_text(BAD, Options(select=("sign-off",)))


def test_results_cannot_be_changed() -> None:
    report = letterlint.lint_text(BAD)
    with pytest.raises(AttributeError):
        report.kind = "refusal"  # type: ignore[misc]  # that is the point
    with pytest.raises(AttributeError):
        report.findings[0].rule = "x"  # type: ignore[misc]  # the same


def test_files_and_folders_are_linted_as_on_the_command_line(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"letterlint.toml": 'ignore = ["signs-off"]\n', "a.txt": BAD, "b.txt": PLAIN, "c.txt": ""})
    report = letterlint.lint_paths([Path()])
    assert isinstance(report, Report)
    shown = json.loads(run(".", "--format", "json").stdout)["files"]
    assert [(file.path, file.error, len(file.findings)) for file in report.files] == [
        (file["path"], file["error"], len(file["findings"])) for file in shown
    ]
    one = letterlint.lint_file(Path("a.txt"))
    assert isinstance(one, FileReport)
    assert one == report.files[0]
    assert "empty" in (letterlint.lint_file("c.txt").error or "")
    with pytest.raises(letterlint.UsageError, match="a folder; use lint_paths"):
        letterlint.lint_file(tmp_path)


def test_bad_settings_are_raised_as_one_kind_of_error(tmp_path: Path) -> None:
    write(tmp_path, {"letterlint.toml": "knid = 1\n", "a.txt": BAD})
    with pytest.raises(letterlint.LetterlintError, match="did you mean 'kind'"):
        letterlint.lint_paths([tmp_path])


@pytest.mark.parametrize(
    "options",
    [
        Options(medium="fax"),
        Options(levels={"signs-off": "loud"}),
        Options(kind="x"),
        Options(limits={"signs-off": {"x": 1}}),
    ],
)
def test_options_that_make_no_sense_are_an_error(options: Options) -> None:
    with pytest.raises(letterlint.UsageError):
        letterlint.lint_text(BAD, options)


def test_what_is_no_list_of_paths_or_no_text_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"-": BAD, "own.toml": 'ignore = ["signs-off"]\n'})
    with pytest.raises(letterlint.UsageError, match="a list of paths is needed"):
        letterlint.lint_paths("letters")
    assert "surrogate" in (letterlint.lint_text("Dear Sam,\udc80").error or "")
    assert letterlint.lint_file("-", config="own.toml").findings

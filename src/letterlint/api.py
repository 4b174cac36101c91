r"""letterlint for Python programs: the same runs as on the command line, with plain frozen values as their results.

    import letterlint

    for finding in letterlint.lint_text("Dear Sam,\n\nWe have decided to part ways.\n\nYours,\nLee\n").findings:
        print(finding.position.line, finding.rule, finding.message)

Decision: a letter that cannot be read is a report with an `error`, as on the command line, so that one bad file does
not keep the others from being linted; what makes a run senseless is raised, all of it `LetterlintError`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from os import PathLike, fspath
from pathlib import Path

from letterlint.errors import UsageError
from letterlint.findings import FileReport, Report
from letterlint.lint import Linter
from letterlint.options import DEFAULT, Options
from letterlint.reading.files import STDIN
from letterlint.reading.source import Source
from letterlint.run import Request, Run

_SURROGATE = re.compile(r"[\ud800-\udfff]")


def lint_text(text: str, options: Options = DEFAULT, *, path: str = "<text>") -> FileReport:
    """Lint a letter that is at hand as text; no file, no settings and no front matter are read.

    Args:
        text: the letter.
        options: what is known of it, and which rules to check.
        path: what to call it; the extension says how it is read (`.html`, `.j2` …).

    Raises:
        UsageError: the options make no sense.
    """
    if _SURROGATE.search(text):
        return FileReport(path, text, error="holds half a character (a lone surrogate); decode the text anew")
    return Linter(options).lint(Source(path, text))


def lint_file(
    path: str | PathLike[str], options: Options = DEFAULT, *, config: str | PathLike[str] | None = None
) -> FileReport:
    """Lint a letter's file, with the settings that hold for it.

    Args:
        path: the file.
        options: what is known of the letter, and which rules to check; they win over the settings.
        config: the settings file to use, instead of the nearest one above the letter.

    Raises:
        UsageError: the options make no sense, or the path is a folder.
        SettingsError: the settings or the baseline are malformed.
        PackError: a pack is malformed.
    """
    if Path(path).is_dir():
        raise UsageError(f"{fspath(path)}: a folder; use lint_paths for folders")
    return lint_paths([path], options, config=config).files[0]


def lint_paths(  # noqa: PLR0913  # options of their own, by their names
    paths: Iterable[str | PathLike[str]],
    options: Options = DEFAULT,
    *,
    config: str | PathLike[str] | None = None,
    changed_since: str | None = None,
    use_baseline: bool = True,
    jobs: int = 1,
) -> Report:
    """Lint files and folders, with the settings that hold for each letter.

    Args:
        paths: files and folders.
        options: what is known of all letters, and which rules to check; they win over the settings.
        config: the settings file to use, instead of the nearest one above each letter.
        changed_since: a revision of git; only what differs from it is linted.
        use_baseline: whether what the baseline knows is let pass.
        jobs: how many processes may lint; a script that asks for several needs `if __name__ == "__main__"`.

    Raises:
        UsageError: the options or the revision make no sense.
        SettingsError: the settings or the baseline are malformed.
        PackError: a pack is malformed.
    """
    if isinstance(paths, str):
        raise UsageError(f"{paths}: a list of paths is needed; write [{paths!r}]")
    named = tuple("./-" if path == STDIN else fspath(path) for path in paths)
    chosen = Path(config) if config else None
    request = Request(named, options, config=chosen, changed_since=changed_since, use_baseline=use_baseline, jobs=jobs)
    return Run(request).lint()

"""`--format github`: workflow commands, which GitHub Actions shows as annotations of a pull request.

Source: "Workflow commands for GitHub Actions" in GitHub's documentation, and the escaping of `@actions/core`: `%` and
line ends everywhere, `:` and `,` in properties too, so that no letter can begin a command of its own. Columns are
given only for a stretch within one line, as annotations cannot have them otherwise.

GitHub shows ten annotations of each level a step; `--format sarif` has no such limit.
"""

import re
from collections.abc import Iterator

from letterlint.findings import FileReport, Finding, Level, Notice, Report
from letterlint.packs import Pack
from letterlint.reporting.paths import relative
from letterlint.reporting.text import printable
from letterlint.reporting.told import told

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}


def render(report: Report, pack: Pack) -> str:  # noqa: ARG001  # every format is given the pack
    """Render a report as one command a line."""
    return "".join(f"{command}\n" for command in _commands(report))


def _commands(report: Report) -> Iterator[str]:
    for file in report.files:
        if file.error is not None:
            yield _command("error", file.error, file=relative(file.path), title="letterlint")
        for finding in file.findings:
            yield _finding(file, finding)
    for notice in report.notices:
        yield _notice(notice)


def _finding(file: FileReport, finding: Finding) -> str:
    at = finding.position
    within_line = at.line == at.end_line
    return _command(
        _COMMANDS[finding.level],
        told(finding),
        file=relative(file.path),
        line=at.line,
        col=at.column if within_line else None,
        endLine=at.end_line,
        endColumn=at.end_column if within_line else None,
        title=f"letterlint ({finding.rule})",
    )


def _notice(notice: Notice) -> str:
    return _command("notice", notice.message, file=relative(notice.path), line=notice.line, title="letterlint")


def _command(name: str, message: str, **properties: str | int | None) -> str:
    given = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value is not None)
    return f"::{name} {given}::{_data(message)}"


def _data(text: str) -> str:
    line_ends = {"\r": "%0D", "\n": "%0A"}
    parts = (line_ends.get(part) or printable(part).replace("%", "%25") for part in re.split(r"([\r\n])", text))
    return "".join(parts)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

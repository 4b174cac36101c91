"""`--format gitlab`: the code quality report that GitLab shows in a merge request.

Source: "Code Quality report format" in GitLab's documentation. GitLab compares two reports by their fingerprints and
shows one finding of those with the same, so each has its own. It shows a description on one line, which therefore
holds what is wrong and not what to do about it. Findings to which the user took exception are left out, as the format
knows no exceptions.
"""

from collections.abc import Iterator, Sequence

from letterlint.findings import FileReport, Level, Notice, Report
from letterlint.packs import Pack
from letterlint.reporting.fingerprints import fingerprints, identified
from letterlint.reporting.json_text import dumps
from letterlint.reporting.paths import relative, uri

_SEVERITIES = {Level.ERROR: "major", Level.WARNING: "minor", Level.INFO: "info"}
_Issue = dict[str, object]


def render(report: Report, pack: Pack) -> str:  # noqa: ARG001  # every format is given the pack
    """Render a report as one JSON array."""
    issues = [issue for file in report.files for issue in _findings(file)]
    issues += _unread([file for file in report.files if file.error is not None])
    issues += _notices(report.notices)
    return dumps(issues) + "\n"


def _findings(file: FileReport) -> Iterator[_Issue]:
    for item in identified(file):
        finding = item.finding
        if item.suppressed is None:
            severity = _SEVERITIES[finding.level]
            yield _issue(finding.rule, severity, finding.message, file.path, finding.position.line, item.fingerprint)


def _unread(files: Sequence[FileReport]) -> Iterator[_Issue]:
    prints = fingerprints(("unreadable", uri(file.path)) for file in files)
    for file, fingerprint in zip(files, prints, strict=True):
        yield _issue("unreadable", "critical", str(file.error), file.path, 1, fingerprint)


def _notices(notices: Sequence[Notice]) -> Iterator[_Issue]:
    prints = fingerprints(("notice", uri(notice.path), notice.message) for notice in notices)
    for notice, fingerprint in zip(notices, prints, strict=True):
        yield _issue("notice", "info", notice.message, notice.path, notice.line or 1, fingerprint)


def _issue(name: str, severity: str, description: str, path: str, line: int, fingerprint: str) -> _Issue:  # noqa: PLR0913, PLR0917  # the format's properties
    return {
        "description": description,
        "check_name": name,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": relative(path), "lines": {"begin": line}},
    }

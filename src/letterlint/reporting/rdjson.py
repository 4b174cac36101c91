"""`--format rdjson`: reviewdog's Diagnostic Format, for reviews by reviewdog.

Source: `proto/rdf/reviewdog.proto` of reviewdog; this is the message `DiagnosticResult`. Columns count the bytes of
UTF-8 from 1, and ends are exclusive. Findings to which the user took exception are left out, as the format knows no
exceptions.
"""

from collections.abc import Iterator

from letterlint.findings import FileReport, Finding, Level, Notice, Report
from letterlint.packs import Pack
from letterlint.reading.source import Source
from letterlint.reporting.json_text import dumps
from letterlint.reporting.paths import relative
from letterlint.reporting.told import told

_Object = dict[str, object]


def render(report: Report, pack: Pack) -> str:  # noqa: ARG001  # every format is given the pack
    """Render a report as one JSON object."""
    diagnostics = [diagnostic for file in report.files for diagnostic in _diagnostics(file)]
    diagnostics += [_notice(notice) for notice in report.notices]
    return dumps({"source": {"name": "letterlint"}, "severity": _worst(report).name, "diagnostics": diagnostics}) + "\n"


def _worst(report: Report) -> Level:
    if report.unreadable:
        return Level.ERROR
    return max((finding.level for file in report.files for finding in file.findings), default=Level.INFO)


def _diagnostics(file: FileReport) -> Iterator[_Object]:
    if file.error is not None:
        yield _diagnostic(file.error, Level.ERROR, file.path)
    source = Source(file.path, file.text)
    for finding in file.findings:
        yield _diagnostic(told(finding), finding.level, file.path, _range(finding, source)) | {
            "code": {"value": finding.rule}
        }


def _notice(notice: Notice) -> _Object:
    place: _Object | None = {"start": {"line": notice.line}} if notice.line is not None else None
    return _diagnostic(notice.message, Level.INFO, notice.path, place)


def _diagnostic(message: str, level: Level, path: str, place: _Object | None = None) -> _Object:
    location: _Object = {"path": relative(path)}
    return {
        "message": message,
        "severity": level.name,
        "location": location | {"range": place} if place else location,
    }


def _range(finding: Finding, source: Source) -> _Object:
    at = finding.position
    return {"start": _position(source, at.line, at.column), "end": _position(source, at.end_line, at.end_column)}


def _position(source: Source, line: int, column: int) -> dict[str, int]:
    """Count the bytes before a column; a lone surrogate, which UTF-8 has not, counts the three bytes of U+FFFD."""
    before = source.line(line)[: column - 1]
    return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}

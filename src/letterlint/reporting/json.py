"""`--format json`: the report for programs. Keys may be added; none changes its meaning within a version."""

from letterlint import __version__
from letterlint.findings import FileReport, Finding, Level, Report
from letterlint.packs import Pack
from letterlint.reporting.json_text import dumps
from letterlint.reporting.tallies import Tallies, by_folder, by_rule

VERSION = 1


def render(report: Report, pack: Pack) -> str:  # noqa: ARG001  # every format is given the pack
    """Render a report as one JSON document."""
    document = {
        "version": VERSION,
        "letterlint": __version__,
        "files": [_file(file) for file in report.files],
        "summary": {
            "files": len(report.files),
            "errors": report.count(Level.ERROR),
            "warnings": report.count(Level.WARNING),
            "infos": report.count(Level.INFO),
            "excepted": sum(len(file.suppressed) for file in report.files),
            "by_rule": _tallies(by_rule(report)),
            "by_folder": _tallies(by_folder(report)),
        },
        "notices": [{"path": notice.path, "line": notice.line, "message": notice.message} for notice in report.notices],
    }
    return f"{dumps(document)}\n"


def _tallies(tallies: Tallies) -> dict[str, dict[str, int]]:
    return {
        name: {f"{level}s": counted.get(level, 0) for level in reversed(Level)} for name, counted in tallies.items()
    }


def _file(file: FileReport) -> dict[str, object]:
    return {
        "path": file.path,
        "language": file.language,
        "kind": file.kind,
        "medium": file.medium,
        "template": file.template,
        "error": file.error,
        "moves": dict(sorted(file.moves.items())),
        "findings": [finding_object(finding) for finding in file.findings],
        "excepted": [{**finding_object(one.finding), "by": one.by, "reason": one.reason} for one in file.suppressed],
    }


def finding_object(finding: Finding) -> dict[str, object]:
    """Give a finding its keys."""
    position = finding.position
    return {
        "rule": finding.rule,
        "level": str(finding.level),
        "message": finding.message,
        "advice": finding.advice,
        "suggestion": finding.suggestion,
        "line": position.line,
        "column": position.column,
        "end_line": position.end_line,
        "end_column": position.end_column,
        "text": finding.text,
        "source": finding.source,
        "cause": finding.cause,
    }

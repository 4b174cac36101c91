"""`--format json`: the report for programs. Keys may be added; none changes its meaning within a version."""

import json

from letterlint import __version__
from letterlint.findings import FileReport, Finding, Level, Report

VERSION = 1


def render(report: Report) -> str:
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
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _file(file: FileReport) -> dict[str, object]:
    return {
        "path": file.path,
        "language": file.language,
        "kind": file.kind,
        "medium": file.medium,
        "template": file.template,
        "error": file.error,
        "moves": dict(sorted(file.moves.items())),
        "findings": [_finding(finding) for finding in file.findings],
    }


def _finding(finding: Finding) -> dict[str, object]:
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

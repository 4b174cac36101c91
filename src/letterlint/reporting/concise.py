"""`--format concise`: one line a finding, as compilers write it, for editors and `grep`."""

from collections.abc import Iterator

from letterlint.findings import Report
from letterlint.reporting.text import printable


def render(report: Report) -> str:
    """Render a report, one line a finding or a file that could not be read."""
    return "".join(f"{printable(line)}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    for file in report.files:
        if file.error is not None:
            yield f"{file.path}: error: {file.error}"
        for finding in file.findings:
            at = finding.position
            yield f"{file.path}:{at.line}:{at.column}: {finding.level}: {finding.message} [{finding.rule}]"

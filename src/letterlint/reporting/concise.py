"""`--format concise`: one line a finding, as compilers write it, for editors and `grep`."""

from collections.abc import Iterator

from letterlint.findings import Report
from letterlint.packs import Pack
from letterlint.reporting.text import printable


def render(report: Report, pack: Pack) -> str:  # noqa: ARG001  # every format is given the pack
    """Render a report, one line a finding, a file that could not be read or a notice."""
    return "".join(f"{printable(line)}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    for file in report.files:
        if file.error is not None:
            yield f"{file.path}: error: {file.error}"
        for finding in file.findings:
            at = finding.position
            yield f"{file.path}:{at.line}:{at.column}: {finding.level}: {finding.message} [{finding.rule}]"
    for notice in report.notices:
        place = notice.path if notice.line is None else f"{notice.path}:{notice.line}"
        yield f"{place}: notice: {notice.message}"

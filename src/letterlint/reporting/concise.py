"""`--format concise`: one line a finding, as compilers write it, for editors and `grep`.

Decision: no line begins with a colon, whatever a file is called: to CI systems that would be a command.
"""

from collections.abc import Iterator

from letterlint.findings import Report
from letterlint.packs import Pack
from letterlint.reporting.text import path_at_line_start, printable


def render(report: Report, pack: Pack) -> str:  # noqa: ARG001  # every format is given the pack
    """Render a report, one line a finding, a file that could not be read or a notice."""
    return "".join(f"{printable(line)}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    for file in report.files:
        path = path_at_line_start(file.path)
        if file.error is not None:
            yield f"{path}: error: {file.error}"
        for finding in file.findings:
            at = finding.position
            yield f"{path}:{at.line}:{at.column}: {finding.level}: {finding.message} [{finding.rule}]"
    for notice in report.notices:
        path = path_at_line_start(notice.path)
        place = path if notice.line is None else f"{path}:{notice.line}"
        yield f"{place}: notice: {notice.message}"

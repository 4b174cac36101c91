"""`--format jsonl`: JSON Lines, one object a line, for programs that read a report as a stream.

    {"path": "draft.txt", "rule": "avoids-euphemism", "level": "warning", "message": "…", …}
    {"path": "photo.txt", "error": "no text: …"}
    {"path": "letterlint.toml", "line": 12, "notice": "…"}

A finding has the keys that it has in `--format json`, after the `path` of its file. A file that could not be read has
`error` instead, and what the run says of settings, baseline and comments has `notice`, with the `line` it speaks of
or null. As in `--format json`, keys may be added, and none changes its meaning within a version.
"""

from collections.abc import Iterator

from letterlint.findings import Report
from letterlint.packs import Pack
from letterlint.reporting.json import finding_object
from letterlint.reporting.json_text import dumps


def render(report: Report, pack: Pack) -> str:  # noqa: ARG001  # every format is given the pack
    """Render a report, one line a finding, a file that could not be read, or a notice."""
    return "".join(f"{dumps(line, indent=None)}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[dict[str, object]]:
    for file in report.files:
        if file.error is not None:
            yield {"path": file.path, "error": file.error}
        for finding in file.findings:
            yield {"path": file.path, **finding_object(finding)}
    for notice in report.notices:
        yield {"path": notice.path, "line": notice.line, "notice": notice.message}

"""`--fix`: the replacements that are right whatever the letter says, and nothing else.

Decisions:

- A finding's words are replaced only where the pack gives their exact equivalent (`exact`), and slips of the keyboard
  (`letterlint.typography`) are mended. Everything else in the file stays as it is, byte for byte.
- A file is written whole or not at all, and only if it still is what was read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path

from letterlint.errors import UsageError
from letterlint.findings import FileReport, Fix, Report
from letterlint.reading.decoding import decode_knowing
from letterlint.reading.files import read_bytes
from letterlint.reporting.text import printable
from letterlint.writing import write_bytes


def fixes_of(file: FileReport) -> list[Fix]:
    """The fixes of a letter, in order; of two that overlap, the first."""
    fixes = sorted(
        (*(finding.fix for finding in file.findings if finding.fix), *file.typography),
        key=lambda fix: (fix.start, -fix.end),
    )
    kept: list[Fix] = []
    for fix in fixes:
        if not kept or fix.start >= kept[-1].end:
            kept.append(fix)
    return kept


def fixed(text: str, fixes: Sequence[Fix]) -> str:
    """Put the fixes into the text of a file; they are in order and do not overlap."""
    for fix in reversed(fixes):
        text = text[: fix.start] + fix.text + text[fix.end :]
    return text


def show_diff(report: Report) -> str:
    """Show what the fixes would change, as a unified diff of the files."""
    return "".join(
        f"{printable(line)}\n"
        for file in report.files
        for line in unified_diff(
            file.text.splitlines(),
            fixed(file.text, fixes_of(file)).splitlines(),
            file.path,
            f"{file.path} (fixed)",
            lineterm="",
        )
    )


def apply_fixes(report: Report) -> None:
    """Write the files with their fixes.

    Raises:
        UsageError: a file has changed since it was read, or cannot be written; it stays as it is.
        ReadError: a file cannot be read any more.
    """
    files = list(_fixed_files(report))
    for path, _ in files:  # nothing is written before all can be
        if not os.access(path.resolve().parent, os.W_OK):
            raise UsageError(f"{path}: its folder cannot be written to; nothing was fixed, check its permissions")
    for path, data in files:
        write_bytes(path, data)


def _fixed_files(report: Report) -> Iterator[tuple[Path, bytes]]:
    for file in report.files:
        if fixes := fixes_of(file):
            data = read_bytes(Path(file.path))
            text, encoding = decode_knowing(data)
            if text != file.text or encoding.encode(text) != data:
                raise UsageError(f"{file.path}: has changed since it was read; nothing was fixed, run letterlint again")
            try:
                yield Path(file.path), encoding.encode(fixed(text, fixes))
            except UnicodeEncodeError as error:
                wanted = error.object[error.start : error.end]
                raise UsageError(
                    f"{file.path}: {encoding.codec} cannot write '{wanted}'; save the letter as UTF-8"
                ) from error

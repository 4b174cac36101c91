"""`--format rich`: for a person at a terminal. Rich decides on colour and width; a letter is never its markup."""

from collections import Counter
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from letterlint.findings import FileReport, Finding, Level, Report
from letterlint.packs import Pack
from letterlint.reading.source import Source
from letterlint.reporting.text import counted, listed, printable

_STYLES = {Level.ERROR: "bold red", Level.WARNING: "bold yellow", Level.INFO: "bold cyan"}
_LEAST_WIDTH = 24
"""Columns; a narrower terminal breaks lines by itself."""


def show(report: Report, console: Console, pack: Pack) -> None:
    """Print a report."""
    show_unread(report, console)
    for file in report.files:
        if file.error is not None:
            continue
        source = Source(file.path, file.text)
        for finding in file.findings:
            _show_finding(finding, source, console)
        if file.findings or len(report.files) == 1:
            _show_glance(file, console, pack)
    show_notices(report, console)
    console.print(summary(report))


def show_unread(report: Report, console: Console) -> None:
    """Print which files could not be read, and why."""
    for file in report.files:
        if file.error is not None:
            console.print(
                Text.assemble(
                    (printable(file.path), "bold"), ": ", ("error", "bold red"), f": {printable(file.error)}"
                ),
                soft_wrap=True,
            )


def show_notices(report: Report, console: Console) -> None:
    """Print what the user should know about the settings."""
    for notice in report.notices:
        path = printable(notice.path)
        place = path if notice.line is None else f"{path}:{notice.line}"
        console.print(
            Text.assemble((place, "bold"), ": ", ("notice", "bold magenta"), f": {printable(notice.message)}"),
            soft_wrap=True,
        )
    if report.notices:
        console.print()


def _show_finding(finding: Finding, source: Source, console: Console) -> None:
    at = finding.position
    console.print(
        Text.assemble(
            (f"{printable(source.path)}:{at.line}:{at.column}", "bold"),
            ": ",
            (str(finding.level), _STYLES[finding.level]),
            f": {finding.rule}",
        ),
        soft_wrap=True,
    )
    number = str(at.line)
    for margin, text in zip(
        (number, " " * len(number)), _excerpt(finding, source, console.width - len(number) - 5), strict=True
    ):
        console.print(Text.assemble((f"  {margin} │ ", "dim"), text), no_wrap=True, crop=True, soft_wrap=False)
    _print_indented(Text(printable(finding.message)), console)
    _print_indented(Text(printable(finding.advice)), console, "  → ", "green")
    if finding.suggestion:
        _print_indented(Text(f"“{printable(finding.suggestion)}”", style="italic"), console, "    ")
    console.print()


def _print_indented(text: Text, console: Console, margin: str = "  ", style: str = "") -> None:
    """Print a text behind a margin; the lines after its first stand under it, and no line ends in spaces."""
    lines = text.wrap(console, max(console.width - len(margin), _LEAST_WIDTH))
    for number, line in enumerate(lines):
        line.rstrip()
        head = margin if number == 0 else " " * len(margin)
        console.print(Text.assemble((head, style), line), soft_wrap=True)


def _excerpt(finding: Finding, source: Source, width: int) -> Iterator[Text]:
    """The first line of the stretch, cut to the width around the stretch, and the line that underlines it."""
    at = finding.position
    line = printable(source.line(at.line))
    start = at.column - 1
    end = at.end_column - 1 if at.end_line == at.line else len(line)
    width = max(width, _LEAST_WIDTH)
    left = 0
    if len(line) > width:
        left = max(0, min(start - width // 4, len(line) - width))
        line = ("…" if left else "") + line[left + bool(left) : left + width]
        if left + width < len(source.line(at.line)):
            line = line[: width - 1] + "…"
    start, end = max(start - left, 0), min(max(end - left, 1), len(line))
    yield Text(line)
    # Marks under the text, in cells: a wide character is two.
    before, under = Text(line[:start]).cell_len, Text(line[start:end]).cell_len
    yield Text(" " * before + "─" * max(under, 1), style=_STYLES[finding.level])


def _show_glance(file: FileReport, console: Console, pack: Pack) -> None:
    """What the letter is, what it does and what a letter of its kind should do and this one does not."""
    language = pack.about.languages.get(file.language or "", file.language or "")
    done = sorted(file.moves, key=list(pack.moves).index)
    counts = listed(move if file.moves[move] == 1 else f"{move} ×{file.moves[move]}" for move in done)
    _print_indented(
        Text(f"{printable(file.path)} ({language}, {file.kind}, {file.medium})"), console, "letter   ", "dim"
    )
    _print_indented(Text(counts), console, "does     ", "dim")
    _print_indented(Text(listed(file.missing), style="yellow" if file.missing else ""), console, "missing  ", "dim")
    console.print()


def summary(report: Report) -> Text:
    """Say in one line how many findings there are."""
    levels = Counter({level: report.count(level) for level in Level})
    letters = counted(len(report.files), "letter")
    excepted = sum(len(file.suppressed) for file in report.files)
    if not levels.total() and not report.unreadable:
        aside = f" ({excepted} excepted)" if excepted else ""
        return Text.assemble((f"{letters}, nothing to say{aside}", "bold green"))
    parts = [
        (counted(levels[level], noun), _STYLES[level])
        for level, noun in ((Level.ERROR, "error"), (Level.WARNING, "warning"), (Level.INFO, "info"))
        if levels[level]
    ]
    unread = sum(file.error is not None for file in report.files)
    if unread:
        parts.append((f"{unread} not read", _STYLES[Level.ERROR]))
    if excepted:
        parts.append((f"{excepted} excepted", "dim"))
    return Text(", ").join([Text(letters, style="bold"), *(Text(*part) for part in parts)])

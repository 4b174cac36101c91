"""`--format rich`: for a person at a terminal. A letter is never markup, nor signs that steer the terminal.

Decision: Rich knows the terminal (`letterlint.reporting.terminal`), and the lines are laid out here, as plain strings:
Rich's own texts take thirty times as long.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rich.cells import set_cell_size

from letterlint.findings import FileReport, Finding, Level, Report
from letterlint.packs import Pack
from letterlint.reading.source import Source
from letterlint.reporting.terminal import Paint, Terminal
from letterlint.reporting.text import counted, listed, printable
from letterlint.reporting.wrapping import cells, wrapped

_STYLES = {Level.ERROR: "bold red", Level.WARNING: "bold yellow", Level.INFO: "bold cyan"}
_LEAST_WIDTH = 24
"""Columns; a narrower terminal breaks lines by itself."""


def show(report: Report, terminal: Terminal, pack: Pack) -> None:
    """Print a report."""
    show_unread(report, terminal)
    page = _Page(terminal, pack)
    for file in report.files:
        if file.error is None and (file.findings or len(report.files) == 1):
            terminal.write("".join(page.letter(file)))
    show_notices(report, terminal)
    show_summary(report, terminal)


def show_unread(report: Report, terminal: Terminal) -> None:
    """Print which files could not be read, and why."""
    bold, error = terminal.paint("bold"), terminal.paint("bold red")("error")
    for file in report.files:
        if file.error is not None:
            terminal.write(f"{bold(printable(file.path))}: {error}: {printable(file.error)}\n")


def show_notices(report: Report, terminal: Terminal) -> None:
    """Print what the user should know about the settings."""
    bold, notice = terminal.paint("bold"), terminal.paint("bold magenta")("notice")
    for one in report.notices:
        path = printable(one.path)
        place = path if one.line is None else f"{path}:{one.line}"
        terminal.write(f"{bold(place)}: {notice}: {printable(one.message)}\n")
    if report.notices:
        terminal.write("\n")


class _Page:
    """Lays out letters for a terminal.

    Args:
        terminal: what they are printed to.
        pack: the rules that they were checked for.
    """

    def __init__(self, terminal: Terminal, pack: Pack) -> None:
        self._width = terminal.width
        self._pack = pack
        self._moves = {name: number for number, name in enumerate(pack.moves)}
        self._levels = {level: (str(level), terminal.paint(style)) for level, style in _STYLES.items()}
        styles = ("bold", "dim", "italic", "green", "yellow")
        self._bold, self._dim, self._italic, self._green, self._yellow = map(terminal.paint, styles)

    def letter(self, file: FileReport) -> Iterator[str]:
        """What there is to say of a letter."""
        source = Source(file.path, file.text)
        path = printable(file.path)
        for finding in file.findings:
            at = finding.position
            level, paint = self._levels[finding.level]
            yield f"{self._bold(f'{path}:{at.line}:{at.column}')}: {paint(level)}: {printable(finding.rule)}\n"
            yield from self._excerpt(finding, source, paint)
            yield from self._indented(printable(finding.message))
            yield from self._indented(printable(finding.advice), "  → ", self._green)
            if finding.suggestion:
                yield from self._indented(f"“{printable(finding.suggestion)}”", "    ", paint=self._italic)
            yield "\n"
        yield from self._glance(file)

    def _indented(self, text: str, margin: str = "  ", of_margin: Paint = str, paint: Paint = str) -> Iterator[str]:
        """A text behind a margin; the lines after its first stand under it."""
        for line in wrapped(text, max(self._width - len(margin), _LEAST_WIDTH)):
            yield f"{of_margin(margin)}{paint(line)}\n"
            margin = " " * len(margin)

    def _excerpt(self, finding: Finding, source: Source, paint: Paint) -> Iterator[str]:
        """The first line of the stretch, cut to the width around the stretch, and the line that underlines it."""
        margin = f"  {finding.position.line} │ "
        line, marks = _cut(finding, source, max(self._width - len(margin), _LEAST_WIDTH))
        yield self._behind(margin, line, str)
        yield self._behind(f"{'│':>{len(margin) - 1}} ", marks, paint)

    def _behind(self, margin: str, line: str, paint: Paint) -> str:
        """One line behind a margin, as much of it as the terminal has room for."""
        if len(margin) + cells(line) > self._width:
            whole = set_cell_size(margin + line, self._width)
            margin, line = whole[: len(margin)], whole[len(margin) :]
        return f"{self._dim(margin)}{paint(line)}\n"

    def _glance(self, file: FileReport) -> Iterator[str]:
        """What the letter is, what it does and what a letter of its kind should do and this one does not."""
        language = self._pack.about.languages.get(file.language or "", file.language or "")
        done = sorted(file.moves, key=self._moves.__getitem__)
        counts = listed(move if file.moves[move] == 1 else f"{move} ×{file.moves[move]}" for move in done)
        name = f"{printable(file.path)} ({printable(language)}, {file.kind}, {file.medium})"
        of_missing = self._yellow if file.missing else str
        yield from self._indented(name, "letter   ", self._dim)
        yield from self._indented(printable(counts), "does     ", self._dim)
        yield from self._indented(printable(listed(file.missing)), "missing  ", self._dim, of_missing)
        yield "\n"


def _cut(finding: Finding, source: Source, width: int) -> tuple[str, str]:
    """The first line of the stretch, cut to the width around the stretch, and the marks that underline it."""
    at = finding.position
    whole = source.line(at.line)
    line = printable(whole)
    start = at.column - 1
    end = at.end_column - 1 if at.end_line == at.line else len(line)
    left = 0
    if len(line) > width:
        left = max(0, min(start - width // 4, len(line) - width))
        line = ("…" if left else "") + line[left + bool(left) : left + width]
        if left + width < len(whole):
            line = line[: width - 1] + "…"
    start, end = max(start - left, 0), min(max(end - left, 1), len(line))
    # Marks under the text, in cells: a wide character is two.
    return line, " " * cells(line[:start]) + "─" * max(cells(line[start:end]), 1)


def show_summary(report: Report, terminal: Terminal) -> None:
    """Say in one line how many findings there are."""
    levels = Counter({level: report.count(level) for level in Level})
    letters = counted(len(report.files), "letter")
    excepted = sum(len(file.suppressed) for file in report.files)
    if not levels.total() and not report.unreadable:
        aside = f" ({excepted} excepted)" if excepted else ""
        parts = [(f"{letters}, nothing to say{aside}", "bold green")]
    else:
        unread = sum(file.error is not None for file in report.files)
        nouns = ((Level.ERROR, "error"), (Level.WARNING, "warning"), (Level.INFO, "info"))
        parts = [(letters, "bold")]
        parts += [(counted(levels[level], noun), _STYLES[level]) for level, noun in nouns if levels[level]]
        parts += [(f"{unread} not read", _STYLES[Level.ERROR])] if unread else []
        parts += [(f"{excepted} excepted", "dim")] if excepted else []
    terminal.write(", ".join(terminal.paint(style)(text) for text, style in parts) + "\n")

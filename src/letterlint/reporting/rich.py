"""`--format rich`: for a person at a terminal. A letter is never markup, nor signs that steer the terminal.

Decision: Rich knows the terminal (`letterlint.reporting.terminal`), and the lines are laid out here, as plain strings:
Rich's own texts take thirty times as long.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain

from rich.cells import set_cell_size

from letterlint.findings import FileReport, Finding, Level, Report
from letterlint.packs import Pack
from letterlint.reading.source import Source
from letterlint.reporting.terminal import Paint, Terminal
from letterlint.reporting.text import counted, listed, printable
from letterlint.reporting.wrapping import cells, is_narrow, wrapped

_STYLES = {Level.ERROR: "bold red", Level.WARNING: "bold yellow", Level.INFO: "bold cyan"}
_LEAST_WIDTH = 24
"""Columns; a narrower terminal breaks lines by itself."""
_REMEMBERED = 4096
"""Texts that are laid out once: advice is the same in many letters, and messages often are."""


def show(report: Report, terminal: Terminal, pack: Pack) -> None:
    """Print a report."""
    show_unread(report, terminal)
    page = _Page(terminal, pack)
    told = (file for file in report.files if file.error is None and (file.findings or len(report.files) == 1))
    terminal.write("".join(chain.from_iterable(map(page.letter, told))))
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
        self._title = cache(self._make_title)
        self._behind_margin = lru_cache(_REMEMBERED)(self._make_behind_margin)
        self._does = lru_cache(_REMEMBERED)(self._make_does)

    def letter(self, file: FileReport) -> Iterator[str]:
        """What there is to say of a letter."""
        source = Source(file.path, file.text)
        path = printable(file.path)
        for finding in file.findings:
            at = finding.position
            yield self._bold(f"{path}:{at.line}:{at.column}")
            yield self._title(finding.level, finding.rule)
            yield self._excerpt(finding, source)
            yield self._behind_margin(finding.message)
            yield self._behind_margin(finding.advice, "  → ", self._green)
            if finding.suggestion:
                yield self._behind_margin(f"“{printable(finding.suggestion)}”", "    ", paint=self._italic)
            yield "\n"
        yield from self._glance(file)

    def _make_title(self, level: Level, rule: str) -> str:
        """What stands behind the place of a finding."""
        name, paint = self._levels[level]
        return f": {paint(name)}: {printable(rule)}\n"

    def _make_behind_margin(self, text: str, margin: str = "  ", of_margin: Paint = str, paint: Paint = str) -> str:
        """A text behind a margin; the lines after its first stand under it."""
        first, *others = wrapped(printable(text), max(self._width - len(margin), _LEAST_WIDTH))
        under = of_margin(" " * len(margin))
        return "".join((f"{of_margin(margin)}{paint(first)}\n", *(f"{under}{paint(line)}\n" for line in others)))

    def _excerpt(self, finding: Finding, source: Source) -> str:
        """The first line of the stretch, cut to the width around the stretch, and the line that underlines it."""
        _, paint = self._levels[finding.level]
        margin = f"  {finding.position.line} │ "
        line, start, end = _cut(finding, source, max(self._width - len(margin), _LEAST_WIDTH))
        # Marks under the text, in cells: a wide character is two.
        before, under, whole = (start, end - start, len(line)) if is_narrow(line) else _cells_of(line, start, end)
        marks = " " * before + "─" * max(under, 1)
        return self._behind(margin, line, whole, str) + self._behind(
            f"{'│':>{len(margin) - 1}} ", marks, len(marks), paint
        )

    def _behind(self, margin: str, line: str, width: int, paint: Paint) -> str:
        """One line, of which the width is known, behind a margin: as much of it as the terminal has room for."""
        if len(margin) + width > self._width:
            whole = set_cell_size(margin + line, self._width)
            margin, line = whole[: len(margin)], whole[len(margin) :]
        return f"{self._dim(margin)}{paint(line)}\n"

    def _glance(self, file: FileReport) -> Iterator[str]:
        """What the letter is, what it does and what a letter of its kind should do and this one does not."""
        language = self._pack.about.languages.get(file.language or "", file.language or "")
        name = f"{printable(file.path)} ({printable(language)}, {file.kind}, {file.medium})"
        yield self._make_behind_margin(name, "letter   ", self._dim)
        yield self._does(tuple(file.moves.items()))
        of_missing = self._yellow if file.missing else str
        yield self._behind_margin(listed(file.missing), "missing  ", self._dim, of_missing)
        yield "\n"

    def _make_does(self, moves: tuple[tuple[str, int], ...]) -> str:
        """What a letter does: its moves, each with how many sentences make it."""
        done = sorted(moves, key=lambda move: self._moves[move[0]])
        counts = listed(move if number == 1 else f"{move} ×{number}" for move, number in done)
        return self._make_behind_margin(counts, "does     ", self._dim)


def _cells_of(line: str, start: int, end: int) -> tuple[int, int, int]:
    """The cells that are taken before a stretch of a line, by the stretch, and by the line."""
    return cells(line[:start]), cells(line[start:end]), cells(line)


def _cut(finding: Finding, source: Source, width: int) -> tuple[str, int, int]:
    """The first line of the stretch, cut to the width around the stretch, and where the stretch is in it."""
    at = finding.position
    whole = source.line_of(finding.start, at.column)
    line = printable(whole)
    start = at.column - 1
    end = at.end_column - 1 if at.end_line == at.line else len(line)
    left = 0
    if len(line) > width:
        left = max(0, min(start - width // 4, len(line) - width))
        line = ("…" if left else "") + line[left + bool(left) : left + width]
        if left + width < len(whole):
            line = line[: width - 1] + "…"
    return line, min(max(start - left, 0), len(line)), min(max(end - left, 1), len(line))


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

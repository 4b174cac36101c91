"""A text and the way back from its offsets to the lines and columns of its file.

Decisions:

- What is no letter in a file (front matter, the markup of HTML and Markdown) is left out of its view, and the view
  remembers where each of its characters stands in the file.
- Everything after reading works on `Source.plain`, a copy of the view that has the same length: typographic apostrophes
  and quotes straightened (guillemets stay, some mail merges mean fields by them), odd spaces made plain, template
  control tags and Markdown emphasis blanked. An offset in the one is an offset in the other, so that a finding can
  quote the letter as it was written.
"""

import re
from bisect import bisect_right
from functools import cached_property, lru_cache

import msgspec

from letterlint.findings import Position
from letterlint.reading.formats import view_of
from letterlint.reading.placeholders import find_control
from letterlint.reading.view import View, blank, blank_out

_PLAIN = {
    "’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'",
    "“": '"', "”": '"', "„": '"',
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\t": " ", "\f": " ", "\v": " ", "\ufeff": " ",
    "\u00ad": " ", "\u200b": " ",
    "‐": "-", "‑": "-",
    "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x85": "\n",
}  # fmt: skip
_ODD = re.compile(f"[{''.join(_PLAIN)}]")
_EMPHASIS = re.compile(r"\*\*|(?<![*\w])\*(?=\w)|(?<=[\w.,:!?])\*(?![*\w])")
_LINE_ENDS = "\r\n\u2028\u2029\x85"
_LINE_END = re.compile(r"\r\n|\r|\n|\u2028|\u2029|\x85")


@lru_cache(maxsize=8)  # several steps of reading a letter ask for it
def plain(text: str) -> str:
    """Make a copy of the same length that is easier to read for a program."""
    text = blank_out(text, find_control(text)).replace("\r\n", " \n")
    text = _ODD.sub(lambda found: _PLAIN[found[0]], text)
    return _EMPHASIS.sub(lambda found: blank(found[0]), text) if "*" in text else text


class Source(msgspec.Struct, frozen=True, dict=True):
    """The text of one file; `path` is what findings call it, and its extension tells how it is read."""

    path: str
    text: str

    @cached_property
    def view(self) -> View:
        """The letter in the file: without front matter, and without the markup of its format."""
        return view_of(self.path, self.text)

    @cached_property
    def plain(self) -> str:
        """The letter, made easier to read for a program; see the module's docstring."""
        return plain(self.view.text)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_END.finditer(self.text))]

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1, the column in code points."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def position(self, start: int, end: int) -> Position:
        """The lines and columns of the stretch of the file from `start` up to, not including, `end`."""
        line, column = self.line_and_column(start)
        # An end at the very start of a line belongs to the line before, whose last character it follows.
        end_line, end_column = self.line_and_column(max(end - 1, start))
        return Position(line, column, end_line, end_column + (end > start))

    def line(self, number: int) -> str:
        """One line of the file, without its end; `number` counts from 1."""
        start = self._line_starts[number - 1]
        end = self._line_starts[number] if number < len(self._line_starts) else len(self.text)
        return self.text[start:end].rstrip(_LINE_ENDS)

    def line_of(self, offset: int, column: int) -> str:
        """The line, without its end, that holds an offset of which the column is known; no other line is looked at."""
        end = _LINE_END.search(self.text, offset)
        return self.text[offset - column + 1 : end.start() if end else None].rstrip(_LINE_ENDS)

"""What a report for people is printed to: how wide it is, whether it shows colour, and how it is written to.

Decision: a terminal is Rich's to know. A pipe or a file shows no colour, and there Rich is left out: to import it takes
a fifth of the time of a run in which every letter is known.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

import msgspec

if TYPE_CHECKING:
    from rich.console import Console

Paint = Callable[[str], str]
"""Puts the signs for a style around a text."""
_COLUMNS = 80
_MARK = "x"


class Terminal(msgspec.Struct, frozen=True):
    """What is printed to."""

    width: int
    paint: Callable[[str], Paint]
    """The paint of a style, which is named as in Rich: `bold red`."""
    write: Callable[[str], None]


def is_plain(stream: TextIO) -> bool:
    """Whether it is clear without Rich that a stream is no terminal, nor to be taken for one."""
    asked = {"FORCE_COLOR", "TTY_COMPATIBLE"} & os.environ.keys()
    return os.name == "posix" and not asked and not stream.isatty()


def plain_terminal(stream: TextIO) -> Terminal:
    """A stream that shows no colour."""

    def write(text: str) -> None:
        stream.write(text)
        stream.flush()  # a reader who has gone is noticed here, and not when Python ends

    return Terminal(_width(), lambda _: str, write)


def _width() -> int:
    """The columns of the terminal, if any standard stream is one, as Rich finds them."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit():
        return int(columns) or _COLUMNS
    for stream in range(3):
        with suppress(OSError):
            return os.get_terminal_size(stream).columns or _COLUMNS
    return _COLUMNS


def rich_terminal(console: Console) -> Terminal:
    """What Rich makes of a console."""
    from rich.segment import Segment, Segments  # noqa: PLC0415  # see above

    return Terminal(
        console.width,
        lambda style: _paint(console, style),
        lambda text: console.print(Segments([Segment(text)]), crop=False),  # as it is
    )


def _paint(console: Console, style: str) -> Paint:
    """The signs that a console puts around a text; none on consoles of Windows that know no signs."""
    if console.color_system is None or console.legacy_windows:
        return str
    with console.capture() as captured:
        console.print(_MARK, style=style, end="")
    before, _, after = captured.get().partition(_MARK)
    return lambda text: f"{before}{text}{after}" if text else ""

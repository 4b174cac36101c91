"""What a letter's reader will see of a file, and the way back from there to the file."""

import re
from collections.abc import Iterable, Sequence

import msgspec


class View(msgspec.Struct, frozen=True):
    """What the letter's reader will see of a file.

    `starts` and `ends` say for each character of `text` where it begins and ends in the file; None where the view is
    the file itself, but for characters that are blanked.
    """

    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where the stretch from `start` up to, not including, `end` stands in the file."""
        if self.starts is None or self.ends is None:
            return start, end
        if start == end:
            at = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return at, at
        return self.starts[start], self.ends[end - 1]


def blank(text: str) -> str:
    """Spaces for everything but the line ends, so that lines stay lines and offsets stay offsets."""
    return re.sub(r"[^\r\n]", " ", text)


def blank_out(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    """Blank some stretches of a text, which are in order and do not overlap."""
    parts: list[str] = []
    done = 0
    for start, end in stretches:
        parts += text[done:start], blank(text[start:end])
        done = end
    return "".join((*parts, text[done:]))

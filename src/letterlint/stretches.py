"""Stretches of a text, among which the one that holds an offset is found by bisection.

Decision: whatever asks "which sentence is this in?" asks here, so that reading a letter takes time linear in it (but
for a logarithm), however long it is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from typing import TypeVar

_Item = TypeVar("_Item")


class Stretches:
    """Stretches (from an offset up to, not including, another) in order; those that overlap are one."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(stretches):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._starts)

    def holding(self, offset: int) -> tuple[int, int] | None:
        """The stretch that holds an offset."""
        at = bisect_right(self._starts, offset) - 1
        return (self._starts[at], self._ends[at]) if at >= 0 and offset < self._ends[at] else None

    def meets(self, start: int, end: int) -> bool:
        """Whether a stretch overlaps another, from `start` up to, not including, `end`."""
        at = bisect_left(self._starts, end) - 1
        return at >= 0 and start < self._ends[at]

    def __contains__(self, offset: int) -> bool:
        """Whether a stretch holds an offset."""
        return self.holding(offset) is not None

    def group(self, items: Iterable[_Item], offset: Callable[[_Item], int]) -> list[list[_Item]]:
        """Sort items into the stretches that hold their offsets; what is in none is left out."""
        groups: list[list[_Item]] = [[] for _ in self._starts]
        for item in items:
            at = bisect_right(self._starts, offset(item)) - 1
            if at >= 0 and offset(item) < self._ends[at]:
                groups[at].append(item)
        return groups

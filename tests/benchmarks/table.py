"""The table of results."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_HEAD = ("measured", "who", "figure", "ratio", "to", "aim")


@dataclass(frozen=True)
class Row:
    """One figure."""

    measured: str
    who: str
    figure: float | str | None
    """A text says why there is none; None says that the program failed."""
    unit: str = ""
    other: float | None = None
    """The figure of what it is compared with."""
    to: str = ""
    """What it is compared with."""
    aim: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """What the row shows."""
        if self.figure is None or isinstance(self.figure, str):
            return self.measured, self.who, self.figure or "failed", "", "", self.aim
        compared = (f"{self.figure / self.other:.2f}", self.to) if self.other else ("", "")
        return self.measured, self.who, f"{_written(self.figure)} {self.unit}", *compared, self.aim


def markdown(about: Iterable[str], rows: Sequence[Row]) -> str:
    """Write the table, with what it is about above it."""
    lines = [_HEAD, ("---", "---", "---:", "---:", "---", "---"), *(row.cells for row in rows)]
    return "\n".join([*(f"- {line}" for line in about), "", *(f"| {' | '.join(cells)} |" for cells in lines), ""])


def _written(figure: float) -> str:
    return f"{figure:,.0f}" if abs(figure) >= 100 else f"{figure:.3g}"

"""What the measurements share: how much is measured, of whom, and where the letters are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.letters import letter_names, write_letters
from tests.benchmarks.measuring import Contestant
from tests.benchmarks.peers import Installed
from tests.benchmarks.table import Row

ROOT = Path(__file__).parents[2]
ONE = "00000.txt"
"""The first letter."""


@dataclass(frozen=True)
class Sizes:
    """How much is measured."""

    letters: int = 2000
    rounds: int = 5
    warm_up: bool = True
    counts: tuple[int, ...] = (200, 2000)
    """The numbers of letters that show how time grows with them."""
    lengths: tuple[int, ...] = (1000, 10_000, 100_000, 1_000_000)
    """Likewise the bytes of one letter."""

    @property
    def long_rounds(self) -> int:
        """The rounds of what takes minutes."""
        return min(3, self.rounds)


@dataclass(frozen=True)
class Bench:
    """What is measured, of whom, and where."""

    folder: Path
    """Where letters and caches are written."""
    peers: Mapping[str, Installed | None]
    """Those that were asked for, None where one cannot be had."""
    sizes: Sizes

    def letters(self, language: str, count: int | None = None) -> Path:
        """A folder of so many letters of a language, of many unless given, and of nothing else."""
        count = count or self.sizes.letters
        folder = self.folder / "letters" / f"{language}-{count}"
        if not folder.exists():
            write_letters(folder, language, letter_names(count))
        return folder

    def contestants(self) -> list[Contestant]:
        """The peers at hand."""
        return [peer.contestant for peer in self.peers.values() if peer]

    def missing(self, measured: str) -> Iterator[Row]:
        """A row for each peer that cannot be had."""
        yield from (Row(measured, name, "not installed") for name, peer in self.peers.items() if not peer)


def ours(language: str, jobs: int | None = None) -> str:
    """What letterlint is called in the table."""
    return f"letterlint {language}" + (f", {jobs} {'job' if jobs == 1 else 'jobs'}" if jobs else "")

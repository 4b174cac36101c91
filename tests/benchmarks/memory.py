"""How much memory letterlint takes with all its processes.

Decision: what is told is the proportional set size (PSS), in which a page that several processes share counts in parts:
workers are copies of their parent, and what they share is there once. It is sampled while the processes run, in runs of
their own, for that slows them; what comes and goes between two samples is missed.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import sleep

from tests.benchmarks.measuring import Contestant, check, start

_PAUSE = 0.02
"""Seconds between two samples."""
_PROCESSES = Path("/proc")


@dataclass(frozen=True)
class Peaks:
    """The most megabytes that some processes took."""

    parent: float
    worker: float
    """The largest worker."""
    together: float
    """All at one time."""


def can_watch() -> bool:
    """Whether the system tells what is asked here."""
    return (_PROCESSES / "self" / "smaps_rollup").exists()


def watch(contestant: Contestant, files: Sequence[str], folder: Path) -> Peaks:
    """Run a contestant on files in a folder, and watch it and the processes that it starts.

    Raises:
        FailedError: it failed.
    """
    parent = worker = together = 0.0
    with tempfile.TemporaryFile() as said:
        process = start(contestant, files, folder, said)
        while process.poll() is None:
            first, *others = [_megabytes(number) for number in _tree(process.pid)]
            parent = max(parent, first)
            worker = max((worker, *others))
            together = max(together, first + sum(others))
            sleep(_PAUSE)
        check(contestant, process.returncode, said)
    return Peaks(parent, worker, together)


def _tree(process: int) -> Iterator[int]:
    """A process, and those that it started, and so on."""
    yield process
    with suppress(OSError):  # it may have ended
        for thread in (_PROCESSES / str(process) / "task").iterdir():
            for child in (thread / "children").read_text(encoding="ascii").split():
                yield from _tree(int(child))


def _megabytes(process: int) -> float:
    """The PSS of a process; 0 where it has ended."""
    with suppress(OSError):
        lines = (_PROCESSES / str(process) / "smaps_rollup").read_text(encoding="ascii").splitlines()
        for line in lines:
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024 / 1e6
    return 0.0

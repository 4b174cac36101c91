"""Processes, timed."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import IO

_KILOBYTE = 1 if sys.platform == "darwin" else 1024
"""How many bytes the system's unit of `ru_maxrss` has."""
_CRASHES = ("Traceback (most recent call last)", "node:internal/")
"""What Python and Node say where a program broke."""
_ENVIRONMENT = {"RUST_BACKTRACE": "0", "NO_COLOR": "1"}
"""What slows no contestant: Harper's command line would look up the names of its functions after each finding."""


class FailedError(Exception):
    """A contestant did not do its work."""


@dataclass(frozen=True)
class Contestant:
    """A program that reads the files that are named after its command."""

    name: str
    command: tuple[str, ...]
    counts_findings: bool = False
    """Whether the exit status is the number of findings; otherwise it is at most 1."""


@dataclass(frozen=True)
class Run:
    """What a process took."""

    seconds: float
    megabytes: float
    """The peak of memory of the largest process, of those that it started and waited for too."""


def run(contestant: Contestant, files: Sequence[str], folder: Path) -> Run:
    """Run a contestant on files in a folder, all in one process.

    Raises:
        FailedError: it failed.
    """
    with tempfile.TemporaryFile() as said:
        began = perf_counter()
        process = start(contestant, files, folder, said)
        _, status, used = os.wait4(process.pid, 0)  # it tells what this process used, and no other
        seconds = perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        check(contestant, process.returncode, said)
    return Run(seconds, used.ru_maxrss * _KILOBYTE / 1e6)


def start(contestant: Contestant, files: Sequence[str], folder: Path, said: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start a contestant on files in a folder; what it says goes to a file."""
    return subprocess.Popen(
        [*contestant.command, *files],
        cwd=folder,
        env=os.environ | _ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=said,
        stderr=said,
    )


def check(contestant: Contestant, status: int, said: IO[bytes]) -> None:
    """Check that a program ended as it should: one that fails at once would win, and its exit status may be 1 too.

    Raises:
        FailedError: it did not.
    """
    said.seek(0)
    text = said.read().decode(errors="replace")
    bad = status < 0 or (status > 1 and not contestant.counts_findings)
    if bad or any(sign in text for sign in _CRASHES):
        raise FailedError(f"{contestant.name}: exit status {status}: {text.strip().rpartition(chr(10))[2]}")


def take_turns(work: Mapping[str, Callable[[], Run]], rounds: int, *, warm_up: bool = True) -> dict[str, list[Run]]:
    """Let contestants work in turn.

    Args:
        work: what each does, by its name.
        rounds: how often.
        warm_up: whether there is a round before that is not counted.

    Returns:
        For each contestant its runs; none if it failed.
    """
    runs: dict[str, list[Run]] = {name: [] for name in work}
    failed: set[str] = set()
    for number in range(rounds + warm_up):
        for name, one in work.items():
            if name in failed:
                continue
            progress(f"  {name}")
            try:
                runs[name].append(one())
            except FailedError as error:
                progress(f"  {error}")
                failed.add(name)
                runs[name] = []
            if warm_up and number == 0:
                runs[name] = []
    return runs


def seconds(runs: Sequence[Run]) -> float | None:
    """How long it takes; None if it failed."""
    return median(one.seconds for one in runs) if runs else None


def megabytes(runs: Sequence[Run]) -> float | None:
    """How much memory it takes; None if it failed."""
    return max((one.megabytes for one in runs), default=None)


def progress(text: str) -> None:
    """Tell how far the benchmark is."""
    print(text, file=sys.stderr, flush=True)  # noqa: T201  # standard output is the table's

"""letterlint itself, as the interpreter that runs the benchmark has it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.benchmarks.measuring import Contestant, FailedError

CONCISE = ("--format", "concise")
"""A line a finding, as the peers have it by default."""
_COMMAND = (sys.executable, "-m", "letterlint", "lint")


def uncached(name: str, *options: str) -> Contestant:
    """Letterlint without its cache of results."""
    return Contestant(name, (*_COMMAND, "--no-cache", *options))


def cached(name: str, cache: Path, *options: str) -> Contestant:
    """Letterlint with its results cached in a folder."""
    return Contestant(name, (*_COMMAND, "--cache-dir", str(cache), *options))


def check() -> None:
    """Check that letterlint is there.

    Raises:
        FailedError: it is not, or does not start.
    """
    asked = subprocess.run([*_COMMAND, "--help"], check=False, capture_output=True, text=True)
    if asked.returncode:
        said = asked.stderr.strip().rpartition("\n")[2]
        raise FailedError(
            f"{sys.executable}: letterlint does not run here ({said}); install it first: pip install -e ."
        )

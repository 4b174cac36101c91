"""letterlint itself, as the interpreter that runs the benchmark has it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.benchmarks.measuring import Contestant, FailedError

OPTIONS = ("--no-cache", "--cache-dir", "--jobs")
"""What the benchmark needs of its command line."""
_COMMAND = (sys.executable, "-m", "letterlint", "lint")


@dataclass(frozen=True)
class Ours:
    """How letterlint is run, with the options that it has."""

    has: frozenset[str]

    @cached_property
    def lacks(self) -> tuple[str, ...]:
        """The options that the installed letterlint does not have yet."""
        return tuple(option for option in OPTIONS if option not in self.has)

    def uncached(self, name: str, jobs: int | None = None) -> Contestant:
        """Letterlint without its cache of results, which is measured all the same where it has none."""
        return self._with(name, jobs, [("--no-cache",)])

    def cached(self, name: str, cache: Path) -> Contestant:
        """Letterlint with its results cached in a folder."""
        return self._with(name, None, [("--cache-dir", str(cache))])

    def _with(self, name: str, jobs: int | None, options: Iterable[tuple[str, ...]]) -> Contestant:
        wanted = [*options, *([("--jobs", str(jobs))] if jobs else [])]
        known = (part for option in wanted if option[0] in self.has for part in option)
        return Contestant(name, (*_COMMAND, *known))


def ours() -> Ours:
    """Ask the installed letterlint which options it has.

    Raises:
        FailedError: there is none, or it does not start.
    """
    asked = subprocess.run([*_COMMAND, "--help"], check=False, capture_output=True, text=True)
    if asked.returncode:
        said = asked.stderr.strip().rpartition("\n")[2]
        raise FailedError(
            f"{sys.executable}: letterlint does not run here ({said}); install it first: pip install -e ."
        )
    help_ = asked.stdout
    return Ours(frozenset(option for option in OPTIONS if option in help_))

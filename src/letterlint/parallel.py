"""Lints many letters, in several processes where that pays.

Decisions:

- Letters are independent of each other, and their reports come back in the order of the letters, so that the result is
  that of one process.
- Workers come from a server process that has imported spaCy already (`forkserver`), where the system has that; each
  reads the pack that it needs once.
- Whoever stops the run stops the workers at once: they leave the interrupt to the process that asked for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from letterlint.findings import FileReport
from letterlint.options import Options
from letterlint.packs import Pack, load_pack

if TYPE_CHECKING:
    from letterlint.lint import Linter

WORTHWHILE = 60
"""Letters; for fewer, starting processes takes longer than it spares."""
_CHUNK = 8
"""Letters that a worker takes at once."""


@dataclass(frozen=True, slots=True)
class Job:
    """A letter to lint."""

    path: str
    text: str
    options: Options
    packs: tuple[Path, ...]
    """The folders of its pack."""


class Linters:
    """The linters of one process: letters of the same options and pack share one."""

    def __init__(self) -> None:
        self._packs: dict[tuple[Path, ...], Pack] = {}
        self._linters: dict[tuple[tuple[Path, ...], bytes], Linter] = {}

    def know(self, pack: Pack) -> None:
        """Take a pack that is loaded already."""
        self._packs.setdefault(pack.folders, pack)

    def linter(self, options: Options, packs: tuple[Path, ...]) -> Linter:
        """The linter for some options and a pack, by its folders."""
        from letterlint.lint import Linter  # noqa: PLC0415  # brings spaCy, which a letter that is known does not need

        if packs not in self._packs:
            self._packs[packs] = load_pack(*packs)
        key = packs, msgspec.json.encode(options, order="sorted")
        if key not in self._linters:
            self._linters[key] = Linter(options, self._packs[packs])
        return self._linters[key]

    def lint(self, job: Job) -> FileReport:
        """Lint a letter."""
        from letterlint.reading.source import Source  # noqa: PLC0415  # likewise

        return self.linter(job.options, job.packs).lint(Source(job.path, job.text))


def lint_all(jobs: Sequence[Job], linters: Linters, workers: int) -> Iterator[FileReport]:
    """Lint letters, in their order.

    Args:
        jobs: the letters.
        linters: those of this process.
        workers: how many processes may work.
    """
    if workers < 2 or len(jobs) < WORTHWHILE:  # noqa: PLR2004  # one works here
        yield from map(linters.lint, jobs)
        return
    import multiprocessing  # noqa: PLC0415  # only many letters need it

    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        multiprocessing.set_forkserver_preload(["letterlint.lint"])
    # Leaving the pool, also by an exception, ends its processes.
    with context.Pool(min(workers, len(jobs) // _CHUNK), initializer=_begin) as pool:
        yield from pool.imap(_lint, jobs, chunksize=_CHUNK)


_own = Linters()
"""The linters of a worker."""


def _begin() -> None:
    import signal  # noqa: PLC0415  # only workers need it

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _lint(job: Job) -> FileReport:
    return _own.lint(job)

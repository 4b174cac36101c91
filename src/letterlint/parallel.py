"""Lints many letters, in several processes where that pays.

Decisions:

- Letters are independent of each other, and their reports come back in the order of the letters, so that the result is
  that of one process.
- The first letter is linted before the processes are made. On Linux they are copies of this one (`fork`), which then
  has read all that letters of its kind need, and they need not even be told the letters. A process with several threads
  is not copied, for what a thread holds would be held for ever in the copy; other systems warn of copying at all. There
  each worker begins from nothing.
- Reports come back as the bytes in which they are kept (`letterlint.results`), at a fraction of the cost of pickling.
- Whoever stops the run stops the workers at once: they leave the interrupt to the process that asked for them. What
  waits for them is not cancelled (so `Executor.map` is not used, which does that): Python 3.11 breaks off with a
  traceback where it finds something cancelled of a worker that is gone. Where one of them is stopped alone, the run
  ends with an error: its letters are lost.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from letterlint.errors import LetterlintError
from letterlint.findings import FileReport
from letterlint.options import Options
from letterlint.packs import Pack
from letterlint.reading.source import Source
from letterlint.results import decoded, encoded

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

    from letterlint.lint import Linter

WORTHWHILE = 60
"""Letters; for fewer, starting processes takes longer than it spares."""
_CHUNK = 16
"""Letters that a worker takes at once."""


class Job(msgspec.Struct, frozen=True):
    """A letter to lint."""

    source: Source
    options: Options
    pack: Pack


class Linters:
    """The linters of one process: letters of the same options and pack share one."""

    def __init__(self) -> None:
        self._linters: dict[tuple[Pack, bytes], Linter] = {}

    def __reduce__(self) -> tuple[type[Linters], tuple[()]]:
        """What is sent to another process begins there from nothing."""
        return Linters, ()

    def linter(self, options: Options, pack: Pack) -> Linter:
        """The linter for some options and a pack."""
        from letterlint.lint import Linter  # noqa: PLC0415  # what a letter that is known does not need

        key = pack, msgspec.json.encode(options, order="sorted")
        if key not in self._linters:
            self._linters[key] = Linter(options, pack)
        return self._linters[key]

    def lint(self, job: Job) -> FileReport:
        """Lint a letter."""
        return self.linter(job.options, job.pack).lint(job.source)


def lint_all(jobs: Sequence[Job], linters: Linters, workers: int) -> Iterator[FileReport]:
    """Lint letters, in their order; a report may leave out the letter's path and text.

    Args:
        jobs: the letters.
        linters: those of this process.
        workers: how many processes may work.

    Raises:
        LetterlintError: a process was stopped from outside.
    """
    if workers < 2 or len(jobs) < WORTHWHILE:  # noqa: PLR2004  # one works here
        yield from map(linters.lint, jobs)
        return
    yield linters.lint(jobs[0])
    import multiprocessing  # noqa: PLC0415  # only many letters need it
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  # only many letters need it
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415  # likewise

    number = min(workers, len(jobs) // _CHUNK)
    others = set(multiprocessing.active_children())
    with ProcessPoolExecutor(number, _context(), initializer=_begin, initargs=(jobs, linters)) as pool:
        try:
            with _interrupts_held():
                chunks = (range(first, min(first + _CHUNK, len(jobs))) for first in range(1, len(jobs), _CHUNK))
                waiting = deque(pool.submit(_lint, chunk) for chunk in chunks)
            while waiting:
                yield from map(decoded, waiting.popleft().result())
        except BrokenProcessPool as error:
            raise LetterlintError(
                "a process that lints was stopped from outside, perhaps for want of memory; run again with --jobs 1"
            ) from error
        except BaseException:
            for worker in set(multiprocessing.active_children()) - others:
                worker.terminate()
            raise


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let no interrupt fall between the making of a process and its being known.

    The processes made meanwhile hold interrupts back for good, even before they run any code of ours.
    """
    if sys.platform == "win32":
        yield
        return
    import signal  # noqa: PLC0415  # only many letters need it

    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _context() -> BaseContext:
    """How workers are made."""
    import multiprocessing  # noqa: PLC0415  # only many letters need it

    threads = Path("/proc/self/task")
    is_alone = sys.platform == "linux" and threads.is_dir() and len(list(threads.iterdir())) == 1
    return multiprocessing.get_context("fork" if is_alone else "spawn")


class _Work(msgspec.Struct, frozen=True):
    jobs: Sequence[Job]
    linters: Linters


_work: list[_Work] = []
"""What a worker is there for: nothing outside of workers."""


def _begin(jobs: Sequence[Job], linters: Linters) -> None:
    import signal  # noqa: PLC0415  # only workers need it

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _work[:] = [_Work(jobs, linters)]


def _lint(numbers: range) -> list[bytes]:
    work = _work[0]
    return [encoded(work.linters.lint(work.jobs[number])) for number in numbers]

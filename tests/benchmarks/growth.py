"""How the time grows with the number of letters, and with the length of a letter."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from tests.benchmarks.bench import Bench, ours
from tests.benchmarks.letters import long_letter
from tests.benchmarks.measuring import progress, run, seconds, take_turns
from tests.benchmarks.ours import CONCISE, uncached
from tests.benchmarks.table import Row


def with_letters(bench: Bench) -> Iterator[Row]:
    """Measure more and more letters, in one process."""
    progress("growth with the number of letters")
    contestant = uncached("letterlint", "--jobs", "1", *CONCISE)
    counts = bench.sizes.counts
    work = {str(count): partial(run, contestant, ["."], bench.letters("en", count)) for count in (1, *counts)}
    runs = take_turns(work, bench.sizes.long_rounds, warm_up=False)
    one, *taken = [seconds(runs[name]) for name in work]
    fewest: float | None = None
    for count, all_ in zip(counts, taken, strict=True):
        each = (all_ - one) / (count - 1) * 1000 if one is not None and all_ is not None else None
        compared = (f"{counts[0]:,} letters", "≤ 1") if fewest else ("", "")
        measured = f"growth: {count:,} letters"
        yield Row(measured, ours("en", 1), each, "ms a letter without the start-up", fewest, *compared)
        fewest = fewest or each


def with_length(bench: Bench) -> Iterator[Row]:
    """Measure longer and longer letters, each ten times as long as the one before."""
    progress("growth with the length of a letter")
    folder = bench.folder / "long"
    folder.mkdir(exist_ok=True)
    lengths = bench.sizes.lengths
    for length in lengths:
        (folder / f"{length}.txt").write_text(long_letter("en", length), encoding="utf-8")
    contestant = uncached("letterlint", *CONCISE)
    work = {str(length): partial(run, contestant, [f"{length}.txt"], folder) for length in lengths}
    runs = take_turns(work, bench.sizes.long_rounds, warm_up=False)
    taken = {length: seconds(runs[str(length)]) for length in lengths}
    shorter: float | None = None
    for length in lengths:
        compared = ("a tenth of it", "≤ 10") if shorter else ("", "")
        yield Row(f"growth: a letter of {length // 1000:,} kB", ours("en"), taken[length], "s", shorter, *compared)
        shorter = taken[length]
    before: float | None = None
    for short, long in pairwise(lengths):
        less, more = taken[short], taken[long]
        each = (more - less) / (long - short) * 1e6 if less is not None and more is not None else None
        compared = ("in the row above", "≤ 1") if before else ("", "")
        measured = f"growth: each kB from {short // 1000:,} to {long // 1000:,}"
        yield Row(measured, ours("en"), each, "ms", before, *compared)
        before = each

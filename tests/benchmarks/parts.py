"""What is measured: one letter, letters linted before, many letters, analysis alone, memory, growth."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import count
from pathlib import Path

from tests.benchmarks import growth
from tests.benchmarks.bench import ONE, ROOT, Bench, ours
from tests.benchmarks.letters import CORPORA, LANGUAGES, letter, letter_names, write_letters
from tests.benchmarks.measuring import Contestant, FailedError, Run, megabytes, progress, run, seconds, take_turns
from tests.benchmarks.memory import can_watch, watch
from tests.benchmarks.ours import CONCISE, cached, uncached
from tests.benchmarks.table import Row

Runs = Mapping[str, Sequence[Run]]
Work = dict[str, Callable[[], Run]]
_IMPORT = "import spacy; spacy.blank('en')"
_SPACY = Contestant(_IMPORT, (sys.executable, "-c", _IMPORT))
_JOBS = (1, 2)
_PATIENCE = 120
"""Seconds; a peer that would take longer for many letters gets a tenth of them."""


def measure(bench: Bench) -> Iterator[Row]:
    """Measure everything."""
    cold = _cold_runs(bench)
    yield from _cold(bench, cold)
    yield from _warm(bench)
    sizes = _affordable(bench)
    many = _many_runs(bench, sizes)
    yield from _many(bench, sizes, many)
    analysis = {language: _analysis(language, bench.letters(language)) for language in LANGUAGES}
    yield from _alone("analysis alone", analysis)
    real = {language: _analysis(language, CORPORA / language / "dev") for language in LANGUAGES}
    yield from _alone("analysis alone: the corpora's letters", real)
    yield from _memory(bench, sizes, cold, many)
    yield from growth.with_letters(bench)
    yield from growth.with_length(bench)
    for language, found in analysis.items():
        doubled, plain = found.get("doubled"), found.get("letterlint")
        yield Row(
            "growth: twice the phrases", ours(language), doubled, "ms a letter", plain, "as many as there are", "< 1.2"
        )


def _cold_runs(bench: Bench) -> Runs:
    progress("one letter, cold")
    folder = bench.letters("en")
    work: Work = {_IMPORT: partial(run, _SPACY, [], folder)}
    for one in bench.contestants():
        work[one.name] = partial(run, one, [ONE], folder)
    for language in LANGUAGES:
        name = ours(language)
        work[name] = partial(run, uncached(name), [ONE], bench.letters(language))
    return take_turns(work, bench.sizes.rounds, warm_up=bench.sizes.warm_up)


def _cold(bench: Bench, runs: Runs) -> Iterator[Row]:
    measured = "cold: one letter"
    for contestant in bench.contestants():
        yield Row(measured, contestant.name, seconds(runs[contestant.name]), "s")
    yield from bench.missing(measured)
    imported = seconds(runs[_IMPORT])
    yield Row(measured, _IMPORT, imported, "s")
    for language in LANGUAGES:
        yield Row(measured, ours(language), seconds(runs[ours(language)]), "s", imported, "spaCy", "≤ 1")


def _warm(bench: Bench) -> Iterator[Row]:
    progress("letters linted before")
    folder, cache = bench.letters("en"), bench.folder / "cache"
    again, changed = "warm: the same letter again", f"warm: {bench.sizes.letters:,} letters, one of them changed"
    in_lines = f"{ours('en')}, {' '.join(CONCISE)}"
    proselint = bench.peers.get("proselint")
    work: Work = {again: partial(run, cached(again, cache), [ONE], folder)}
    if proselint:
        work["proselint"] = partial(run, proselint.contestant, [ONE], folder)
    work["cold"] = partial(run, uncached("cold"), [ONE], folder)
    numbers = count(bench.sizes.letters)
    work[changed] = partial(_with_one_changed, bench, cached(changed, cache), numbers)
    work[in_lines] = partial(_with_one_changed, bench, cached(in_lines, cache, *CONCISE), numbers)
    runs = take_turns(work, bench.sizes.rounds)
    theirs, cold = seconds(runs.get("proselint", ())), seconds(runs["cold"])
    if proselint:
        yield Row(again, proselint.contestant.name, theirs, "s")
    yield Row(again, ours("en"), seconds(runs[again]), "s", theirs, "proselint", "≤ 1")
    yield Row(changed, ours("en"), seconds(runs[changed]), "s", cold, "one letter, cold", "≤ 1.5")
    yield Row(changed, in_lines, seconds(runs[in_lines]), "s", cold, "one letter, cold", "≤ 1.5")


def _with_one_changed(bench: Bench, contestant: Contestant, numbers: Iterator[int]) -> Run:
    """Lint a folder after another letter was written in the place of its first."""
    folder = bench.folder / "changing"
    if not folder.exists():
        write_letters(folder, "en", letter_names(bench.sizes.letters))
    (folder / ONE).write_text(letter("en", next(numbers)), encoding="utf-8")
    return run(contestant, ["."], folder)


def _affordable(bench: Bench) -> dict[str, int]:
    """How many letters each peer gets."""
    progress("how many letters the peers can be given")
    all_ = bench.sizes.letters
    few = max(1, all_ // 10)
    runs = take_turns(
        {one.name: partial(run, one, letter_names(few), bench.letters("en")) for one in bench.contestants()},
        rounds=1,
        warm_up=False,
    )
    return {name: few if (seconds(some) or 0) * all_ / few > _PATIENCE else all_ for name, some in runs.items()}


def _many_runs(bench: Bench, sizes: Mapping[str, int]) -> Runs:
    progress(f"{bench.sizes.letters} letters")
    work: Work = {}
    for one in bench.contestants():
        work[one.name] = partial(run, one, letter_names(sizes[one.name]), bench.letters("en"))
    for language in LANGUAGES:
        for jobs in _JOBS:
            contestant = _many_contestant(language, jobs)
            work[contestant.name] = partial(run, contestant, ["."], bench.letters(language))
    return take_turns(work, bench.sizes.long_rounds, warm_up=False)


def _many_contestant(language: str, jobs: int) -> Contestant:
    return uncached(ours(language, jobs), "--jobs", str(jobs), *CONCISE)


def _many_measured(size: int) -> str:
    return f"many: {size:,} letters"


def _many(bench: Bench, sizes: Mapping[str, int], runs: Runs) -> Iterator[Row]:
    all_ = bench.sizes.letters
    speeds = {name: sizes.get(name, all_) / taken if (taken := seconds(some)) else None for name, some in runs.items()}
    for contestant in bench.contestants():
        name = contestant.name
        yield Row(_many_measured(sizes[name]), name, speeds[name], "letters a second")
    measured = _many_measured(all_)
    yield from bench.missing(measured)
    theirs = {one.name: speed for one in bench.contestants() if (speed := speeds[one.name])}
    aims = {max(theirs, key=lambda name: theirs[name]): "≥ 2"} if theirs else {}
    if (proselint := bench.peers.get("proselint")) and proselint.contestant.name in theirs:
        aims[proselint.contestant.name] = "≥ 5"
    for language in LANGUAGES:
        for jobs in _JOBS:
            name = ours(language, jobs)
            for to, aim in aims.items() or [("", "")]:
                is_asked = jobs == _JOBS[-1]
                yield Row(measured, name, speeds[name], "letters a second", theirs.get(to), to, aim if is_asked else "")


def _analysis(language: str, folder: Path) -> Mapping[str, float]:
    """Milliseconds a letter of each contestant; none if one of them failed."""
    progress(f"analysis alone, {folder}")
    command = [sys.executable, "-m", "tests.benchmarks.analysis", language, str(folder)]
    done = subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout) if done.returncode == 0 else {}
    return found


def _alone(measured: str, analysis: Mapping[str, Mapping[str, float]]) -> Iterator[Row]:
    for language, found in analysis.items():
        theirs, mine = found.get("spaCy"), found.get("letterlint")
        yield Row(measured, f"spaCy {language}, blank with sentencizer", theirs, "ms a letter")
        yield Row(measured, ours(language), mine, "ms a letter", theirs, "spaCy", "≤ 3")


def _memory(bench: Bench, sizes: Mapping[str, int], cold: Runs, many: Runs) -> Iterator[Row]:
    for name, some in cold.items():
        yield Row("memory: one letter, peak RSS", name, megabytes(some), "MB")
    for name, some in many.items():
        measured = f"memory: {sizes.get(name, bench.sizes.letters):,} letters, peak RSS of the largest process"
        yield Row(measured, name, megabytes(some), "MB")
    yield from _memory_of_all(bench)


def _memory_of_all(bench: Bench) -> Iterator[Row]:
    """Letterlint's processes."""
    progress("memory of all processes")
    measured = f"memory: {bench.sizes.letters:,} letters, peak PSS"
    for language in LANGUAGES:
        contestant = _many_contestant(language, _JOBS[-1])
        if not can_watch():
            yield Row(measured, contestant.name, "only Linux tells it")
            continue
        try:
            peaks = watch(contestant, ["."], bench.letters(language))
        except FailedError as error:
            progress(str(error))
            yield Row(measured, contestant.name, None)
            continue
        for who, peak in (("its parent", peaks.parent), ("a worker", peaks.worker), ("together", peaks.together)):
            yield Row(f"{measured}: {who}", contestant.name, peak or "none: too few letters", "MB")

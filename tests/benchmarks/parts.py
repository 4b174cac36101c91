"""What is measured: one letter, letters linted before, many letters, analysis alone, memory, growth."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.benchmarks.letters import LANGUAGES, letter_names, long_letter, write_letters
from tests.benchmarks.measuring import Contestant, Run, megabytes, progress, run, seconds, take_turns
from tests.benchmarks.ours import Ours
from tests.benchmarks.peers import Installed
from tests.benchmarks.table import Row

ROOT = Path(__file__).parents[2]
Runs = Mapping[str, Sequence[Run]]
_IMPORT = "import spacy; spacy.blank('en')"
_SPACY = Contestant(_IMPORT, (sys.executable, "-c", _IMPORT))
_ONE = "00000.txt"


@dataclass(frozen=True)
class Sizes:
    """How much is measured."""

    letters: int = 2000
    rounds: int = 5
    """Of what takes seconds; what takes minutes is run twice."""
    warm_up: bool = True
    counts: tuple[int, ...] = (200, 2000)
    """The numbers of letters that show how time grows with them."""
    lengths: tuple[int, ...] = (1000, 10_000, 100_000, 1_000_000)
    """Likewise the bytes of one letter."""


@dataclass(frozen=True)
class Bench:
    """What the measurements share."""

    folder: Path
    """Where letters and caches are written."""
    ours: Ours
    peers: Mapping[str, Installed | None]
    """Those that were asked for, None where one cannot be had."""
    sizes: Sizes

    def letters(self, language: str) -> tuple[Path, list[str]]:
        """The folder with the letters of a language, and their names."""
        return self.folder / language, letter_names(max(self.sizes.letters, *self.sizes.counts))

    def contestants(self) -> list[Contestant]:
        """The peers at hand."""
        return [peer.contestant for peer in self.peers.values() if peer]

    def missing(self, measured: str) -> Iterator[Row]:
        """A row for each peer that cannot be had."""
        yield from (Row(measured, name, "not installed") for name, peer in self.peers.items() if not peer)

    def version(self, name: str) -> str:
        """What a peer is called in the table, with its version."""
        peer = self.peers.get(name)
        return peer.contestant.name if peer else name


def measure(bench: Bench) -> Iterator[Row]:
    """Measure everything."""
    progress("writing letters")
    for language in LANGUAGES:
        folder, names = bench.letters(language)
        write_letters(folder, language, names)
    cold = _cold_runs(bench)
    many = _many_runs(bench)
    yield from _cold(bench, cold)
    yield from _warm(bench, seconds(cold[_ours("en")]))
    yield from _many(bench, many)
    analysis = {language: _analysis(bench, language) for language in LANGUAGES}
    for language, found in analysis.items():
        spacy, mine = found["spaCy"], found["letterlint"]
        yield Row("analysis alone", "spaCy, blank with sentencizer", spacy, f"ms a letter ({language})")
        yield Row("analysis alone", _ours(language), mine, "ms a letter", spacy, "spaCy", "≤ 3")
    yield from _memory(bench, cold, many)
    yield from _growth_with_letters(bench)
    yield from _growth_with_length(bench)
    for language, found in analysis.items():
        yield Row(
            "growth: twice the phrases",
            _ours(language),
            found["doubled"],
            "ms a letter",
            found["letterlint"],
            "as many as there are",
            "< 1.2",
        )


def _ours(language: str, more: str = "") -> str:
    return f"letterlint {language}{more}"


def _jobs(language: str, jobs: int | None) -> str:
    return _ours(language, f", {jobs} job" if jobs else "")


def _cold_runs(bench: Bench) -> Runs:
    progress("one letter, cold")
    folder, _ = bench.letters("en")
    work: dict[str, Callable[[], Run]] = {_IMPORT: partial(run, _SPACY, [], folder)}
    for one in bench.contestants():
        work[one.name] = partial(run, one, [_ONE], folder)
    for language in LANGUAGES:
        name = _ours(language)
        work[name] = partial(run, bench.ours.uncached(name), [_ONE], bench.letters(language)[0])
    return take_turns(work, bench.sizes.rounds, warm_up=bench.sizes.warm_up)


def _cold(bench: Bench, runs: Runs) -> Iterator[Row]:
    measured = "cold: one letter"
    for contestant in bench.contestants():
        yield Row(measured, contestant.name, seconds(runs[contestant.name]), "s")
    yield from bench.missing(measured)
    imported = seconds(runs[_IMPORT])
    yield Row(measured, _IMPORT, imported, "s")
    for language in LANGUAGES:
        yield Row(measured, _ours(language), seconds(runs[_ours(language)]), "s", imported, "spaCy", "≤ 1")


def _warm(bench: Bench, cold: float | None) -> Iterator[Row]:
    again, changed = "warm: the same letter again", f"warm: {bench.sizes.letters:,} letters, one of them changed"
    if "--cache-dir" not in bench.ours.has:
        yield from (Row(measured, "letterlint", "it has no --cache-dir") for measured in (again, changed))
        return
    progress("letters linted before")
    folder, _ = bench.letters("en")
    cache = bench.folder / "cache"
    proselint = bench.peers.get("proselint")
    work: dict[str, Callable[[], Run]] = {}
    if proselint:
        work["proselint"] = partial(run, proselint.contestant, [_ONE], folder)
    work["letterlint"] = partial(run, bench.ours.cached("letterlint", cache), [_ONE], folder)
    runs = take_turns(work, bench.sizes.rounds)
    theirs = seconds(runs.get("proselint", ()))
    if proselint:
        yield Row(again, proselint.contestant.name, theirs, "s")
    yield Row(again, _ours("en"), seconds(runs["letterlint"]), "s", theirs, "proselint", "≤ 1")
    many = take_turns({"letterlint": partial(_with_one_changed, bench)}, bench.sizes.rounds)
    yield Row(changed, _ours("en"), seconds(many["letterlint"]), "s", cold, "one letter, cold", "≤ 1.5")


def _with_one_changed(bench: Bench) -> Run:
    """Lint a folder after one of its letters got another line."""
    folder = bench.folder / "changing"
    if not folder.exists():
        write_letters(folder, "en", letter_names(bench.sizes.letters))
    with (folder / _ONE).open("a", encoding="utf-8") as letter:
        letter.write("Enc.\n")
    return run(bench.ours.cached("letterlint", bench.folder / "cache"), ["."], folder)


def _many_runs(bench: Bench) -> Runs:
    progress(f"{bench.sizes.letters} letters")
    work: dict[str, Callable[[], Run]] = {}
    folder, names = bench.letters("en")
    chosen = names[: bench.sizes.letters]
    for one in bench.contestants():
        work[one.name] = partial(run, one, chosen, folder)
    for language in LANGUAGES:
        for jobs in (None, 1):
            contestant = bench.ours.uncached(_jobs(language, jobs), jobs)
            work[contestant.name] = partial(run, contestant, chosen, bench.letters(language)[0])
    return take_turns(work, min(2, bench.sizes.rounds), warm_up=False)


def _many(bench: Bench, runs: Runs) -> Iterator[Row]:
    measured = f"many: {bench.sizes.letters:,} letters"
    speeds = {name: bench.sizes.letters / taken if (taken := seconds(some)) else None for name, some in runs.items()}
    theirs = {one.name: speed for one in bench.contestants() if (speed := speeds[one.name])}
    fastest = max(theirs, key=lambda name: theirs[name], default="")
    for contestant in bench.contestants():
        yield Row(measured, contestant.name, speeds[contestant.name], "letters a second")
    yield from bench.missing(measured)
    proselint = bench.version("proselint")
    for language in LANGUAGES:
        for jobs in (None, 1):
            name = _jobs(language, jobs)
            aims = ("", "") if jobs else ("≥ 2", "≥ 5")
            yield Row(measured, name, speeds[name], "letters a second", theirs.get(fastest), fastest, aims[0])
            if proselint in theirs:
                yield Row(measured, name, speeds[name], "letters a second", theirs[proselint], proselint, aims[1])


def _analysis(bench: Bench, language: str) -> dict[str, float]:
    progress(f"analysis alone, {language}")
    folder = bench.folder / "analysis" / language
    write_letters(folder, language, letter_names(max(2, bench.sizes.letters // 5)))
    command = [sys.executable, "-m", "tests.benchmarks.analysis", language, str(folder)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _memory(bench: Bench, cold: Runs, many: Runs) -> Iterator[Row]:
    for measured, runs in (
        ("memory, largest process: one letter", cold),
        (f"memory, largest process: {bench.sizes.letters:,} letters", many),
    ):
        yield from (Row(measured, name, megabytes(some), "MB") for name, some in runs.items())


def _growth_with_letters(bench: Bench) -> Iterator[Row]:
    progress("growth with the number of letters")
    folder, names = bench.letters("en")
    contestant = bench.ours.uncached("letterlint", 1)
    counts = (1, *bench.sizes.counts)
    work = {str(count): partial(run, contestant, names[:count], folder) for count in counts}
    runs = take_turns(work, min(2, bench.sizes.rounds), warm_up=False)
    taken = {count: seconds(some) for count, some in runs.items()}
    least: float | None = None
    for count in bench.sizes.counts:
        one, all_ = taken["1"], taken[str(count)]
        each = (all_ - one) / (count - 1) * 1000 if one is not None and all_ is not None else None
        yield Row(
            f"growth: {count:,} letters",
            _jobs("en", 1),
            each,
            "ms a letter without the start-up",
            least,
            f"{bench.sizes.counts[0]} letters",
            "≈ 1" if least else "",
        )
        least = least or each


def _growth_with_length(bench: Bench) -> Iterator[Row]:
    progress("growth with the length of a letter")
    folder = bench.folder / "long"
    folder.mkdir(exist_ok=True)
    for length in bench.sizes.lengths:
        (folder / f"{length}.txt").write_text(long_letter("en", length), encoding="utf-8")
    contestant = bench.ours.uncached("letterlint")
    work = {str(length): partial(run, contestant, [f"{length}.txt"], folder) for length in bench.sizes.lengths}
    runs = take_turns(work, min(2, bench.sizes.rounds), warm_up=False)
    shorter: float | None = None
    for length in bench.sizes.lengths:
        taken = seconds(runs[str(length)])
        compared = ("a tenth of it", "≤ 10") if shorter else ("", "")
        yield Row(f"growth: a letter of {length // 1000:,} kB", _ours("en"), taken, "s", shorter, *compared)
        shorter = taken

"""`python -m tests.benchmarks`; see the package's docstring."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from tests import benchmarks
from tests.benchmarks.bench import Bench, Sizes
from tests.benchmarks.letters import WORDS
from tests.benchmarks.measuring import FailedError
from tests.benchmarks.ours import CONCISE, check
from tests.benchmarks.parts import measure
from tests.benchmarks.peers import PEERS, Installed, install
from tests.benchmarks.table import markdown

_SMOKE = Sizes(letters=4, rounds=1, warm_up=False, counts=(4,), lengths=(10_000,))
_LEAST = 10
_LONG = Sizes(counts=(200, 2000, 20_000), lengths=(*Sizes().lengths, 10_000_000))


def main() -> None:
    """Measure, and write the table."""
    asked = _asked()
    sizes = _SMOKE if asked.smoke else _LONG if asked.long else Sizes()
    if asked.letters:
        sizes = replace(sizes, letters=asked.letters, counts=(max(2, asked.letters // 10), asked.letters))
    if asked.rounds:
        sizes = replace(sizes, rounds=asked.rounds)
    try:
        check()
    except FailedError as error:
        sys.exit(str(error))
    with TemporaryDirectory() as made:
        folder = asked.folder or Path(made)
        peers = {} if asked.smoke else {peer.name: install(peer, folder / "peers") for peer in PEERS}
        with TemporaryDirectory() as letters:
            os.environ["XDG_CACHE_HOME"] = str(Path(letters, "compiled"))  # what other runs keep there is not touched
            table = markdown(_about(peers, sizes), list(measure(Bench(Path(letters), peers, sizes))))
    if asked.output:
        asked.output.write_text(table, encoding="utf-8")
    else:
        sys.stdout.write(table)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "python -m tests.benchmarks",
        description=benchmarks.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--folder", type=Path, help="where the peers are installed, and kept; a temporary one")
    parser.add_argument("--output", type=Path, help="write the table to this file")
    parser.add_argument("--letters", type=int, help="how many letters many are; 2,000 unless given")
    parser.add_argument("--rounds", type=int, help="how often each contestant runs; 5 unless given")
    parser.add_argument("--long", action="store_true", help="measure 20,000 letters, and one of 10 MB, too")
    parser.add_argument("--smoke", action="store_true", help="a few letters, no peers: does all of it work?")
    asked = parser.parse_args()
    if asked.letters is not None and asked.letters < _LEAST:
        parser.error(f"--letters: at least {_LEAST}")
    return asked


def _about(peers: Mapping[str, Installed | None], sizes: Sizes) -> Iterator[str]:
    """What the figures were measured with."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    yield f"machine: {usable} of {os.cpu_count()} processors, {_processor()}, {platform.system()} {platform.release()}"
    yield f"versions: {', '.join(_versions(peers))}"
    yield (
        f"letters: {WORDS} words; medians of {sizes.rounds} rounds, {sizes.long_rounds} where one takes minutes; "
        f"of many letters and of growth letterlint tells what it finds as {CONCISE[-1]} lines, else by default"
    )


def _versions(peers: Mapping[str, Installed | None]) -> Iterator[str]:
    for name in ("letterlint", "spaCy", "lingua-language-detector", "msgspec", "sentencex"):
        yield f"{name} {version(name)}"
    yield f"Python {platform.python_version()}"
    yield f"Node {_node()}"
    yield from (peer.contestant.name for peer in peers.values() if peer)


def _processor() -> str:
    """The processor's name, as Linux knows it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())


def _node() -> str:
    node = shutil.which("node")
    if not node:
        return "none"
    return subprocess.run([node, "--version"], check=True, capture_output=True, text=True).stdout.strip()


main()

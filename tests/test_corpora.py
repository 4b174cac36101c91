"""The corpora are whole: every letter is labelled, every label fits, and the README tells the scores as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from letterlint.lint import Linter
from letterlint.options import Options
from letterlint.packs import load_pack, own_pack_folder
from letterlint.reading.source import Source
from letterlint.scoring import locate, read_labels
from tests.conftest import ROOT

CORPORA = ROOT / "corpora"
LABELS = sorted(CORPORA.rglob("*.toml"))


def ids(paths: list[Path]) -> list[str]:
    return [path.relative_to(CORPORA).with_suffix("").as_posix() for path in paths]


@pytest.mark.parametrize("language", ["en", "es", "ca"])
@pytest.mark.parametrize(("split", "least"), [("dev", 14), ("test", 10)])
def test_there_are_enough_letters_half_of_them_faultless(language: str, split: str, least: int) -> None:
    labels = [read_labels(path) for path in (CORPORA / language / split).glob("*.toml")]
    assert len(labels) >= least
    assert 0.4 <= sum(not label.findings for label in labels) / len(labels) <= 0.6
    assert len({label.kind for label in labels}) == 5


def test_every_letter_has_its_labels() -> None:
    assert [path.with_suffix(".txt") for path in LABELS] == sorted(CORPORA.rglob("*.txt"))


@pytest.mark.parametrize("path", LABELS, ids=ids(LABELS))
def test_every_label_fits_its_letter(path: Path) -> None:
    labels = read_labels(path)
    source = Source(path.stem, path.with_suffix(".txt").read_text(encoding="utf-8"))
    quotes = [*labels.moves, *(quote for group in labels.findings.values() for quote in group)]
    for quote in quotes:
        locate(path, quote, source)
    moves = set(load_pack(own_pack_folder()).moves)
    assert {move for made in labels.moves.values() for move in made} <= moves
    letter = Linter(Options(language=path.parts[-3])).read(source)
    outside = list(unread(path, list(labels.moves), source, [(one.start, one.end) for one in letter.sentences]))
    assert not outside, "these labels are in no sentence of the body"


def unread(path: Path, quotes: list[str], source: Source, sentences: list[tuple[int, int]]) -> Iterator[str]:
    for quote in quotes:
        start, _ = locate(path, quote, source)
        if not any(left <= start < right for left, right in sentences):
            yield quote


def test_the_readme_tells_the_scores(run: Callable[..., Result]) -> None:
    table = run("score", CORPORA, "--format", "markdown").stdout
    readme = (CORPORA / "README.md").read_text(encoding="utf-8")
    assert table in readme, "write it anew: letterlint score corpora --format markdown"

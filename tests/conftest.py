"""What the tests share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from letterlint.cli import main
from letterlint.letter import Letter
from letterlint.lint import Linter
from letterlint.options import Options
from letterlint.reading.source import Source

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what is compiled out of the user's own cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run the command line, as in a terminal of 80 columns that shows no colours."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "dumb")

    def run_(*arguments: str | Path, stdin: bytes = b"") -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin, catch_exceptions=False)

    return run_


def read(text: str, language: str = "en", kind: str | None = None) -> Letter:
    """Read a letter with letterlint's own rules."""
    return Linter(Options(language=language, kind=kind)).read(Source("letter.txt", text))


def moves_of(sentence: str, language: str = "en") -> frozenset[str]:
    """The moves that a sentence surely makes in a letter that says nothing else."""
    return read(f"{sentence}\n", language).sentences[0].moves

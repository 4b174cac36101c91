"""A run compares the versions of a letter, whichever of them it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.library import write

Run = Callable[..., Result]

ENGLISH = """Dear Ms Roca,

Thank you for six years with us. We will close your storage room on 31 March 2027, because the building is being sold.

If you have any questions, call me on +34 942 12 34 56. I wish you all the best.

Yours sincerely,
Hugo Barrios
"""
SPANISH = """Estimada señora Roca:

Gracias por estos seis años. Cerraremos su trastero el 13 de marzo de 2027, porque se vende el edificio.

Si tiene alguna duda, llámeme al 942 12 34 56. Le deseo lo mejor.

Atentamente,
Hugo Barrios
"""
ONLY = ("--select", "agrees-across-languages", "--format", "concise")


@pytest.fixture(autouse=True)
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"end.en.txt": ENGLISH, "end.es.txt": SPANISH})
    return tmp_path


def test_versions_that_differ_are_told_with_the_one_that_has_what_is_missing(run: Run) -> None:
    first, second = run(".", *ONLY).stdout.splitlines()
    assert first.startswith("end.en.txt:3:")
    assert "31 March 2027" in first
    assert "end.es.txt" in first
    assert second.startswith("end.es.txt:3:")
    assert "end.en.txt" in second


def test_a_version_that_is_linted_alone_is_compared_with_those_beside_it(run: Run) -> None:
    (line,) = run("end.es.txt", *ONLY).stdout.splitlines()
    assert line.startswith("end.es.txt:3:")
    assert run("end.es.txt", "end.es.txt", *ONLY).stdout == f"{line}\n"


def test_the_settings_say_where_the_language_stands(run: Run, library: Path) -> None:
    write(library, {"letterlint.toml": 'versions = ["{language}/**"]\n'})
    assert run(".", *ONLY).stdout == ""
    write(library, {"en/end.txt": ENGLISH, "es/end.txt": SPANISH})
    assert [line.split(":")[0] for line in run(".", *ONLY).stdout.splitlines()] == ["en/end.txt", "es/end.txt"]


def test_an_exception_covers_a_difference(run: Run, library: Path) -> None:
    exception = '[[exceptions]]\nfiles = "*.es.txt"\nrules = "agrees-across-languages"\nreason = "Law of the land"\n'
    write(library, {"letterlint.toml": exception})
    assert [line.split(":")[0] for line in run(".", *ONLY).stdout.splitlines()] == ["end.en.txt"]


def test_a_version_that_cannot_be_read_is_told_and_compared_with_nothing(run: Run, library: Path) -> None:
    write(library, {"end.es.txt": ""})
    result = run(".", *ONLY)
    assert result.stdout.startswith("end.es.txt: error: ")
    assert "agrees-across-languages" not in result.stdout
    assert run("end.en.txt", *ONLY).exit_code == 0

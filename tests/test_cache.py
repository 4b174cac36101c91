"""What was linted before is not linted anew; nobody but its speed can tell."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import Result

from letterlint import parallel, results, store
from letterlint.findings import FileReport
from letterlint.parallel import Linters
from tests.library import BAD, PLAIN, write

Run = Callable[..., Result]
JSON = ("--format", "json", "--fail-on", "never")


@pytest.fixture(autouse=True)
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"a.txt": BAD, "b.txt": PLAIN, "c.txt": "no letter\n", "d.txt": ""})
    return tmp_path


@pytest.fixture
def linted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The letters that are linted, in order."""
    done: list[str] = []
    lint = Linters.lint

    def counted(self: Linters, job: parallel.Job) -> FileReport:
        done.append(job.source.path)
        return lint(self, job)

    monkeypatch.setattr(Linters, "lint", counted)
    return done


def test_a_second_run_lints_nothing_and_tells_the_same(run: Run, linted: list[str]) -> None:
    first = run(".", *JSON).stdout
    assert linted == ["a.txt", "b.txt", "c.txt"]  # an empty file is no letter
    for format_ in ("json", "rich", "concise", "sarif"):
        assert run(".", "--format", format_).stdout == run(".", "--format", format_, "--no-cache").stdout
    linted.clear()
    assert run(".", *JSON).stdout == first
    assert linted == []


def test_what_a_report_depends_on_is_linted_anew(run: Run, library: Path, linted: list[str]) -> None:
    run(".", *JSON)
    linted.clear()
    write(library, {"b.txt": PLAIN.replace("Sunday", "Monday")})
    run(".", *JSON)
    assert linted == ["b.txt"]
    linted.clear()
    run(".", *JSON, "--kind", "refusal")
    assert linted == ["a.txt", "b.txt", "c.txt"]
    linted.clear()
    write(library, {"letterlint.toml": '[levels]\nsigns-off = "info"\n'})
    run(".", *JSON)
    assert linted == ["a.txt", "b.txt", "c.txt"]


def test_exceptions_and_baselines_change_nothing_in_the_cache(run: Run, library: Path, linted: list[str]) -> None:
    run(".", *JSON)
    linted.clear()
    exception = '[[exceptions]]\nfiles = "a.txt"\nrules = "avoids-euphemism"\nreason = "A quotation"\n'
    write(library, {"letterlint.toml": exception})
    files = json.loads(run(".", *JSON).stdout)["files"]
    assert [one["rule"] for one in files[0]["excepted"]] == ["avoids-euphemism"]
    assert linted == []


def test_a_changed_pack_is_noticed(run: Run, library: Path, linted: list[str]) -> None:
    write(
        library,
        {
            "letterlint.toml": 'packs = ["house"]\n',
            "house/pack.toml": 'name = "house"\nextends = "letterlint"\n',
            "house/phrases/en/euphemism.toml": '[[phrases]]\nsure = ["picnic"]\nplain = "work"\n',
        },
    )
    assert "picnic" in run("b.txt", *JSON).stdout
    write(library, {"house/phrases/en/euphemism.toml": '[[phrases]]\nsure = ["excursion"]\nplain = "work"\n'})
    assert "picnic" not in run("b.txt", *JSON).stdout
    assert linted == ["b.txt", "b.txt"]


def test_another_state_of_the_code_or_of_what_it_depends_on_lints_anew(
    run: Run, linted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run("b.txt", *JSON)
    monkeypatch.setattr(store, "code", lambda: b"another state")
    run("b.txt", *JSON)
    assert linted == ["b.txt", "b.txt"]


def test_a_letter_under_another_name_keeps_its_own_path(run: Run, library: Path, linted: list[str]) -> None:
    run("a.txt", *JSON)
    write(library, {"deep/a.txt": BAD})
    (file,) = json.loads(run("deep/a.txt", *JSON).stdout)["files"]
    assert file["path"] == "deep/a.txt"
    assert linted == ["a.txt"]


def test_the_user_says_where_and_whether(run: Run, library: Path, linted: list[str]) -> None:
    run("a.txt", *JSON, "--no-cache")
    assert not (library / results.FOLDER).exists()
    run("a.txt", *JSON, "--cache-dir", "elsewhere")
    run("a.txt", *JSON, "--cache-dir", "elsewhere")
    assert linted == ["a.txt", "a.txt"]
    assert not (library / results.FOLDER).exists()
    assert (library / "elsewhere" / ".gitignore").read_text().endswith("*\n")
    assert "results.sqlite" in run("clean", "--cache-dir", "elsewhere").stdout
    assert not (library / "elsewhere").exists()


def test_the_cache_stands_beside_the_settings(run: Run, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(library, {"letterlint.toml": "", "deep/a.txt": BAD})
    monkeypatch.chdir(library / "deep")
    run("a.txt")
    assert (library / results.FOLDER).is_dir()
    assert not (library / "deep" / results.FOLDER).exists()


@pytest.mark.parametrize("harm", ["no database", "another table", "no report", "others may write", "a folder"])
def test_a_damaged_cache_is_of_no_consequence(run: Run, library: Path, harm: str) -> None:
    first = run(".", *JSON).stdout
    path = library / results.FOLDER / "results.sqlite"
    match harm:
        case "no database":
            path.write_bytes(b"not a database, however long it is" * 100)
        case "another table":
            with sqlite3.connect(path) as database:
                database.execute("DROP TABLE results")
                database.execute("CREATE TABLE results (x)")
        case "no report":
            with sqlite3.connect(path) as database:
                database.execute("UPDATE results SET report = x'00'")
        case "others may write":
            path.chmod(0o666)
        case _:
            path.unlink()
            path.mkdir()
    assert run(".", *JSON).stdout == first
    assert run(".", *JSON).stdout == first


def test_only_the_newest_reports_are_kept(
    run: Run, library: Path, linted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "_KEPT", 2)
    run(".", *JSON)
    with sqlite3.connect(library / results.FOLDER / "results.sqlite") as database:
        assert database.execute("SELECT count(*) FROM results").fetchone() == (2,)


def lint(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "letterlint", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_several_processes_may_use_the_cache_at_once(library: Path) -> None:
    write(library, {f"{number}.txt": BAD.replace("Sam", f"Sam {number}") for number in range(30)})
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: lint(".", *JSON), range(4)))
    assert {one.stdout for one in done} == {done[0].stdout}
    assert [one.stderr for one in done] == [""] * 4


HEAVY = ("babel", "letterlint.lint", "lingua", "multiprocessing", "phonenumbers", "rich.console", "spacy", "yaml")


def test_a_letter_that_is_known_brings_nothing_heavy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    code = (
        "import sys; from letterlint.cli import main; sys.argv[1:] = ['a.txt', '--fail-on', 'never'];"
        f"\ntry: main()\nexcept SystemExit: print(*sorted({set(HEAVY)} & sys.modules.keys()), file=sys.stderr)"
    )
    new, known = (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stderr.split()
        for _ in range(2)
    )
    assert "letterlint.lint" in new
    assert known == []


def test_letters_that_are_known_are_compared_with_their_versions(run: Run, library: Path, linted: list[str]) -> None:
    english = (
        "Dear Ms Roca,\n\nWe will close your room on 31 March 2027. You pay €45 until then.\n\nYours,\nHugo Barrios\n"
    )
    spanish = (
        "Estimada señora Roca:\n\nCerraremos su trastero el 30 de marzo de 2027. Hasta entonces pagará 45 €.\n\n"
        "Atentamente,\nHugo Barrios\n"
    )
    write(library, {"en/x.txt": english, "es/x.txt": spanish})
    first = run("en", "es", *JSON).stdout
    assert "agrees-across-languages" in {finding["rule"] for finding in json.loads(first)["files"][1]["findings"]}
    linted.clear()
    assert run("en", "es", *JSON).stdout == first
    assert linted == []

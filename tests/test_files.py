"""Which files are letters, in which order, and what cannot be read."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from letterlint.reading import files
from tests.library import BAD, ONE, PLAIN, write

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def linted(run: Run, *arguments: str) -> list[str]:
    """The files that are linted, in order."""
    report = json.loads(run(*arguments, "--format", "json", "--fail-on", "never").stdout)
    return [file["path"] for file in report["files"] if file["error"] is None]


def test_text_and_templates_are_letters_what_git_ignores_is_not(run: Run, library: Path) -> None:
    names = ["a.txt", "b.text", "c.html.j2", "d.md", "e.html", "f.txt.erb", "g.json"]
    names += ["out/h.txt", "drafts/i.txt", "drafts/keep.txt", "deep/out/j.txt", "deep/k.tmp.txt"]
    write(library, dict.fromkeys(names, PLAIN))
    write(library, {".gitignore": "/out\n*.tmp.txt\n", "drafts/.gitignore": "*\n!keep.txt\n"})
    assert linted(run, ".") == ["a.txt", "b.text", "c.html.j2", "deep/out/j.txt", "drafts/keep.txt", "f.txt.erb"]
    assert linted(run, "out/h.txt") == ["out/h.txt"]


def test_the_ignore_files_above_a_folder_count_up_to_the_top_of_its_repository(run: Run, library: Path) -> None:
    write(library, {".gitignore": "*.txt\n", "repo/.git/HEAD": "", "repo/.gitignore": "no.txt\n"})
    write(library, dict.fromkeys(["repo/letters/yes.txt", "repo/letters/no.txt"], PLAIN))
    assert linted(run, "repo/letters") == ["repo/letters/yes.txt"]


def test_settings_say_what_a_folders_letters_are(run: Run, library: Path) -> None:
    write(library, {"letterlint.toml": 'include = ["*.md", "*.letter"]\nexclude = ["README.md", "old/"]\n'})
    write(library, dict.fromkeys(["README.md", "a.md", "b.letter", "c.txt", "old/d.md", "deep/e.md"], PLAIN))
    assert linted(run, ".") == ["a.md", "b.letter", "deep/e.md"]
    assert linted(run, "old/d.md", "c.txt") == ["old/d.md", "c.txt"]
    assert linted(run, "old/d.md", "c.txt", "--force-exclude") == ["c.txt"]


def test_a_letter_that_is_named_twice_is_linted_once(run: Run, library: Path) -> None:
    write(library, {"north/a.txt": PLAIN, "b.txt": PLAIN})
    assert linted(run, "b.txt", "north/a.txt", ".", "./north") == ["b.txt", "north/a.txt"]


def test_links_are_followed_to_letters_and_never_into_a_loop(run: Run, library: Path) -> None:
    write(library, {"north/a.txt": PLAIN})
    (library / "north" / "loop").symlink_to(library / "north")
    (library / "north" / "b.txt").symlink_to(library / "north" / "a.txt")
    (library / "north" / "c.txt").symlink_to("c.txt")
    (library / "north" / "d.txt").symlink_to("nowhere.txt")
    result = run("north", "--format", "json")
    errors = {file["path"]: file["error"] for file in json.loads(result.stdout)["files"]}
    assert errors["north/a.txt"] is errors["north/b.txt"] is None
    assert "symbolic links" in errors["north/c.txt"]
    assert "no such file" in errors["north/d.txt"]
    assert len(errors) == 4
    assert result.exit_code == 2


@pytest.mark.parametrize(
    "name", [b"with space.txt", b"new\nline.txt", b"not-utf-8-\xe9.txt", b"-dash.txt", b"::error::.txt"]
)
@pytest.mark.parametrize(
    "format_", ["rich", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson"]
)
def test_any_name_of_a_file_will_do(run: Run, library: Path, name: bytes, format_: str) -> None:
    (library / os.fsdecode(name)).write_text(BAD)
    result = run(".", "--select", "avoids-euphemism", "--format", format_)
    assert result.exit_code == 1, result.output
    assert "Traceback" not in result.output
    assert not any(line.startswith("::error::") for line in result.stdout.splitlines())


def test_a_named_pipe_in_a_folder_is_no_letter(run: Run, library: Path) -> None:
    write(library, {"a.txt": PLAIN})
    os.mkfifo(library / "pipe.txt")
    assert linted(run, ".") == ["a.txt"]


def test_a_file_that_disappears_during_the_run_is_told(
    run: Run, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(library, {"a.txt": BAD, "b.txt": BAD})
    read = files.read_bytes

    def read_and_remove(path: Path) -> bytes:
        (library / "b.txt").unlink(missing_ok=True)
        return read(path)

    monkeypatch.setattr(files, "read_bytes", read_and_remove)
    result = run(".", *ONE)
    assert "b.txt: error: no such file" in result.stdout
    assert "a.txt:3:" in result.stdout
    assert result.exit_code == 2


def test_ignore_files_are_read_as_git_reads_them(run: Run, library: Path) -> None:
    write(library, dict.fromkeys(["a.txt", "b.txt", "c.txt", "inner/d.txt"], PLAIN))
    write(
        library,
        {
            ".gitignore": "\ufeffb.txt\n!\n\\\n",  # a byte order mark, and lines that make no sense
            ".git/info/exclude": "c.txt\n*.log\n",
            "inner/.git/HEAD": "",
        },
    )
    assert linted(run, ".") == ["a.txt", "inner/d.txt"]


def test_who_names_an_ignored_folder_wants_it_read(run: Run, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(library, {".gitignore": "/out\n*.tmp.txt\n", ".git/HEAD": "", "out/a.txt": PLAIN, "out/deep/b.txt": PLAIN})
    assert linted(run, "out") == ["out/a.txt", "out/deep/b.txt"]
    monkeypatch.chdir(library / "out")
    assert linted(run, ".") == ["a.txt", "deep/b.txt"]
    write(library, {".gitignore": "*\n", "repo/.git/HEAD": "", "repo/c.txt": PLAIN})
    monkeypatch.chdir(library / "repo")
    assert linted(run, ".") == ["c.txt"]


def test_odd_paths_are_told_and_never_crash(run: Run, library: Path) -> None:
    os.mkfifo(library / "pipe")
    (library / "folder").mkdir()
    (library / "folder" / "a.txt").symlink_to(library / "pipe")
    write(library, {"-": PLAIN, "folder/b.txt": PLAIN})
    for path, told in (("x" * 300, "File name too long"), ("a\0b", "null"), ("loop/a.txt", "no such file")):
        result = run(path, "--format", "concise")
        assert told in result.stdout
        assert result.exit_code == 2
    assert linted(run, "folder") == ["folder/b.txt"]
    assert linted(run, "./-") == ["./-"]


def test_a_very_deep_folder_is_walked(run: Run, library: Path) -> None:
    deep = library
    for _ in range(300):
        deep = deep / "d"
    write(deep, {"a.txt": PLAIN})
    assert len(linted(run, ".")) == 1

"""--changed-since lints what git says differs."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.library import BAD, ONE, PLAIN, write

Run = Callable[..., Result]


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@mill.example", "-c", "init.defaultBranch=main")
    subprocess.run(["git", "-C", folder, *who, *arguments], check=True, capture_output=True)  # noqa: S607  # the user's git


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"a.txt": BAD, "b.txt": BAD, "deep/with space é.txt": BAD, ".gitignore": "ignored.txt\n"})
    git(tmp_path, "init")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "letters")
    return tmp_path


def test_what_was_changed_staged_or_is_new_is_linted(run: Run, repository: Path) -> None:
    assert run(".", *ONE, "--changed-since", "HEAD").stdout == ""
    write(repository, {"a.txt": BAD + "\n", "deep/with space é.txt": BAD + "\n", "new\n1.txt": BAD, "ignored.txt": BAD})
    git(repository, "add", "a.txt")
    (repository / "b.txt").unlink()
    told = run(".", *ONE, "--changed-since", "HEAD").stdout.splitlines()
    assert [line.split(":")[0] for line in told] == ["a.txt", "deep/with space é.txt", "new�1.txt"]
    git(repository, "commit", "-am", "more")
    assert run("a.txt", *ONE, "--changed-since", "HEAD").stdout == ""
    assert run("a.txt", *ONE, "--changed-since", "HEAD~1").exit_code == 1


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "HEAD~9", ""])
def test_an_unknown_revision_is_an_error(run: Run, repository: Path, revision: str) -> None:
    result = run(".", "--changed-since", revision)
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith("letterlint: --changed-since: ")
    assert not (repository / "x").exists()


def test_a_folder_without_a_repository_is_an_error(
    run: Run, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.chdir(elsewhere)
    write(elsewhere, {"a.txt": PLAIN})
    result = run(".", "--changed-since", "HEAD")
    assert result.exit_code == 2
    assert "not a git repository" in result.stderr
    assert run(".").exit_code == 0


def test_without_git_it_is_an_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    result = run(".", "--changed-since", "HEAD")
    assert result.exit_code == 2
    assert "needs git" in result.stderr


def test_a_path_that_does_not_exist_is_told_all_the_same(run: Run) -> None:
    result = run("lettres", "--changed-since", "HEAD")
    assert result.exit_code == 2
    assert "no such file" in result.stdout


def test_a_hook_in_a_linked_worktree_asks_of_the_letters_repository(
    run: Run, repository: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = tmp_path_factory.mktemp("tree") / "tree"
    git(repository, "worktree", "add", str(tree))
    monkeypatch.setenv("GIT_DIR", str(repository / ".git" / "worktrees" / "tree"))
    monkeypatch.chdir(tree)
    write(tree, {"a.txt": BAD + "\n"})
    assert [line.split(":")[0] for line in run(".", *ONE, "--changed-since", "HEAD").stdout.splitlines()] == ["a.txt"]

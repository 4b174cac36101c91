"""The hooks work with the real pre-commit, installed from a clone of this project, in a real git repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from letterlint.reading.formats import TEMPLATES, TEXT
from tests.conftest import ROOT
from tests.library import BAD, write

GOOD = (ROOT / "corpora/en/dev/piano-tuner-stops.txt").read_text(encoding="utf-8")
TEMPLATE = GOOD.replace("Dear ", "Dear {{ client.name }}, dear ", 1)
CONFIG = """
repos:
  - repo: {repo}
    rev: {rev}
    hooks:
      - id: letterlint
      - id: letterlint-templates
"""


def git(folder: Path, *arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    who = ("-c", "user.name=A", "-c", "user.email=a@mill.example", "-c", "init.defaultBranch=main")
    command = ["git", "-C", str(folder), *who, *arguments]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A user's environment, with a home of its own for pre-commit."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**kept, "PATH": path, "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("home"))}


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Path:
    """A repository of letters with our hooks installed, as pre-commit installs them."""
    project = tmp_path_factory.mktemp("project") / "letterlint"
    shutil.copytree(ROOT, project, ignore=shutil.ignore_patterns(".git", ".*_cache", ".venv", "__pycache__"))
    git(project, "init")
    git(project, "add", "--all")
    assert git(project, "commit", "--message", "letterlint").returncode == 0
    folder = tmp_path_factory.mktemp("letters")
    git(folder, "init")
    rev = git(project, "rev-parse", "HEAD").stdout.strip()
    write(folder, {".pre-commit-config.yaml": CONFIG.format(repo=project, rev=rev)})
    git(folder, "add", ".")
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "install", "--install-hooks"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def commit(folder: Path, environment: dict[str, str], files: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Try to commit some files, and none before them."""
    git(folder, "reset", "--quiet")
    write(folder, files)
    git(folder, "add", *files)
    return git(folder, "commit", "--message", "letters", env=environment)


def test_a_bad_letter_is_refused_with_its_findings_and_a_good_one_accepted(
    letters: Path, environment: dict[str, str]
) -> None:
    refused = commit(letters, environment, {"bad letter.txt": BAD})
    assert refused.returncode == 1
    assert "warning: “part ways” softens the news" in refused.stdout + refused.stderr
    accepted = commit(letters, environment, {"good.txt": GOOD})
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr


def test_in_a_library_of_templates_placeholders_are_expected(letters: Path, environment: dict[str, str]) -> None:
    accepted = commit(letters, environment, {"library/farewell.txt.j2": TEMPLATE})
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
    refused = commit(letters, environment, {"farewell.txt": TEMPLATE})
    assert "[fills-placeholders]" in refused.stdout + refused.stderr
    assert refused.returncode == 1


def test_the_hooks_are_for_the_files_that_letterlint_takes_for_letters_and_templates() -> None:
    hooks = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    known = {"letterlint": TEXT, "letterlint-templates": TEMPLATES}
    for name, suffixes in known.items():
        written = set(hooks[name]["files"].removeprefix(r"\.(").removesuffix(")$").replace(r"\.", ".").split("|"))
        assert written == {suffix.removeprefix(".") for suffix in suffixes}

"""Which files git says have changed.

Decision: git itself is asked, in the repository of each file; what it does not know yet (untracked) has changed.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from letterlint.errors import UsageError
from letterlint.reading.files import STDIN, Unread

_OF_A_HOOK = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"})
"""Variables by which git tells a hook where it works; here the repository of each file is meant."""


def only_changed(files: Iterable[str | Unread], revision: str) -> list[str | Unread]:
    """Keep of some files those that differ from a revision, and what could not be read.

    Args:
        files: the files, as they were found.
        revision: what git takes for a commit: a branch, a tag, `HEAD~3`, `origin/main`.

    Raises:
        UsageError: a file is in no repository, the revision is unknown, or git is not there.
    """
    tops: dict[Path, Path] = {}
    changed: dict[Path, frozenset[Path]] = {}

    def has_changed(path: Path) -> bool:
        if not os.path.lexists(path):
            return True  # which is told when it is read
        folder = path.parent.resolve()
        if folder not in tops:
            tops[folder] = _top(folder)
        top = tops[folder]
        if top not in changed:
            changed[top] = _changed(top, revision)
        return folder / path.name in changed[top]

    return [file for file in files if isinstance(file, Unread) or file == STDIN or has_changed(Path(file))]


def _top(folder: Path) -> Path:
    """The top folder of a repository."""
    return Path(os.fsdecode(_git(folder, "rev-parse", "--show-toplevel").removesuffix(b"\n")))


def _changed(top: Path, revision: str) -> frozenset[Path]:
    """The files of a repository that differ from a revision, in the work tree."""
    _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    differing = _git(top, "diff", "--name-only", "-z", "--no-renames", "--diff-filter=d", revision, "--")
    untracked = _git(top, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset(top / os.fsdecode(name) for name in (differing + untracked).split(b"\0") if name)


def _git(folder: Path, *arguments: str) -> bytes:
    environment = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, check=False)  # noqa: S603  # no shell
    except OSError as error:
        raise UsageError(f"--changed-since needs git, which cannot be run: {error.strerror or error}") from error
    if done.returncode:
        said = os.fsdecode(done.stderr).strip().splitlines()
        why = (
            said[-1].removeprefix("fatal: ")
            if said
            else f"unknown revision '{arguments[-1].removesuffix('^{commit}')}'"
        )
        raise UsageError(f"--changed-since: {folder}: {why}")
    return done.stdout

"""The wheel holds the rules, and works where it is installed: from any folder, and without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

LETTER = "Dear Sam,\n\nWe have decided to part ways.\n\nYours,\nLee\n"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy of the checkout, so that nothing is left behind in it."""
    folder = tmp_path_factory.mktemp("build")
    copy = folder / "checkout"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", ".*_cache", ".venv", "__pycache__"))
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(copy)]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel in an environment of its own; what it needs, it sees in ours, so that nothing is fetched."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, with_pip=False, symlinks=True)
    purelib = next(folder.glob("lib/python*/site-packages"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(purelib)
    for path in sys.path:
        if path.endswith("site-packages"):
            (purelib / "dependencies.pth").write_text(f"{path}\n", encoding="utf-8")
    return folder / "bin" / "python"


def test_the_wheel_holds_every_rule_move_and_phrase(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if name.startswith("letterlint/rules/")}
    outside = {f"letterlint/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "rules").rglob("*.toml")}
    assert outside <= inside


def lint(program: Path, folder: Path, *before: str) -> subprocess.CompletedProcess[str]:
    (folder / "some.txt").write_text(LETTER, encoding="utf-8")
    command = [*before, str(program), "-m", "letterlint", "some.txt", "--format", "concise"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_installed_program_finds_its_rules_from_any_folder(program: Path, tmp_path: Path) -> None:
    done = lint(program, tmp_path)
    assert done.returncode == 1, done.stderr
    assert "[avoids-euphemism]" in done.stdout
    where = [str(program), "-c", "import letterlint.packs as packs; print(packs.own_pack_folder())"]
    folder = subprocess.run(where, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert Path(folder.strip()).is_relative_to(program.parents[1])


def test_it_works_without_any_network(program: Path, tmp_path: Path) -> None:
    unshare = shutil.which("unshare")
    alone = [unshare or "unshare", "--map-root-user", "--net"]
    if not unshare or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody have a network namespace of their own")
    done = lint(program, tmp_path, *alone)
    assert done.returncode == 1, done.stderr
    assert "[avoids-euphemism]" in done.stdout

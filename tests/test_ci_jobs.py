"""The settings, jobs and programs that the README shows are valid, and do what it says."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import Result

from letterlint.settings import read_settings
from tests.conftest import ROOT
from tests.library import BAD, PLAIN, write

README = (ROOT / "README.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"```(?P<language>\w+)\n(?P<text>.*?)```", re.DOTALL)


def block(containing: str) -> str:
    """The one block of the README that holds some words."""
    (found,) = [one["text"] for one in _BLOCK.finditer(README) if containing in one["text"]]
    return found


@pytest.mark.parametrize(
    ("containing", "schema"), [("runs-on: ubuntu", "vendor.github-workflows"), ("codequality:", "vendor.gitlab-ci")]
)
def test_the_jobs_are_valid_by_the_schemas_of_their_services(tmp_path: Path, containing: str, schema: str) -> None:
    path = tmp_path / "job.yml"
    path.write_text(block(containing))
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def shell_lines() -> list[str]:
    """Each command of the jobs that calls letterlint."""
    github = [step["run"] for step in yaml.safe_load(block("runs-on"))["jobs"]["letters"]["steps"] if "run" in step]
    gitlab = yaml.safe_load(block("codequality:"))["letters"]["script"]
    plain = block("json=letters.json").splitlines()
    return [line for line in (*github, *gitlab, *plain) if line.startswith("letterlint ")]


@pytest.mark.parametrize("line", shell_lines())
@pytest.mark.parametrize(("letter", "status"), [(PLAIN, 0), (BAD, 1), ("", 2)])
def test_the_commands_of_the_jobs_run_in_a_shell_and_write_their_reports(
    tmp_path: Path, line: str, letter: str, status: int
) -> None:
    write(tmp_path, {"letters/a.txt": letter})
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    command = ["/bin/sh", "-e", "-c", line]
    done = subprocess.run(command, cwd=tmp_path, env={**os.environ, "PATH": path}, capture_output=True, check=False)
    assert done.returncode == status, done.stderr
    written = re.findall(r"=(\S+)", line)
    assert written
    assert all((tmp_path / name).stat().st_size > 0 for name in written)


def test_the_settings_of_the_readme_are_valid_and_hold(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = block("[[overrides]]")
    write(tmp_path, {"letterlint.toml": text, "refusals/a.txt": PLAIN})
    assert read_settings(tmp_path / "letterlint.toml").table.ignore == ("uses-letterhead",)
    assert json.loads(run("refusals", "--format", "json").stdout)["files"][0]["kind"] == "refusal"


def test_the_program_of_the_readme_prints_findings() -> None:
    command = [sys.executable, "-c", block("import letterlint")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "3 warning avoids-euphemism" in done.stdout

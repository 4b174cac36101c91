"""Several processes find what one finds, and stop when they are told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from letterlint import parallel
from tests.library import BAD, PLAIN, write

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    letters = {f"{number:03}.txt": (BAD, PLAIN)[number % 2].replace("Sam", f"Sam {number}") for number in range(40)}
    write(tmp_path, {**letters, "x.txt": "no letter\n", "y.txt": "", "z/letterlint.toml": "", "z/a.es.txt": BAD})
    return tmp_path


def test_the_report_is_that_of_one_process(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "WORTHWHILE", 2)
    alone, together = (run(".", "--format", "json", "--no-cache", "--jobs", jobs) for jobs in ("1", "3"))
    assert together.stdout == alone.stdout
    assert together.exit_code == alone.exit_code == 2


def test_few_letters_are_linted_by_one_process(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("multiprocessing.get_context", lambda *_: pytest.fail("a process is started for few letters"))
    assert run(".", "--no-cache", "--jobs", "8").exit_code == 2


def is_gone(group: int) -> bool:
    """Whether no process of a group is left, after a while."""
    time.sleep(0.1)
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


def test_an_interrupt_stops_all_processes_at_once(library: Path) -> None:
    write(library, {f"more/{number}.txt": BAD.replace("Sam", f"Sam {number}") * 40 for number in range(1600)})
    command = [sys.executable, "-m", "letterlint", ".", "--no-cache", "--jobs", "2", "--format", "json"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    time.sleep(3)
    os.killpg(process.pid, signal.SIGINT)
    begun = time.monotonic()
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130, said
    assert time.monotonic() - begun < 5
    assert "Traceback" not in said
    assert any(is_gone(process.pid) for _ in range(50)), "workers are left"


@pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere workers begin from nothing, and know nothing of the test"
)
def test_a_process_that_is_stopped_from_outside_is_an_error_and_no_endless_wait() -> None:
    code = (
        "import os, signal\nfrom letterlint import parallel\nfrom letterlint.cli import main\n"
        "def die(numbers):\n    os.kill(os.getpid(), signal.SIGKILL)\n"
        "parallel._lint, parallel.WORTHWHILE = die, 2\n"
        "main(['.', '--no-cache', '--jobs', '2'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "run again with --jobs 1" in done.stderr

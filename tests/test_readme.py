"""The README shows what really happens."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from click.testing import Result

from tests.conftest import ROOT


def test_the_run_in_the_readme_is_a_real_one(run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    found = re.search(r"```console\n\$ letterlint (\S+)\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    assert found
    assert run(found[1]).stdout.rstrip("\n") == found[2].rstrip("\n")


def test_the_readme_names_every_command(run: Callable[..., Result]) -> None:
    commands = re.findall(r"^  ([a-z]+)  ", run("--help").stdout.partition("Commands:")[2], re.MULTILINE)
    readme = (ROOT / "README.md").read_text()
    assert commands
    assert [name for name in commands if name != "lint" and f"`letterlint {name}" not in readme] == []


def test_the_index_of_the_rules_is_up_to_date(run: Callable[..., Result]) -> None:
    index = run("rules", "--format", "markdown").stdout
    assert index in (ROOT / "rules/README.md").read_text(), "write it anew: letterlint rules --format markdown"

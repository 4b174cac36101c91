"""Small letters and folders of letters for the tests."""

from __future__ import annotations

from pathlib import Path

BAD = "Dear Sam,\n\nWe have decided to part ways with you.\n\nYours,\nLee\n"
"""A termination that breaks many rules; `avoids-euphemism` stands in its third line."""
PLAIN = "Dear Sam,\n\nThe picnic is on Sunday, and you are most welcome to join us there.\n\nYours,\nLee\n"
"""A letter without bad news and without a finding."""
ONE = ("--select", "avoids-euphemism", "--format", "concise")
"""One rule is easier to follow than all."""


def write(folder: Path, files: dict[str, str]) -> None:
    """Write files below a folder, by their names."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

"""Findings that are known and let pass, counted by rule and file in `letterlint-baseline.json`.

Decision: a count survives edits elsewhere in the letter, as line numbers do not. Where a letter breaks a rule more
often than is known, all its findings of that rule are told, for none can say which is the new one.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from letterlint.errors import SettingsError
from letterlint.findings import FileReport, Report
from letterlint.settings import Settings, shown
from letterlint.tables import Table, convert
from letterlint.writing import write_text

_REMEDY = "delete it, and write it anew with 'letterlint baseline'"
Counts = Mapping[str, Mapping[str, int]]
"""For each file, named from the folder of the settings, how often it breaks each rule."""


class _File(Table, frozen=True, kw_only=True):
    """A baseline, as written."""

    version: Literal[1]
    files: dict[str, dict[str, int]]


def read_baseline(path: Path) -> Counts:
    """Read a baseline; one that is not there lets nothing pass.

    Raises:
        SettingsError: it is malformed, or cannot be read.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SettingsError(f"{shown(path)}: cannot be read: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:  # also a number or brackets without end
        raise SettingsError(f"{shown(path)}: no valid JSON: {error}; {_REMEDY}") from error
    try:
        return convert(data, _File, shown(path), SettingsError).files
    except SettingsError as error:
        raise SettingsError(f"{error}; {_REMEDY}") from error


def renewed(old: Counts, reports: Iterable[FileReport], settings: Settings, *, prune: bool) -> Counts:
    """What a baseline holds after a run.

    Args:
        old: what it holds.
        reports: what is found in some letters, whatever the baseline lets pass; of others nothing new is known.
        settings: the settings that the baseline belongs to.
        prune: whether counts may only fall.
    """
    new = {file: rules for file, rules in old.items() if settings.has_file(file)}
    for report in (report for report in reports if report.error is None):
        file = settings.name_of(report.path)
        found = Counter(finding.rule for finding in report.findings)
        known = old.get(file, {})
        new[file] = {rule: min(found[rule], known[rule]) for rule in known} if prune else found
    counts = {file: {rule: number for rule, number in sorted(rules.items()) if number} for file, rules in new.items()}
    return {file: counts[file] for file in sorted(counts) if counts[file]}


def update_baselines(
    report: Report, settings_of: Callable[[str], Settings], *, prune: bool
) -> Iterator[tuple[Path, int]]:
    """Write the baselines of some letters.

    Args:
        report: what is found in them, whatever their baselines let pass.
        settings_of: tells the settings of a letter's file.
        prune: whether counts may only fall.

    Yields:
        Each baseline, with how many findings it now knows.

    Raises:
        SettingsError: one of them is malformed.
        UsageError: one of them cannot be written.
    """
    groups: dict[Path, tuple[Settings, list[FileReport]]] = {}
    for file in report.files:
        settings = settings_of(file.path)
        groups.setdefault(settings.baseline, (settings, []))[1].append(file)
    for path, (settings, files) in groups.items():
        counts = renewed(read_baseline(path), files, settings, prune=prune)
        # JSON escapes a name that is not UTF-8, and it reads back as the same name.
        write_text(path, json.dumps({"version": 1, "files": counts}, indent=2) + "\n")
        yield path, sum(number for rules in counts.values() for number in rules.values())

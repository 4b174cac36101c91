"""How many findings there are, by rule and by folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import PurePath

from letterlint.findings import Level, Report

Tallies = Mapping[str, Mapping[Level, int]]


def by_rule(report: Report) -> Tallies:
    """Count the findings of each rule by their level, the most frequent rule first."""
    return _tallied((finding.rule, finding.level) for file in report.files for finding in file.findings)


def by_folder(report: Report) -> Tallies:
    """Count the findings in each folder by their level, the folder with most first."""
    return _tallied(
        (PurePath(file.path).parent.as_posix(), finding.level) for file in report.files for finding in file.findings
    )


def _tallied(found: Iterable[tuple[str, Level]]) -> Tallies:
    tallies: dict[str, Counter[Level]] = {}
    for name, level in found:
        tallies.setdefault(name, Counter())[level] += 1
    return dict(sorted(tallies.items(), key=lambda item: (-item[1].total(), item[0])))

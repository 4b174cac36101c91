"""Findings that the user has taken exception to, and exceptions that no longer cover anything.

Decision: an exception stands outside the letter's text, for the letter goes to a customer: in a comment that never
reaches the reader, in the settings, or in a baseline; in this order, the first that covers a finding counts. An
exception that covers nothing is told, but only where all that it could cover was checked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec
from msgspec.structs import replace

from letterlint.baseline import Counts, read_baseline
from letterlint.errors import unknown
from letterlint.findings import FileReport, Notice, Suppressed
from letterlint.options import Options, checked_rules
from letterlint.reading.comments import Skip
from letterlint.settings import Settings, globs, shown


class Linted(msgspec.Struct, frozen=True):
    """A letter that was linted, with what else is known of its file."""

    report: FileReport
    settings: Settings
    options: Options | None = None
    """What it was linted with; None if it could not be read."""
    rules: Collection[str] = ()
    """The rules that there are."""
    skips: tuple[Skip, ...] = ()

    @property
    def checked(self) -> frozenset[str]:
        """The rules that were checked."""
        return checked_rules(self.options, self.rules) if self.options else frozenset()


class _Cover(msgspec.Struct, frozen=True):
    """That one exception lets letters break one rule."""

    rule: str
    by: Literal["settings", "baseline", "comment"]
    reason: str | None
    path: str
    """The file in which the exception stands."""
    place: str
    """Where it stands there, in words."""
    line: int | None = None

    def notice(self) -> Notice:
        """Tell that it covers nothing."""
        return Notice(self.path, f"{self.place}: no finding of '{self.rule}' to cover; remove the exception", self.line)


class Exceptions:
    """The exceptions of a run, and what they covered so far.

    Args:
        use_baseline: whether what a baseline knows is let pass.
    """

    def __init__(self, *, use_baseline: bool = True) -> None:
        self._use_baseline = use_baseline
        self._useful: dict[_Cover, bool] = {}
        self._baselines: dict[Path, tuple[Settings, Counts]] = {}
        self._gone: Counter[Path] = Counter()
        """For each baseline how many known findings are no longer found."""

    def apply(self, letter: Linted) -> FileReport:
        """Set aside those findings of a letter that are covered.

        Raises:
            SettingsError: the baseline is malformed.
        """
        report = letter.report
        covers = [*_in_comments(letter), *_in_settings(letter)]
        broken = {finding.rule for finding in report.findings}
        for cover in covers:
            if cover.rule in letter.checked:
                self._useful[cover] = self._useful.get(cover, False) or cover.rule in broken
        report = _covered(report, covers)
        return _covered(report, self._in_baseline(letter, report)) if self._use_baseline else report

    def _in_baseline(self, letter: Linted, report: FileReport) -> Iterator[_Cover]:
        """What is known of a letter: the rules that it breaks no more often than that."""
        path = letter.settings.baseline
        if path not in self._baselines:
            self._baselines[path] = letter.settings, read_baseline(path)
        counts = self._baselines[path][1]
        if not counts:
            return
        found = Counter(finding.rule for finding in report.findings)
        known = counts.get(letter.settings.name_of(report.path), {})
        for rule, number in known.items():
            if rule in letter.checked:
                self._gone[path] += max(number - found[rule], 0)
            if found[rule] <= number:
                yield _Cover(rule, "baseline", None, str(path), "known")

    def notices(self, walked: Collection[Settings]) -> Iterator[Notice]:
        """Tell which exceptions cover nothing.

        Args:
            walked: the settings of which all letters were linted.
        """
        places = {settings.place for settings in walked}
        for cover, useful in self._useful.items():
            if not useful and (cover.by == "comment" or cover.path in places):
                yield cover.notice()
        for path, (settings, known) in self._baselines.items():
            removed = (rules.values() for name, rules in known.items() if not settings.has_file(name))
            if gone := self._gone[path] + sum(map(sum, removed)):
                were = "known finding is" if gone == 1 else "known findings are"
                yield Notice(shown(path), f"{gone} {were} gone; take them out with 'letterlint baseline --prune'")


def _in_comments(letter: Linted) -> Iterator[_Cover]:
    for skip in letter.skips:
        for rule in skip.rules:
            yield _Cover(rule, "comment", skip.reason, letter.report.path, "letterlint: skip", skip.line)


def _in_settings(letter: Linted) -> Iterator[_Cover]:
    for glob, table in letter.settings.exceptions:
        if Path(letter.report.path) in glob:
            for rule in globs(table.rules):
                yield _Cover(rule, "settings", table.reason, letter.settings.place, glob.place)


def _covered(report: FileReport, covers: Iterable[_Cover]) -> FileReport:
    """Set aside what is covered; for each rule the first cover counts."""
    by_rule: dict[str, _Cover] = {}
    for cover in covers:
        by_rule.setdefault(cover.rule, cover)
    if not by_rule:
        return report
    aside = [
        Suppressed(finding, by_rule[finding.rule].by, by_rule[finding.rule].reason)
        for finding in report.findings
        if finding.rule in by_rule
    ]
    left = tuple(finding for finding in report.findings if finding.rule not in by_rule)
    return replace(report, findings=left, suppressed=(*report.suppressed, *aside))


def misunderstood(letter: Linted) -> Iterator[Notice]:
    """Tell which comments addressed to letterlint cannot be understood."""
    path = letter.report.path
    for skip in letter.skips:
        if not skip.rules:
            yield Notice(path, "comment not understood; write 'letterlint: skip RULE -- reason', with both", skip.line)
        for rule in skip.rules:
            if rule not in letter.rules:
                yield Notice(path, f"letterlint: skip: {unknown('rule', rule, letter.rules)}", skip.line)

"""Runs the examples inside a pack: a rule that is not shown to work does not work.

Each rule has at least one bad and one good example in each language of its pack. `[[…]]` marks the stretch that
the rule must flag; in a bad example it must flag all of them and nothing else, in a good one nothing. Every
phrase is compiled on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from letterlint.findings import FileReport
from letterlint.lint import Linter
from letterlint.options import Options
from letterlint.packs import Example, Pack, Rule, load_pack
from letterlint.reading.source import Source

_MARK = re.compile(r"\[\[(.*?)\]\](?!\])", re.DOTALL)


def prove(folder: Path) -> tuple[int, list[str]]:
    """Run the examples of a pack; of one that adds to another, its own.

    Returns:
        How many examples there are, and a line for each that does not prove its rule.

    Raises:
        PackError: the pack is malformed.
    """
    pack = load_pack(folder)
    complaints: list[str] = []
    examples = 0
    for rule in pack.rules.values():
        if Path(rule.file).parent != folder:
            continue  # a rule of the pack that this one adds to
        complaints += _missing_examples(rule, rule.text.languages or tuple(pack.about.languages))
        for name, marked, group in (("bad", True, rule.text.bad), ("good", False, rule.text.good)):
            for number, example in enumerate(group, 1):
                examples += 1
                if complaint := _complaint(pack, rule, example, marked=marked):
                    complaints.append(f"{rule.file}: {name} example {number} ({example.language}): {complaint}")
    return examples, complaints


def _missing_examples(rule: Rule, languages: tuple[str, ...]) -> Iterator[str]:
    for name, group in (("bad", rule.text.bad), ("good", rule.text.good)):
        for language in languages:
            if not any(example.language == language for example in group):
                yield f"{rule.file}: no {name} example in '{language}'; add one"


def unmarked(letter: str) -> tuple[str, list[tuple[int, int]]]:
    """Take the marks out of an example; say which stretches they mark."""
    stretches = []
    text, end = "", 0
    for found in _MARK.finditer(letter):
        text += letter[end : found.start()]
        stretches.append((len(text), len(text) + len(found[1])))
        text += found[1]
        end = found.end()
    return text + letter[end:], stretches


def _complaint(pack: Pack, rule: Rule, example: Example, *, marked: bool) -> str | None:
    """Say in what way an example does not prove its rule."""
    text, expected = unmarked(example.letter)
    if marked != bool(expected):
        return "a bad example marks what is wrong with [[…]]" if marked else "a good example marks nothing"
    reports = _reports(pack, rule, example, text)
    if error := next((report.error for report in reports if report.error), None):
        return error
    report = reports[0]
    found = [(finding.start, finding.end) for finding in report.findings]
    if found == expected:
        return None
    if not found:
        applies = report.kind in rule.text.kinds
        return "nothing flagged" + (
            "" if applies else f"; the letter is taken for {report.kind}, which the rule is not for"
        )
    return "flagged " + ", ".join(repr(" ".join(text[start:end].split())) for start, end in found)


def _reports(pack: Pack, rule: Rule, example: Example, text: str) -> list[FileReport]:
    """What the rule says of an example, and of its versions in other languages, if it has any."""
    texts = {example.language: text, **example.versions}
    linters = {
        language: Linter(Options(kind=example.kind, language=language, select=(rule.name,)), pack) for language in texts
    }
    reports = {
        language: linters[language].lint(Source(f"{rule.name}.{language}.txt", text))
        for language, text in texts.items()
    }
    return linters[example.language].compare(reports)

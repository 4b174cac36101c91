"""A letter and the rules in, findings out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from msgspec.structs import replace

from letterlint.checks import is_comparison, prepare, prepare_comparison
from letterlint.checks.hits import Hit, Value
from letterlint.errors import ReadError
from letterlint.fact_finding import facts_of
from letterlint.findings import FileReport, Finding, Fix, Level
from letterlint.letter import Letter
from letterlint.options import DEFAULT, Options, check_options, checked_rules
from letterlint.packs import Pack, Rule, RuleFile, load_pack, place_of
from letterlint.reading.formats import is_template
from letterlint.reading.languages import identify
from letterlint.reading.source import Source
from letterlint.typography import in_case_of, slips

_FIELD = re.compile(r"\{([a-z]+)(?:\|([^|{}]*)\|([^|{}]*))?\}")
_DATES_AS = {"en": "en_001"}
"""Where a language writes dates in more than one way, the locale whose way everyone reads: "3 June 2027"."""
_QUOTED_WORDS = 7
"""A longer stretch is quoted by its first words, or its last."""


class Linter:
    """Lints letters with the rules of one pack.

    Raises:
        UsageError: the options name an unknown rule, kind or language.
        PackError: the pack is malformed.
    """

    def __init__(self, options: Options = DEFAULT, pack: Pack | None = None) -> None:
        self.options = options
        self.pack = pack or load_pack()
        check_options(options, self.pack)
        self.checked = checked_rules(options, self.pack.rules)
        self._checks = {
            name: prepare(self.pack, rule, options.limits.get(name, {}))
            for name, rule in self.pack.rules.items()
            if not is_comparison(rule)
        }
        self._asked = [rule for name, rule in self.pack.rules.items() if name in self.checked & self._checks.keys()]
        self._comparisons = {
            name: prepare_comparison(self.pack, rule) for name, rule in self.pack.rules.items() if is_comparison(rule)
        }

    def read(self, source: Source) -> Letter:
        """Read a letter.

        Raises:
            ReadError: the text is in no language of the pack, or no letter.
            PackError: the pack's phrases are malformed.
        """
        from letterlint.reader import Reader  # noqa: PLC0415  # what a letter that is known does not need

        languages = self.pack.about.languages
        language = self.options.language or identify(source.plain, languages)
        letter = Reader(language, self.pack).read(
            source, self.options.kind, self.options.medium, template=self._is_template(source)
        )
        if not is_letter(letter):
            raise ReadError("no letter in it: no salutation, no close and no sentence; is this the right file?")
        return letter

    def _is_template(self, source: Source) -> bool:
        return is_template(source.path) if self.options.template is None else self.options.template

    def lint(self, source: Source) -> FileReport:
        """Lint a letter; what makes that impossible is told in the report's `error`."""
        try:
            letter = self.read(source)
        except ReadError as error:
            return FileReport(source.path, source.text, error=str(error))
        expected = next((moves for kind, moves in self.pack.about.expected.items() if kind == letter.kind), ())
        return FileReport(
            path=source.path,
            text=source.text,
            language=letter.language,
            kind=letter.kind,
            medium=letter.medium,
            template=letter.template,
            findings=tuple(self.findings(letter, source)),
            moves=Counter(move for sentence in letter.sentences for move in sentence.moves),
            missing=tuple(moves for moves in expected if letter.possible_moves.isdisjoint(moves.split(" or "))),
            encoded_facts=facts_of(letter, source.view.origin).encoded(),
            typography=tuple(slips(letter, source.view)),
        )

    def compare(self, versions: Mapping[str, FileReport]) -> list[FileReport]:
        """Compare the versions of one letter.

        Args:
            versions: the reports of the versions, by the language that the path of each says.

        Returns:
            The reports, in the same order, with what the comparison finds among their findings.
        """
        found: dict[str, list[Finding]] = {language: [] for language in versions}
        for name in self.checked & self._comparisons.keys():
            rule = self.pack.rules[name]
            for language, hit in self._comparisons[name](versions):
                report = versions[language]
                if _applies(rule.text, report):
                    source = Source(report.path, report.text)
                    found[language].append(self._told(rule, report, source, hit))
        return [
            replace(report, findings=tuple(sorted((*report.findings, *found[language]), key=_place)))
            for language, report in versions.items()
        ]

    def findings(self, letter: Letter, source: Source) -> list[Finding]:
        """Check a letter against the rules for its kind, in the order of the text."""
        hits: dict[str, list[Hit]] = {}

        def checked(name: str) -> list[Hit]:
            """What a rule has to say, whether or not the user asks for that rule."""
            if name not in hits:
                applies = _applies(self.pack.rules[name].text, letter)
                hits[name] = _distinct(self._checks[name](letter)) if applies else []
            return hits[name]

        found = [
            self._finding(rule, letter, source, hit)
            for rule in self._asked
            for hit in checked(rule.name)
            if not any(checked(other) for other in rule.text.yields_to)
        ]
        return sorted(found, key=_place)

    def _finding(self, rule: Rule, letter: Letter, source: Source, hit: Hit) -> Finding:
        """Say in words what a check has found in a letter."""
        phrase = hit.cue.phrase if hit.cue else None
        beginning, ending = _quotes(letter.text[hit.start : hit.end])
        fields: dict[str, Value] = {
            "phrase": beginning,
            "ending": ending,
            "plain": (phrase and phrase.plain) or "",
            "news": _quotes(letter.text[letter.news.start : letter.news.end])[0] if letter.news else "…",
            "count": len(letter.sentences),
            **hit.fields,
        }
        start, end = source.view.origin(hit.start, hit.end)
        finding = self._told(rule, letter, source, Hit(start, end, hit.cue, hit.case, fields))
        is_whole = hit.cue is not None and (hit.start, hit.end) == (hit.cue.start, hit.cue.end)
        if not (phrase and phrase.exact and is_whole and finding.text == letter.text[hit.start : hit.end]):
            return finding
        return replace(finding, fix=Fix(start, end, in_case_of(finding.text, phrase.exact)))

    def _told(self, rule: Rule, about: Letter | FileReport, source: Source, hit: Hit) -> Finding:
        """Make the finding of a hit that stands in the file, with all that the rule's texts can name."""
        phrase = hit.cue.phrase if hit.cue else None
        own, kind = about.language or "", about.kind or ""
        cases = (hit.case, kind)

        def said(what: Literal["message", "advice", "suggestion"], language: str) -> str | None:
            text = rule.said(what, language, cases) or rule.said(what, own, cases)
            return fill(text, hit.fields, language) if text else None

        language = self.options.messages or own

        return Finding(
            rule=rule.name,
            level=Level[self.options.levels.get(rule.name, rule.level(kind)).upper()],
            position=source.position(hit.start, hit.end),
            start=hit.start,
            end=hit.end,
            text=source.text[hit.start : hit.end],
            message=said("message", language) or "",
            advice=said("advice", language) or "",
            suggestion=(phrase and phrase.plain) or said("suggestion", own),
            source=self.pack.cite(rule),
            cause=f"{place_of(phrase)}: {phrase.text}" if phrase else None,
        )


def _applies(rule: RuleFile, letter: Letter | FileReport) -> bool:
    """Whether a rule is for such a letter."""
    return (
        letter.kind in rule.kinds
        and letter.medium in rule.media
        and (not rule.languages or letter.language in rule.languages)
        and (not rule.requires or any(move in letter.moves for move in rule.requires))
    )


def _place(finding: Finding) -> tuple[int, int, str]:
    """The order of findings."""
    return finding.start, finding.end, finding.rule


def _distinct(hits: Iterable[Hit]) -> list[Hit]:
    """The hits that do not lie within another, the first of those in the same stretch."""
    longest_first = sorted(hits, key=lambda hit: (hit.start, -hit.end))
    kept: list[Hit] = []
    for hit in longest_first:  # each hit that is kept ends after those before it
        if not kept or hit.end > kept[-1].end:
            kept.append(hit)
    return kept


def _quotes(text: str) -> tuple[str, str]:
    """A stretch as it is quoted by its beginning and by its end: whole, or its first and its last words."""
    words = text.split()
    if len(words) <= _QUOTED_WORDS:
        return " ".join(words), " ".join(words)
    return f"{' '.join(words[:_QUOTED_WORDS])} …", f"… {' '.join(words[-_QUOTED_WORDS:])}"


def is_letter(letter: Letter) -> bool:
    """Whether a text has the least that makes a letter: a sentence with a greeting or a close, or of prose."""
    framed = letter.zone("salutation") or letter.zone("close")
    prose = [sentence for sentence in letter.sentences if _is_prose(letter.text[sentence.start : sentence.end])]
    return bool(letter.sentences) and (bool(framed) or bool(prose))


def _is_prose(sentence: str) -> bool:
    return len(sentence.split()) >= 4 and sentence.rstrip("\"')»”’").endswith((".", "!", "?", "…"))  # noqa: PLR2004


def fill(text: str, fields: Mapping[str, Value], language: str) -> str:
    """Put the values of its fields into a text; a pack's text can reach nothing else (see `letterlint.packs`).

    Args:
        text: `{date}` stands for a value, and `{days|day|days}` for a number with its noun, in the singular or plural.
        fields: the values by their names.
        language: the language in which dates are written.
    """

    def written(found: re.Match[str]) -> str:
        name, singular, plural = found.groups()
        if name not in fields:
            return found[0]
        value = _written(name, fields[name], language)
        return value if singular is None else f"{value} {singular if fields[name] == 1 else plural}"

    return _FIELD.sub(written, text)


def _written(name: str, value: Value, language: str) -> str:
    """A value as its language writes it; of a date, what the field's name asks for."""
    if isinstance(value, float):
        from babel.numbers import format_decimal  # noqa: PLC0415  # few findings name a fraction

        return format_decimal(value, locale=language)
    if not isinstance(value, date):
        return str(value)
    from babel.dates import format_date  # noqa: PLC0415  # few findings name a date

    return format_date(value, "EEEE" if name == "weekday" else "long", locale=_DATES_AS.get(language, language))

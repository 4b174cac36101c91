"""A letter and the rules in, findings out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from letterlint.checks import prepare
from letterlint.checks.hits import Hit
from letterlint.errors import ReadError, UsageError, unknown
from letterlint.findings import FileReport, Finding, Level
from letterlint.letter import Letter
from letterlint.packs import KINDS, Pack, Rule, load_pack, own_pack_folder
from letterlint.pipeline import Reader
from letterlint.reading.languages import identify
from letterlint.reading.source import Source

_FIELD = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True)
class Options:
    """What the user said about a letter and about the run; None where the letter itself decides."""

    kind: str | None = None
    language: str | None = None
    medium: str | None = None
    template: bool = False
    messages: str | None = None
    """The language of the messages; the letter's own unless given."""
    select: tuple[str, ...] = ()
    """The rules to check; all unless given."""
    ignore: tuple[str, ...] = ()


class Linter:
    """Lints letters with the rules of one pack.

    Raises:
        UsageError: the options name an unknown rule, kind or language.
        PackError: the pack is malformed.
    """

    def __init__(self, options: Options = Options(), pack: Path | Pack | None = None) -> None:  # Options is frozen
        self.options = options
        self.pack = pack if isinstance(pack, Pack) else load_pack(pack or own_pack_folder())
        languages = self.pack.about.languages
        for language in (options.language, options.messages):
            _check_known("language", language, languages)
        _check_known("kind", options.kind, KINDS)
        for name in (*options.select, *options.ignore):
            _check_known("rule", name, self.pack.rules)
        self._checks = [
            (rule, prepare(self.pack, rule))
            for name, rule in self.pack.rules.items()
            if (not options.select or name in options.select) and name not in options.ignore
        ]

    def read(self, source: Source) -> Letter:
        """Read a letter.

        Raises:
            ReadError: the text is in no language of the pack, or no letter.
            PackError: the pack's phrases are malformed.
        """
        languages = self.pack.about.languages
        language = self.options.language or identify(source.plain, languages)
        letter = reader(language, self.pack.folder).read(source, self.options.kind, self.options.medium)
        if not is_letter(letter):
            raise ReadError("no letter in it: no salutation, no close and no sentence; is this the right file?")
        return letter

    def lint(self, source: Source) -> FileReport:
        """Lint a letter; what makes that impossible is told in the report's `error`."""
        try:
            letter = self.read(source)
        except ReadError as error:
            return FileReport(source.path, source.text, error=str(error))
        expected = next((moves for kind, moves in self.pack.about.expected.items() if kind == letter.kind), ())
        done = {move for sentence in letter.sentences for move in sentence.possible_moves}
        return FileReport(
            path=source.path,
            text=source.text,
            language=letter.language,
            kind=letter.kind,
            medium=letter.medium,
            template=self.options.template,
            findings=tuple(self.findings(letter, source)),
            moves=Counter(move for sentence in letter.sentences for move in sentence.moves),
            missing=tuple(moves for moves in expected if not done & set(moves.split(" or "))),
        )

    def findings(self, letter: Letter, source: Source) -> list[Finding]:
        """Check a letter against the rules for its kind, in the order of the text."""
        found = [
            self._finding(rule, letter, source, hit)
            for rule, check in self._checks
            if letter.kind in rule.text.kinds
            for hit in check(letter)
        ]
        return sorted(found, key=lambda finding: (finding.start, finding.end, finding.rule))

    def _finding(self, rule: Rule, letter: Letter, source: Source, hit: Hit) -> Finding:
        """Say in words what a check has found."""
        text = source.text[hit.start : hit.end]
        phrase = hit.cue.phrase if hit.cue else None
        plain = phrase.plain if phrase else None
        fields = {"phrase": " ".join(text.split()), "plain": plain or ""}
        language = self.options.messages or letter.language
        return Finding(
            rule=rule.name,
            level=Level[rule.level(letter.kind).upper()],
            position=source.position(hit.start, hit.end),
            start=hit.start,
            end=hit.end,
            text=text,
            message=fill(rule.text.message[language], fields),
            advice=fill(rule.text.advice[language], fields),
            suggestion=plain or rule.text.suggestion.get(letter.language),
            source=self.pack.cite(rule),
            cause=f"{phrase.id}: {phrase.text}" if phrase else None,
        )


@cache
def reader(language: str, pack: Path) -> Reader:
    """Load the reader of a language once."""
    return Reader(language, pack)


def is_letter(letter: Letter) -> bool:
    """Whether a text has the least that makes a letter: a sentence with a greeting or a close, or of prose."""
    framed = letter.zone("salutation") or letter.zone("close")
    prose = [sentence for sentence in letter.sentences if _is_prose(letter.text[sentence.start : sentence.end])]
    return bool(letter.sentences) and (bool(framed) or bool(prose))


def _is_prose(sentence: str) -> bool:
    return len(sentence.split()) >= 4 and sentence.rstrip("\"')»”’").endswith((".", "!", "?", "…"))  # noqa: PLR2004


def _check_known(what: str, name: str | None, known: Collection[str]) -> None:
    if name is not None and name not in known:
        raise UsageError(unknown(what, name, known))


def fill(text: str, fields: dict[str, str]) -> str:
    """Put the values of its fields into a text; a pack's text can reach nothing else (see `letterlint.packs`)."""
    return _FIELD.sub(lambda found: fields.get(found[1], found[0]), text)

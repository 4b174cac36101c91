"""How well letterlint reads a labelled corpus: precision, recall and F1 by rule, by move, by language.

Definitions (Manning, Raghavan and Schütze, "Introduction to Information Retrieval", 2008, chapter 8): precision
is the share of what was found that is right, recall the share of what is right that was found, F1 their
harmonic mean; micro-averages pool the counts. A finding is right if the labels expect one of its rule in a
stretch that overlaps; a move, if the labels give it to that sentence. The form of the labels is described in
`corpora/README.md`.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from letterlint.errors import ReadError
from letterlint.findings import Level
from letterlint.letter import Sentence
from letterlint.lint import Linter
from letterlint.packs import Kind
from letterlint.reading.decoding import decode
from letterlint.reading.source import Source


class Labels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a person says of a letter; quotes stand for the stretches and sentences that hold them."""

    kind: Kind
    medium: str = "letter"
    moves: dict[str, tuple[str, ...]] = {}
    findings: dict[str, tuple[str, ...]] = {}


@dataclass(slots=True)
class Tally:
    """Counts of what was found rightly, found wrongly, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, right: int, wrong: int, missed: int) -> None:
        """Add to the counts."""
        self.right += right
        self.wrong += wrong
        self.missed += missed

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 if nothing was found."""
        found = self.right + self.wrong
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        """The share of what is right that was found; 1 if there was nothing to find."""
        true = self.right + self.missed
        return self.right / true if true else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0


@dataclass(frozen=True)
class Score:
    """The score on the letters of one folder."""

    name: str
    """The folder, from the corpus: `en/test`."""
    letters: int
    rules: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    moves: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    grave: Tally = field(default_factory=Tally)
    """The counts of errors and warnings alone."""
    wrong_kinds: list[tuple[str, str, str]] = field(default_factory=list)
    """Letters, with the kind that they are and the kind that they were taken for."""
    faultless: list[tuple[str, bool]] = field(default_factory=list)
    """Letters without fault, and whether nothing was said of them."""
    mistakes: list[str] = field(default_factory=list)
    """A line for each finding that is wrong or missed."""

    @property
    def kinds(self) -> float:
        """The share of kinds told rightly."""
        return 1 - len(self.wrong_kinds) / self.letters

    @property
    def silent(self) -> float:
        """The share of faultless letters of which nothing was said; 1 if there are none."""
        return sum(silent for _, silent in self.faultless) / len(self.faultless) if self.faultless else 1.0

    @property
    def all_rules(self) -> Tally:
        """The counts of all rules, pooled."""
        return pooled(self.rules.values())

    @property
    def all_moves(self) -> Tally:
        """The counts of all moves, pooled."""
        return pooled(self.moves.values())


def pooled(tallies: Iterable[Tally]) -> Tally:
    """Add up tallies."""
    total = Tally()
    for tally in tallies:
        total.add(tally.right, tally.wrong, tally.missed)
    return total


def score_corpus(corpus: Path, linter: Linter) -> list[Score]:
    """Score each folder below `corpus` that holds labelled letters, in the order of their names.

    Raises: ReadError: there are no labelled letters, a label is malformed or quotes what the letter does not
        say just once, or a letter cannot be read.
    """
    folders = sorted({path.parent for path in corpus.rglob("*.toml")})
    scores = [_score_folder(folder, corpus, linter) for folder in folders]
    if not scores:
        raise ReadError(f"{corpus}: no labelled letters; labels are .toml files beside their letters (.txt)")
    return scores


def _score_folder(folder: Path, corpus: Path, linter: Linter) -> Score:
    files = sorted(folder.glob("*.toml"))
    name = folder.relative_to(corpus).as_posix() if folder != corpus else folder.name
    score = Score(name, len(files))
    for file in files:
        _score_letter(file, score, linter)
    return score


def _score_letter(file: Path, score: Score, linter: Linter) -> None:
    labels = read_labels(file)
    path = file.with_suffix(".txt")
    try:
        source = Source(path.stem, decode(path.read_bytes()))
        letter = linter.read(source)
    except (OSError, ReadError) as error:
        raise ReadError(f"{path}: {error}") from error
    if letter.kind != labels.kind:
        score.wrong_kinds.append((path.stem, labels.kind, letter.kind))
    _score_moves(file, labels, letter.sentences, source, score)
    findings = linter.findings(letter, source)
    known = [
        Stretch(name, *locate(file, quote, source), is_grave=rule.level(labels.kind) != "info")
        for name, quotes in labels.findings.items()
        if (rule := linter.pack.rules.get(name))
        for quote in quotes
    ]
    found = [Stretch(one.rule, one.start, one.end, is_grave=one.level > Level.INFO) for one in findings]
    _score_findings(known, found, source, score)
    if not labels.findings:
        score.faultless.append((path.stem, all(finding.level < Level.WARNING for finding in findings)))


def _score_moves(file: Path, labels: Labels, sentences: Sequence[Sentence], source: Source, score: Score) -> None:
    expected: dict[int, set[str]] = defaultdict(set)
    for quote, moves in labels.moves.items():
        start, _ = locate(file, quote, source)
        at = next((at for at, sentence in enumerate(sentences) if sentence.start <= start < sentence.end), -1)
        expected[at] |= set(moves)
    outside = (-1, frozenset[str]())
    for at, made in [*((at, sentence.moves) for at, sentence in enumerate(sentences)), outside]:
        for move in made | expected[at]:
            is_made, is_expected = move in made, move in expected[at]
            score.moves[move].add(is_made and is_expected, is_made and not is_expected, is_expected and not is_made)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a rule fires, or should."""

    rule: str
    start: int
    end: int
    is_grave: bool
    """Whether it is an error or a warning."""

    def meets(self, other: Stretch) -> bool:
        """Whether the two are of one rule and overlap."""
        return self.rule == other.rule and self.start < other.end and other.start < self.end


def _score_findings(expected: Sequence[Stretch], found: Sequence[Stretch], source: Source, score: Score) -> None:
    spare = list(found)

    def count(stretch: Stretch, right: int, wrong: int, missed: int) -> None:
        for tally in (score.rules[stretch.rule], *([score.grave] if stretch.is_grave else [])):
            tally.add(right, wrong, missed)

    for true in expected:
        match = next((one for one in spare if one.meets(true)), None)
        if match:
            spare.remove(match)
            count(match, 1, 0, 0)
        else:
            count(true, 0, 0, 1)
            score.mistakes.append(_mistake("missed", true, source))
    for one in spare:
        count(one, 0, 1, 0)
        score.mistakes.append(_mistake("wrong", one, source))


def _mistake(what: str, stretch: Stretch, source: Source) -> str:
    return f"{source.path}: {what} {stretch.rule}: {' '.join(source.text[stretch.start : stretch.end].split())}"


def read_labels(file: Path) -> Labels:
    """Read the labels of a letter.

    Raises:
        ReadError: they are malformed.
    """
    try:
        return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Labels)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise ReadError(f"{file}: {error}; see corpora/README.md for the form of labels") from error


def locate(file: Path, quote: str, source: Source) -> tuple[int, int]:
    """Find the stretch that a label quotes, white space apart.

    Raises:
        ReadError: it does not stand in the letter just once.
    """
    found = list(re.finditer(r"\s+".join(map(re.escape, quote.split())), source.text))
    if len(found) != 1:
        raise ReadError(f"{file}: the quote {quote!r} stands {len(found)} times in the letter; quote more, or exactly")
    return found[0].span()


def metrics(score: Score) -> Iterator[tuple[str, float]]:
    """The figures of a score that must not drop, each by its name."""
    yield f"{score.name} rules F1", score.all_rules.f1
    yield f"{score.name} errors and warnings P", score.grave.precision
    yield f"{score.name} moves F1", score.all_moves.f1
    yield f"{score.name} kinds", score.kinds
    yield f"{score.name} silent", score.silent

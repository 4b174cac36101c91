"""How many sentences, each written to make one move, are seen to make it.

Letters tell how often letterlint is right; they are few, and say each thing once. A bank of sentences tells
what wording it does not know. Each line of a bank is `move<TAB>sentence`, or `news kind<TAB>sentence`, or
`none<TAB>sentence` for one that makes no move. Phrases are developed with the odd lines; the even ones measure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from letterlint.errors import ReadError, unknown
from letterlint.letter import Letter
from letterlint.packs import KINDS, Move
from letterlint.reader import Reader
from letterlint.reading.source import Source

NONE = "none"
"""What a sentence that makes no move is labelled."""


@dataclass(slots=True)
class Share:
    """Of some sentences, how many surely make their move, and how many at least possibly."""

    sentences: int = 0
    sure: int = 0
    possible: int = 0

    def add(self, *, sure: bool, possible: bool) -> None:
        """Count a sentence."""
        self.sentences += 1
        self.sure += sure
        self.possible += sure or possible


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a bank."""

    number: int
    label: str
    sentence: str


def read_bank(file: Path, moves: Collection[str]) -> Iterator[Line]:
    """Read a bank.

    Raises:
        ReadError: a line has no label, or an unknown one.
    """
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        label, tab, sentence = line.partition("\t")
        move, _, kind = label.partition(" ")
        if not tab or not sentence.strip():
            raise ReadError(f"{file}:{number}: a line is a move, a tab and a sentence")
        if move not in {*moves, NONE}:
            raise ReadError(f"{file}:{number}: {unknown('move', move, {*moves, NONE})}")
        if kind and kind not in KINDS:
            raise ReadError(f"{file}:{number}: {unknown('kind', kind, KINDS)}")
        yield Line(number, label, sentence)


def score_bank(file: Path, reader: Reader, moves: Mapping[str, Move]) -> dict[tuple[str, bool], Share]:
    """Score a bank: for each label, of its odd lines (True) and its even lines (False) apart.

    A sentence is read as one of a letter of its kind, or of the first kind that makes its move. For `none`, "sure" is
    the share of sentences that surely make no move.

    Raises:
        ReadError: the bank is malformed.
    """
    shares: dict[tuple[str, bool], Share] = defaultdict(Share)
    for line in read_bank(file, moves):
        move, _, kind = line.label.partition(" ")
        likely = kind or (moves[move].kinds[0] if move in moves else None)
        letter = reader.read(Source(file.name, line.sentence + "\n"), likely)
        sure, possible = _makes(letter, line.label)
        shares[line.label, line.number % 2 == 1].add(sure=sure, possible=possible)
    return shares


def _makes(letter: Letter, label: str) -> tuple[bool, bool]:
    """Whether the letter, of one sentence, makes the move surely, and possibly."""
    if label == NONE:
        silent = not any(sentence.sure for sentence in letter.sentences)
        return silent, silent
    move, _, kind = label.partition(" ")
    sure = any(
        evidence.move == move and (not kind or (evidence.cue is not None and evidence.cue.phrase.kind == kind))
        for sentence in letter.sentences
        for evidence in sentence.sure
    )
    return sure, any(move in sentence.possible_moves for sentence in letter.sentences)

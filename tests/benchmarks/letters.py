"""Letters to measure with: distinct, the same in every run, put together of the corpora's banks of sentences.

A sentence stands in about twenty of 2,000 letters, with other figures in it: as in a real archive, letters share words
and no two are alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

CORPORA = Path(__file__).parents[2] / "corpora"
LANGUAGES = ("en", "es", "ca")
WORDS = 277
_PARAGRAPH = 4
_DAYS = 28
_FIGURES = re.compile(r"\d+")
_FRAMES = {
    "en": (
        "Harbour & Lane Ltd\n14 Quay Street\nExeter EX2 4AN\n\n{day} March 2027\n\nMs Ada Penrose\n{number} Mill Road\n\n"
        "Our reference: {number}\n\nDear Ms Penrose,\n\n",
        "\n\nYours sincerely,\n\nRuth Okafor\nCustomer Relations\n",
    ),
    "es": (
        "Puerto y Calle, S. L.\nCalle del Muelle, 14\n39004 Santander\n\n{day} de marzo de 2027\n\nD.ª Ana Peral\n"
        "Calle del Molino, {number}\n\nNuestra referencia: {number}\n\nEstimada señora Peral:\n\n",
        "\n\nAtentamente,\n\nRut Olmedo\nAtención al Cliente\n",
    ),
    "ca": (
        "Port i Carrer, SL\nCarrer del Moll, 14\n43004 Tarragona\n\n{day} de març de 2027\n\nSra. Anna Perera\n"
        "Carrer del Molí, {number}\n\nReferència nostra: {number}\n\nBenvolguda senyora Perera,\n\n",
        "\n\nAtentament,\n\nRut Oller\nAtenció al Client\n",
    ),
}
"""What stands before and after the body."""


def letter(language: str, number: int, words: int = WORDS) -> str:
    """Write the letter of a number: as many words as asked for, up to the end of the sentence."""
    draw = _draw(language, number)
    begin, end = _framed(language, number)
    left = words - len(begin.split()) - len(end.split())
    body: list[str] = []
    for sentence in _sentences(language, draw):
        body.append(sentence)
        left -= len(sentence.split())
        if left <= 0:
            break
    return begin + _paragraphs(body) + end


def long_letter(language: str, size: int) -> str:
    """Write a letter of at least as many bytes as asked for, up to the end of the sentence."""
    begin, end = _framed(language, size)
    left = size - len((begin + end).encode())
    body: list[str] = []
    for sentence in _sentences(language, _draw(language, size)):
        body.append(sentence)
        left -= len(sentence.encode()) + 1
        if left <= 0:
            break
    return begin + _paragraphs(body) + end


def write_letters(folder: Path, language: str, count: int) -> list[str]:
    """Write the first letters into a folder; their names."""
    folder.mkdir(parents=True, exist_ok=True)
    names = [f"{number:05}.txt" for number in range(count)]
    for number, name in enumerate(names):
        (folder / name).write_text(letter(language, number), encoding="utf-8")
    return names


def _draw(language: str, number: int) -> Random:
    return Random(f"{language} {number}")  # noqa: S311  # keeps no secret; the seed makes each run draw the same


def _framed(language: str, number: int) -> tuple[str, str]:
    begin, end = _FRAMES[language]
    return begin.format(day=number % _DAYS + 1, number=number + 1), end


@cache
def _bank(language: str) -> tuple[str, ...]:
    """The sentences of a language; each line of their file is `move<TAB>sentence`."""
    lines = (CORPORA / language / "sentences.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(line.partition("\t")[2] for line in lines)


def _sentences(language: str, draw: Random) -> Iterator[str]:
    """Sentences without end, none twice before all have come, with figures of their own."""

    def figures(found: re.Match[str]) -> str:
        length = len(found[0])
        return str(draw.randint(1, _DAYS) if length <= 2 else draw.randint(10 ** (length - 1), 10**length - 1))  # noqa: PLR2004  # a day has two figures at most

    bank = _bank(language)
    while True:
        for sentence in draw.sample(bank, len(bank)):
            yield _FIGURES.sub(figures, sentence)


def _paragraphs(sentences: list[str]) -> str:
    groups = (sentences[first : first + _PARAGRAPH] for first in range(0, len(sentences), _PARAGRAPH))
    return "\n\n".join(" ".join(group) for group in groups)

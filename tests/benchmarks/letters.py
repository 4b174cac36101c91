"""Letters to measure with: distinct, the same in every run, put together of the corpora's banks of sentences.

A sentence stands in about twenty of 2,000 letters, with other figures in it: as in a real archive, letters share words
and no two are alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random

CORPORA = Path(__file__).parents[2] / "corpora"
LANGUAGES = ("en", "es", "ca")
WORDS = 277
_PARAGRAPH = 4
_DAYS = 28
"""A number of one or two figures becomes another that any month has as a day."""
_FIGURES = re.compile(r"\d+")
_ENCLOSING = ("Enclosed", "Attached", "Adjunto", "S'adjunta")
"""A paragraph that begins with such a word ends the body: what follows in a long letter would not be read."""
_BEGIN = {
    "en": """\
Harbour & Lane Ltd
14 Quay Street
Exeter EX2 4AN

{day} March 2027

Ms Ada Penrose
{number} Mill Road

Our reference: {number}

Dear Ms Penrose,

""",
    "es": """\
Puerto y Calle, S. L.
Calle del Muelle, 14
39004 Santander

{day} de marzo de 2027

D.ª Ana Peral
Calle del Molino, {number}

Nuestra referencia: {number}

Estimada señora Peral:

""",
    "ca": """\
Port i Carrer, SL
Carrer del Moll, 14
43004 Tarragona

{day} de març de 2027

Sra. Anna Perera
Carrer del Molí, {number}

Referència nostra: {number}

Benvolguda senyora Perera,

""",
}
_END = {
    "en": "\n\nYours sincerely,\n\nRuth Okafor\nCustomer Relations\n",
    "es": "\n\nAtentamente,\n\nRut Olmedo\nAtención al Cliente\n",
    "ca": "\n\nAtentament,\n\nRut Oller\nAtenció al Client\n",
}


def letter(language: str, number: int) -> str:
    """Write the letter of a number: as many words as said above, up to the end of the sentence."""
    return _written(language, number, WORDS, lambda text: len(text.split()))


def long_letter(language: str, size: int) -> str:
    """Write a letter of at least as many bytes as asked for, up to the end of the sentence."""
    return _written(language, size, size, lambda text: len(text.encode()))


def letter_names(count: int) -> list[str]:
    """What the files of the first letters are called."""
    return [f"{number:05}.txt" for number in range(count)]


def write_letters(folder: Path, language: str, names: Sequence[str]) -> None:
    """Write the first letters into a folder, under these names."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(names):
        (folder / name).write_text(letter(language, number), encoding="utf-8")


def _written(language: str, number: int, size: int, measure: Callable[[str], int]) -> str:
    """Write a letter that is as long as asked for, by some measure."""
    begin = _BEGIN[language].format(day=number % _DAYS + 1, number=number + 1)
    left = size - measure(begin) - measure(_END[language])
    body: list[str] = []
    for sentence in _sentences(language, number):
        body.append(sentence)
        left -= measure(sentence)
        if left <= 0:
            break
    paragraphs = (" ".join(body[first : first + _PARAGRAPH]) for first in range(0, len(body), _PARAGRAPH))
    return begin + "\n\n".join(paragraphs) + _END[language]


@cache
def _bank(language: str) -> tuple[str, ...]:
    """The sentences of a language; each line of their file is `move<TAB>sentence`."""
    lines = (CORPORA / language / "sentences.tsv").read_text(encoding="utf-8").splitlines()
    sentences = (line.partition("\t")[2] for line in lines)
    return tuple(sentence for sentence in sentences if not sentence.startswith(_ENCLOSING))


def _sentences(language: str, seed: int) -> Iterator[str]:
    """Sentences without end, none twice before all have come, with figures of their own."""
    draw = Random(f"{language} {seed}")  # noqa: S311  # keeps no secret; the seed makes each run draw the same

    def figures(found: re.Match[str]) -> str:
        length = len(found[0])
        least, most = (1, _DAYS) if length <= 2 else (10 ** (length - 1), 10**length - 1)
        return str(draw.randint(least, most))

    bank = _bank(language)
    while True:
        for sentence in draw.sample(bank, len(bank)):
            yield _FIGURES.sub(figures, sentence)

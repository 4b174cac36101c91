"""Analysis alone, in a process of its own: letterlint's linter beside spaCy's blank tokenizer and sentencizer.

    python -m tests.benchmarks.analysis en FOLDER

prints, as JSON, milliseconds of the processor a letter of the letters in the folder.

Decisions:

- Nobody profits from having read a letter before: spaCy reads each once, and of the two linters, which share what is
  remembered of texts and words, each reads every other letter.
- The letters are read in ten parts, by each in turn, and the median counts: what is learned in the first part of the
  phrases that letters hold is start-up, as is what one letter loads.
- The phrases are doubled by a pack that extends letterlint's and has each of its phrases again, with other plain words
  in it, and with the same classes, slots and signs, as a pack's author would write more of them. Such a copy finds
  something only where its original does, so the findings are the same.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

import spacy

from letterlint.lint import Linter
from letterlint.packs import load_pack, own_pack_folder
from letterlint.reading.source import Source

_CHUNKS = 10
_WORDS = re.compile(r"\\.|\.\.\.\d*|<[^>]*>|\w[\w'’·-]*")
_PREFIX = "qx"
"""Begins no word of any letter."""


def measure(language: str, folder: Path) -> dict[str, float]:
    """Measure milliseconds a letter; the first letter, with which everything is loaded, is not counted."""
    first, *texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    plain = spacy.blank(language)
    plain.add_pipe("sentencizer")
    with TemporaryDirectory() as pack:
        double(Path(pack), language)
        linter, doubled = Linter(), Linter(pack=load_pack(Path(pack)))
        work: dict[str, tuple[Callable[[str], object], Sequence[str]]] = {
            "spaCy": (plain, texts),
            "letterlint": (lambda text: linter.lint(Source("letter.txt", text)), texts[::2]),
            "doubled": (lambda text: doubled.lint(Source("letter.txt", text)), texts[1::2]),
        }
        for one, _ in work.values():
            one(first)
        return _measured(work)


def _measured(work: Mapping[str, tuple[Callable[[str], object], Sequence[str]]]) -> dict[str, float]:
    taken: dict[str, list[float]] = {name: [] for name in work}
    for chunk in range(_CHUNKS):
        for name, (one, texts) in work.items():
            some = texts[chunk::_CHUNKS]
            began = process_time()
            for text in some:
                one(text)
            if some:
                taken[name].append((process_time() - began) / len(some) * 1000)
    return {name: median(times) for name, times in taken.items()}


def double(folder: Path, language: str) -> None:
    """Write a pack that adds to letterlint's as many phrases as it has in a language."""
    (folder / "pack.toml").write_text('name = "doubled"\nextends = "letterlint"\n', encoding="utf-8")
    phrases = Path("phrases", language)
    (folder / phrases).mkdir(parents=True)
    for path in (own_pack_folder() / phrases).glob("*.toml"):
        if path.stem != "classes":
            text = _copied(tomllib.loads(path.read_text(encoding="utf-8")))
            (folder / phrases / path.name).write_text(text, encoding="utf-8")


def _copied(table: Mapping[str, object]) -> str:
    """A list of phrases, each with other plain words, in TOML; the strings and lists of JSON are TOML too."""
    groups: Sequence[Mapping[str, object]] = table["phrases"]  # type: ignore[assignment]  # see `PhraseFile`
    lines = [f"except = {_changed(table['except'])}"] if "except" in table else []
    for group in groups:
        lines.append("[[phrases]]")
        lines += [f"{key} = {_changed(value)}" for key, value in group.items()]
    return "\n".join(lines)


def _changed(value: object) -> str:
    """A value of a list of phrases: the phrases changed, and what is said of them as it was."""
    phrases = [_WORDS.sub(_other, phrase) for phrase in value] if isinstance(value, list) else value
    return json.dumps(phrases, ensure_ascii=False)


def _other(found: re.Match[str]) -> str:
    """Another word; signs stay, and so do slots, which are written in capitals."""
    return _PREFIX + found[0] if found[0][0].isalpha() and not found[0].isupper() else found[0]


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]))))  # noqa: T201  # the process's result

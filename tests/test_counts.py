"""What makes letterlint fast, counted: what is imported, how often a phrase is tried, how the work grows. No seconds.

Work is counted in calls of functions, Python's and C's: they are the same in every run, on every machine, and no loop
that does anything does without them.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import pytest

from letterlint import automata, matching
from letterlint.automata import Matcher
from letterlint.lint import Linter
from letterlint.options import Options
from letterlint.packs import load_pack
from letterlint.reader import Reader
from letterlint.reading.source import Source
from letterlint.recogniser import recogniser_of
from tests.benchmarks.letters import LANGUAGES, letter, long_letter
from tests.conftest import ROOT
from tests.library import write

HEAVIEST = frozenset({"numpy", "spacy", "textstat"})
"""What takes longest to import."""
HEAVY = HEAVIEST | {"babel", "letterlint.lint", "lingua", "multiprocessing", "phonenumbers", "rich.console", "yaml"}


def imported(path: Path) -> set[str]:
    """What a run imports that lints a letter in a process of its own."""
    code = (
        "import sys; from letterlint.cli import main; sys.argv[1:] = sys.argv[1:2];"
        "\ntry: main()\nexcept SystemExit: print(*sys.modules, file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, path.name]
    done = subprocess.run(command, cwd=path.parent, capture_output=True, text=True, check=True)
    assert f"{path.name}:" in done.stdout, "the letter has findings"
    return set(done.stderr.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_spacy_is_not_imported_to_read_a_letter_and_nothing_heavy_for_one_that_is_known(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    write(tmp_path, {f"{number}.txt": letter(language, number) for number in range(2)})
    imported(tmp_path / "0.txt")  # the pack may be compiled
    cold, warm = imported(tmp_path / "1.txt"), imported(tmp_path / "1.txt")
    assert "letterlint.lint" in cold
    assert cold & HEAVIEST == set()
    assert warm & HEAVY == set()


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The places of sentences at which a phrase or a word class is tried, one each time."""
    places: list[int] = []
    ends = Matcher.ends

    def noted(self: Matcher, sentence: matching.SentenceView, start: int) -> Sequence[int]:
        places.append(start)
        return ends(self, sentence, start)

    monkeypatch.setattr(Matcher, "ends", noted)
    return places


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_thousands_of_phrases_two_are_tried_at_a_word(language: str, tried: list[int]) -> None:
    pack = load_pack()
    recogniser_of.cache_clear()  # a new one remembers no letter
    reader = Reader(language, pack)
    assert len(pack.language(language).phrases) > 3000
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpora" / language / "dev").glob("*.txt"))]
    words = 0
    for text in texts:
        before = len(tried)
        reader.read(Source("letter.txt", text))
        assert 0 < len(tried) - before <= 3 * len(text.split())
        words += len(text.split())
    assert len(tried) <= 2 * words


def work(do: Callable[[], object]) -> int:
    """Count the calls that something takes."""
    calls = 0

    def count(_frame: FrameType, event: str, _what: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        do()
    finally:
        sys.setprofile(None)
    return calls


def work_for(linter: Linter, text: str) -> int:
    """Count the calls that a letter takes."""
    return work(lambda: linter.lint(Source("letter.txt", text)))


def test_the_work_for_a_letter_does_not_grow_with_the_letters_before_it() -> None:
    linter = Linter(Options(language="en"))

    def read(numbers: range) -> list[int]:
        return [work_for(linter, letter("en", number)) for number in numbers]

    read(range(20))
    before = sum(read(range(20)))
    for number in range(20, 320):
        linter.lint(Source("letter.txt", letter("en", number)))
    assert sum(read(range(20))) <= 1.005 * before


def assert_linear(works: Sequence[int]) -> None:
    """Check that of three letters, each twice as long as the one before, the last takes twice as much work more.

    Something is left for what differs by chance, as how many phrases are found; work that grew with the square would
    be four times as much.
    """
    one, two, four = works
    assert one > 0
    assert four - two <= 2.5 * (two - one)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_work_for_a_letter_is_linear_in_its_length(language: str) -> None:
    linter = Linter(Options(language=language))
    texts = [long_letter(language, length) for length in (10_000, 20_000, 40_000)]
    for text in texts:  # what is remembered of them is the same for all then
        linter.lint(Source("letter.txt", text))
    assert_linear([work_for(linter, text) for text in texts])


def remembered() -> int:
    """Count the moves of automata that are remembered anywhere."""
    gc.collect()
    return sum(len(one.moves) for one in gc.get_objects() if isinstance(one, automata._State))  # noqa: SLF001  # see above


def test_what_is_remembered_of_phrases_is_bounded_and_changes_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(limit: int) -> tuple[list[object], int]:
        """What is found in some letters, and how many moves are remembered at most."""
        monkeypatch.setattr(matching, "_REMEMBERED", limit)
        recogniser_of.cache_clear()
        reader = Reader("en", load_pack())
        before = remembered()
        letters = [reader.read(Source("letter.txt", letter("en", number))) for number in range(LETTERS)]
        return [[(cue.phrase.id, cue.start, cue.end) for cue in one.cues] for one in letters], remembered() - before

    all_, many = read(10**9)
    assert many > 20 * FEW
    found, few = read(FEW)
    assert found == all_
    assert few <= 4 * (FEW + IN_ONE_SENTENCE)


LETTERS = 15
FEW = 200
"""Moves that may be remembered."""
IN_ONE_SENTENCE = 400
"""More moves than a sentence makes."""


@dataclass(frozen=True)
class Hostile:
    """A phrase, written to be slow, and the words of sentences in which it is tried everywhere."""

    phrase: str
    words: Callable[[int], str]
    """Gives the word of a number."""
    end: str
    """What every sentence ends with."""
    classes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    exceptions: Sequence[str] = ()

    def letter(self, words: int, sentence: int) -> str:
        """A letter of so many words, in sentences of so many, no two of which are alike."""
        body = [self.words(number) for number in range(words)]
        body[:: sentence + 1] = [self.end] * len(body[:: sentence + 1])
        sentences = (" ".join(body[first : first + sentence]) for first in range(0, words, sentence))
        written = " ".join(f"The {some} {self.end}." for some in sentences)
        return f"Dear Sam,\n\n{written}\n\nYours sincerely,\nLee\n"


def always(*words: str) -> Callable[[int], str]:
    """The same words again and again."""
    return lambda number: words[number % len(words)]


NESTED = {f"deep{depth + 1}": (f"<deep{depth}> <deep{depth}>", f"<deep{depth}>") for depth in range(4)}
HOSTILE = {
    "optional words in a row": Hostile("[qa] " * 30 + "qb", always("qa"), "qb"),
    "choices that begin alike": Hostile("(qc|qc qc|qc ...8) " * 8 + "qd", always("qc"), "qd"),
    "options in options": Hostile("[qe [qe [qe [qe [qe [qe [qe qe]]]]]]] " * 4 + "qf", always("qe"), "qf"),
    "gaps in a row": Hostile("qg ... ... ... ... ...8 ...8 qh", always("qg", "word"), "qh"),
    "nothing but gaps": Hostile("... qi ... ... ...", always("qi", "word"), "word"),
    "two thousand choices": Hostile(
        f"({'|'.join(f'qj{number} qk' for number in range(2000))}) ... ql", lambda number: f"qj{number % 2000} qk", "ql"
    ),
    "slots in gaps": Hostile("qm ... DATE ... NUMBER ... [DATE|PERIOD] ... qn", always("qm", "3 May 2027", "12"), "qn"),
    "classes in classes": Hostile("<deep4> qp", always("qo"), "qp", {"deep0": ("qo", "qo qo"), **NESTED}),
    "exceptions everywhere": Hostile("qr", always("qr", "word"), "qr word", exceptions=("qr word",)),
}


@pytest.fixture(scope="module")
def hostile_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a pack with all hostile phrases."""
    folder = tmp_path_factory.mktemp("hostile")
    sure = [one.phrase for one in HOSTILE.values()]
    exceptions = [phrase for one in HOSTILE.values() for phrase in one.exceptions]
    classes = [f"{name} = {json.dumps(words)}" for one in HOSTILE.values() for name, words in one.classes.items()]
    write(
        folder,
        {
            "pack.toml": 'name = "hostile"\nextends = "letterlint"\n',
            "phrases/en/classes.toml": "\n".join(["[classes]", *classes]),
            "phrases/en/euphemism.toml": f"except = {json.dumps(exceptions)}\n[[phrases]]\nsure = {json.dumps(sure)}",
        },
    )
    return folder


@pytest.mark.parametrize("sentence", [25, 10_000], ids=["sentences", "one sentence"])
@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_no_phrase_makes_the_work_worse_than_linear(
    hostile: Hostile, sentence: int, hostile_pack: Path, tried: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = load_pack(hostile_pack)
    linter = Linter(Options(language="en"), pack)

    def work_of_a_beginner(words: int) -> int:
        """What a letter costs a reader that has read none before."""
        recogniser_of.cache_clear()
        Reader("en", pack)
        return work_for(linter, hostile.letter(words, sentence))

    work_of_a_beginner(50)  # what modules load, and remember of words, is the same for all
    tried.clear()
    assert_linear([work_of_a_beginner(words) for words in (200, 400, 800)])
    assert len(tried) >= 1400 / 3, "the phrase is tried at every third word at least"

"""Text is cut exactly as spaCy cuts it, by spaCy's own rules, without spaCy."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
import spacy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from letterlint.tokenizer import LONGEST, Rules, Tokenizer, rules_of

LETTERS = sorted((Path(__file__).parent.parent / "corpora").rglob("*.txt"))
LANGUAGES = ("en", "es", "ca", "pt", "xx")
LEFT_WHOLE = ("hu", "tr")
"""Languages that leave some words whole, affixes and all."""

AFFIXES = (
    ".",
    "..",
    "...",
    "…",
    ",",
    ":",
    ";",
    "!",
    "?",
    "-",
    "--",
    "–",
    "—",
    "_",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "<",
    ">",
)
QUOTES = ("'", "''", '"', "’", "’’", "‘", "“", "”", "«", "»", "`", "´")
SIGNS = (
    "/",
    "\\",
    "=",
    "+",
    "*",
    "^",
    "%",
    "#",
    "&",
    "@",
    "~",
    "|",
    "$",
    "US$",
    "€",
    "£",
    "°",
    "🙂",
    "👩\u200d💻",
    "\0",
)
LETTERS_AND_DIGITS = (
    "a",
    "e",
    "B",
    "Ñ",
    "é",
    "e\u0301",
    "l·l",
    "3",
    "10",
    "8",
    "12€.",
    "km",
    "km²",
    "C",
    "ẞ",
    "Ж",
    "漢",
    "™",
    "\u20cf",
    "\u20d0",
)
WORDS = ("can't", "He", "'s", "'ll", "n't", "p.m.", "U.S.", "Mr.", "EE.", "UU.", "EE.UU.", "p.ej.", ":)", "<3")
JOINED = ("l'", "d'", "-vos", "-me'n", "dona-li", "aujourd'hui", "a1.b", "x.Y")
ADDRESSES = ("https://a.example/b?c=(d).", "www.a.example", "info@a.example")
SPACES = (" ", " ", " ", "  ", "\n", "\t", "\u00a0", " \n ")
AROUND = st.sampled_from((*AFFIXES, *QUOTES, *SPACES))
PARTS = st.sampled_from((*SIGNS, *LETTERS_AND_DIGITS, *WORDS, *JOINED, *ADDRESSES))
ANY_TEXT = st.text() | st.lists(AROUND | PARTS).map("".join)


@cache
def oracle(language: str) -> spacy.language.Language:
    return spacy.blank(language)


@cache
def stored(language: str) -> bytes:
    return msgspec.msgpack.encode(rules_of(oracle(language)))


@cache
def tokenizer(language: str) -> Tokenizer:
    return Tokenizer(msgspec.msgpack.decode(stored(language), type=Rules))


@cache
def special_cases(language: str) -> list[str]:
    return sorted(msgspec.msgpack.decode(stored(language), type=Rules).specials)


def is_language(text: str) -> bool:
    return all(len(chunk) <= LONGEST for chunk in text.split())


def ours(language: str, text: str) -> list[tuple[str, str, int, int]]:
    return [(piece.text, piece.norm, piece.start, piece.end) for piece in tokenizer(language)(text)]


def theirs(language: str, text: str) -> list[tuple[str, str, int, int]]:
    tokens = (token for token in oracle(language).tokenizer(text) if not token.is_space)
    return [(token.text, token.norm_, token.idx, token.idx + len(token)) for token in tokens]


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_are_cut_as_spacy_cuts_them(language: str) -> None:
    assert LETTERS
    for path in LETTERS:
        text = path.read_text(encoding="utf-8")
        assert ours(language, text) == theirs(language, text), path


@pytest.mark.parametrize("language", [*LANGUAGES, *LEFT_WHOLE])
@settings(deadline=None)  # the first text waits for the patterns
@given(text=ANY_TEXT)
def test_any_text_is_cut_as_spacy_cuts_it(language: str, text: str) -> None:
    assume(is_language(text))
    assert ours(language, text) == theirs(language, text)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(deadline=None)  # the first text waits for the patterns
@given(data=st.data())
def test_special_cases_are_found_wherever_spacy_finds_them(language: str, data: st.DataObject) -> None:
    text = "".join(data.draw(st.lists(st.sampled_from(special_cases(language)) | AROUND)))
    assume(is_language(text))
    assert ours(language, text) == theirs(language, text)


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "We can't (yet).", ["we", "can", "not", "(", "yet", ")", "."]),
        ("en", "We'll pay £5, at 10a.m.", ["we", "will", "pay", "$", "5", ",", "at", "10", "a.m."]),
        ("en", "See https://a.example/b(c).", ["see", "https://a.example/b(c", ")", "."]),
        ("es", "EE. UU. y EE.  UU.", ["ee. uu.", "y", "ee", ".", "uu", "."]),
        ("ca", "Dona-li l'abric d’en Pau.", ["dona", "-li", "l'", "abric", "d’", "en", "pau", "."]),
    ],
)
def test_words_have_the_norms_that_phrases_are_compared_by(language: str, text: str, words: list[str]) -> None:
    assert [piece.norm for piece in tokenizer(language)(text)] == words
    assert words == [word[1] for word in theirs(language, text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a-:>:(", ["a-", ":", ">:("]),  # not ":>", which is shorter, though it comes first
        ("a-=):'(", ["a-=", ")", ":'("]),
        (": ):(b", [":", ")", ":", "(", "b"]),  # ":)" is no special case here, and hides "):"
    ],
)
def test_of_special_cases_that_overlap_the_longest_wins(text: str, words: list[str]) -> None:
    assert [piece.text for piece in tokenizer("xx")(text)] == words
    assert words == [word[0] for word in theirs("xx", text)]


def test_a_single_space_does_not_count_within_a_special_case() -> None:
    assert list(tokenizer("es").runs("En EE. UU. hoy")) == [(0, "En"), (3, "EE. UU."), (11, "hoy")]
    assert list(tokenizer("es").runs("En EE.\nUU. hoy")) == [(0, "En"), (3, "EE."), (7, "UU."), (11, "hoy")]


@pytest.mark.parametrize(
    ("suffix", "words"),
    [
        (re.compile("[漢字]$"), "ap oka oka 漢 Ñu"),
        (re.compile(r"[n-\uffff]$"), "a p oka oka 漢 Ñ u"),
        (re.compile(r"[^a-o\u6f22-\uffff]$"), "a p oka oka漢 Ñ u"),
        (re.compile("[漢^-]$"), "ap oka oka 漢 Ñu"),
        (re.compile("[\u212a]a$", re.IGNORECASE), "ap o ka oka漢 Ñu"),  # the sign of kelvin is a capital "k"
    ],
)
def test_patterns_hold_for_all_scripts(suffix: re.Pattern[str], words: str) -> None:
    nlp = spacy.blank("xx")
    cut: Any = nlp.tokenizer
    cut.suffix_search = suffix.search
    text = "ap oka oka漢 Ñu"
    assert [piece.text for piece in Tokenizer(rules_of(nlp))(text)] == words.split()
    assert words.split() == [token.text for token in nlp(text)]


def test_a_ruler_is_one_word_however_long() -> None:
    ruler = "=" * 1_000_000  # spaCy would take a day
    assert [piece.text for piece in tokenizer("en")(f"Above\n{ruler}\nBelow.")] == ["Above", ruler, "Below", "."]
    assert len(tokenizer("en")("=" * LONGEST)) == LONGEST


def test_words_are_cut_alike_when_they_have_been_forgotten() -> None:
    cut = Tokenizer(rules_of(oracle("xx")))
    before = cut("(12€).")
    cut(" ".join(map(str, range(25_000))))
    assert cut("(12€).") == before


def test_a_tokenizer_without_rules_is_refused() -> None:
    with pytest.raises(TypeError, match="'zh' is a ChineseTokenizer and has no rules; use that of 'xx'"):
        rules_of(spacy.blank("zh"))


def test_stored_rules_cut_without_spacy(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.write_bytes(stored("ca"))
    program = """
import sys
from pathlib import Path
import msgspec
from letterlint.tokenizer import Rules, Tokenizer

rules = msgspec.msgpack.decode(Path(sys.argv[1]).read_bytes(), type=Rules)
print(*(piece.norm for piece in Tokenizer(rules)("l'abric")), "spacy" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program, rules], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["l'", "abric", "False"]

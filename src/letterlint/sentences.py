"""Cuts paragraphs into sentences.

sentencex (Wikimedia's segmenter) knows the abbreviations of many languages; the pack may add more, and name those that
are everyday words ("Ella dijo que no. Es una pena."). Two things it does not know are mended here: a sentence that goes
on in small letters after "5 p. m.", and list items, which are sentences even without a full stop.

Its Catalan is its Spanish, abbreviations and all, and a rule that no sentence begins with a digit, for which it makes a
regular expression anew at each full stop (0.3 ms; sentencex 1.0.32). Catalan is cut as Spanish here, and the pack names
the abbreviations that stand before a number.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import sentencex

from letterlint.reading.placeholders import find_placeholders
from letterlint.zones import list_items

_NUMBER_ONLY = re.compile(r"\s*\(?(?:\d{1,2}|[a-zA-Z])[.)]\s*")
"""The number of a list item, which the segmenter takes for a sentence."""
_ELISION = re.compile(r"(?<=\b[dlmnst])['’](?=\w)", re.IGNORECASE)
"""What hides an abbreviation: "l'art. 4", "d’av. Diagonal"."""
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_OPENING = " \n\"'«“(¿¡-–—"
_STOP = re.compile(rf"\. (?=[{re.escape(_OPENING.strip())}]?[^\W\d_a-zà-ÿ])")
"""A full stop before a capital."""
_BEHIND_SPACE = re.compile(r"(?<=[\s,;])")
_NOT_IN_WORD = re.compile(r"(?<!\w)")
_CUT_AS = {"ca": "es"}


def split_sentences(
    text: str, language: str, abbreviations: Sequence[str], words: Sequence[str] = ()
) -> Iterator[tuple[int, int]]:
    """Yield the stretch of each sentence of a paragraph, without the spaces around it.

    Args:
        text: the paragraph.
        language: its language (ISO 639-1).
        abbreviations: what ends in a full stop that ends no sentence, in small letters.
        words: what looks like an abbreviation and is a word: in small letters, with a capital after its full stop, it
            ends a sentence.
    """
    items = list_items(text)
    cuts = sorted({0, *items, len(text)})
    for start, end in pairwise(cuts):
        smooth = _smooth(text[start:end])
        ends = _ends_after(smooth, words)
        for first, last in _cut(_split(smooth, language, abbreviations), ends):
            stretch = text[start + first : start + last]
            left = len(stretch) - len(stretch.lstrip())
            if stretch.strip():
                yield start + first + left, start + first + left + len(stretch.strip())


def _ends_after(text: str, words: Sequence[str]) -> list[int]:
    """Where a sentence ends after one of some words."""
    return [found.end() for found in _STOP.finditer(text) if _ends_in(text, found.start(), words, _BEHIND_SPACE)]


def _ends_in(text: str, end: int, words: Sequence[str], begins: re.Pattern[str]) -> bool:
    """Whether a text, up to some place, ends in one of some words that begins where an expression matches."""
    return text.endswith(tuple(words), 0, end) and any(
        text.endswith(word, 0, end) and begins.match(text, end - len(word)) for word in words
    )


def _cut(stretches: Iterator[tuple[int, int]], ends: Sequence[int]) -> Iterator[tuple[int, int]]:
    for start, end in stretches:
        yield from pairwise([start, *(at for at in ends if start < at < end), end])


def _smooth(text: str) -> str:
    """Hide from the segmenter what would mislead it: line ends, full stops inside placeholders, apostrophes.

    Every character keeps its place. The segmenter takes an apostrophe for a quotation mark, and looks for no end of a
    sentence between two of them.
    """
    for placeholder in find_placeholders(text):
        text = text[: placeholder.start] + "X" * (placeholder.end - placeholder.start) + text[placeholder.end :]
    return _APOSTROPHE.sub("x", _ELISION.sub(" ", text)).replace("\n", " ")


def _split(text: str, language: str, abbreviations: Sequence[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for boundary in sentencex.get_sentence_boundaries(_CUT_AS.get(language, language), text):
        end: int = boundary["end_index"]
        following = text[end:].lstrip(_OPENING)
        before = text[start:end].rstrip().lower()
        if (
            _NUMBER_ONLY.fullmatch(text[start:end])
            or following[:1].islower()
            or _ends_in(before, len(before), abbreviations, _NOT_IN_WORD)
        ):
            continue
        yield start, end
        start = end
    if start < len(text):
        yield start, len(text)

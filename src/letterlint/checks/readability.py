"""`readability`: a body that is hard to read, by an index of textstat that fits its language.

Decisions:

- Only indices that textstat computes without a download are known here; its English syllable counts (Flesch, Gunning
  fog …) make NLTK fetch a dictionary from the network, which letterlint never touches.
- The index is taken over the whole body. A finding points at the sentence with the worst index of its own, among those
  long enough to have one that means something.
- textstat takes longer to import than most letters to read, so it is imported only for a body of which a third of the
  words are long. The border was found by measuring: the hard letters of `corpora/*/dev` have 42 % or more of such
  words, the others at most 29 %.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from letterlint.checks.hits import Hit
from letterlint.letter import Letter

if TYPE_CHECKING:
    from textstat.textstat import textstatistics

_HARDER_WHEN_HIGHER = {
    "automated_readability_index": True,
    "coleman_liau_index": True,
    "lix": True,
    "rix": True,
    "crawford": True,
    "wiener_sachtextformel": True,
    "fernandez_huerta": False,
    "szigriszt_pazos": False,
    "gutierrez_polini": False,
    "gulpease_index": False,
}
"""The indices that need no download, and which way they run."""
INDICES = frozenset(_HARDER_WHEN_HIGHER)
_WORD = re.compile(r"\w+")
_LONG_WORD = 7
"""Letters; the long words of the LIX are those with more than six (Björnsson, "Läsbarhet", 1968)."""
_LEAST_LONG = 1 / 3
"""The share of long words below which no body is hard."""
_LEAST_WORDS = 8
"""A shorter sentence is not hard, whatever its index."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The settings of a `readability` check."""

    index: dict[str, str]
    """The index for each language, by its name in textstat."""
    limits: dict[str, float]
    """Where each language's index begins to call a text difficult."""


def run(settings: Settings, letter: Letter) -> Iterator[Hit]:
    """Yield one hit, at the hardest sentence, if the body is past the limit for its language."""
    index = settings.index.get(letter.language)
    body = " ".join([letter.text[sentence.start : sentence.end] for sentence in letter.sentences])
    if index is None or not _has_long_words(body):
        return
    texts = [(sentence, letter.text_of(sentence.start, sentence.end)) for sentence in letter.sentences]
    long_enough = [(sentence, text) for sentence, text in texts if len(text.split()) >= _LEAST_WORDS]
    if not long_enough:
        return
    sign = 1 if _HARDER_WHEN_HIGHER[index] else -1
    measure = getattr(_statistics(letter.language), index)
    value = measure(" ".join(text if text.endswith((".", "!", "?")) else f"{text}." for _, text in texts))
    limit = settings.limits[letter.language]
    if sign * value > sign * limit:
        hardest, _ = max(long_enough, key=lambda one: sign * measure(one[1]))
        words = sum(len(text.split()) for _, text in texts)
        fields = {"index": round(value, 1), "limit": round(limit), "mean": round(words / len(texts))}
        yield Hit(hardest.start, hardest.end, fields=fields)


def _has_long_words(body: str) -> bool:
    words = _WORD.findall(body)
    return len([word for word in words if len(word) >= _LONG_WORD]) >= _LEAST_LONG * len(words)


@cache
def _statistics(language: str) -> textstatistics:
    from textstat.textstat import textstatistics  # noqa: PLC0415  # see the module's docstring

    statistics = textstatistics()
    statistics.set_lang(language)
    return statistics

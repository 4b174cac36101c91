"""Which language a letter is in.

Decisions:

- The language is chosen among those of the pack and their likeliest neighbours, so that a letter in Portuguese is an
  error that says so, not a Spanish letter full of findings.
- Most letters tell it by their function words, in a small part of the time that lingua takes to tell it from letter
  trigrams. A language of the pack is told by words where they are many and far ahead of those of every other language;
  all else is left to lingua: short letters, letters in two languages, in others, in none.
- A word counts once, however often it stands there, so that a repeated name or line of a template proves nothing; and
  only where it stands between spaces, outside brackets of any kind, so that no address, tag or placeholder counts.
- The thresholds were chosen by trying letters, their paragraphs and sentences, mixtures of two languages, and the
  Universal Declaration of Human Rights in 400 languages: beyond them words and lingua begin to disagree.
"""

import re
from collections import Counter
from collections.abc import Collection
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from letterlint.errors import ReadError
from letterlint.reading.function_words import function_words

if TYPE_CHECKING:
    from lingua import LanguageDetector

_NEIGHBOURS = ("en", "es", "ca", "pt", "fr", "it", "de", "nl", "eu", "ro", "sv", "pl", "la")
_SAMPLE = 4000
"""Characters; more would only take longer."""
_BRACKETED = re.compile(r"[<\[{][^<>\[\]{}]*[>\]}]")
_SHARE = 1 / 6
"""The least part of a text's different words that are function words of its language."""
_LEAD = 8
"""The least number of function words that another language lacks."""
_AHEAD = 4
"""How many of them there are, at least, to one of the other's that the language lacks."""


def identify(text: str, languages: Collection[str]) -> str:
    """Tell the language of a text.

    Args:
        text: the letter.
        languages: the codes (ISO 639-1) of the languages that can be linted.

    Raises:
        ReadError: it is none of them, or cannot be told.
    """
    codes = frozenset({*languages, *_NEIGHBOURS})
    sample = text[:_SAMPLE]
    if (code := _told_by_words(sample, codes)) in languages:
        return code
    for fast in (True, False):
        found = _detector(codes, fast=fast).detect_language_of(sample)
        code = found.iso_code_639_1.name.lower() if found else ""
        if code in languages:
            break
    else:
        looks = f"looks like {found.name.title()}" if found else "its language cannot be told"
        raise ReadError(
            f"{looks}; letterlint reads {', '.join(languages)}; if it is one of them, say which with --language"
        )
    return code


def _told_by_words(text: str, codes: frozenset[str]) -> str:
    """The one of some languages that the function words of a text set apart from all others; empty if they do not."""
    words = set(_BRACKETED.sub(" ", text).lower().split())
    languages_of = function_words(codes)
    known = [languages_of[word] for word in words if word in languages_of]
    counts = Counter(chain.from_iterable(known))
    if not counts:
        return ""
    best = max(counts, key=counts.__getitem__)
    foreign = Counter(chain.from_iterable(languages for languages in known if best not in languages))

    def leads(other: str) -> bool:
        own = counts[best] - (counts[other] - foreign[other])
        return own >= max(_LEAD, _AHEAD * foreign[other])

    return best if counts[best] >= _SHARE * len(words) and all(map(leads, codes - {best})) else ""


@cache
def _detector(codes: frozenset[str], *, fast: bool) -> "LanguageDetector":
    from lingua import IsoCode639_1, LanguageDetectorBuilder  # noqa: PLC0415  # most letters do without

    iso = [getattr(IsoCode639_1, code.upper()) for code in sorted(codes) if hasattr(IsoCode639_1, code.upper())]
    builder = LanguageDetectorBuilder.from_iso_codes_639_1(*iso)
    return (builder.with_low_accuracy_mode() if fast else builder).build()

"""Which language a letter is in.

lingua tells it from letter trigrams, offline. Decision: it chooses among the languages of the pack and their
likeliest neighbours, so that a letter in Portuguese is an error that says so, not a Spanish letter full of
findings.
"""

from collections.abc import Collection
from functools import cache

from lingua import IsoCode639_1, LanguageDetector, LanguageDetectorBuilder

from letterlint.errors import ReadError

_NEIGHBOURS = ("en", "es", "ca", "pt", "fr", "it", "de", "nl", "eu", "ro", "sv", "pl", "la")
_SAMPLE = 4000
"""Characters; more would only take longer."""


@cache
def _detector(codes: frozenset[str], *, fast: bool) -> LanguageDetector:
    iso = [getattr(IsoCode639_1, code.upper()) for code in sorted(codes) if hasattr(IsoCode639_1, code.upper())]
    builder = LanguageDetectorBuilder.from_iso_codes_639_1(*iso)
    return (builder.with_low_accuracy_mode() if fast else builder).build()


def identify(text: str, languages: Collection[str]) -> str:
    """Tell the language of a text.

    Args:
        text: the letter.
        languages: the codes (ISO 639-1) of the languages that can be linted.

    Raises:
        ReadError: it is none of them, or cannot be told.
    """
    codes = frozenset({*languages, *_NEIGHBOURS})
    for fast in (True, False):
        found = _detector(codes, fast=fast).detect_language_of(text[:_SAMPLE])
        code = found.iso_code_639_1.name.lower() if found else ""
        if code in languages:
            break
    else:
        looks = f"looks like {found.name.title()}" if found else "its language cannot be told"
        raise ReadError(
            f"{looks}; letterlint reads {', '.join(languages)}; if it is one of them, say which with --language"
        )
    return code

"""spaCy without its command line.

Decision: `import spacy` imports `spacy.cli` for the one function `spacy.info`, and with it a downloader, a
project manager and a web client, more than a third of the whole import. letterlint needs none of them and must
start fast, so it puts a stand-in in their place while spaCy is imported, and takes it away again: whoever
imports `spacy.cli` afterwards gets the real one. Where spaCy is imported already, nothing is done.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

_STAND_INS = ("spacy.cli", "spacy.cli.info")


def _info(*arguments: object, **options: object) -> object:
    """Do what `spacy.info` does."""
    from spacy.cli.info import info  # noqa: PLC0415  # the real one, when it is asked for

    return info(*arguments, **options)  # type: ignore[arg-type]  # passed on as it came


if "spacy" not in sys.modules:
    for _name in _STAND_INS:
        sys.modules[_name] = ModuleType(_name)
    sys.modules["spacy.cli.info"].info = _info  # type: ignore[attr-defined]  # a module made on the spot
    try:
        import spacy
    finally:
        for _name in _STAND_INS:
            del sys.modules[_name]
else:
    import spacy


def blank_for(language: str) -> Language:
    """Make a blank pipeline; that of no language in particular where spaCy knows no tokenizer for this one.

    Args:
        language: its code (ISO 639-1).
    """
    try:
        return spacy.blank(language)
    except ImportError:
        return spacy.blank("xx")

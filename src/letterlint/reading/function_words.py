"""The function words of languages, by which most texts can be told apart at little cost.

Decision: the lists are those that spaCy ships and keeps up (`spacy/lang/xx/stop_words.py`). Such a module imports
nothing, and is run by itself: to import it by its name would import all of spaCy, at a hundred times the cost.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from letterlint.store import home_of


@cache
def function_words(codes: frozenset[str]) -> Mapping[str, Sequence[str]]:
    """Load the function words of some languages.

    Args:
        codes: the languages (ISO 639-1).

    Returns:
        The languages of each word, which is in small letters; nothing where one of the languages has no list, for
        the others could not be told from it.
    """
    folder = home_of("spacy") / "lang"
    lists = {code: _listed(folder / code / "stop_words.py") for code in sorted(codes)}
    languages: dict[str, list[str]] = {}
    if all(lists.values()):
        for code, words in lists.items():
            for word in words:
                languages.setdefault(word, []).append(code)
    return languages


def _listed(path: Path) -> Collection[str]:
    """The words in a module of spaCy's; none if there is no such module."""
    spec = spec_from_file_location(path.stem, path)
    if not (spec and spec.loader and path.is_file()):
        return ()
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    words: Collection[str] = module.STOP_WORDS
    return words

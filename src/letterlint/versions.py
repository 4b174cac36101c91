"""Which files hold one letter in several languages, told by their paths.

A pattern says where the language stands in a path: `{language}` for its code, `*` for any characters of a name, `**`
for any folders. `*.{language}.*` finds `welcome.es.txt` and `welcome.es.html.j2`, `{language}/**` whatever is in a
folder `es`. A pattern may begin at any folder. Two paths are versions of one letter if nothing but the language is
different in them.

Decisions:

- A language is written as its code, with or without a country (`es`, `es-ES`, `en_GB`), in capitals or not. It
  must be one that letterlint reads: `news.de.txt` is a letter of its own.
- Where several patterns fit, the first says which language it is; the code counts wherever else a pattern finds the
  same one, so that `es/welcome.es.txt` and `en/welcome.en.txt` are versions.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from pathlib import PurePath

from letterlint.errors import SettingsError

DEFAULT = ("{language}.*", "*.{language}.*", "*_{language}.*", "*-{language}.*", "{language}/**")
"""The patterns unless the user gives others."""

_LANGUAGE = "{language}"


def versions(
    paths: Iterable[str], languages: Collection[str], patterns: Sequence[str] = DEFAULT
) -> list[dict[str, str]]:
    """Find the files that hold one letter in several languages.

    Args:
        paths: the files.
        languages: the codes (ISO 639-1) of the languages that count.
        patterns: where the language stands in a path; see the module's docstring.

    Returns:
        For each letter with two versions or more, the path of each by its language as its path writes it, `es` or
        `es-ES`; letters, and the versions of each, in the order of `paths`.

    Raises:
        SettingsError: a pattern does not say once where the language stands.
    """
    letters: dict[str, dict[str, str]] = {}
    for path, language, rest in _named(paths, languages, patterns):
        letters.setdefault(rest, {}).setdefault(language, path)
    return [letter for letter in letters.values() if len(letter) > 1]


def sisters(paths: Iterable[str], languages: Collection[str], patterns: Sequence[str] = DEFAULT) -> Iterator[str]:
    """Say where the versions of some letters in the other languages would be, if their paths say them by their codes.

    For the arguments see `versions`.
    """
    for _, language, rest in _named(paths, languages, patterns):
        yield from (rest.replace(_LANGUAGE, code) for code in languages if code != code_of(language))


def code_of(language: str) -> str:
    """The code of a language as a path writes it: `es` of `es_MX`."""
    return re.split(r"[-_]", language)[0].lower()


def _named(paths: Iterable[str], languages: Collection[str], patterns: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """The paths that name a language, each with the language and the rest; most paths hold no code at all."""
    for pattern in patterns:
        if pattern.count(_LANGUAGE) != 1:
            raise SettingsError(
                f"versions: the pattern '{pattern}' must say once where the language stands: {_LANGUAGE}"
            )
    code = f"(?i:{'|'.join(map(re.escape, sorted(languages)))})"
    for path in paths:
        if re.search(code, path) and (found := _split(PurePath(path).as_posix(), _compiled(tuple(patterns), code))):
            yield path, *found


def _split(path: str, patterns: Iterable[re.Pattern[str]]) -> tuple[str, str] | None:
    """The language that a path names, and the rest of the path."""
    language = ""
    for pattern in patterns:
        found = pattern.fullmatch(path)
        if found and language in {"", found["language"]}:
            language = found["language"]
            path = path[: found.start("language")] + _LANGUAGE + path[found.end("language") :]
    return (language, path) if language else None


@cache
def _compiled(patterns: tuple[str, ...], code: str) -> tuple[re.Pattern[str], ...]:
    return tuple(_compile(pattern, code) for pattern in patterns)


def _compile(pattern: str, code: str) -> re.Pattern[str]:
    language = rf"(?P<language>{code}(?:[-_](?:[A-Za-z]{{2}}|\d{{3}}))?)"
    signs = {"**": ".+", "*": "[^/]+", _LANGUAGE: language}
    parts = re.split(r"(\*\*|\*|\{language\})", pattern)
    return re.compile(r"(?:.*/)?" + "".join(signs.get(part, re.escape(part)) for part in parts), re.DOTALL)

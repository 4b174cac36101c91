"""What a placeholder stands for, read from its name: `{{ client.end_date }}` is a date, `[Nom del client]` a name.

The words that tell are data of the pack (`[placeholders]` in `pack.toml`). Decisions:

- A name may be an expression of a template language. Of a path the last member says what the value is, and the keys
  of a table (`data['prices']['new']`), not what holds them; a filter and a function speak as well (`x | format_date`,
  `render_money(x)`); the words in quotation marks are only printed.
- A placeholder fills one slot, the first of the table of which its name has a word: "client e-mail" is a way to
  reach someone and "client number" a number, before they are a client.
- Of two entries that overlap the longer one counts: "data types" say nothing of a date ("data" in Catalan).
- Accents and capitals do not matter: programs leave them out.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

NOTHING = "NOTHING"
"""The entries of the table that say nothing, though a part of them would."""

_LITERAL = re.compile(r"(?<![\w\[])(['\"]).*?\1")
_INDEX = re.compile(r"(?<=[\w\]])\[[^'\"\]]*\]")
_OWNER = re.compile(r"[\w@$]+(?:(?:\.|->|[?&]\.|::)(?=[A-Za-z_]\w*\b(?!\())|(?=\[['\"]))")
"""What holds a value: a word before a member that is not called, or before a key."""
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})")
_WORD = re.compile(r"[^\W\d_]+|[%#]|(?P<end>[|()\[\]{},;:/?!]+)")


def slot_of(name: str, table: Mapping[str, Sequence[str]]) -> str | None:
    """Say which slot a placeholder fills, if its name says so.

    Args:
        name: the placeholder's name, or the expression in it.
        table: for each slot the words that say it, in the notation of `rules/README.md`.
    """
    words = _words(name)
    found = [
        (slot, match.span())
        for slot, pattern in _compiled(tuple((slot, tuple(entries)) for slot, entries in table.items()))
        for match in pattern.finditer(words)
    ]
    telling = (slot for slot, span in found if not any(_covers(other, span) for _, other in found))
    return next((slot for slot in telling if slot != NOTHING), None)


def _covers(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    """Whether a stretch holds another, shorter one."""
    return outer != inner and outer[0] <= inner[0] and inner[1] <= outer[1]


def _words(name: str) -> str:
    """The words that tell what a value is, in small letters, without accents; `|` where a part of the name ends."""
    telling = _OWNER.sub("", _INDEX.sub("", _LITERAL.sub("", name)))
    found = _WORD.finditer(_plain(_HUMP.sub(" ", telling)))
    return " ".join("|" if word["end"] else word[0] for word in found)


def _plain(text: str) -> str:
    """Small letters without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(sign))


@cache
def _compiled(table: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """For each slot the pattern of its entries, the longer ones first."""
    return tuple(
        (slot, re.compile("|".join(_pattern(entry) for entry in sorted(entries, key=len, reverse=True))))
        for slot, entries in table
    )


def _pattern(entry: str) -> str:
    """The pattern of an entry: words, stems (`word*`), choices (`(a|b)`), `$` for the end of the name or of a part."""
    words, ends, _ = _plain(entry).partition(" $")
    signs = {"*": r"[^\s|]*", "(": "(?:", ")": ")", "|": "|"}
    pattern = "".join(signs.get(sign, re.escape(sign)) for sign in words)
    return rf"(?<!\S){pattern}(?=\s\||$)" if ends else rf"(?<!\S){pattern}(?!\S)"

"""JSON as text that nothing on its way can trip over.

Decision: letters in Spanish and Catalan stay readable, so JSON is not all ASCII; but what would steer a terminal or
break a line (control characters, direction marks, line separators) is written as JSON's escapes, which mean the same.
Lone surrogates, which come from file names that are no UTF-8, can be written in no encoding and become U+FFFD, as RFC
8259 (8.2) warns that programs differ on them.
"""

import json
import re
import unicodedata

import msgspec

_MAY_STEER = re.compile(r"[^\x00-\x7e]")
"""The control characters of ASCII are escaped by then, but for DEL."""


def dumps(value: object, indent: int | None = 2) -> str:
    """Write a value as JSON (RFC 8259), without a line end of its own."""
    text = _MAY_STEER.sub(_escaped, json.dumps(value, ensure_ascii=False))
    return text if indent is None else msgspec.json.format(text, indent=indent)  # json's own takes five times as long


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    match unicodedata.category(character):
        case "Cs":
            return "�"
        case "Cc" | "Cf" | "Co" | "Zl" | "Zp":
            return json.dumps(character)[1:-1]
        case _:
            return character

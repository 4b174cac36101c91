"""TOML files with known keys and values only: rule packs and settings.

Decision: what is unknown is an error that names the file, the key and the nearest known one. A misspelt key that is
passed over in silence is a rule that somebody believes to be checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from letterlint.errors import LetterlintError, unknown


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A TOML table with known keys only."""


_T = TypeVar("_T")
_UNKNOWN_FIELD = re.compile(r"unknown field `(?P<field>[^`]+)`")
_UNKNOWN_VALUE = re.compile(r"Invalid enum value '(?P<value>.*)'")
_WRONG_TYPE = re.compile(r"Expected `(?P<wanted>[^`]+)`, got `(?P<got>[^`]+)`")
_IN_WORDS = {
    "array": "a list",
    "bool": "true or false",
    "float": "a number",
    "int": "a whole number",
    "null": "nothing",
    "object": "a table",
    "str": "a text",
}
"""What msgspec calls types, as writers do."""


def read_toml(path: Path, error: type[LetterlintError]) -> dict[str, Any]:
    """Read a TOML file.

    Raises:
        LetterlintError: of the kind `error`: it cannot be read, or is no TOML.
    """
    import tomllib  # noqa: PLC0415  # most letters have no settings, and packs are kept read

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as reason:
        raise error(f"{path}: cannot be read: {reason.strerror or reason}") from reason
    except UnicodeDecodeError as reason:
        raise error(f"{path}: not UTF-8 at byte {reason.start}; save the file as UTF-8") from reason
    except (ValueError, RecursionError) as reason:  # also a number or brackets without end
        raise error(f"{path}: no valid TOML: {reason}") from reason


def convert(data: object, type_: type[_T], where: object, error: type[LetterlintError], *, strict: bool = True) -> _T:
    """Check the keys and values of a table.

    Args:
        data: the table.
        type_: what it should be.
        where: the file, or the part of it, that the table stands in.
        error: what to raise.
        strict: whether a number or a truth must not be written as a string.

    Raises:
        LetterlintError: of the kind `error`: a key or a value is unknown or of the wrong type.
    """
    try:
        return msgspec.convert(data, type_, strict=strict)
    except msgspec.ValidationError as reason:
        raise error(f"{where}: {_explain(str(reason), type_)}") from reason


def _explain(complaint: str, type_: type[object]) -> str:
    """Say in a writer's words what is wrong, where, and what is nearest to what is unknown."""
    complaint, _, path = complaint.partition(" - at `")
    place = _place(path.rstrip("`"))
    tables = list(_tables(type_))
    if found := _UNKNOWN_FIELD.search(complaint):
        known = {key for table in tables for key in table.__struct_encode_fields__}
        if found["field"] == "tool":
            return f"{place}unknown key 'tool'; in letterlint.toml the keys stand without it"
        return place + unknown("key", found["field"], known)
    if found := _UNKNOWN_VALUE.search(complaint):
        steps = re.findall(r"[\w-]+", path)
        hints = [hint for table in tables for key, hint in _hints(table) if key in steps]
        if values := {value for hint in hints for value in _literals(hint)}:
            return place + unknown("value", found["value"], values)
    if (found := _WRONG_TYPE.fullmatch(complaint)) and found["got"] in _IN_WORDS:
        wanted = " or ".join(_IN_WORDS.get(name, name) for name in found["wanted"].split(" | ") if name != "null")
        return f"{place}{wanted} is expected, not {_IN_WORDS[found['got']]}"
    return place + complaint[0].lower() + complaint[1:]


def _place(path: str) -> str:
    """A place in a table in words: `$.overrides[0].kind` is `overrides 1: kind: `."""
    steps = [step for step in re.findall(r"[\w-]+|\[\d+\]", path.removeprefix("$")) if step != "..."]
    words = re.sub(r" ?\[(\d+)\]", lambda found: f" {int(found[1]) + 1}", ": ".join(steps).replace(": [", " ["))
    return f"{words}: " if words else ""


def _hints(table: type[msgspec.Struct]) -> Iterator[tuple[str, object]]:
    """The keys of a table as they are written, with their types."""
    hints = get_type_hints(table)
    names = zip(table.__struct_fields__, table.__struct_encode_fields__, strict=True)
    yield from ((written, hints[name]) for name, written in names)


def _tables(hint: object) -> Iterator[type[msgspec.Struct]]:
    """A table and those within it."""
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        yield hint
        for _, inner in _hints(hint):
            yield from _tables(inner)
    for argument in get_args(hint):
        yield from _tables(argument)


def _literals(hint: object) -> Iterator[str]:
    """The words that a type lets a value be."""
    if get_origin(hint) is Literal:
        yield from map(str, get_args(hint))
    else:
        for argument in get_args(hint):
            yield from _literals(argument)

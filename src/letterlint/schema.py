"""The JSON Schema of settings files, for editors."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import msgspec

from letterlint.settings import Exemption, LetterSettings, Override, SettingsFile


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a settings file, in which the fields' docstrings describe the keys."""
    document = msgspec.json.schema(SettingsFile)
    texts = dict(text for table in (LetterSettings, Override, Exemption, SettingsFile) for text in _docstrings(table))
    for table in document["$defs"].values():
        for key in table["properties"].keys() & texts.keys():
            table["properties"][key]["description"] = texts[key]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "letterlint settings", **document}


def _docstrings(table: type) -> Iterator[tuple[str, str]]:
    """The key of each field of a table that has a docstring, with that."""
    class_ = ast.parse(inspect.getsource(table)).body[0]
    for statement, next_one in pairwise(class_.body if isinstance(class_, ast.ClassDef) else ()):
        match statement, next_one:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                yield name.replace("_", "-"), text

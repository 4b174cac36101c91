"""Which files to lint, and their bytes.

Decision: a path that the user names is read whatever it is called; below a folder only plain text files are, in
the order of their names. What cannot be read is an error of its own, and never keeps the other files from being
linted.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from letterlint.errors import LetterlintError, ReadError
from letterlint.reading.decoding import MAX_BYTES, decode
from letterlint.reading.source import Source

SUFFIXES = frozenset({".txt", ".text"})
STDIN = "-"

Unread = tuple[str, LetterlintError]
"""The path of a file that could not be read, and why."""


def read_all(paths: Iterable[str], stdin: BinaryIO, stdin_name: str) -> Iterator[Source | Unread]:
    """Read the letters at some paths: files, folders, and `-` for standard input."""
    for path in paths:
        if path == STDIN:
            yield _decoded(stdin_name, stdin.read(MAX_BYTES + 1))
            continue
        for found in _find(Path(path)):
            yield found if isinstance(found, tuple) else _read(found)


def _find(path: Path) -> Iterator[Path | Unread]:
    if not path.is_dir():
        yield path
        return
    empty = True
    for found in _walk(path):
        empty = False
        yield found
    if empty:
        yield str(path), ReadError(f"no letters ({', '.join(sorted(SUFFIXES))}) in this folder")


def _walk(folder: Path) -> Iterator[Path | Unread]:
    """Walk a folder in the order of names, hidden ones left out, and links to folders, for they may loop."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield str(folder), ReadError(f"cannot be read: {error.strerror or error}; check its permissions")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        elif Path(entry.name).suffix.lower() in SUFFIXES and entry.is_file():
            yield Path(entry.path)


def _read(path: Path) -> Source | Unread:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return str(path), ReadError("no such file or folder; check the path")
    except OSError as error:
        return str(path), ReadError(f"cannot be read: {error.strerror or error}")
    return _decoded(str(path), data)


def _decoded(name: str, data: bytes) -> Source | Unread:
    try:
        return Source(name, decode(data))
    except ReadError as error:
        return name, error

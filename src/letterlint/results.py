"""The reports of letters that were linted before, in `.letterlint_cache`.

Decisions:

- A report is found again by what it depends on: the letter's text and the name of its file, the options, the pack and
  the state of the code. The pack's files are known by their sizes and times, as `make` knows them.
- SQLite keeps them: several processes may read and write at once, and it is in Python's own library. What is stored is
  data (msgpack), never code; a database that another user may have written, or that is damaged, is not read.
- The newest reports are kept, so many that they take some tens of megabytes.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path

import msgspec
from msgspec.structs import replace

from letterlint import store
from letterlint.errors import UsageError
from letterlint.findings import FileReport
from letterlint.options import Options
from letterlint.settings import Finder

FOLDER = ".letterlint_cache"
_FILE = "results.sqlite"
_KEPT = 20_000
_AT_ONCE = 500
"""Keys in one query."""
_PATIENCE = 10.0
"""Seconds to wait for another process."""
_NOTE = "# letterlint keeps here what it has found before; `letterlint clean` removes it.\n*\n"

_encoder = msgspec.msgpack.Encoder(order="sorted")
decoded = msgspec.msgpack.Decoder(FileReport).decode
"""Reads what `encoded` has written."""


def folder_of(chosen: Path | None, finder: Finder) -> Path:
    """Where reports are kept: in a folder that the user chose, else beside the settings of the current folder.

    Raises:
        SettingsError: the settings are malformed.
    """
    return chosen or finder.settings_of(Path()).folder / FOLDER


def key_of(path: str, text: str, options: Options, pack: bytes) -> bytes:
    """What a report is found again by.

    Args:
        path: the letter's file.
        text: its text.
        options: what the user says of it.
        pack: a digest of the pack's files.
    """
    name = os.path.basename(path).encode("utf-8", "surrogatepass")  # noqa: PTH119  # asked of many letters
    return store.digest(store.code(), pack, _encoder.encode(options), name, text.encode("utf-8", "surrogatepass"))


def encoded(report: FileReport) -> bytes:
    """Write a report as data, without the letter's path and text."""
    return _encoder.encode(replace(report, path="", text=""))


class Results:
    """The reports that are kept in a folder.

    Args:
        folder: where; nothing is kept if it is None.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def find(self, keys: Sequence[bytes]) -> Mapping[bytes, FileReport]:
        """The reports that are found by some keys; they have no path and no text."""
        found: dict[bytes, FileReport] = {}
        if self._folder is None or not (self._folder / _FILE).exists() or store.is_foreign(self._folder / _FILE):
            return found
        with suppress(sqlite3.Error, msgspec.DecodeError, OSError), closing(self._open()) as database:
            for first in range(0, len(keys), _AT_ONCE):
                some = keys[first : first + _AT_ONCE]
                marks = ",".join("?" * len(some))
                query = f"SELECT key, report FROM results WHERE key IN ({marks})"  # noqa: S608  # marks alone
                found.update((key, decoded(report)) for key, report in database.execute(query, some))
        return found

    def keep(self, reports: Iterable[tuple[bytes, FileReport]]) -> None:
        """Keep some reports, each with its key."""
        if self._folder is None or store.is_foreign(self._folder / _FILE):
            return
        rows = [(key, encoded(report)) for key, report in reports]
        if not rows:
            return
        with suppress(OSError):
            try:
                self._insert(rows)
            except sqlite3.DatabaseError as error:
                if not isinstance(error, sqlite3.OperationalError):  # damaged, and not only locked or full
                    (self._folder / _FILE).unlink()
                    with suppress(sqlite3.Error):
                        self._insert(rows)

    def _insert(self, rows: Sequence[tuple[bytes, bytes]]) -> None:
        with closing(self._open()) as database, database:
            database.executemany("INSERT OR REPLACE INTO results (key, report) VALUES (?, ?)", rows)
            database.execute("DELETE FROM results WHERE number <= (SELECT max(number) FROM results) - ?", (_KEPT,))

    def _open(self) -> sqlite3.Connection:
        assert self._folder is not None, "nothing is opened where nothing is kept"  # noqa: S101
        if not self._folder.is_dir():
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / ".gitignore").write_text(_NOTE, encoding="utf-8")
        database = sqlite3.connect(self._folder / _FILE, timeout=_PATIENCE)
        database.execute("PRAGMA synchronous = OFF")  # what is lost is made anew
        database.execute(
            "CREATE TABLE IF NOT EXISTS results"
            " (number INTEGER PRIMARY KEY AUTOINCREMENT, key BLOB NOT NULL UNIQUE, report BLOB NOT NULL)"
        )
        return database


def remove(folder: Path) -> Iterator[Path]:
    """Remove what we keep in a folder, and the folder if it holds nothing else.

    Yields:
        What is removed.

    Raises:
        UsageError: it cannot be removed.
    """
    try:
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.name.startswith((_FILE, ".gitignore")) or path.suffix == store.SUFFIX:
                path.unlink()
                yield path
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    except OSError as error:
        raise UsageError(f"{folder}: cannot be removed: {error.strerror or error}; check its permissions") from error

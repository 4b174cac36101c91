"""Which files to lint, and their bytes.

Decisions:

- A path that the user names is read whatever it is called, ignored or not; below a folder only files are that have the
  extension of plain text or of a template (or that the settings include), and that git does not ignore, in the order of
  their names. Markdown and HTML are read where they are named or included: most of them are no letters.
- What cannot be read is an error of its own, and never keeps the other files from being linted.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from letterlint.errors import LetterlintError, ReadError
from letterlint.reading.decoding import MAX_BYTES, decode
from letterlint.reading.formats import TEXT, is_template
from letterlint.reading.source import Source
from letterlint.settings import Settings, absolute, below

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

STDIN = "-"
_USUAL_BYTES = 64 * 1024
"""Hardly a letter has more; to ask for more costs memory, read or not."""


class Unread(msgspec.Struct, frozen=True):
    """A file or folder that could not be read, and why."""

    path: str
    error: LetterlintError


SettingsOf = Callable[[Path], Settings]
"""The settings of a folder's letters."""


def find_files(paths: Iterable[str], settings_of: SettingsOf, *, force_exclude: bool = False) -> list[str | Unread]:
    """Find the letters at some paths: files, those in folders, and `-` for standard input; each once.

    Args:
        paths: what the user named.
        settings_of: tells the settings of a folder.
        force_exclude: whether what the settings exclude is passed over even where the user names it.

    Raises:
        SettingsError: a settings file on the way is malformed.
    """
    found: dict[object, str | Unread] = {}
    for path in paths:
        for one in [path] if path == STDIN else _find(path, settings_of, force_exclude=force_exclude):
            key = one if isinstance(one, Unread) or one == STDIN else _place(one)
            found.setdefault(key, one)
    return list(found.values())


def _place(path: str) -> str:
    """What is the same for all ways to write a path."""
    return os.path.normcase(os.path.abspath(path))  # noqa: PTH100  # Path.resolve follows links


def _find(path: str, settings_of: SettingsOf, *, force_exclude: bool) -> Iterator[str | Unread]:
    if not os.path.isdir(path):  # noqa: PTH112  # never raises
        if not (force_exclude and Path(path) in settings_of(Path(path).parent).exclude):
            yield path
        return
    found = list(_walk(Path(path), settings_of))
    yield from found or [Unread(path, ReadError(_NO_LETTERS))]


_NO_LETTERS = "no letters in this folder (.txt, .text, templates) but for ignored ones; see 'include' and 'exclude'"


class _Ignored(msgspec.Struct, frozen=True):
    """The patterns of one `.gitignore`, which count from its folder."""

    folder: Path
    spec: GitIgnoreSpec

    def says(self, path: Path, *, is_folder: bool) -> bool | None:
        """Whether a path is ignored; None where nothing is said of it."""
        relative = below(path, self.folder)
        return self.spec.check_file(f"{relative}/" if is_folder else relative or "").include


def _walk(top: Path, settings_of: SettingsOf) -> Iterator[str | Unread]:
    """Walk a folder in the order of names, hidden ones left out, and links to folders, for they may loop."""
    waiting: list[tuple[Path, tuple[_Ignored, ...]] | str] = [(top, _ignored_above(top))]
    while waiting:
        match waiting.pop():
            case str(file):
                yield file
            case folder, ignored:
                try:
                    entries = sorted(os.scandir(folder), key=lambda entry: entry.name, reverse=True)
                except OSError as error:
                    why = f"cannot be read: {error.strerror or error}; check its permissions"
                    yield Unread(str(folder), ReadError(why))
                else:
                    waiting += _in_folder(folder, entries, settings_of(folder), ignored)


def _in_folder(
    folder: Path, entries: Iterable[os.DirEntry[str]], settings: Settings, ignored: tuple[_Ignored, ...]
) -> Iterator[tuple[Path, tuple[_Ignored, ...]] | str]:
    """The folders in a folder that are to be walked, and its letters."""
    ignored = (*(() if _is_repository(folder) else ignored), *_ignored_in(folder))
    for entry in entries:
        path = Path(entry.path)
        is_folder = entry.is_dir(follow_symlinks=False)
        if entry.name.startswith(".") or _is_ignored(path, ignored, is_folder=is_folder):
            continue
        if is_folder:
            if not settings.exclude.holds_folder(path):
                yield path, ignored
        elif _is_letter(path, settings) and path not in settings.exclude and _is_file(entry):
            yield str(path)


def _is_letter(path: Path, settings: Settings) -> bool:
    """Whether a file in a folder is taken for a letter."""
    if settings.include is not None:
        return path in settings.include
    return path.suffix.lower() in TEXT or is_template(path.name)


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether it can be tried to read an entry as a file; a link that leads nowhere is tried too, and reported."""
    try:
        return entry.is_file() or not os.path.exists(entry.path)  # noqa: PTH110  # never raises
    except OSError:  # a link to itself
        return True


def _is_ignored(path: Path, ignored: tuple[_Ignored, ...], *, is_folder: bool) -> bool:
    """What the nearest `.gitignore` says that has something to say."""
    said = (one.says(path, is_folder=is_folder) for one in reversed(ignored))
    return next((answer for answer in said if answer is not None), False)


def _is_repository(folder: Path) -> bool:
    """Whether a folder is the top of a repository: what stands above says nothing of it."""
    return os.path.exists(folder / ".git")  # noqa: PTH110  # never raises


def _ignored_in(folder: Path) -> Iterator[_Ignored]:
    """The patterns that stand in a folder; as git does, those that make no sense are passed over."""
    from pathspec import GitIgnoreSpec  # noqa: PLC0415  # a letter that is named needs no globs

    for path in (folder / ".git" / "info" / "exclude", folder / ".gitignore"):
        try:
            lines = path.read_text(encoding="utf-8-sig", errors="surrogateescape").splitlines()
        except OSError:
            continue
        yield _Ignored(folder, GitIgnoreSpec.from_lines(filter(_is_pattern, lines)))


def _is_pattern(line: str) -> bool:
    from pathspec import GitIgnoreSpec  # noqa: PLC0415  # the same

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True


def _ignored_above(folder: Path) -> tuple[_Ignored, ...]:
    """What the folders between a repository's top and a folder in it ignore; nothing, if that folder itself is ignored.

    Who names an ignored folder wants it read.
    """
    above: list[Path] = []
    for parent in () if _is_repository(folder) else absolute(folder).parents:
        above.insert(0, parent)
        if _is_repository(parent):
            ignored = tuple(one for each in above for one in _ignored_in(each))
            inside = [home for home in (absolute(folder), *above) if home != parent]
            return () if any(_is_ignored(home, ignored, is_folder=True) for home in inside) else ignored
    return ()


def read_file(path: str, stdin: BinaryIO, stdin_name: str) -> Source | Unread:
    """Read one file, or standard input for `-`."""
    name = stdin_name if path == STDIN else path
    try:
        return Source(name, decode(stdin.read(MAX_BYTES + 1) if path == STDIN else read_bytes(path)))
    except ReadError as error:
        return Unread(name, error)


def read_bytes(path: str | Path) -> bytes:
    """Read the bytes of a file, up to one more than a letter may have.

    Raises:
        ReadError: it cannot be read.
    """
    try:
        with open(path, "rb") as file:  # noqa: PTH123  # the path of one of many letters is a plain string
            begin = file.read(_USUAL_BYTES)
            return begin if len(begin) < _USUAL_BYTES else begin + file.read(MAX_BYTES + 1 - _USUAL_BYTES)
    except FileNotFoundError as error:
        raise ReadError("no such file or folder; check the path") from error
    except (OSError, ValueError) as error:  # ValueError: a name with a null byte
        raise ReadError(f"cannot be read: {getattr(error, 'strerror', None) or error}") from error

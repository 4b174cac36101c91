"""Files that spare work which was done before, and that may be lost at any time.

Decisions:

- What is stored is data (msgpack), never code, behind its own digest: what is corrupt, cut short or foreign is made
  anew.
- A file that another user owns, or that others may write to, is not read.
- Where nothing can be written, nothing is stored, and nobody is told: the work is only done again.
"""

from __future__ import annotations

import os
import stat
import struct
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

import msgspec

from letterlint.errors import UsageError

SUFFIX = ".pack"
"""The extension of what is stored."""
_KEPT = 32
"""Files: the rules and languages of a few versions and packs."""
_DIGEST = 16
"""Bytes."""
_FOUND_WITH = ("babel", "lingua", "phonenumbers", "sentencex", "spacy", "textstat")
_T = TypeVar("_T")


def cache_folder() -> Path:
    """The user's folder of what can be made anew."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "letterlint"


def digest(*parts: bytes | memoryview) -> bytes:
    """A digest of some parts, which other parts do not have."""
    lengths = struct.pack(f">{1 + len(parts)}Q", len(parts), *map(len, parts))
    return blake2b(b"".join((lengths, *parts)), digest_size=_DIGEST).digest()


def kept(
    name: str, made_with: Iterable[bytes], decode: Callable[[bytes | memoryview], _T], make: Callable[[], bytes]
) -> _T:
    """What was stored by an earlier run; it is made and stored if it was not.

    What is made is read back as what is stored is, so that what cannot be read fails at once, and not in silence.

    Args:
        name: what it is called.
        made_with: all that it depends on, besides the code.
        decode: reads it.
        make: makes it.
    """
    path = cache_folder() / f"{name}-{digest(code(), *made_with).hex()}{SUFFIX}"
    if (stored := read(path)) is not None:
        with suppress(msgspec.DecodeError):  # made anew, as all that cannot be read
            return decode(stored)
    made = make()
    write(path, made)
    return decode(made)


@cache
def code() -> bytes:
    """Which state runs of letterlint's own code, and of the packages that findings depend on.

    What is stored by one, another may read wrongly, or may not have found.
    """
    packages = (home_of(package) / "__init__.py" for package in _FOUND_WITH)
    signs = (*_signs(str(Path(__file__).parent), ".py"), *(_sign(path, path.stat()) for path in packages))
    return digest(*(sign.encode("utf-8", "surrogateescape") for sign in signs))


def home_of(package: str) -> Path:
    """The folder of a package that is installed with letterlint, without importing it."""
    spec = find_spec(package)
    assert spec is not None, "it is installed"  # noqa: S101  # the type says None
    assert spec.origin is not None, "it is a package in files"  # noqa: S101  # likewise
    return Path(spec.origin).parent


def read(path: Path) -> memoryview | None:
    """What is stored in a file; None if it is not there, or cannot be trusted."""
    try:
        with path.open("rb") as file:
            if _may_be_foreign(os.fstat(file.fileno())):
                return None
            data = memoryview(file.read())
    except OSError:
        return None
    mark, stored = data[:_DIGEST], data[_DIGEST:]
    return stored if mark == digest(stored) else None


def _may_be_foreign(status: os.stat_result) -> bool:
    others = stat.S_IWGRP | stat.S_IWOTH
    return hasattr(os, "getuid") and (status.st_uid != os.getuid() or bool(status.st_mode & others))


def is_foreign(path: Path) -> bool:
    """Whether another user may have written a file."""
    try:
        return _may_be_foreign(path.stat())
    except OSError:
        return False


def signature(folders: Iterable[Path]) -> bytes:
    """A digest of the names, sizes and times of the TOML files in some folders."""
    return digest(
        *(part.encode("utf-8", "surrogatepass") for folder in folders for part in _signs(str(folder), ".toml"))
    )


def _signs(folder: str, ending: str) -> Iterator[str]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _signs(entry.path, ending)
        elif entry.name.endswith(ending):
            yield _sign(entry.path, entry.stat())


def _sign(path: str | Path, status: os.stat_result) -> str:
    return f"{path} {status.st_size} {status.st_mtime_ns}"


def write(path: Path, stored: bytes) -> None:
    """Store some bytes in a file, if that can be done; in its folder only the newest files are kept."""
    from letterlint.writing import write_bytes  # noqa: PLC0415  # most runs store nothing

    with suppress(OSError, UsageError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_bytes(path, digest(stored) + stored, mode=0o600)
        prune(path.parent, _KEPT)


def prune(folder: Path, number: int) -> None:
    """Remove from a folder all but some number of files, those stored last."""
    with suppress(OSError):
        files = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in files[number:]:
            path.unlink()

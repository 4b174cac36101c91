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
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from letterlint.errors import UsageError
from letterlint.writing import write_bytes

_DIGEST = 16
"""Bytes."""


def digest(*parts: bytes) -> bytes:
    """A digest of some parts, which other parts do not have."""
    whole = blake2b(digest_size=_DIGEST)
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.digest()


def read(path: Path) -> bytes | None:
    """What is stored in a file; None if it is not there, or cannot be trusted."""
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            if _is_foreign(status):
                return None
            data = file.read()
    except OSError:
        return None
    mark, stored = data[:_DIGEST], data[_DIGEST:]
    return stored if mark == digest(stored) else None


def _is_foreign(status: os.stat_result) -> bool:
    """Whether another user may have written a file."""
    others = stat.S_IWGRP | stat.S_IWOTH
    return hasattr(os, "getuid") and (status.st_uid != os.getuid() or bool(status.st_mode & others))


def write(path: Path, stored: bytes) -> None:
    """Store some bytes in a file, if that can be done."""
    with suppress(OSError, UsageError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_bytes(path, digest(stored) + stored, mode=0o600)


def prune(folder: Path, number: int) -> None:
    """Remove from a folder all but some number of files, those stored last."""
    with suppress(OSError):
        files = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in files[number:]:
            path.unlink()

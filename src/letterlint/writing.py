"""Writes files whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from letterlint.errors import UsageError


def write_bytes(path: Path, data: bytes, mode: int | None = None) -> None:
    """Put `data` into a file; whatever happens, the file is the old one or the new one.

    A link is followed, and the file's permissions stay; a device or pipe (`/dev/stdout`) is written to as it is.

    Args:
        path: the file.
        data: what it will hold.
        mode: its permissions; those that it has, or that the user gives to new files, unless given.

    Raises:
        UsageError: it cannot be written.
    """
    import tempfile  # noqa: PLC0415  # brings more than most runs, which write nothing, need

    try:
        target = Path(os.path.realpath(path))  # which, unlike Path.resolve, knows what to do with a loop
        if target.exists() and not target.is_file():
            target.write_bytes(data)
            return
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name[:40]}.", delete=False) as file:
            try:
                file.write(data)
                file.close()
                usual = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask()
                Path(file.name).chmod(usual if mode is None else mode)
                Path(file.name).replace(target)
            except BaseException:
                with suppress(OSError):
                    Path(file.name).unlink()
                raise
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be written: {error.strerror or error}; check the folder and its permissions"
        ) from error


def _umask() -> int:
    """The permissions that the user does not give to new files."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def write_text(path: Path, text: str) -> None:
    """Put a text into a file, in UTF-8; what UTF-8 cannot write is written as an escape.

    Raises:
        UsageError: it cannot be written.
    """
    write_bytes(path, text.encode("utf-8", errors="backslashreplace"))

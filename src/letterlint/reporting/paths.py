"""How the formats for machines name a file.

Decision: a file below the current folder is named relative to it, however the user named it, for that is how CI
systems match findings with a repository, and what no fingerprint must depend on. Any other file keeps the name it was
given.
"""

import os
from pathlib import Path
from urllib.parse import quote


def relative(path: str) -> str:
    """Name a file relative to the current folder if it is below it, with `/` between folders."""
    there = _absolute(path)
    return there.relative_to(Path.cwd()).as_posix() if there.is_relative_to(Path.cwd()) else path


def uri(path: str) -> str:
    """Name a file by a URI (RFC 3986): a relative reference, or `file:///…` if it is not below the current folder.

    The bytes of the name are percent-encoded where they mean something in a URI, or nothing in UTF-8.
    """
    there = _absolute(path)
    return quote(os.fsencode(relative(path))) if there.is_relative_to(Path.cwd()) else there.as_uri()


def _absolute(path: str) -> Path:
    return Path(os.path.normpath(Path.cwd() / path))

"""What a letter says of itself above its text: `---` around YAML, or `+++` around TOML.

Decisions:

- Keys that are not letterlint's belong to other programs and are left alone, unless they look like one of ours
  misspelt.
- A line of `---` above ordinary words is a rule that somebody drew, and no front matter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from letterlint.errors import ReadError, nearest

_FENCED = re.compile(
    r"\ufeff?(?P<fence>---|\+\+\+)[ \t]*(?:\r\n|\r|\n)(?P<inside>.*?)^(?P=fence)[ \t]*(?:\r\n|\r|\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_YAML_KEY = re.compile(r"\s*(?:#[^\r\n]*\s+)*[\w\"'-]+[ \t]*:(?:\s|\Z)")
KEYS = ("kind", "language", "medium", "template")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Front matter: its text, its fence, and where in the file the letter begins after it."""

    fence: str
    inside: str
    end: int


def find_front_matter(text: str) -> FrontMatter | None:
    """Find the front matter of a file's text."""
    found = _FENCED.match(text)
    if not found or (found["fence"] == "---" and not _YAML_KEY.match(found["inside"])):
        return None
    return FrontMatter(found["fence"], found["inside"], found.end())


def read_front_matter(text: str) -> Mapping[str, object]:
    """Read what front matter says of the letter: some of `KEYS`.

    Raises:
        ReadError: it is malformed, or has a key that looks like one of `KEYS` misspelt.
    """
    front = find_front_matter(text)
    if front is None:
        return {}
    values = _toml(front.inside) if front.fence == "+++" else _yaml(front.inside)
    for key in values:
        if key not in KEYS and (near := nearest(str(key), KEYS, cutoff=0.75)):
            raise ReadError(f"front matter: unknown key '{key}'; did you mean '{near}'?")
    return {key: values[key] for key in KEYS if key in values}


def _toml(text: str) -> Mapping[str, object]:
    import tomllib  # noqa: PLC0415  # few letters have front matter

    try:
        return tomllib.loads(text.replace("\r\n", "\n").replace("\r", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise ReadError(f"front matter: no valid TOML: {error}; lines count from the one after +++") from error


def _yaml(text: str) -> Mapping[str, object]:
    import yaml  # noqa: PLC0415  # few letters have front matter

    try:
        values = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  # both are safe
    except yaml.MarkedYAMLError as error:
        at = f" (line {error.problem_mark.line + 2})" if error.problem_mark else ""
        raise ReadError(f"front matter: no valid YAML{at}: {error.problem}") from error
    except yaml.YAMLError as error:
        raise ReadError(f"front matter: no valid YAML: {error}".splitlines()[0]) from error
    if not isinstance(values, dict):
        raise ReadError("front matter: YAML without keys; write 'kind: refusal', or remove the --- around it")
    return values

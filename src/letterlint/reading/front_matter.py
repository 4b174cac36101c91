"""What a letter says of itself above its text: `---` around YAML, or `+++` around TOML.

Decisions:

- Keys that are not letterlint's belong to other programs and are left alone, unless they look like one of ours
  misspelt.
- A line of `---` above ordinary words is a rule that somebody drew, and no front matter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from letterlint.errors import ReadError, nearest

_LINE_END = r"(?:\r\n|\r|\n)"
_FENCE = ("---", "+++")
_FENCED = (
    rf"\ufeff?(?:---[ \t]*{_LINE_END}(?P<yaml>.*?)(?<=[\r\n])(?:---|\.\.\.)"
    rf"|\+\+\+[ \t]*{_LINE_END}(?P<toml>.*?)(?<=[\r\n])\+\+\+)[ \t]*(?:{_LINE_END}|\Z)"
)
_YAML_KEY = rf"(?:[ \t]*(?:#[^\r\n]*)?{_LINE_END})*(?:\Z|[ \t]*[\w\"'-][\w\"' .-]*:(?:\s|\Z))"
_YES = {"yes": "true", "on": "true", "no": "false", "off": "false"}
"""What YAML 1.1 takes for truth."""
KEYS = ("kind", "language", "medium", "template")


class FrontMatter(msgspec.Struct, frozen=True):
    """Front matter: its text, whether that is TOML or YAML, and where in the file the letter begins after it."""

    text: str
    is_toml: bool
    end: int


def find_front_matter(text: str) -> FrontMatter | None:
    """Find the front matter of a file's text."""
    if not text.removeprefix("\ufeff").startswith(_FENCE):
        return None
    found = re.match(_FENCED, text, re.DOTALL)
    if not found:
        return None
    if found["yaml"] is not None and not re.match(_YAML_KEY, found["yaml"]):
        return None
    return FrontMatter(found["yaml"] or found["toml"] or "", found["yaml"] is None, found.end())


def read_front_matter(text: str) -> Mapping[str, object]:
    """Read what front matter says of the letter: some of `KEYS`.

    Raises:
        ReadError: it is malformed, or has a key that looks like one of `KEYS` misspelt.
    """
    front = find_front_matter(text)
    if front is None:
        return {}
    try:
        values = _toml(front.text) if front.is_toml else _yaml(front.text)
    except (ValueError, RecursionError) as error:  # what a date or a number cannot be, and brackets without end
        raise ReadError(f"front matter: cannot be read: {error}") from error
    for key in map(str, values):
        if key not in KEYS and (near := _meant(key)):
            raise ReadError(f"front matter: unknown key '{key}'; did you mean '{near}'?")
    return {key: values[key] for key in KEYS if key in values}


def _meant(key: str) -> str | None:
    """Which of our keys a key looks like, misspelt; `languages` and `kinds` are other programs'."""
    near = nearest(key, KEYS, cutoff=0.8)
    return near if near and key[0] == near[0] and not key.startswith(near) else None


def _toml(text: str) -> Mapping[str, object]:
    import tomllib  # noqa: PLC0415  # few letters have front matter

    try:
        return tomllib.loads(text.replace("\r\n", "\n").replace("\r", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise ReadError(f"front matter: no valid TOML: {error}; lines count from the one after +++") from error


def _yaml(text: str) -> Mapping[str, object]:
    """Read YAML, all of whose values are taken as they are written: no tag, date or merge of it is carried out."""
    import yaml  # noqa: PLC0415  # few letters have front matter

    try:
        values = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506  # makes strings only
    except yaml.MarkedYAMLError as error:
        at = f" (line {error.problem_mark.line + 2})" if error.problem_mark else ""
        raise ReadError(f"front matter: no valid YAML{at}: {error.problem}") from error
    except yaml.YAMLError as error:
        raise ReadError(f"front matter: no valid YAML: {error}".splitlines()[0]) from error
    if values in (None, ""):
        return {}
    if not isinstance(values, dict):
        raise ReadError("front matter: YAML without keys; write 'kind: refusal', or remove the --- around it")
    return {key: _YES.get(value.lower(), value) if isinstance(value, str) else value for key, value in values.items()}

"""Comments in which a letter's file says that it may break a rule: `letterlint: skip RULE, RULE -- reason`.

Decisions:

- Only what never reaches the letter's reader is a comment: `<!-- … -->` in HTML and Markdown, the comments of template
  languages in templates. In plain text there is none; exceptions to plain letters belong in the settings.
- Our name stands first in the comment, and what it says is short, so that the search takes time linear in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from letterlint.reading.formats import has_comments
from letterlint.reading.source import Source

_MARKUP = (
    ("<!--", "-->"),
    (r"^\[//\]: # [(\"']", r"[)\"'][ \t]*$"),
)
_TEMPLATE = (
    (r"\{#", r"#\}"),  # Jinja, Twig, Nunjucks
    (r"<%#", "%>"),  # ERB, EJS
    (r"\{\{!--", r"--\}\}"),  # Handlebars
    (r"\{\{!", r"\}\}"),  # Handlebars, Mustache
    (r"\{\{--", r"--\}\}"),  # Blade
    (r"\{%-?[ ]*comment[ ]*-?%\}", r"\{%-?[ ]*endcomment"),  # Liquid
    ("<#--", "-->"),  # FreeMarker
    (r"\{\*", r"\*\}"),  # Smarty
    (r"@\*", r"\*@"),  # Razor
    (r"^[ \t]*##", "$"),  # Mako
)
_NAME = "letterlint"
_SKIP = re.compile(r"skip\s+(?P<rules>[\w,\s-]*?[\w,])\s+(?:--|—|–)\s+(?P<reason>\S.*)", re.DOTALL)


def _comments(marks: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    """Match the comments between some marks that are addressed to us, with what they say."""
    patterns = (
        rf"{opening}\s*{_NAME}\s*:(?P<said_{number}>.{{0,500}}?){closing}"
        for number, (opening, closing) in enumerate(marks)
    )
    return re.compile("|".join(patterns), re.DOTALL | re.MULTILINE)


@cache
def _in_markup() -> re.Pattern[str]:
    return _comments(_MARKUP)


@cache
def _in_templates() -> re.Pattern[str]:
    return _comments(_TEMPLATE)


class Skip(msgspec.Struct, frozen=True):
    """A comment addressed to letterlint; one that cannot be understood names no rules."""

    line: int
    rules: tuple[str, ...] = ()
    reason: str = ""


def find_skips(source: Source, *, template: bool) -> Iterator[Skip]:
    """Find the comments that are addressed to letterlint.

    Args:
        source: the letter's file.
        template: whether it is a template, which has comments of its own.
    """
    if _NAME not in source.text:  # in most letters it is not
        return
    patterns = [_in_markup()] if has_comments(source.path, source.text) else []
    for pattern in (*patterns, *([_in_templates()] if template else [])):
        for found in pattern.finditer(source.text):
            line, _ = source.line_and_column(found.start())
            yield _skip(line, found[found.lastgroup or 0].strip())


def _skip(line: int, said: str) -> Skip:
    found = _SKIP.fullmatch(said)
    if not found:
        return Skip(line)
    return Skip(line, tuple(re.findall(r"[\w-]+", found["rules"])), " ".join(found["reason"].split()))

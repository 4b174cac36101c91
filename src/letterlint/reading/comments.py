"""Comments in which a letter's file says that it may break a rule: `letterlint: skip RULE, RULE -- reason`.

Decision: only what never reaches the letter's reader is a comment: `<!-- … -->` in HTML and Markdown, the comments of
template languages in templates. In plain text there is none; exceptions to plain letters belong in the settings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from letterlint.reading.formats import has_comments
from letterlint.reading.source import Source

_FLAGS = re.DOTALL | re.MULTILINE | re.VERBOSE
_MARKUP = re.compile(
    r"""
      <!--(?P<html>.*?)-->
    | ^\[//\]:[ ]\#[ ][("'](?P<markdown>[^\n]*)[)"'][ \t]*$
    """,
    _FLAGS,
)
_TEMPLATE = re.compile(
    r"""
      \{\#(?P<jinja>.*?)\#\}                                         # Jinja, Twig, Nunjucks
    | <%\#(?P<erb>.*?)%>                                             # ERB, EJS
    | \{\{!--(?P<handlebars_long>.*?)--\}\}                          # Handlebars
    | \{\{!(?P<handlebars>[^}]*)\}\}                                 # Handlebars, Mustache
    | \{\{--(?P<blade>.*?)--\}\}                                     # Blade
    | \{%-?[ ]*comment[ ]*-?%\}(?P<liquid>.*?)\{%-?[ ]*endcomment   # Liquid
    | <\#--(?P<freemarker>.*?)-->                                    # FreeMarker
    | \{\*(?P<smarty>.*?)\*\}                                        # Smarty
    | @\*(?P<razor>.*?)\*@                                           # Razor
    | ^[ \t]*\#\#(?P<mako>[^\n]*)$                                   # Mako
    """,
    _FLAGS,
)
_OURS = re.compile(r"\s*letterlint\s*:\s*(?P<said>.*?)\s*", re.DOTALL)
_SKIP = re.compile(r"skip\s+(?P<rules>[\w,\s-]*?[\w,])\s+(?:--|—|–)\s+(?P<reason>\S.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Skip:
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
    if "letterlint" not in source.text:
        return
    patterns = [_MARKUP] if has_comments(source.path, source.text) else []
    for pattern in (*patterns, *([_TEMPLATE] if template else [])):
        for found in pattern.finditer(source.text):
            if ours := _OURS.fullmatch(found[found.lastgroup or 0]):
                line, _ = source.line_and_column(found.start())
                yield _skip(line, ours["said"])


def _skip(line: int, said: str) -> Skip:
    found = _SKIP.fullmatch(said)
    if not found:
        return Skip(line)
    return Skip(line, tuple(re.findall(r"[\w-]+", found["rules"])), " ".join(found["reason"].split()))

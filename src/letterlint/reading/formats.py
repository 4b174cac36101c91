"""Which format a file is in, told by its name, and what of it is the letter.

Decisions:

- `welcome.html.j2` is a template of HTML: what stands before a template's extension says what the template makes.
  Where nothing stands there (`welcome.hbs`), tags tell HTML from plain text.
- Front matter is no part of the letter, in whatever format.
"""

import re
from pathlib import PurePath

from letterlint.reading.front_matter import find_front_matter
from letterlint.reading.view import View, blank

TEXT = frozenset({".txt", ".text"})
MARKDOWN = frozenset({".md", ".markdown", ".mdown"})
HTML = frozenset({".html", ".htm", ".xhtml"})
TEMPLATES = frozenset(
    {
        ".j2", ".jinja", ".jinja2", ".njk", ".twig", ".liquid", ".hbs", ".handlebars", ".mustache",
        ".mako", ".ftl", ".ftlh", ".erb", ".ejs", ".tpl", ".cshtml", ".blade.php",
    }
)  # fmt: skip
"""The extensions of template languages: Jinja, Nunjucks, Twig, Liquid, Handlebars, Mustache, Mako, FreeMarker, ERB,
EJS, Smarty, Razor and Blade."""
_TEMPLATE_SUFFIXES = tuple(TEMPLATES)

_TAG = r"<(?:!doctype html|html|head|body|table|div|p|br|span|h[1-6]|ul|a)\b[^<>]{0,400}>"


def is_template(path: str) -> bool:
    """Whether a file's name says that it is a template."""
    return path.lower().endswith(_TEMPLATE_SUFFIXES)


def _format(path: str, text: str) -> frozenset[str]:
    """The format of what a file holds, or of what its template makes."""
    name = path.lower()
    is_template = name.endswith(_TEMPLATE_SUFFIXES)
    if is_template:
        name = next(name.removesuffix(suffix) for suffix in _TEMPLATE_SUFFIXES if name.endswith(suffix))
    inner = PurePath(name).suffix
    for known in (TEXT, MARKDOWN, HTML):
        if inner in known:
            return known
    return HTML if is_template and re.search(_TAG, text, re.IGNORECASE) else TEXT


def has_comments(path: str, text: str) -> bool:
    """Whether the format of a file has comments, `<!-- … -->`, that never reach the letter's reader."""
    return _format(path, text) is not TEXT


def view_of(path: str, text: str) -> View:
    """Leave out of a file what is no letter."""
    front = find_front_matter(text)
    if front:
        text = blank(text[: front.end]) + text[front.end :]
    match _format(path, text):
        case known if known is HTML:
            from letterlint.reading.html import visible_html  # noqa: PLC0415  # most letters are plain text

            return visible_html(text)
        case known if known is MARKDOWN:
            from letterlint.reading.markdown import visible_markdown  # noqa: PLC0415  # the same

            return visible_markdown(text)
    return View(text)

"""What a reader sees of a Markdown text.

Decisions:

- pyromark (pulldown-cmark, a CommonMark parser in Rust) reads the text: it says where in the file each piece stands,
  which markdown-it-py, mistune and the like do not. Its import takes 8 ms, and 200 kB of any nonsense 0.1 s.
- Marks are left out, not made blank, so that a word with marks inside stays a word. Line ends stay, for lines to stay
  lines; between the cells of a table comes a space, and `<br>` a line end.
- List marks stay: they tell the items of a list apart. A letter inside a code block is a letter.
- A placeholder comes through as written. So does a name in capitals between double underscores, `__NAME__`: it may be
  bold, but it is also how some libraries write a placeholder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING

from letterlint.reading.html import TOKEN
from letterlint.reading.placeholders import find_control, find_placeholders
from letterlint.reading.view import View

if TYPE_CHECKING:
    from pyromark.event import Event

_UNDERSCORED = re.compile(r"(?<![_\w])__[A-Z][A-Z0-9_]*+(?<=[A-Z0-9]__)(?!\w)")
_LIST_MARK = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]*")
_REFERENCE = re.compile(r"&[#\w]+;")
_KEPT = re.compile(r"(?P<line_end>[\r\n])|\||<t[dh]\b", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def visible_markdown(text: str) -> View:
    """View a Markdown text, or a template of one, as its reader does: without markup.

    Source: CommonMark (https://spec.commonmark.org), with the tables, footnotes, checkboxes and struck words of GitHub.
    """
    pieces = list(_pieces(text))
    return View(
        "".join(shown for shown, _, _ in pieces),
        [start for shown, start, _ in pieces for _ in shown],
        [end for shown, _, end in pieces for _ in shown],
    )


def _pieces(text: str) -> Iterator[tuple[str, int, int]]:
    """What is shown, and for which stretch of the file."""
    at = 0
    for start, end in _shown(_masked(text)):
        yield from _between(text, at, start)
        written = text[start:end]
        if _REFERENCE.fullmatch(written):
            yield unescape(written), start, end
        elif _BREAK.fullmatch(written):
            yield "\n", start, end
        else:
            yield from zip(written, range(start, end), range(start + 1, end + 1), strict=True)
        at = end
    yield from _between(text, at, len(text))


def _between(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """What stays of the marks in a stretch."""
    for found in _KEPT.finditer(text, start, end):
        yield found["line_end"] or " ", *found.span()


def _masked(text: str) -> str:
    """Put letters for what belongs to a template, and plain signs for all that is not ASCII.

    What comes out has an offset in bytes, as the parser counts, wherever the text has one in characters.
    """
    masked = list(re.sub(r"[^\x00-\x7f]", lambda found: "x" if found[0].isalnum() else ".", text))
    stretches = [(field.start, field.end) for field in find_placeholders(text)]
    for start, end in (*stretches, *find_control(text), *(found.span() for found in _UNDERSCORED.finditer(text))):
        masked[start:end] = re.sub(r"[^\r\n]", "x", text[start:end])
    return "".join(masked)


def _shown(markdown: str) -> Iterator[tuple[int, int]]:
    """The stretches of a Markdown text that are shown, in order."""
    for event, start, end in _outside_images(_events(markdown)):
        match event:
            case {"Text": _}:
                yield start, end
            case {"InlineHtml": str(tag)} if _BREAK.fullmatch(tag):
                yield start, end
            case {"Code": _}:
                ticks = end - start - len(markdown[start:end].lstrip("`"))
                yield start + ticks, end - ticks
            case {"Start": "Item"}:
                if mark := _LIST_MARK.match(markdown, start):
                    yield mark.span()
            case {"Start": "HtmlBlock"}:
                yield from _shown_html(markdown, start, end)


def _shown_html(markdown: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches that are shown of HTML in a Markdown text."""
    for token in TOKEN.finditer(markdown, start, end):
        if token.lastgroup in {"words", "reference", "space"} or _BREAK.fullmatch(token[0]):
            yield token.span()


def _events(markdown: str) -> Iterator[tuple[Event, int, int]]:
    """What the parser says of a text, and of which stretch of it."""
    from pyromark import Options, events_with_range  # noqa: PLC0415  # most letters are plain text

    options = Options.ENABLE_TABLES | Options.ENABLE_FOOTNOTES | Options.ENABLE_STRIKETHROUGH | Options.ENABLE_TASKLISTS
    return ((event, at["start"], at["end"]) for event, at in events_with_range(markdown, options=options))


def _outside_images(events: Iterator[tuple[Event, int, int]]) -> Iterator[tuple[Event, int, int]]:
    """Leave out what is said in place of images."""
    open_images = 0
    for event, start, end in events:
        match event:
            case {"Start": {"Image": _}}:
                open_images += 1
            case {"End": "Image"}:
                open_images -= 1
            case _ if not open_images:
                yield event, start, end

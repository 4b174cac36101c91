"""What a reader sees of an HTML page.

Decisions:

- The page is cut into tokens as the HTML standard says (https://html.spec.whatwg.org/multipage/parsing.html), by one
  expression that passes over each character once. Libraries do not serve: the `html.parser` of Python 3.11.7 takes 4 s
  for 20 kB of unclosed tags and 400 s for 200 kB, and parsers that build a tree forget where each character stood.
- No tree is built. Where blocks begin and end is all that a letter needs, and it holds for the halves of a page that
  the branches of a template are.
- Every block is a paragraph, also a `<div>` or a row of a table, which a style sheet sets apart and a browser by itself
  does not. Only `<br>` and list items make single lines, and list items show their bullet.
- A placeholder comes through as written, whatever it holds: `{{ a < b }}`, `<<Client.Name>>`. What stands in square
  brackets is HTML all the same: `[<b>Name</b>]`.
- So does a tag that steers a template, `{% if x > 3 %}`; one that is a tag only because it has a line of its own
  (`% if x:`) keeps that line. `<?xml … ?>` steers no template.
"""

import re
from collections.abc import Sequence
from html import unescape

from letterlint.reading.placeholders import find_control, find_placeholders
from letterlint.reading.view import View

_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "details", "dialog", "div",
        "dl", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hr", "html", "legend", "main", "nav", "ol", "p", "pre", "section", "summary", "table",
        "tbody", "tfoot", "thead", "tr", "ul",
    }
)  # fmt: skip
_ITEMS = frozenset({"dd", "dt", "li"})
_CELLS = frozenset({"td", "th"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
"""Elements that hold nothing, and have no end tag."""
_UNSEEN = "\u00ad\u200b\u200c\u200d\u034f\ufeff"
"""Characters without width: the hyphen and the space where a word may break, what mail programs pad a preview with."""

_CODE, _CODE_LINE = "\ue000", "\ue001"
"""What each character of a template's placeholders and tags, and of its lines of code, is taken for."""
_LINE_OF_CODE = re.compile(r"^[ \t]*+(?:[%#}]|\{[ \t]*+$|else\b|@(?:model|using|inherits)\b)", re.MULTILINE)

TOKEN = re.compile(
    rf"""
      (?P<dropped>
          <!--(?:-?>|.*?(?:--!?>|\Z))
        | <\?.*?(?:\?>|\Z)
        | <(?:!|/[^a-z>])[^>]*+>?
        | </>
        | <(?P<raw>script|style|template|title)(?=[\s/>])[^>]*+(?<!/)>.*?(?:</(?P=raw)(?=[\s/>])[^>]*+>?|\Z)
        | [{_UNSEEN}]+
      )
    | (?P<tag><(?P<end>/?)(?P<name>[a-z][^\s/>]*+)(?P<attributes>(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+)>?)
    | (?P<space>[ \t\r\n\f]+)
    | (?P<code>{_CODE_LINE}+)
    | (?P<reference>&(?:\#[0-9]{{1,16}}|\#x[0-9a-f]{{1,16}}|[a-z][a-z0-9]{{0,31}});?)
    | (?P<words>[^ \t\r\n\f<&{_UNSEEN}{_CODE_LINE}]+|[<&])
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
"""The tokens of a page: each character is of exactly one. What has no end runs to the end of the page, and a quotation
mark without a second one is looked for once, so that the time is linear in the page."""

_ATTRIBUTE = re.compile(r"""([^\s=/>"']++)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s>"']++))?""")
_DISPLAY_NONE = re.compile(r"(?<![\w-])display\s*:\s*none\b", re.IGNORECASE)
_WHITE_SPACE = " \t\r\n\f"
_LINE_END = re.compile(r"\r\n?|\n")


def visible_html(text: str) -> View:
    """View an HTML page, or a template of one, as its reader does: without markup, with characters for references.

    Source: the HTML standard, its tokens for the markup and its `innerText` for white space.
    """
    page = _Page(text)
    for token in TOKEN.finditer(_masked(text)):
        match token.lastgroup:
            case "tag":
                page.read_tag(token["name"].lower(), token["attributes"], is_end=bool(token["end"]))
            case "space":
                page.read_space(*token.span())
            case "reference":
                page.read_reference(*token.span())
            case "words":
                page.read_words(*token.span())
            case "code":
                page.read_line(*token.span())
    return page.view()


def _masked(text: str) -> str:
    """Put characters that mean nothing in HTML for what belongs to a template."""
    masked = list(text)
    for field in find_placeholders(text):
        if text[field.start] != "[":
            masked[field.start : field.end] = _CODE * (field.end - field.start)
    for start, end in find_control(text):
        if text.startswith("<?xml", start):
            continue
        masked[start:end] = (_CODE_LINE if _LINE_OF_CODE.match(text, start) else _CODE) * (end - start)
    return "".join(masked)


def _is_hidden(attributes: str) -> bool:
    values = {name.lower(): value for name, value in _ATTRIBUTE.findall(attributes)}
    return "hidden" in values or bool(_DISPLAY_NONE.search(values.get("style", "")))


class _Page:
    """What has been shown of a page, and what is to come before the next character that is shown."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._shown: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._breaks = 0
        """Line ends to come: one begins a line, two a paragraph."""
        self._space: tuple[int, int] | None = None
        """Where the space to come stands in the page."""
        self._bullet = False
        """Whether a list item begins."""
        self._preformatted = 0
        """How many elements that keep their line ends are open."""
        self._hidden_by = ""
        """The name of the element that hides what is read."""
        self._depth = 0
        """How many elements of that name are open."""

    def view(self) -> View:
        """What has been shown."""
        return View("".join(self._shown), self._starts, self._ends)

    def read_tag(self, name: str, attributes: str, *, is_end: bool) -> None:
        """Begin or end an element."""
        step = -1 if is_end else 1
        if self._hidden_by:
            self._depth += step if name == self._hidden_by else 0
            self._hidden_by = self._hidden_by if self._depth else ""
            return
        if name == "br":
            self._break(self._breaks + 1)
        elif name in _BLOCKS:
            self._break(2)
        elif name in _ITEMS:
            self._break(1)
            self._bullet = name == "li" and not is_end
        elif name in _CELLS:
            self._space = self._space or (self._last, self._last)
        if name == "pre":
            self._preformatted = max(0, self._preformatted + step)
        if not is_end and name not in _VOID and _is_hidden(attributes):
            self._hidden_by, self._depth = name, 1

    def read_space(self, start: int, end: int) -> None:
        """Take white space for one space, or for its line ends where the page keeps them."""
        if self._hidden_by:
            return
        lines = len(_LINE_END.findall(self._text, start, end)) if self._preformatted else 0
        if lines:
            self._break(self._breaks + lines)
        else:
            self._space = self._space or (start, start + 1)

    def read_reference(self, start: int, end: int) -> None:
        """Show the characters that a reference names, if it names any."""
        written = self._text[start:end]
        characters = unescape(written)
        if characters == written:
            self.read_words(start, end)
        elif characters in _WHITE_SPACE:
            self.read_space(start, end)
        elif characters not in _UNSEEN:
            self._show(characters, [start] * len(characters), [end] * len(characters))

    def read_words(self, start: int, end: int) -> None:
        """Show a stretch of the page as it is."""
        self._show(self._text[start:end], range(start, end), range(start + 1, end + 1))

    def read_line(self, start: int, end: int) -> None:
        """Show a stretch of the page as it is, on a line of its own."""
        self._break(1)
        self.read_words(start, end)
        self._break(1)

    def _break(self, lines: int) -> None:
        self._breaks = max(self._breaks, lines)

    @property
    def _last(self) -> int:
        """Where in the page what has been shown ends."""
        return self._ends[-1] if self._ends else 0

    def _show(self, characters: str, starts: Sequence[int], ends: Sequence[int]) -> None:
        if self._hidden_by:
            return
        if self._shown and self._breaks:
            self._put("\n" * min(self._breaks, 2), self._last, self._last)
        elif self._shown and self._space:
            self._put(" ", *self._space)
        if self._bullet:
            self._put("• ", starts[0], starts[0])
        self._breaks, self._space, self._bullet = 0, None, False
        self._shown.append(characters)
        self._starts += starts
        self._ends += ends

    def _put(self, characters: str, start: int, end: int) -> None:
        """Show what the page has no character of its own for."""
        self._shown.append(characters)
        self._starts += [start] * len(characters)
        self._ends += [end] * len(characters)

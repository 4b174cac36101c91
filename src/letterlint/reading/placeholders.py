"""The places in a template that a program will fill, and the tags that steer it.

The syntaxes are those that libraries of letters use: Jinja, Twig, Liquid, Handlebars, Mustache, Blade, ERB, EJS, PHP,
Mako, FreeMarker, Velocity, Smarty, Razor, and the marks of mail merges and of those who fill in by hand. A Markdown
link, a footnote, a checkbox, a citation and an aside in brackets are no placeholders.

Decisions:

- No template is parsed or run: a letter that is half a template, or of two languages at once, is read all the same.
- A tag or placeholder ends at its first closing mark and holds no second opening one, so that the time is linear in
  the text, however many are left open.
- Of two that are nested, the inner one counts: `[{{ company.name }}]` is a name in brackets.
- What a comment holds vanishes with it; of a condition all branches stay.
- A line of Mako's (`## comment`) or Razor's (`}`) that may be Markdown or a slip elsewhere is theirs only in a text
  that has other tags of theirs.
- Most letters have no sign of a placeholder, and the patterns take longer to compile than such a letter to read: they
  are compiled (and remembered, by `re`) when a letter first has one.
"""

import re
from functools import lru_cache

import msgspec


def _enclosed(opening: str, closing: str, condition: str = "") -> str:
    """Make the pattern of what stands between two marks, with no opening mark in it."""
    return f"(?:{opening}){condition}(?:(?!{opening}|{closing}).)*+(?:{closing})"


_RUBY_CONTROL = r"\s*(?:(?:if|unless|else|elsif|end|case|when|for|while|until)\b|[^%\n]*\bdo\b)"
_PARENTHESES = r"\((?:[^()\n]|\((?:[^()\n]|\([^()\n]*+\))*+\))*+\)"
_BLOCKS = "if|unless|isset|empty|foreach|forelse|for|while|switch|section|component|slot|push"
_SMARTY = (
    "if|else|elseif|foreach|foreachelse|section|sectionelse|while|for|capture|literal|strip|nocache|assign|include"
)

_CONTROL = (
    _enclosed(r"\{%-?\s*comment\s*-?%\}", r"\{%-?\s*endcomment\s*-?%\}"),  # Liquid
    _enclosed(r"(?<!\{)\{#", r"#\}"),  # Jinja, Twig
    _enclosed(r"\{\{~?!--", r"--~?\}\}"),  # Handlebars
    _enclosed(r"\{\{~?!", r"\}\}"),  # Mustache
    _enclosed(r"\{\{--", r"--\}\}"),  # Blade
    _enclosed(r"\{\*", r"\*\}"),  # Smarty
    _enclosed(r"<#--", r"-->"),  # FreeMarker
    _enclosed(r"(?<!\w)@\*", r"\*@"),  # Razor
    _enclosed(r"<%doc>", r"</%doc>"),  # Mako
    _enclosed(r"\{%", r"%\}"),  # Jinja, Twig, Liquid
    r"\{\{~?[ \t]*+(?:[#/^]|else\b)[^{}\n]*+\}\}",  # Handlebars, Mustache
    _enclosed("<%", "%>", rf"(?!=|-(?!{_RUBY_CONTROL}))"),  # ERB, EJS, Mako
    r"</?%[a-z]\w*+(?:\s[^<>]*+)?>",  # Mako
    _enclosed(r"<\?", r"\?>", r"(?!=|php\s+echo\b)"),  # PHP
    r"</?#[a-z](?:[^<>()\n]|\([^()\n]*+\))*+>",  # FreeMarker
    rf"\{{/?(?:{_SMARTY})(?:\s[^{{}}\n]*+)?\}}",
    rf"(?<![\w.@])@(?:{_BLOCKS}|else[ ]?if|case|include|extends|yield)[ \t]*+{_PARENTHESES}(?:[ \t]*+\{{)?",  # Blade
    rf"(?<![\w.@])@(?:else|end(?:{_BLOCKS}))(?![\w.@])",  # Blade
    r"^@(?:model|using|inherits)\b[^\n]*+$|(?<![\w.@])@\{[^{}]*+\}",  # Razor
    r"^[ \t]*+%[ \t]*+(?:if|elif|else|endif|for|endfor|while|endwhile|try|except|endtry)\b[^\n]*+$",  # Mako
)
_TAG_FLAGS = re.DOTALL | re.MULTILINE
_TAG = "|".join(_CONTROL)
"""Tags that steer a template and print nothing; the text between them stays, but for a comment's."""

_LINES = (
    (
        r"^[ \t]*+%[ \t]*+(?:if|for|while)\b|<%(?:!|(?:doc|def|block|inherit|namespace|page)\b)",
        rf"{_TAG}|^[ \t]*+##[^\n]*+$",
    ),
    (
        rf"(?<![\w.@])@(?:if|foreach|for|while|switch)[ \t]*+{_PARENTHESES}[ \t]*+\n?[ \t]*+\{{",
        rf"{_TAG}|^[ \t]*+(?:[{{}}]|(?:\}}[ \t]*+)?else\b[^\n{{]*+\{{)[ \t]*+$",
    ),
)
"""Of Mako and Razor: by what a text shows that it is theirs, and the tags with the lines that then are tags too."""

_DAY = r"(?:DD|dd|MM|mm|XX|xx|__)"
_YEAR = r"(?:AAAA|aaaa|YYYY|yyyy|XXXX|xxxx|____|20XX|20__|AA|aa|YY|yy|XX|xx|__)"
_PLACEHOLDER_FLAGS = re.VERBOSE | re.MULTILINE
_PLACEHOLDER = rf"""
      (?P<control>(?s-x:{_TAG}))
    | (?P<checkbox>^[ \t]*+(?:[-*+•–][ \t]++)?\[[ xX]\](?=[ \t]))        # - [x] done
    | (?P<citation>\[(?:[Ss]ic|[^\W\d_][\w. &-]{{0,60}}[ ]\d{{4}}[a-z]?)\])   # [Smith & Hill 2020], [sic]
    | (?P<reference>^[ ]{{0,3}}\[[^\[\]\n]{{1,80}}\]:[ \t]++(?=https?:|www\.|mailto:|[<./\#]))   # [site]: https://acme
    | \{{\{{\{{?[&~-]?(?P<braces>(?:(?!\{{\{{|\}}\}})[^\n]){{1,200}}+)\}}\}}\}}?   # {{{{ x | filter }}}}
    | \{{!!(?P<raw>(?:(?!\{{!!|!!\}})[^\n]){{1,200}}+)!!\}}              # {{!! x !!}}
    | <%(?:==?|-)(?P<erb>(?:(?!<%|%>)[^\n]){{1,300}}+)%>                 # <%= x %>
    | <\?(?:=|php\s+echo\b)(?P<php>(?:(?!<\?|\?>)[^\n]){{1,200}}+)\?>    # <?= $x ?>
    | (?:\$!?|\#(?!\{{\$))\{{(?P<dollar>[^{{}}\n]{{1,200}})\}}           # ${{x}}
    | \{{\$(?P<smarty>[^{{}}\n]{{1,200}})\}}                             # {{$x}}
    | %\{{(?P<percent>[^{{}}\n]{{1,60}})\}}                              # %{{x}}
    | %%(?P<doubled>\w{{1,40}})%%                                        # %%x%%
    | (?<![\w%])%(?P<between>[^\W\d]\w{{1,40}})%(?!\w)                   # %NAME%
    | <<[ ]?(?P<merge>[\w. -]{{1,60}}?)[ ]?>>                            # <<Client.Name>>
    | [$€£]\[(?P<money>[^\[\]\n]{{1,40}})\]                              # $[amount]
    | \[\[(?P<double>[^\[\]\n]{{1,80}})\]\](?!\()                        # [[x]]
    | (?<![\w\\{{])\{{(?P<single>[^\W\d][\w. ]{{0,60}})\}}(?!\}})        # {{NAME}}
    | (?<![\]\w!])\[(?P<square>(?:[^\W\d_]|%)[^\[\]{{}}<>\n]{{0,80}})\](?![\[(])   # [Client name], no Markdown link
    | «[ ]?(?P<guillemets>\w[\w.]{{0,40}})[ ]?»                          # «Name»
    | (?<![\w.@])@(?P<razor>[A-Za-z]\w*+(?:\.[A-Z]\w*+(?:\([^()\n]{{0,80}}\))?|\[["']\w{{1,40}}["']\])++)  # @Model.X
    | (?<![\w.@])@\((?P<expression>[^()\n]{{1,80}})\)                    # @(x)
    | (?<![\w$])\$!?(?P<velocity>[a-z]\w{{2,40}}(?:\.[a-zA-Z]\w{{0,40}})*+)   # $x.y
    | (?<![\w/])(?P<date>{_DAY}[/.-]{_DAY}[/.-]{_YEAR}|{_YEAR}-{_DAY}-{_DAY})(?![\w/])   # XX/XX/XXXX
    | (?<!\w)(?P<blank>_{{4,}})(?!\w)                                    # ____
"""
_SIGNS = re.compile(
    rf"""
      \{{ | \[ | «[ ]?\w[\w.]{{0,40}}[ ]?» | <[/%#?<] | ____
    | \$!?[a-z]
    | %\w | %[ \t]*+(?:if|el|end|for|while|try|except)
    | @\* | @(?<![\w.@]@)[\w({{]
    | /{_DAY} | \.{_DAY} | -{_DAY}
    """,
    re.VERBOSE,
)
"""Every tag and placeholder holds one of these, most letters none; it is fast as long as each choice begins with a
character, not with a class or a look behind."""
REMARK = re.compile(r"\s[–—-]\s|[,:;(]")
"""Where a name in square brackets goes on with a remark: `[date — two weeks from now]`."""
_OTHER = {"control", "checkbox", "citation", "reference"}
_SAYS = {"money": "amount", "date": "date"}
"""What the syntax alone says of what it stands for."""


_TEXTS = 8
"""How many texts are remembered: several steps of reading a letter ask of the same one."""


class Placeholder(msgspec.Struct, frozen=True):
    """A placeholder of a template, from `start` up to, not including, `end`.

    `name` is what it says of itself: the expression as written, after a word for what the syntax alone tells
    (`$[New]`, `XX/XX/XXXX`); empty for a blank.
    """

    start: int
    end: int
    name: str


@lru_cache(maxsize=_TEXTS)
def find_control(text: str) -> tuple[tuple[int, int], ...]:
    """Find the stretches of a text that steer a template and print nothing, in order."""
    if not _SIGNS.search(text):
        return ()
    pattern = next((with_lines for sign, with_lines in _LINES if re.search(sign, text, re.MULTILINE)), _TAG)
    return tuple(found.span() for found in re.finditer(pattern, text, _TAG_FLAGS))


@lru_cache(maxsize=_TEXTS)
def find_placeholders(text: str) -> tuple[Placeholder, ...]:
    """Find the placeholders in a text, in order."""
    if not _SIGNS.search(text):
        return ()
    tagged = re.finditer(_PLACEHOLDER, text, _PLACEHOLDER_FLAGS)
    return tuple(_placeholder(found) for found in tagged if found.lastgroup not in _OTHER)


def _placeholder(found: re.Match[str]) -> Placeholder:
    syntax = found.lastgroup or ""
    written = "" if syntax in {"blank", "date"} else found[syntax].strip(" \t&~;-")
    if syntax == "square":
        written = REMARK.split(written)[0]
    return Placeholder(found.start(), found.end(), f"{_SAYS.get(syntax, '')} {written}".strip())

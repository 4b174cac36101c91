"""The places in a template that a program will fill.

The syntaxes are those that libraries of letters use (Jinja, Liquid, Handlebars, ERB, Mako, FreeMarker, Smarty,
mail merge …). A Markdown link, a footnote, a checkbox, a citation and an aside in brackets are no placeholders.
"""

import re
from dataclasses import dataclass

CONTROL_TAG = re.compile(
    r"\{%-?.*?-?%\}|\{#.*?#\}|<%(?![=-]).*?%>|</?#[a-z]\w*[^>]*>"
    r"|^[ \t]*%[ \t]*(?:if|elif|else|endif|for|endfor)\b[^\n]*$",
    re.DOTALL | re.MULTILINE,
)
"""Tags that steer a template and print nothing; the text between them stays."""

_NAME = r"[^\W\d_][^\[\]\n]{0,80}"
_PLACEHOLDER = re.compile(
    r"""
      \{\{\{?\s*(?P<braces>[^{}\n]{1,120}?)\s*\}?\}\}      # {{ x | filter }}
    | <%[=-]\s*(?P<erb>[^%\n]{1,120}?)\s*-?%>              # <%= x %>
    | \$!?\{(?P<dollar>[^{}\n]{1,120})\}                   # ${x}
    | \{\$(?P<smarty>[^{}\n]{1,120})\}                     # {$x}
    | %\{(?P<percent>[^{}\n]{1,60})\}                      # %{x}
    | %%(?P<doubled>\w{1,40})%%                            # %%x%%
    | %(?P<upper>[A-Z][A-Z0-9_]{1,40})%                    # %NAME%
    | <<\s*(?P<merge>[\w. ]{1,60}?)\s*>>                   # <<Client.Name>>
    | \$\[(?P<money>[^\[\]\n]{1,40})\]                     # $[amount]
    | \{(?P<capitals>[A-Z][A-Z0-9_]{1,40})\}               # {NAME}
    | (?<![\]\w!])\[(?P<square>NAME)\](?![\[(:])           # [Client name], no Markdown link
    | «(?P<guillemets>\w[\w.]{0,40})»                      # «Name»
    | (?<!\w)(?P<blank>_{4,})(?!\w)                        # ____
    | (?<!\w)(?P<date>[DMAYX]{2}/[DMAYX]{2}/[DMAYX]{2,4})(?!\w)   # XX/XX/XXXX
    """.replace("NAME", _NAME),
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder of a template, from `start` up to, not including, `end`; `name` is empty for a blank."""

    start: int
    end: int
    name: str


def find_placeholders(text: str) -> tuple[Placeholder, ...]:
    """Find the placeholders in a text, in order."""
    return tuple(_placeholder(found) for found in _PLACEHOLDER.finditer(text))


def _placeholder(found: re.Match[str]) -> Placeholder:
    syntax = found.lastgroup
    name = {"blank": "", "date": "date"}.get(syntax or "", found[syntax or 0])
    return Placeholder(found.start(), found.end(), name)

"""A letter in HTML or Markdown is read as its reader sees it, and its findings point into its file."""

import re
import time
from collections.abc import Callable
from functools import cache
from html import escape, unescape
from textwrap import fill

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterlint.lint import Linter
from letterlint.options import Options
from letterlint.reading.html import visible_html
from letterlint.reading.markdown import visible_markdown
from letterlint.reading.source import Source
from letterlint.reading.view import View
from tests.conftest import ROOT

LETTERS = [
    ("en", "accountants-resign-engagement"),
    ("en", "borough-refuses-driveway-crossover"),
    ("en", "design-studio-parts-ways"),
    ("en", "dry-cleaner-boils-parish-choir-robes"),
    ("en", "nursery-closes-early-fridays"),
    ("es", "asesoria-renuncia-a-cliente"),
    ("es", "dental-clinic-swaps-envelopes"),
    ("es", "movers-drop-chest"),
    ("es", "servidor-apagado-por-descuido"),
    ("es", "yoga-class-moves-to-seven"),
    ("ca", "accountant-drops-restaurant"),
    ("ca", "bank-declines-poultry-loan"),
    ("ca", "foundation-garden-grant-refused"),
    ("ca", "publisher-veils-rejection"),
    ("ca", "startup-agenda-app-goes-away"),
]
_WIDE = 90
"""A line of a letter that nobody wrapped."""


def blocks(letter: str) -> list[list[str]]:
    return [block.splitlines() for block in re.split(r"\n\s*\n", letter.strip())]


def as_page(letter: str) -> str:
    """A page as people write it: paragraphs, wrapped in the file, with references for all that is not ASCII."""

    def paragraph(lines: list[str]) -> str:
        return "<br>\n".join(
            fill(escape(line), 70, break_on_hyphens=False) if len(line) > _WIDE else escape(line) for line in lines
        )

    shown = "\n".join(f"  <p>{paragraph(lines)}</p>" for lines in blocks(letter))
    page = (
        '<!DOCTYPE html>\n<html>\n<head>\n  <meta charset="ascii">\n  <title>We part ways</title>\n'
        "  <style>p > b { margin: 0 }</style>\n</head>\n<body>\n<!-- We <b>part ways</b> -->\n"
        f'<div style="display: none; max-height: 0">We part ways &zwnj;&nbsp;</div>\n{shown}\n</body>\n</html>\n'
    )
    return page.encode("ascii", "xmlcharrefreplace").decode("ascii")


def as_mail(letter: str) -> str:
    """A page as programs that send mail write it: tables, no white space, the first word of each line in bold."""
    rows = "".join(
        "<tr><td><div>{}</div></td></tr>".format(
            "<br />".join(re.sub(r"^(\w+)", r'<b class="first">\1</b>', escape(line)) for line in lines)
        )
        for lines in blocks(letter)
    )
    return f'<table width="100%"><tr><td><table role="presentation">{rows}</table></td></tr></table>'


def as_markdown(letter: str) -> str:
    """A Markdown text: each line ends in a hard line break, the first word of each paragraph is bold."""
    paragraphs = ["  \n".join([re.sub(r"^(\w\w+)", r"**\1**", lines[0]), *lines[1:]]) for lines in blocks(letter)]
    return "<!-- We part ways -->\n\n" + "\n\n".join(paragraphs) + "\n\n[//]: # (We part ways)\n"


@cache
def linter(language: str) -> Linter:
    return Linter(Options(language=language))


def findings(path: str, text: str, language: str) -> list[tuple[str, str]]:
    """Each rule that has something to say, with the words that it points at."""
    report = linter(language).lint(Source(path, text))
    assert report.error is None
    said = []
    for finding in report.findings:
        line = text.splitlines()[finding.position.line - 1]
        assert finding.text.startswith(line[finding.position.column - 1 :][: len(finding.text)])
        words = re.sub(r"\*\*|<[^>]*>", "", text[finding.start : finding.end].replace("<br", " <br"))
        said.append((finding.rule, " ".join(unescape(words).split())))
    return said


@pytest.mark.parametrize(("language", "name"), LETTERS, ids=[name for _, name in LETTERS])
@pytest.mark.parametrize(("path", "written"), [("a.html", as_page), ("a.htm", as_mail), ("a.md", as_markdown)])
def test_the_same_is_found_in_every_format(language: str, name: str, path: str, written: Callable[[str], str]) -> None:
    letter = (ROOT / "corpora" / language / "dev" / f"{name}.txt").read_text("utf-8")
    expected = findings("a.txt", letter, language)
    assert expected
    assert findings(path, written(letter), language) == expected


@pytest.mark.parametrize(
    ("page", "seen"),
    [
        ("<p>One\n  two <b>th</b>ree</p>\n\n<p>four</p>", "One two three\n\nfour"),
        ("<div><div>One</div></div><section><p>two</p></section>three", "One\n\ntwo\n\nthree"),
        ("Acme<br>Street<br/>City<br><br>Dear", "Acme\nStreet\nCity\n\nDear"),
        ("<p>A<br></p><p>B</p>", "A\n\nB"),
        ("<table><tr><td>Plan</td><td>Price</td></tr><tr><td>A</td><td>3</td></tr></table>", "Plan Price\n\nA 3"),
        ("Bring:<ul><li>one<li>two</ul>Thanks", "Bring:\n\n• one\n• two\n\nThanks"),
        ("<pre>Acme\r\nStreet\r\n\r\nDear</pre>", "Acme\nStreet\n\nDear"),
        ("Jos&eacute;&nbsp;&#8217;s &amp; &lt;b&gt; AT&T caf&#xE9; soft&shy;ly", "José\u00a0’s & <b> AT&T café softly"),
        ("<title>T</title><style>p > b {}</style><script>if (a < b) x()</script>Dear", "Dear"),
        ("A<!-- b > c --><!DOCTYPE d><?xml e?></ f>g", "Ag"),
        ('<div style="color: red; DISPLAY : none">Pre<div>view</div></div><img hidden><p hidden>No</p>Dear', "Dear"),
        ("<p style='max-height: 0' class=hidden data-style='display:none'>Dear", "Dear"),
        ('<a href="mailto:a@b.example">Write</a> <img alt="Logo" src=x> <a title="a > b">me</a>', "Write me"),
        ("3 < 4 <3 a & b", "3 < 4 <3 a & b"),
        ("<P>One<BR>two</P>", "One\ntwo"),
    ],
)
def test_a_page_is_seen_as_browsers_show_it(page: str, seen: str) -> None:
    assert visible_html(page).text == seen


@pytest.mark.parametrize(
    ("markdown", "seen"),
    [
        ("# Your **account**\n\nDear *Ms* __Roca__,", "Your account\n\nDear Ms Roca,"),
        ("We **part** ways **now**.\nSorry", "We part ways now.\nSorry"),
        ('See [our site](https://acme.example "Acme"), or <info@acme.example>.', "See our site, or info@acme.example."),
        ("See [our site][1].\n\n[1]: https://acme.example\n", "See our site.\n\n\n"),
        ("Dear\n\n[//]: # (letterlint)\n<!-- no\nmore -->\nbye", "Dear\n\n\n\n\nbye"),
        ("> Dear\n>\n> bye", "Dear\n\nbye"),
        ("Bring\n\n* one\n* two\n1) three", "Bring\n\n* one\n* two\n1) three"),
        ("- [x] done", "- done"),
        ("Acme  \nStreet\\\nCity<br>Land", "Acme\nStreet\nCity\nLand"),
        ("A\n\n---\n\nB\n***", "A\n\n\n\nB\n"),
        ("```text\nDear\n```\n\n    Acme\n    Street", "\nDear\n\n\nAcme\nStreet"),
        (r"5 \* 3 \_ R&amp;D Jos&eacute; `code`", "5 * 3 _ R&D José code"),
        ("![Our logo](logo.png) Dear", " Dear"),
        ("|Plan|Price|\n|-|-|\n|A|3|", " Plan Price \n   \n A 3 "),
        ("<table><tr><td>A</td><td>3</td></tr></table>\n\n<p>b <b>c</b></p>", " A 3\n\nb c"),
        ("Text[^1].\n\n[^1]: Note.", "Text.\n\nNote."),
    ],
)
def test_markdown_is_seen_without_its_marks(markdown: str, seen: str) -> None:
    assert visible_markdown(markdown).text == seen


TEMPLATE_PARTS = [
    "{{ a < b }}",
    "{{ name | default: '<b>' }}",
    "{% if x > 3 %}",
    "{% endif %}",
    "<%= x > y ? x : y %>",
    "<% if a < b %>",
    "<#if x gt 3>",
    "</#if>",
    "<?php if ($a > 3): ?>",
    "<?= $name ?>",
    "<<Client.Name>>",
    "«Name»",
    "${a}",
    "{!! $x->name !!}",
    "[Client name]",
    "____",
    "XX/XX/XXXX",
    "__NAME__",
]


@pytest.mark.parametrize("part", TEMPLATE_PARTS)
@pytest.mark.parametrize(
    ("view_of", "before", "after"),
    [
        (visible_html, "<p>Dear <b>", "</b>,<br>"),
        (visible_markdown, "Dear **", "**,  \n"),
        (visible_markdown, "> ", "\n"),
    ],
)
def test_what_belongs_to_a_template_comes_through(
    part: str, view_of: Callable[[str], View], before: str, after: str
) -> None:
    text = f"{before}{part}{after}we close"
    view = view_of(text)
    start = view.text.index(part)
    assert view.origin(start, start + len(part)) == (len(before), len(before) + len(part))
    assert view.text.endswith("we close")


TEMPLATES = {
    "closing.html.erb": """\
<p class="<%= a > b ? 1 : 2 %>">Dear <%= @client.name %>,</p>
<% if @late > 3 %>
<p>We are closing your account on <%= @end_date %>.</p>
<% end %>
""",
    "closing.html.twig": """\
<p {% if a > b %}class="x"{% endif %}>Dear {{ client.name }},</p>
{% if late > 3 %}
<p>We are closing your account on {{ end_date }}.</p>
{% endif %}
""",
    "closing.blade.php": """\
<p @if ($a > 3) class="x" @endif>Dear {{ $client->name }},</p>
@if ($late > 3)
<p>We are closing your account on {!! $end_date !!}.</p>
@endif
""",
    "closing.html.mako": """\
<p>Dear ${client.name},</p>
% if late > 3:
<p>We are closing your account on ${end_date}.</p>
% endif
""",
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_of_a_page_is_read_as_a_letter(name: str) -> None:
    template = TEMPLATES[name]
    source = Source(name, template)
    letter = linter("en").read(source)
    (sentence,) = letter.sentences
    assert sentence.moves >= {"news", "end-date"}
    start, end = source.view.origin(sentence.start, sentence.end)
    assert template[start:].startswith("We are closing")
    assert template[:end].endswith(".")


PIECES = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<br>",
                "<li>",
                "<td>",
                "<pre>",
                "<!--",
                "-->",
                "<style>",
                '<a b="',
                "<div hidden>",
                "</div>",
            ]
        ),
        st.sampled_from(["&eacute;", "&nbsp;", "&#8217;", "&nvlt;", "&copy2", "&shy;", "&", "<", ">", "=", "'", '"']),
        st.sampled_from(
            ["**", "_", "`", "\n> ", "\n- ", "\n# ", "[a](b)", "![a](", "[^1]", "\n\n    ", "\n```\n", "\\", "|"]
        ),
        st.sampled_from(["{{ a < b }}", "{% if %}", "<%", "%>", "{#", "____", "\n% if x:\n", "\r\n", "\n|-|-|\n"]),
    )
).map("".join)


@given(PIECES)
@pytest.mark.parametrize("view_of", [visible_html, visible_markdown])
def test_offsets_lead_back_into_the_file_in_order(view_of: Callable[[str], View], text: str) -> None:
    view = view_of(text)
    assert view.starts is not None
    assert view.ends is not None
    assert len(view.starts) == len(view.ends) == len(view.text)
    assert [*view.starts] == sorted(view.starts)
    assert [*view.ends] == sorted(view.ends)
    for character, start, end in zip(view.text, view.starts, view.ends, strict=True):
        assert 0 <= start <= end <= len(text)
        assert character.isspace() or character == "•" or "&" in text[start:end] or character == text[start:end]


@given(st.text(st.characters(exclude_characters="<&\u00ad\u200b\u200c\u200d\u034f\ufeff", exclude_categories=["Cs"])))
def test_a_page_without_markup_has_the_words_of_its_text(text: str) -> None:
    assert visible_html(text).text.split() == text.split()


@pytest.mark.parametrize("view_of", [visible_html, visible_markdown])
@pytest.mark.parametrize(
    "unit",
    [
        "<", "<div>", "<div hidden>", "&", "&#", "<a ", '<a b="', "<a b='<a c=\"", '="', "<!--", "<!", "<?", "</a ",
        "<title>", "<title/>", "<style ", "<%", "{{", "{%", "[", "![", "[a](", "*_", "`a", "> ", "- ", "|a", "1) ",
    ],
)  # fmt: skip
def test_hostile_input_takes_no_more_time_than_its_length(view_of: Callable[[str], View], unit: str) -> None:
    begun = time.perf_counter()
    view_of(unit * (50_000 // len(unit)))
    assert time.perf_counter() - begun < 5

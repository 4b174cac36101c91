"""Placeholders of many template languages are known; what only looks like one is not."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterlint.reading.placeholders import find_control, find_placeholders


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("{{ end_date }}", "end_date"),
        ("{{ customer.name | upper }}", "customer.name | upper"),
        ("{{ order.reason|default('') }}", "order.reason|default('')"),
        ("{{ order|default({}) }}", "order|default({})"),
        ("{{{ name }}}", "name"),
        ("{{& name}}", "name"),
        ("{{~name~}}", "name"),
        ("{{ $client->name }}", "$client->name"),
        ("{!! $name !!}", "$name"),
        ("<%= @order.total %>", "@order.total"),
        ("<%- name %>", "name"),
        ("<?= $name ?>", "$name"),
        ("<?php echo $name; ?>", "$name"),
        ("${object.partner_id.name}", "object.partner_id.name"),
        ('${late ? "soon" : "now"}', 'late ? "soon" : "now"'),
        ('${(customerCity)!"-"}', '(customerCity)!"-"'),
        ("$!{name}", "name"),
        ("#{name}", "name"),
        ("$client.first_name", "client.first_name"),
        ("$!name", "name"),
        ("{$recipientName}", "recipientName"),
        ("{$end|date_format:'%d'}", "end|date_format:'%d'"),
        ("%{first_name}", "first_name"),
        ("%%CITY%%", "CITY"),
        ("%NAME%", "NAME"),
        ("%first_name%", "first_name"),
        ("<<Client.Name>>", "Client.Name"),
        ("$[New]", "amount New"),
        ("€[import]", "amount import"),
        ("{NAME}", "NAME"),
        ("{first_name}", "first_name"),
        ("[[name]]", "name"),
        ("[Client name]", "Client name"),
        ("[NAME]", "NAME"),
        ("[X%]", "X%"),
        ("[date — at least 2 weeks out]", "date"),
        ("@Model.EndDate", "Model.EndDate"),
        ('@Model.End.ToString("d")', 'Model.End.ToString("d")'),
        ("@(Model.Total)", "Model.Total"),
        ("«Telèfon»", "Telèfon"),
        ("____", ""),
        ("XX/XX/XXXX", "date"),
        ("DD/MM/YYYY", "date"),
        ("dd/mm/aaaa", "date"),
        ("AAAA-MM-DD", "date"),
        ("__/__/____", "date"),
    ],
)
def test_each_syntax_is_found_with_its_name(text: str, name: str) -> None:
    found = find_placeholders(f"Dear {text}, goodbye")
    assert [(one.start, one.end, one.name) for one in found] == [(5, 5 + len(text), name)]


@pytest.mark.parametrize(
    ("text", "placeholder"),
    [
        ("[{{ company.name }}] Suspended", "{{ company.name }}"),
        ("[Your order {{ number }}]", "{{ number }}"),
        ("#{$ticket}", "{$ticket}"),
        ("Estimado [Nombre]: le escribimos", "[Nombre]"),
        ("Thank you, @Model.Name.", "@Model.Name"),
    ],
)
def test_what_stands_around_a_placeholder_is_left_out(text: str, placeholder: str) -> None:
    assert [text[one.start : one.end] for one in find_placeholders(text)] == [placeholder]


@pytest.mark.parametrize(
    "text",
    [
        "[our site](https://acme.example)",
        "[x][1]",
        "[site]: https://acme.example",
        "a note[1]",
        "a note[^2]",
        "as [1] and [Smith & Hill 2020] say [sic]",
        "- [ ] to do",
        "- [x] done",
        "2/3",
        "50%",
        "50% of 20% is 10%",
        "https://acme.example/%C3%A9",
        "ann@acme.example, @AcmeHelp",
        "$5 or US$10",
        "snake_case_name",
        "«dos paraules»",
        "and/or",
    ],
)
def test_what_only_looks_like_a_placeholder_is_none(text: str) -> None:
    assert find_placeholders(text) == ()
    assert not list(find_control(text))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("{% if late %}We are late.{% endif %}{# a note #}", "We are late."),
        ("{%- for x in y -%}Yes{%- endfor -%}", "Yes"),
        ("{% comment %}No {{ name }}{% endcomment %}Yes", "Yes"),
        ("{{#if late}}Yes{{else}}No{{/if}}{{^late}}Now{{/late}}", "YesNoNow"),
        ("{{! a note }}{{!-- {{ name }} --}}Yes", "Yes"),
        ("{{-- a note --}}@if($user->isLate($now))\nYes\n@else\nNo\n@endif", "\nYes\n\nNo\n"),
        ("<% if x %>Yes<% end %><%# a note %>", "Yes"),
        ("<%- if x -%>Yes<%- end -%>", "Yes"),
        ("<% items.forEach(function(x){ %>Yes<% }) %>", "Yes"),
        ("<?php if ($late): ?>Yes<?php endif; ?>", "Yes"),
        ("<#if (days > 3)>Yes<#else>No</#if><#-- ${name} -->", "YesNo"),
        ("{if $late}Yes{elseif $x}Or{else}No{/if}{* a note *}", "YesOrNo"),
        ("  % if lang == 'ca':\nBon dia\n  % endif\n## a note", "\nBon dia\n\n"),
        ("<%doc>\nA note\n</%doc>Yes<%block name='x'>Or</%block>", "YesOr"),
        ("@* a note *@\n@if (Model.Late) {\nYes\n} else {\nNo\n}", "\n\nYes\n\nNo\n"),
        ("@if (Model.Late)\n{\nYes\n}", "\n\nYes\n"),
    ],
)
def test_tags_that_steer_a_template_are_found_and_their_branches_stay(text: str, printed: str) -> None:
    left, end = "", 0
    for start, after in find_control(text):
        left, end = left + text[end:start], after
    assert left + text[end:] == printed
    assert find_placeholders(text) == ()


def test_a_heading_and_a_brace_are_no_tags_in_a_text_that_is_no_template() -> None:
    assert not list(find_control("## What happens now\n\n{\n}\n"))


OPENING = [
    "{{", "{{a", "{%a", "{%comment%}", "{#", "{{#", "{{!--", "{{--", "{*", "{!!a", "{if(", "{a", "{$a", "${a", "#{",
    "$!a.a", "<%",
    "<%=a", "<%-a", "<%doc>", "<?=", "<#--", "<#if(", "@*", "@if((", "@A.A(", "@(a", "%{", "%a", "%%a", "<<a", "[",
    "[a", "[[a", "«a", "_", "_a", "XX/", "(", "a",
]  # fmt: skip
CLOSING = ["}}", "%}", "#}", "--}}", "%>", "}", "]", "»", ")", ">", "*@", "</%doc>"]


@pytest.mark.parametrize("mark", [*OPENING, "{{ a ", "{if ", "<%block ", "<?php echo ", "<< ", "- [", "\n% if", "\n "])
def test_marks_that_nothing_closes_cost_no_more_than_others(mark: str) -> None:
    text = (mark * 200_000)[:200_000]
    before = time.process_time()
    find_placeholders(text)
    list(find_control(text))
    assert time.process_time() - before < 5  # a tenth of it is enough; time quadratic in the text would be hours


PIECES = [
    *OPENING,
    *CLOSING,
    "____",
    "@Model.X",
    "DD.MM.YYYY",
    "AAAA-MM-DD",
    "%NAME%",
    "%%a%%",
    "% if",
    "name",
    "é",
    " ",
    "\n",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text())
def test_placeholders_and_tags_stand_in_order_and_a_placeholder_on_one_line(text: str) -> None:
    placeholders = [(one.start, one.end) for one in find_placeholders(text)]
    for stretches in (placeholders, list(find_control(text))):
        ends = [0, *(end for _, end in stretches)]
        assert all(end <= start < after for end, (start, after) in zip(ends, stretches, strict=False))
        assert ends[-1] <= len(text)
    assert all("\n" not in text[start:end] for start, end in placeholders)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text())
def test_what_is_found_in_a_text_does_not_depend_on_what_stands_below_it(text: str) -> None:
    longer = f"{text}\n\n____"  # a blank, which opens and closes nothing
    assert find_placeholders(longer)[:-1] == find_placeholders(text)
    assert find_control(longer) == find_control(text)


@pytest.mark.parametrize(
    "text",
    [
        ".@* a note *@", "\t% if late:", "% else:", "% endif", "% for x in y:", "% while x:", "% try:", "% except E:",
        "@else", "</%def>", "</#if>", "<?x ?>", "{*a*}", "dd.mm.aa", "20XX-XX-XX", "__/__/__", "%%a%%", "%NAME%",
        "$!a_b", "«Nom»",
    ],
)  # fmt: skip
def test_a_tag_or_a_placeholder_is_known_by_itself(text: str) -> None:
    assert find_control(f"Dear Sam,\n{text}\n") or find_placeholders(f"Dear Sam,\n{text}\n")

"""Placeholders of many template languages are known; what only looks like one is not."""

import pytest

from letterlint.reading.placeholders import CONTROL_TAG, find_placeholders


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("{{ end_date }}", "end_date"),
        ("{{ customer.name | upper }}", "customer.name | upper"),
        ("{{{ name }}}", "name"),
        ("<%= @order.total %>", "@order.total"),
        ("${object.partner_id.name}", "object.partner_id.name"),
        ("{$recipientName}", "recipientName"),
        ("%{first_name}", "first_name"),
        ("%%CITY%%", "CITY"),
        ("%NAME%", "NAME"),
        ("<<Client.Name>>", "Client.Name"),
        ("$[amount]", "amount"),
        ("{NAME}", "NAME"),
        ("[Client name]", "Client name"),
        ("[NAME]", "NAME"),
        ("«Telèfon»", "Telèfon"),
        ("____", ""),
        ("XX/XX/XXXX", "date"),
        ("DD/MM/YYYY", "date"),
    ],
)
def test_each_syntax_is_found_with_its_name(text: str, name: str) -> None:
    found = find_placeholders(f"Dear {text}, goodbye")
    assert [(one.start, one.end, one.name) for one in found] == [(5, 5 + len(text), name)]


@pytest.mark.parametrize(
    "text",
    [
        "[our site](https://acme.example)",
        "[x][1]",
        "a note[1]",
        "- [ ] to do",
        "2/3",
        "50%",
        "snake_case_name",
        "«dos paraules»",
    ],
)
def test_what_only_looks_like_a_placeholder_is_none(text: str) -> None:
    assert find_placeholders(text) == ()


def test_tags_that_steer_a_template_are_no_placeholders() -> None:
    text = (
        "{% if late %}We are late.{% endif %}{# note #}<% if x %>Yes<% end %><#if y>No</#if>\n"
        "  % if lang == 'ca':\nBon dia"
    )
    assert CONTROL_TAG.sub("", text) == "We are late.YesNo\n\nBon dia"
    assert find_placeholders(text) == ()

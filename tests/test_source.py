"""Findings point at lines and columns of the file as its writer sees it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterlint.findings import Position
from letterlint.reading.source import Source, plain

LINE_ENDS = st.sampled_from(["\n", "\r\n", "\r"])


@given(st.text())
def test_the_plain_copy_is_as_long_as_the_text(text: str) -> None:
    assert len(plain(text)) == len(text)


@given(st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]))), LINE_ENDS)
def test_every_offset_is_found_again_by_its_line_and_column(lines: list[str], end: str) -> None:
    source = Source("letter.txt", end.join(lines))
    offset = 0
    for number, line in enumerate(lines, 1):
        for column in range(1, len(line) + 1):
            assert source.line_and_column(offset + column - 1) == (number, column)
        assert source.line(number) == line
        offset += len(line) + len(end)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_stretch_over_two_lines_ends_on_the_second(end: str) -> None:
    text = f"Dear Ann,{end}we close{end}your account.{end}"
    start = text.index("we")
    assert Source("letter.txt", text).position(start, text.index("your") + 4) == Position(2, 1, 3, 5)


def test_columns_count_code_points() -> None:
    text = "Señora 🙂 Núñez"
    assert Source("letter.txt", text).position(text.index("N"), len(text)) == Position(1, 10, 1, 15)


def test_typographic_quotes_template_tags_and_emphasis_are_made_plain() -> None:
    assert plain("We’re **closing** {% if x %}it{% endif %}") == "We're   closing             it           "

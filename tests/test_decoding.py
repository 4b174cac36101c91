"""Letters come in the encodings that people's programs write; what is no text is said to be none."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterlint.errors import ReadError
from letterlint.reading.decoding import MAX_BYTES, decode

TEXT = "Estimada señora Núñez:\n\nEl año que viene cerraremos su cuenta — «gracias» por todo. L’import és de 3 €.\n"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode(), id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + TEXT.encode(), id="utf-8 with a mark"),
        pytest.param(TEXT.encode("utf-16"), id="utf-16 with a mark"),
        pytest.param(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), id="utf-16, big end first"),
        pytest.param(TEXT.encode("utf-16-le"), id="utf-16 without a mark"),
        pytest.param(TEXT.encode("utf-16-be"), id="utf-16 without a mark, big end first"),
        pytest.param(TEXT.encode("cp1252"), id="windows-1252"),
    ],
)
def test_the_encodings_of_western_letters_are_read(data: bytes) -> None:
    assert decode(data) == TEXT


def test_latin_1_is_read() -> None:
    text = "Estimada señora Núñez:\n\nEl año que viene cerraremos su cuenta. Gracias por su comprensión.\n"
    assert decode(text.encode("latin-1")) == text


def test_line_ends_are_left_as_they_are() -> None:
    assert decode(b"Dear Ann,\r\n\r\nNo.\r\n") == "Dear Ann,\r\n\r\nNo.\r\n"


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b" \r\n\t\n", "empty", id="blank"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "binary", id="picture"),
        pytest.param(codecs.BOM_UTF8 + b"Dear \xff", "UTF-8 at byte", id="broken utf-8"),
        pytest.param(codecs.BOM_UTF16_LE + b"D\x00e", "UTF-16", id="broken utf-16"),
        pytest.param(b"Dear \x81\x8d\x8f \x90\x9d\x81\x8d, " * 9, "UTF-8", id="no encoding at all"),
        pytest.param(b"a" * (MAX_BYTES + 1), "too large", id="too large"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line_with_the_remedy(data: bytes, complaint: str) -> None:
    with pytest.raises(ReadError, match=complaint) as error:
        decode(data)
    assert "\n" not in str(error.value)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_utf_8_comes_back_as_it_was_written(text: str) -> None:
    if text.strip() and not text.startswith("\ufeff"):
        assert decode(text.encode()) == text


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_a_clear_error(data: bytes) -> None:
    try:
        assert decode(data).strip()
    except ReadError as error:
        assert "\n" not in str(error)  # noqa: PT017  # both outcomes are right

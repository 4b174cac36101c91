"""Sentences survive what is written in letters: abbreviations, initials, amounts, times, lists, templates."""

import pytest

from letterlint.packs import load_pack
from letterlint.sentences import split_sentences
from tests.conftest import read


def sentences(text: str, language: str = "en") -> list[str]:
    return [" ".join(text[start:end].split()) for start, end in split_sentences(text, language, ())]


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("en", "Mr. J. R. Smith of Acme Ltd. saw Dr. Hall at 5 p.m. on Monday. He left.", 2),
        ("en", "You owe $1,234.50 (approx. 12.5 %). See no. 4, e.g. this page.", 2),
        ("en", "Is that so? Yes! It is.", 3),
        ("en", "Write to info@acme.example. Or visit www.acme.example/help.html.", 2),
        ("es", "El Sr. Pérez y la Sra. Ruiz viven en EE. UU. desde mayo. Véase la pág. 4, p. ej. esta.", 2),
        ("es", "Llegó a las 5 p. m. y se fue. ¿Por qué? No lo sabemos.", 3),
        ("es", "Debe 1.234,50 €. Puede pagar el 1.º de mayo.", 2),
        ("ca", "El Sr. Puig i la Dra. Roca viuen al núm. 3. Vegeu l'art. 4.2 de la llei.", 2),
        ("ca", "Va venir a les 17.30 h. Li devem 12,50 €. Gràcies!", 3),
    ],
)
def test_full_stops_inside_a_sentence_do_not_end_it(language: str, text: str, count: int) -> None:
    assert len(sentences(text, language)) == count


def test_list_items_are_sentences_of_their_own() -> None:
    text = "You need:\n- your card\n- the form\n1. Sign it.\n2. Post it."
    assert sentences(text) == ["You need:", "- your card", "- the form", "1. Sign it.", "2. Post it."]


def test_a_sentence_goes_on_over_the_end_of_a_line() -> None:
    assert sentences("We are closing\nyour account. Please\ncall us.") == [
        "We are closing your account.",
        "Please call us.",
    ]


def test_a_placeholder_does_not_end_a_sentence() -> None:
    assert len(sentences("Dear ${object.name.split('. ')[0]} Smith, your order is late. Sorry.")) == 2


def test_words_of_the_pack_are_abbreviations_too() -> None:
    text = "Dña. Eva vino. Se fue."
    found = [text[start:end] for start, end in split_sentences(text, "es", ("dña.",))]
    assert found == ["Dña. Eva vino.", "Se fue."]


def test_every_sentence_of_the_body_is_read_in_its_paragraph() -> None:
    letter = read("Dear Sam,\n\nOne thing first. And another.\n\nThird comes this.\n\nYours,\nLee\n")
    assert [sentence.paragraph for sentence in letter.sentences] == [0, 0, 1]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Send it to Apt. 4, attn. Mrs Hall, acct. 1234. It costs approx. 30 euros."),
        ("es", "Su ref. 2024/15 y el exp. 33 los lleva D. Juan Ruiz. La oficina está en la Pl. Mayor, pta. 4."),
        ("ca", "La ref. 2024/15 i l'exp. 33 són de la Sra. Mas. Som al pg. de Gràcia, a l'Av. Diagonal i a l’ap. 12."),
        ("ca", "Ens van donar el núm. 24. 12 persones ja no hi eren."),
    ],
)
def test_the_abbreviations_of_addresses_and_references_end_no_sentence(language: str, text: str) -> None:
    data = load_pack().language(language)
    found = list(split_sentences(text, language, data.abbreviations, data.not_abbreviations))
    assert len(found) == 2


def test_words_that_look_like_abbreviations_end_sentences() -> None:
    text = "Li vam dir que no. Els altres van callar. El no. 5 és lliure."
    stretches = [text[start:end] for start, end in split_sentences(text, "ca", (), ("no",))]
    assert stretches == ["Li vam dir que no.", "Els altres van callar.", "El no. 5 és lliure."]


def test_a_token_that_holds_the_end_of_one_sentence_and_the_start_of_the_next_is_in_the_first() -> None:
    letter = read("Dear Sam,\n\nYour plan ends on Friday.•We thank you for the years.\n\nYours,\nLee\n")
    ends = [0, *(sentence.end for sentence in letter.sentences)]
    assert all(start.start >= end for start, end in zip(letter.sentences, ends, strict=False))

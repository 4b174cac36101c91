"""The language of a letter is told by itself, and told rightly."""

from __future__ import annotations

import subprocess
import sys
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letterlint.errors import ReadError
from letterlint.reading import languages
from letterlint.reading.function_words import function_words
from letterlint.reading.languages import identify
from tests.conftest import ROOT

LANGUAGES = ("en", "es", "ca")
LETTERS = {
    code: [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpora" / code).rglob("*.txt"))]
    for code in LANGUAGES
}
LETTER = """\
Estimada señora Castro:

Gracias por la confianza que nos ha dado durante estos doce años. Sentimos decirle que no podremos renovar el contrato
de mantenimiento de su caldera después del 31 de marzo de 2027, porque nuestro técnico se jubila y no hemos encontrado
a nadie que lo sustituya en su zona. Hasta ese día seguiremos atendiendo cualquier avería como siempre.

Un cordial saludo,
José Pena
"""
FOREIGN = {
    "Portuguese": """\
Prezada senhora Castro,

Obrigado pela confiança que depositou em nós durante estes doze anos. Lamentamos informar que não poderemos renovar o
contrato de manutenção da sua caldeira a partir de 31 de março de 2027. O nosso técnico vai reformar-se e não
encontrámos quem o substitua na sua zona. Até esse dia continuaremos a atender qualquer avaria como sempre.
""",
    "Italian": """\
Gentile signora Bianchi,

La ringraziamo per la fiducia che ci ha accordato in questi dodici anni. Siamo spiacenti di comunicarle che non potremo
rinnovare il contratto di manutenzione della sua caldaia dopo il 31 marzo 2027. Il nostro tecnico va in pensione e non
abbiamo trovato chi lo sostituisca nella sua zona. Fino a quel giorno continueremo a rispondere a ogni guasto.
""",
}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[frozenset[str]]:
    """The languages among which lingua is asked to choose, at each time."""
    times: list[frozenset[str]] = []
    detector = languages._detector  # noqa: SLF001  # what must seldom be called

    def noted(codes: frozenset[str], *, fast: bool) -> object:
        times.append(codes)
        return detector(codes, fast=fast)

    monkeypatch.setattr(languages, "_detector", noted)
    return times


def without_words(text: str) -> str:
    """What lingua alone says."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(languages, "function_words", lambda _codes: {})
        try:
            return identify(text, LANGUAGES)
        except ReadError as error:
            return str(error)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_of_every_letter_of_the_corpora_is_told(language: str) -> None:
    assert LETTERS[language]
    assert [letter for letter in LETTERS[language] if identify(letter, LANGUAGES) != language] == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("You are kind. There is no desk for Tobi.", "en"),
        ("Gracias por todo. Cerramos el lunes.", "es"),
        ("Gràcies per tot. Tanquem dilluns.", "ca"),
    ],
)
def test_the_language_of_a_short_letter_is_told_by_lingua(
    text: str, language: str, asked: list[frozenset[str]]
) -> None:
    assert identify(text, LANGUAGES) == language
    assert asked


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Prezada senhora, não podemos aceitar o seu pedido de crédito.", "Portuguese"),
        ("Chère Madame, nous ne pouvons pas accepter votre demande de crédit.", "French"),
        ("Gentile signora, non possiamo accettare la sua richiesta di credito.", "Italian"),
        ("12345 67890", "its language cannot be told"),
    ],
)
def test_another_language_is_an_error_that_says_which_there_are(text: str, name: str) -> None:
    with pytest.raises(ReadError, match=f"{name}.*letterlint reads en, es, ca.*--language"):
        identify(text, LANGUAGES)


@pytest.mark.parametrize("name", FOREIGN)
def test_a_whole_letter_in_a_neighbouring_language_is_an_error(name: str) -> None:
    with pytest.raises(ReadError, match=name):
        identify(FOREIGN[name], LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_letters_are_told_without_lingua(language: str, asked: list[frozenset[str]]) -> None:
    for letter in LETTERS[language]:
        identify(letter, LANGUAGES)
    assert len(asked) <= len(LETTERS[language]) / 10


def test_lingua_is_not_loaded_for_a_letter_that_words_tell() -> None:
    code = (
        "import sys; from letterlint.reading.languages import identify;"
        "print(identify(sys.argv[1], ('en', 'es', 'ca')), {'lingua', 'spacy'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", code, LETTER], capture_output=True, text=True, check=True)
    assert done.stdout == "es set()\n"


@settings(deadline=None, max_examples=60)
@given(
    letter=st.sampled_from([letter for letters in LETTERS.values() for letter in letters]),
    start=st.floats(0, 1),
    end=st.floats(0, 1),
)
def test_words_never_contradict_lingua_in_any_part_of_a_letter(letter: str, start: float, end: float) -> None:
    part = letter[int(start * len(letter)) : int(end * len(letter))]
    try:
        told = identify(part, LANGUAGES)
    except ReadError as error:
        told = str(error)
    assert told == without_words(part)


@pytest.mark.parametrize("order", list(permutations(LANGUAGES)))
def test_the_order_of_the_languages_does_not_matter(order: tuple[str, ...]) -> None:
    assert identify(LETTER, order) == "es"


@pytest.mark.parametrize(
    "junk",
    [
        "{{ the name of the client who is not with us }}",
        "{% if you have not been here before then %}",
        "[Name of the person who will do this for you]",
        '<p class="if you were not there and this is all that we have">',
        "https://example.com/what-is/the_reason/for/this?and=that&with=you",
        "about.the.client from_you_to_me after/before/while",
    ],
)
def test_english_in_placeholders_tags_and_addresses_proves_nothing(junk: str, asked: list[frozenset[str]]) -> None:
    assert identify(f"{junk}\n" * 20 + LETTER, LANGUAGES) == "es"
    assert not asked


def test_a_line_that_is_repeated_proves_no_more_than_one(asked: list[frozenset[str]]) -> None:
    assert identify(LETTER + "Thank you for your trust.\n" * 40, LANGUAGES) == "es"
    assert not asked


def test_a_letter_in_two_languages_is_left_to_lingua(asked: list[frozenset[str]]) -> None:
    both = LETTER + LETTERS["en"][0][: len(LETTER)]
    told = identify(both, LANGUAGES)
    assert asked
    assert told == without_words(both)


def test_a_paragraph_does_not_make_a_long_text_of_words_that_no_list_knows_a_letter_of_its_language(
    asked: list[frozenset[str]],
) -> None:
    identify(LETTER + " ".join(f"saana{number}" for number in range(300)), LANGUAGES)
    assert asked


def test_where_a_language_has_no_list_of_words_lingua_tells_all(asked: list[frozenset[str]]) -> None:
    assert function_words(frozenset({"es", "cy"})) == {}
    assert identify(LETTER, ("es", "cy")) == "es"
    assert asked


def test_a_word_is_known_to_belong_to_all_its_languages() -> None:
    words = function_words(frozenset(LANGUAGES))
    assert words["the"] == ["en"]
    assert words["para"] == ["es"]
    assert words["la"] == ["ca", "es"]

"""The language of a letter is told by itself, and told rightly."""

from __future__ import annotations

from pathlib import Path

import pytest

from letterlint.errors import ReadError
from letterlint.reading.languages import identify
from tests.conftest import ROOT

LANGUAGES = ("en", "es", "ca")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_of_every_letter_of_the_corpora_is_told(language: str) -> None:
    letters = sorted((ROOT / "corpora" / language).rglob("*.txt"))
    wrong = [path.name for path in letters if identify(Path(path).read_text(encoding="utf-8"), LANGUAGES) != language]
    assert letters
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("You are kind. There is no desk for Tobi.", "en"),
        ("Gracias por todo. Cerramos el lunes.", "es"),
        ("Gràcies per tot. Tanquem dilluns.", "ca"),
    ],
)
def test_the_language_of_a_short_letter_is_told(text: str, language: str) -> None:
    assert identify(text, LANGUAGES) == language


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

"""--fix replaces what is right whatever the letter says, and touches nothing else."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st

from letterlint import Options, fixes, lint_text
from letterlint.fixes import fixed, fixes_of
from letterlint.packs import load_pack
from tests.conftest import ROOT
from tests.library import BAD, write

Run = Callable[..., Result]

LETTERS = {
    "en": "Dear Sam,\n\n{}\n\nKind regards,\nLee Park\n",
    "es": "Estimada señora Bello:\n\n{}\n\nAtentamente,\nAna Costa\n",
    "ca": "Benvolguda senyora Bell,\n\n{}\n\nAtentament,\nAnna Costa\n",
}


@pytest.fixture(autouse=True)
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def mended(text: str, language: str, path: str = "letter.txt") -> str:
    """A letter with its fixes."""
    report = lint_text(text, Options(language=language), path=path)
    assert report.error is None
    return fixed(text, fixes_of(report))


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("en", "Your father passed away in May.", "Your father died in May."),
        ("en", "Your  policy ends on 3 May , as we wrote.", "Your policy ends on 3 May, as we wrote."),
        ("en", "It ends today.  We are sorry.", "It ends today.  We are sorry."),
        ("en", "The files : see www.mill.example .", "The files : see www.mill.example."),
        ("en", "Your   seat:   12", "Your   seat:   12"),
        ("es", "Le escribimos hoy , señora.", "Le escribimos hoy, señora."),
        ("ca", "La col.laboració s'acaba al maig.", "La col·laboració s'acaba al maig."),
        ("ca", "La instal•lació es tanca al maig.", "La instal·lació es tanca al maig."),
        ("ca", "Ens veiem al final.la setmana que ve.", "Ens veiem al final.la setmana que ve."),
    ],
)
def test_only_what_is_surely_a_slip_or_has_an_exact_equivalent_is_replaced(
    language: str, before: str, after: str
) -> None:
    letter = LETTERS[language]
    assert mended(letter.format(before), language) == letter.format(after)


def test_a_spanish_salutation_ends_in_a_colon() -> None:
    letter = LETTERS["es"].format("Su cuenta se cierra el 3 de mayo.")
    comma = letter.replace("Bello:", "Bello,")
    assert mended(comma, "es") == letter
    runs_on = comma.replace("Su cuenta", "su cuenta")
    assert mended(runs_on, "es") == runs_on
    english = LETTERS["en"].format("Your account closes on 3 May.")
    assert mended(english, "en") == english


def test_a_replacement_is_written_as_the_words_it_replaces() -> None:
    letter = LETTERS["en"]
    assert "DIED" in mended(letter.format("HE PASSED AWAY IN MAY, AND WE ARE SORRY."), "en")
    assert "PASSED" not in mended(letter.format("HE PASSED AWAY IN MAY, AND WE ARE SORRY."), "en")


def exact_phrases() -> list[tuple[str, str, str]]:
    """Each phrase that has an exact equivalent, with its language and that equivalent."""
    pack = load_pack()
    return [
        (language, phrase.text, phrase.exact)
        for language in pack.about.languages
        for phrase in pack.language(language).phrases
        if phrase.exact
    ]


@pytest.mark.parametrize("language", LETTERS)
def test_what_an_exact_equivalent_replaces_is_not_found_again(language: str) -> None:
    phrases = [(text, exact) for code, text, exact in exact_phrases() if code == language and "(" not in text]
    assert len(phrases) >= 25
    for text, exact in phrases:
        report = lint_text(LETTERS[language].format(f"{exact[0].upper()}{exact[1:]}."), Options(language=language))
        assert not [one.fix for one in report.findings if one.fix], f"{text} → {exact}"


LETTER_FILES = sorted((ROOT / "corpora").glob("*/dev/*.txt"))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(LETTER_FILES), st.integers(0, 10_000), st.sampled_from(["  ", " ", " ,", ".", "•", " ."]))
def test_fixing_twice_changes_no_more_than_once(path: Path, at: int, slip: str) -> None:
    text = path.read_text(encoding="utf-8")
    text = text[: at % len(text)] + slip + text[at % len(text) :]
    language = path.parts[-3]
    once = mended(text, language)
    assert mended(once, language) == once


SLIP = BAD.replace("decided to", "decided  to")


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_rest_of_the_file_stays_as_it_is_byte_for_byte(run: Run, library: Path, codec: str, end: str) -> None:
    text = SLIP.replace("Lee", "Zoë Lee – café").replace("\n", end)
    path = library / "a.txt"
    path.write_bytes(text.encode(codec))
    path.chmod(0o640)
    run("a.txt", "--fix")
    assert path.read_bytes() == text.replace("decided  to", "decided to").encode(codec)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_the_diff_shows_and_changes_nothing_and_the_fix_shows_what_it_changes(run: Run, library: Path) -> None:
    write(library, {"a.txt": SLIP})
    shown = run("a.txt", "--diff")
    assert "-We have decided  to part ways with you.\n+We have decided to part ways with you.\n" in shown.stdout
    assert shown.exit_code == 1
    assert (library / "a.txt").read_text() == SLIP
    done = run("a.txt", "--fix", "--format", "concise")
    assert done.stderr == shown.stdout
    assert "[avoids-euphemism]" in done.stdout
    assert (library / "a.txt").read_text() == BAD
    again = run("a.txt", "--diff")
    assert (again.stdout, again.exit_code) == ("", 0)


def test_what_the_user_takes_exception_to_is_not_replaced(run: Run, library: Path) -> None:
    letter = LETTERS["en"].format("Your father passed away in May.")
    write(library, {"a.txt": letter})
    assert run("a.txt", "--diff", "--ignore", "avoids-euphemism").stdout == ""
    assert "died" in run("a.txt", "--diff").stdout


def test_in_html_only_words_that_stand_there_as_they_are_read_are_replaced(run: Run, library: Path) -> None:
    page = "<p>Dear Sam,</p><p>{}</p><p>Kind regards,<br>Lee Park</p>"
    write(library, {"a.html": page.format("Your father <b>passed</b>\n away in <i>passed away</i> May  , we heard.")})
    run("a.html", "--fix")
    assert (library / "a.html").read_text() == page.format(
        "Your father <b>passed</b>\n away in <i>died</i> May  , we heard."
    )


def test_a_file_that_changes_during_the_run_is_left_alone(
    run: Run, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(library, {"a.txt": SLIP, "b.txt": SLIP})
    show = fixes.show_diff

    def show_and_change(report: object) -> str:
        write(library, {"b.txt": "Somebody else's words.\n"})
        return show(report)  # type: ignore[arg-type]  # as it is called

    monkeypatch.setattr(fixes, "show_diff", show_and_change)
    result = run("a.txt", "b.txt", "--fix")
    assert result.exit_code == 2
    assert "letterlint: b.txt: has changed since it was read" in result.stderr
    assert (library / "a.txt").read_text() == SLIP
    assert (library / "b.txt").read_text() == "Somebody else's words.\n"


def test_standard_input_cannot_be_fixed_but_shown(run: Run) -> None:
    result = run("-", "--fix", stdin=SLIP.encode())
    assert result.exit_code == 2
    assert "--fix: standard input cannot be written to" in result.stderr
    assert "+We have decided to part ways" in run("-", "--diff", stdin=SLIP.encode()).stdout

"""Versions of one letter in several languages: which files they are, what they state, and where they differ."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path, PurePath

import msgspec
import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from letterlint.errors import PackError, SettingsError
from letterlint.fact_finding import facts_of
from letterlint.facts import Facts, agree
from letterlint.findings import FileReport
from letterlint.lint import Linter
from letterlint.options import Options
from letterlint.packs import load_pack
from letterlint.reading.source import Source
from letterlint.versions import versions
from tests.conftest import ROOT

LANGUAGES = ("en", "es", "ca")
RULE = "agrees-across-languages"
CORPUS = ROOT / "corpora" / "versions"


@pytest.mark.parametrize(
    "paths",
    [
        {"en": "welcome.en.txt", "es": "welcome.es.txt"},
        {"en": "mail/welcome.en.html.j2", "ca": "mail/welcome.ca.html.j2"},
        {"en": "welcome_en.txt", "es": "welcome_es.txt"},
        {"en": "a/welcome-en.txt", "es": "a/welcome-es.txt"},
        {"en": "welcome/en.txt", "es": "welcome/es.txt"},
        {"en": "en/welcome.txt", "es": "es/welcome.txt", "ca": "ca/welcome.txt"},
        {"en": "locale/en/emails/x.txt", "es": "locale/es/emails/x.txt"},
        {"en-GB": "en-GB/x.txt", "es_ES": "es_ES/x.txt"},
        {"EN": "letters/EN/x.txt", "ES": "letters/ES/x.txt"},
        {"en": "en/welcome.en.txt", "es": "es/welcome.es.txt"},
        {"en": "name with\nline/en/x.txt", "es": "name with\nline/es/x.txt"},
    ],
)
def test_versions_are_found_where_libraries_keep_them(paths: dict[str, str]) -> None:
    strangers = ["notes.txt", "es.d/z.txt", "en/other.txt", "welcome.de.txt"]
    assert versions([*paths.values(), *strangers], LANGUAGES) == [paths]


def test_users_say_where_the_language_stands() -> None:
    paths = ["l/es-welcome.txt", "l/en-welcome.txt", "l/en/x.txt", "l/es/x.txt"]
    assert versions(paths, LANGUAGES, ["{language}-*"]) == [{"es": paths[0], "en": paths[1]}]
    assert versions(paths, LANGUAGES, ["l/{language}/**"]) == [{"en": paths[2], "es": paths[3]}]
    assert versions(paths, LANGUAGES, []) == []


@pytest.mark.parametrize("pattern", ["*.txt", "{language}/*.{language}.txt", "{lang}/**"])
def test_a_pattern_without_its_language_is_an_error(pattern: str) -> None:
    with pytest.raises(SettingsError, match=r"must say once where the language stands: \{language\}"):
        versions(["a.txt"], LANGUAGES, [pattern])


@given(
    st.lists(st.from_regex(r"[a-z]{3,6}", fullmatch=True), min_size=1, max_size=3),
    st.sampled_from(["{0}.{1}.txt", "{0}_{1}.txt", "{1}/{0}.txt", "{0}/{1}.txt", "x/{1}/y/{0}.html.j2"]),
    st.permutations(LANGUAGES),
)
def test_each_letter_is_found_once_whatever_the_order(names: list[str], form: str, languages: list[str]) -> None:
    paths = [form.format(name, language) for language in languages for name in dict.fromkeys(names)]
    found = versions(paths, LANGUAGES)
    assert {path for letter in found for path in letter.values()} == set(paths)
    assert all(set(letter) == set(LANGUAGES) for letter in found)


GREETINGS = {"en": "Dear Ann,", "es": "Estimada Ana:", "ca": "Benvolguda Anna,"}
READERS = {language: Linter(Options(language=language)) for language in LANGUAGES}


def facts(sentence: str, language: str) -> Facts:
    return facts_of(READERS[language].read(Source("letter.txt", f"{GREETINGS[language]}\n\n{sentence}\n")))


def says(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether a sentence states all that another states, and the other way round."""
    left, right = facts(*one), facts(*other)
    assert left.stated
    return all(map(right.may_state, left.stated)) and all(map(left.may_state, right.stated))


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("It costs €1,500.00 a year.", "Cuesta 1.500,00 € al año."),
        ("It costs €1,500 a year.", "Cuesta 1 500 euros al año."),
        ("It rises by 2.5% a year.", "Sube un 2,5 % al año."),
        ("It rises from €18 to €21.", "Sube de 18 a 21 euros."),
        ("It costs €20.", "Cuesta veinte euros."),
        ("We close on 3 May 2027.", "Cerramos el 3/5/2027."),
        ("We close on 5/3/2027.", "Cerramos el 3 de mayo de 2027."),
        ("We close on 3 May.", "Cerramos el lunes 3 de mayo de 2027."),
        ("We close on 2027-05-03.", "Cerramos el 3 de mayo."),
        ("We close from May 3 to May 7.", "Cerramos del 3 al 7 de mayo."),
        ("We close on 1 May.", "Cerramos el primero de mayo."),
        ("We close in March 2027.", "Cerramos en marzo."),
        ("Call +34 942 12 34 56 now.", "Llame al 942 123 456 ya."),
        ("Call +44 (0)20 7946 0144 now.", "Llame al 020 7946 0144 ya."),
        ("See www.firm.example/en for more.", "Vea https://es.firm.example/ayuda para más."),
        ("Write to Ann@firm.example now.", "Escriba a ann@firm.example ya."),
        ("Dear {{ client.name | title }}, hello there.", "Hola, {{client.name}}, buenos días."),
        ("We send ${subject_en} to you now.", "Le mandamos ${subject_es} ahora mismo."),
        ("We close on [closing date].", "Cerramos el [fecha de cierre]."),
    ],
)
def test_one_fact_may_be_written_in_many_ways(english: str, spanish: str) -> None:
    assert says((english, "en"), (spanish, "es"))


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("It costs €1,500 a year.", "Cuesta 1.600 € al año."),
        ("We close on 3 May 2027.", "Cerramos el 13 de mayo de 2027."),
        ("We close on 3 May 2027.", "Cerramos el 3 de mayo de 2028."),
        ("Call +34 942 12 34 56 now.", "Llame al 942 123 465 ya."),
        ("Write to ann@firm.example now.", "Escriba a ann@farm.example ya."),
        ("Dear {{ client_name }}, hello there.", "Hola, {{ nombre }}, buenos días."),
        ("We close on [closing date].", "Cerramos el [importe]."),
    ],
)
def test_what_means_something_else_is_another_fact(english: str, spanish: str) -> None:
    assert not says((english, "en"), (spanish, "es"))


@settings(deadline=None, max_examples=40)
@given(st.decimals(min_value=1, max_value=999_999, places=2), st.permutations(LANGUAGES))
def test_an_amount_is_the_same_however_its_language_writes_it(amount: Decimal, languages: list[str]) -> None:
    one, other = (
        facts(f"{format_decimal(amount, '#,##0.00', locale=language)} €.", language).of("amount")
        for language in languages[:2]
    )
    assert agree(one[0], other[0])


@settings(deadline=None, max_examples=40)
@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_a_day_is_the_same_in_every_language_and_another_day_is_not(day: date, other: date) -> None:
    english = facts(f"We close on {day.day} {format_date(day, 'MMMM y', locale='en')}.", "en").of("date")
    for language in ("es", "ca"):
        same = facts(f"Dia {format_date(day, 'long', locale=language)}.", language).of("date")
        assert agree(english[0], same[0])
        later = facts(f"Dia {format_date(other, 'long', locale=language)}.", language).of("date")
        assert agree(english[0], later[0]) == (day == other)


def test_what_only_looks_like_a_fact_is_never_missed() -> None:
    assert not facts("Hem treballat junts des del 2009, i ens ha agradat.", "ca").stated
    assert not facts("We have carried your wines since 2009.", "en").of("amount")
    assert not facts("Vivimos en la Calle Estafeta, 12. 31001 Pamplona.", "es").of("contact")
    assert not facts("Hem rebut la vostra sol.licitud d'instal.lació aquest matí.", "ca").of("contact")
    assert not facts("Pague a ES82 1491 0001 29 2027098223 la cuota.", "es").of("contact")


@cache
def linter(*select: str) -> Linter:
    return Linter(Options(select=select or (RULE,)))


def told(letters: Mapping[str, str], by: Linter | None = None) -> dict[str, list[str]]:
    """What is said of each version, by its path."""
    by = by or linter()
    paths = versions(letters, LANGUAGES)[0]
    reports = {language: by.lint(Source(path, letters[path])) for language, path in paths.items()}
    return {report.path: [finding.message for finding in report.findings] for report in by.compare(reports)}


LETTERS = {
    "en": "Dear Ms Roca,\n\nThank you for six years. We will close your room on 31 March 2027, as we are selling.\n\n"
    "You pay €45 a month until then. Call me on 942 12 34 56.\n\nYours sincerely,\nHugo Barrios\n",
    "es": "Estimada señora Roca:\n\nGracias por estos seis años. Cerraremos su trastero el 31 de marzo de 2027, porque "
    "vendemos.\n\nHasta entonces pagará 45 € al mes. Llámeme al 942 12 34 56.\n\nAtentamente,\nHugo Barrios\n",
    "ca": "Benvolguda senyora Roca,\n\nGràcies per aquests sis anys. Tancarem el vostre traster el 31 de març de 2027, "
    "perquè venem.\n\nFins aleshores pagareu 45 € al mes. Truqueu-me al 942 12 34 56.\n\nAtentament,\nHugo Barrios\n",
}


def library(**changed: tuple[str, str]) -> dict[str, str]:
    """A letter in three languages, in some of which a stretch is changed."""
    for language, (old, _) in changed.items():
        assert old in LETTERS[language]
    return {
        f"{language}/x.txt": text.replace(*changed.get(language, ("", ""))) if language in changed else text
        for language, text in LETTERS.items()
    }


def test_of_three_versions_the_one_that_departs_is_told() -> None:
    found = told(library(es=("31 de marzo", "30 de marzo")))
    assert found == {
        "en/x.txt": [],
        "ca/x.txt": [],
        "es/x.txt": [
            "Aquí pone «30 de marzo de 2027», pero en en/x.txt, ca/x.txt la fecha es 31 March 2027.",
        ],
    }


def test_of_two_versions_each_is_told_what_the_other_has() -> None:
    letters = library(es=("45 €", "54 €"))
    del letters["ca/x.txt"]
    assert told(letters) == {
        "en/x.txt": ["“€45” stands here, but in es/x.txt the amount is 54 €."],
        "es/x.txt": ["Aquí pone «54 €», pero en en/x.txt la cantidad es €45."],
    }


def test_what_one_of_three_versions_adds_is_told_in_the_others() -> None:
    found = told(library(ca=("perquè venem.", "perquè venem. Escriviu a hugo@barrios.example.")))
    assert [len(messages) for messages in found.values()] == [1, 1, 0]
    assert "ca/x.txt is not in this letter: hugo@barrios.example" in found["en/x.txt"][0]


def test_each_version_may_have_a_mailbox_for_its_own_readers() -> None:
    letters = library(
        en=("Call me", "Write to help@barrios.example. Call me"),
        es=("Llámeme", "Escriba a ayuda@barrios.example. Llámeme"),
    )
    del letters["ca/x.txt"]
    assert told(letters) == {"en/x.txt": [], "es/x.txt": []}


def test_a_version_in_the_wrong_language_is_told_and_compared_with_none() -> None:
    letters = library() | {"es/x.txt": LETTERS["en"].replace("€45", "€99")}
    assert told(letters) == {
        "en/x.txt": [],
        "es/x.txt": ["The name of x.txt says that this letter is in “es”; it reads as “en”."],
        "ca/x.txt": [],
    }


def test_many_differences_of_one_sort_are_one_finding_that_names_three() -> None:
    letters = library(
        en=("a month until then.", "a month until then, and then €61, €62, €63 and €64."),
        ca=("al mes.", "al mes, i després 61 €, 62 €, 63 € i 64 €."),
    )
    (message,) = told(letters, Linter(Options(kind="termination", select=(RULE,))))["es/x.txt"]
    assert message.endswith(": €61, €62, €63 ….")


def test_unrelated_letters_in_the_places_of_versions_are_left_in_peace() -> None:
    other = "Hola, Marta:\n\nLa cena es el 4 de junio y cuesta 30 €. Llama al 600 11 22 33.\n\nUn abrazo,\nLuz\n"
    assert not any(told({"en/x.txt": LETTERS["en"], "es/x.txt": other}).values())


def test_who_leaves_the_rule_out_is_told_nothing() -> None:
    without = Linter(Options(ignore=(RULE,), select=(RULE, "is-dated")))
    with_others = linter(RULE, "is-dated")
    letters = library(es=("45 €", "54 €"))
    assert not any("54" in message for messages in told(letters, without).values() for message in messages)
    paths = versions(letters, LANGUAGES)[0]
    reports = {language: with_others.lint(Source(path, letters[path])) for language, path in paths.items()}
    spanish = with_others.compare(reports)[1]
    assert [finding.rule for finding in spanish.findings] == ["is-dated", RULE]


def test_a_version_that_cannot_be_read_keeps_the_others_from_nothing() -> None:
    letters = library(es=("45 €", "54 €"))
    unread = FileReport("ca/x.txt", error="no letter")
    reports = {
        language: linter().lint(Source(f"{language}/x.txt", letters[f"{language}/x.txt"])) for language in ("en", "es")
    }
    compared = linter().compare({"ca": unread, **reports})
    assert compared[0] is unread or compared[0] == unread
    assert [len(report.findings) for report in compared] == [0, 1, 1]


def test_a_finding_stands_in_the_file_not_in_the_letter_read_from_it() -> None:
    pages = {language: text.replace("\n\n", "</p>\n<p>") for language, text in LETTERS.items()}
    letters = {
        "x.en.html": f"<html><body><p>{pages['en']}</p></body></html>",
        "x.es.html": f"<html><body><p>{pages['es']}</p></body></html>".replace("31 de marzo", "<b>30</b> de marzo"),
    }
    paths = versions(letters, LANGUAGES)[0]
    reports = {language: linter().lint(Source(path, letters[path])) for language, path in paths.items()}
    (finding,) = linter().compare(reports)[1].findings
    assert finding.text == "30</b> de marzo de 2027"
    assert (
        letters["x.es.html"].split("\n")[finding.position.line - 1][finding.position.column - 1 :].startswith("30</b>")
    )


@pytest.mark.parametrize(
    ("check", "complaint"),
    [
        (({"kind": "versions"}, {"kind": "placeholder"}), "a 'versions' check stands alone"),
        ({"kind": "versions", "moves": {"apologies": "news"}}, "unknown move 'apologies'; did you mean 'apology'"),
        ({"kind": "versions", "facts": {"date": "salutation"}}, "'salutation'"),
    ],
)
def test_a_pack_with_a_wrong_comparison_is_an_error(check: object, complaint: str) -> None:
    pack = load_pack()
    rule = pack.rules[RULE]
    wrong = msgspec.structs.replace(rule, text=msgspec.structs.replace(rule.text, check=check))
    with pytest.raises(PackError, match=complaint):
        Linter(pack=msgspec.structs.replace(pack, rules={RULE: wrong}))


def test_a_table_of_figures_is_compared_with_nothing() -> None:
    table = ", ".join(f"{number} €" for number in range(100, 500))
    letters = library(es=("45 €", f"45 €, {table}"))
    del letters["ca/x.txt"]
    assert not any(told(letters).values())


PIECES = [
    "3 May",
    "May",
    "1.500",
    "€",
    " ",
    "(0)",
    "942 12 34 56",
    "{{",
    "}}",
    "a@b.example",
    "[",
    "]",
    "|",
    "\n",
    "x.y",
]


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_whatever_is_written_its_facts_stand_in_it(text: str) -> None:
    letter = READERS["en"].read(Source("x", f"Dear Ann,\n\nThis is a letter. {text}\n"))
    found = facts_of(letter)
    assert all(map(found.may_state, found.stated))
    assert all(letter.text_of(fact.start, fact.end) == fact.text for fact in found.stated)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_may_state_all_that_it_states(language: str) -> None:
    for path in sorted((ROOT / "corpora" / language / "dev").glob("*.txt"))[::8]:
        found = facts_of(READERS[language].read(Source(path.name, path.read_text(encoding="utf-8"))))
        assert all(map(found.may_state, found.stated))
        assert len({(fact.category, fact.readings) for fact in found.stated}) == len(found.stated)


@cache
def report_of(path: str) -> FileReport:
    report = linter().lint(Source(path, Path(path).read_text(encoding="utf-8")))
    assert report.error is None
    return report


@cache
def compared(folder: Path, languages: tuple[str, ...] = LANGUAGES) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """For each version of each letter of a folder what its findings point at and say."""
    found = {}
    for group in versions(sorted(str(path) for path in folder.rglob("*") if path.is_file()), languages):
        reports = linter().compare({language: report_of(path) for language, path in group.items()})
        for language, report in zip(group, reports, strict=True):
            name = str(PurePath(next(iter(group.values()))).relative_to(folder))
            found[name, language] = [(finding.text, finding.message) for finding in report.findings]
    return found


@pytest.mark.parametrize("languages", [LANGUAGES, ("en", "es"), ("es", "ca"), ("ca", "en")])
def test_nothing_is_told_of_letters_that_agree(languages: tuple[str, ...]) -> None:
    told_of = compared(CORPUS / "agree", languages)
    assert len(told_of) == 12 * len(languages)
    assert {version: found for version, found in told_of.items() if found} == {}


def test_of_letters_that_differ_each_difference_but_one_is_told_and_nothing_else() -> None:
    found = compared(CORPUS / "differ")
    with (CORPUS / "differ.tsv").open(encoding="utf-8") as file:
        seeded = list(csv.DictReader(file, delimiter="\t"))
    missed, right = [], set()
    for one in seeded:
        key = next(key for key in found if one["letter"] in key[0] and key[1] == one["version"])
        if any(text.startswith(one["at"]) and one["told"] in message for text, message in found[key]):
            right.add(key)
        else:
            missed.append((one["letter"], one["category"]))
    assert missed == [("gym-pause-refused", "move")]
    assert {key for key, findings in found.items() if findings} == right
    assert all(len(findings) <= 1 for findings in found.values())


def test_letters_of_the_corpora_whose_names_are_the_same_are_no_versions() -> None:
    paths = [str(path) for language in LANGUAGES for path in sorted((ROOT / "corpora" / language).rglob("*.txt"))]
    groups = versions(paths, LANGUAGES)
    assert groups
    for group in groups:
        reports = linter().compare({language: report_of(path) for language, path in group.items()})
        assert not any(report.findings for report in reports)

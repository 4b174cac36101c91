"""Dates, periods, amounts, names and ways to reach someone are found, and nothing else is taken for them."""

from __future__ import annotations

from functools import cache

import pytest

from letterlint.pipeline import load

pipeline = cache(load)


def slots(text: str, language: str, name: str) -> list[str]:
    """The longest stretches that fill a slot, in a letter of one sentence."""
    doc = pipeline(language)(f"{text}\n")
    found = [(span.start_char, span.end_char) for span in doc.spans["slots"] if span.label_ == name]
    return [
        doc.text[start:end]
        for start, end in sorted(set(found))
        if not any((left <= start and end <= right) and (left, right) != (start, end) for left, right in found)
    ]


@pytest.mark.parametrize(
    ("language", "text", "date"),
    [
        ("en", "We close your account on 3 May 2027 for good.", "3 May 2027"),
        ("en", "We close your account on May 3rd, 2027, for good.", "May 3rd, 2027"),
        ("en", "We close your account on Friday, the 7th of May, for good.", "Friday, the 7th of May"),
        ("en", "We close your account on 2027-05-03 for good.", "2027-05-03"),
        ("en", "We close your account on 3/5/2027 for good.", "3/5/2027"),
        ("en", "We close your account in December 2027 for good.", "December 2027"),
        ("es", "Cerramos su cuenta el 3 de mayo de 2027 sin falta.", "3 de mayo de 2027"),
        ("es", "Cerramos su cuenta el viernes 7 de mayo sin falta.", "viernes 7 de mayo"),
        ("es", "Cerramos su cuenta el 1.º de mayo del 2027 sin falta.", "1.º de mayo del 2027"),
        ("ca", "Tancarem el vostre compte l'1 de maig de 2027 sense falta.", "1 de maig de 2027"),
        ("ca", "Tancarem el vostre compte el 3 d'abril del 2027 sense falta.", "3 d'abril del 2027"),
        ("ca", "Tancarem el vostre compte divendres 7 de maig sense falta.", "divendres 7 de maig"),
    ],
)
def test_calendar_dates_are_found_whole(language: str, text: str, date: str) -> None:
    assert slots(text, language, "CALENDAR") == [date]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "You may close 3 accounts."),
        ("en", "Version 1.2.3 costs 12,50 at 5 p.m. and 3/4 of it is tax."),
        ("es", "Tiene 3 cuentas y 12,50 euros a las 5 de la tarde."),
        ("ca", "Teniu 3 comptes i 12,50 euros a les 5 de la tarda."),
        ("ca", "Treballem junts des del 2009 i fins ara."),
    ],
)
def test_other_figures_are_no_dates(language: str, text: str) -> None:
    assert slots(text, language, "DATE") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We close at the end of June."),
        ("en", "We close on the last Friday of June."),
        ("en", "We close next quarter."),
        ("en", "We close today."),
        ("en", "We close with immediate effect."),
        ("es", "Cerramos a finales de junio."),
        ("es", "Cerramos el último viernes de junio."),
        ("es", "Cerramos el próximo trimestre."),
        ("es", "Cerramos hoy mismo."),
        ("es", "Cerramos con efecto inmediato."),
        ("ca", "Tanquem a final de juny."),
        ("ca", "Tanquem l'últim divendres de juny."),
        ("ca", "Tanquem a partir del pròxim trimestre."),
        ("ca", "Tanquem avui mateix."),
        ("ca", "Tanquem amb efecte immediat."),
    ],
)
def test_moments_without_a_calendar_date_are_dates(language: str, text: str) -> None:
    assert slots(text, language, "DATE")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We close soon, shortly, in the coming weeks."),
        ("es", "Cerramos pronto, próximamente, en las próximas semanas."),
        ("ca", "Tanquem aviat, properament, les properes setmanes."),
    ],
)
def test_vague_words_are_no_dates(language: str, text: str) -> None:
    assert slots(text, language, "DATE") == []
    assert slots(text, language, "PERIOD") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "You have thirty days from the date of this letter."),
        ("en", "You have forty-five days."),
        ("en", "You have a fortnight."),
        ("es", "Tiene cuarenta y cinco días."),
        ("es", "Tiene dos meses desde la fecha de esta carta."),
        ("ca", "Teniu quaranta-cinc dies."),
        ("ca", "Teniu dos mesos des de la data d'aquesta carta."),
    ],
)
def test_periods_are_found_in_words(language: str, text: str) -> None:
    assert slots(text, language, "PERIOD")


@pytest.mark.parametrize(
    ("language", "text", "contact"),
    [
        ("en", "Call 020 7946 0311 now.", "020 7946 0311"),
        ("en", "Call (206) 555-0142 now.", "(206) 555-0142"),
        ("en", "Write to ann@acme.example now.", "ann@acme.example"),
        ("en", "Visit www.acme.example/help now.", "www.acme.example/help"),
        ("es", "Llame al 942 12 34 56 hoy.", "942 12 34 56"),
        ("es", "Llame al +52 55 5512 3456 hoy.", "+52 55 5512 3456"),
        ("ca", "Truqueu al 972 12 34 56 avui.", "972 12 34 56"),
    ],
)
def test_ways_to_reach_someone_are_found(language: str, text: str, contact: str) -> None:
    assert slots(text, language, "CONTACT") == [contact]


@pytest.mark.parametrize(
    "text", ["Your order 2026-114-77 is late.", "It cost 1,234,567 pounds on 12.05.2027.", "Policy 88231."]
)
def test_order_numbers_and_amounts_are_no_telephone_numbers(text: str) -> None:
    assert slots(text, "en", "CONTACT") == []


def test_a_number_at_the_end_of_a_sentence_is_no_amount() -> None:
    assert slots("We have known you since 2009.", "en", "MONEY") == []
    assert slots("It cost $2009.", "en", "MONEY") == ["$2009"]


def test_names_are_told_by_their_capitals() -> None:
    assert slots("Yesterday my colleague Ann Cole of Hill & Sons Ltd called Mr. Webb.", "en", "NAME") == [
        "Ann Cole of Hill & Sons Ltd",
        "Mr. Webb",
    ]


def test_a_placeholder_fills_the_slot_that_it_names() -> None:
    text = "We close {{ account_name }} on {{ end_date }}, call [Phone number]."
    assert slots(text, "en", "DATE") == ["{{ end_date }}"]
    assert slots(text, "en", "CONTACT") == ["[Phone number]"]


@pytest.mark.parametrize(
    ("language", "text", "slot", "placeholder"),
    [
        ("en", "We close on {{ order.ends_at | format_date }} for good.", "DATE", "{{ order.ends_at | format_date }}"),
        ("en", "We owe you $[New] in all.", "MONEY", "$[New]"),
        ("en", "We close after [notice period] at most.", "PERIOD", "[notice period]"),
        ("es", "Cerramos el [fecha de baja] sin falta.", "DATE", "[fecha de baja]"),
        ("es", "Llame a {$cliente.telefono} hoy.", "CONTACT", "{$cliente.telefono}"),
        ("ca", "Tanquem el ${object.data_final} sense falta.", "DATE", "${object.data_final}"),
        ("ca", "Truqueu al «Telèfon» avui.", "CONTACT", "«Telèfon»"),
    ],
)
def test_placeholders_fill_slots_in_every_language(language: str, text: str, slot: str, placeholder: str) -> None:
    assert slots(text, language, slot) == [placeholder]


def test_what_a_placeholder_holds_besides_its_value_fills_no_slot() -> None:
    text = "We close ${data['reason']} and [specific data type] soon."
    assert slots(text, "en", "DATE") == []

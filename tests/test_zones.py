"""The parts of a letter are told apart, in full letters and in bare e-mails, wrapped by hand or not."""

import pytest

from letterlint import zones
from tests.conftest import read

FULL = """\
Acme Savings Bank
12 Elm Street, London
www.acme.example

3 March 2027

Ms Anna Roca
4 Oak Lane
Leeds LS1 4AB

Our reference: 4471

Dear Ms Roca,

Thank you for saving with us since 2011. We are closing
your account on 3 May 2027.

Please call me on 020 7946 0311. I wish you well.

Yours sincerely,

Paul Hall
Branch manager

P.S. The cash machine stays.

Enc: closing form
"""


def labels(text: str, language: str = "en") -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for zone in read(text, language).zones:
        found.setdefault(zone.label, []).append(" ".join(text[zone.start : zone.end].split()))
    return found


def test_a_full_letter_is_cut_into_all_its_zones() -> None:
    assert labels(FULL) == {
        zones.LETTERHEAD: ["Acme Savings Bank", "12 Elm Street, London", "www.acme.example"],
        zones.DATE: ["3 March 2027"],
        zones.RECIPIENT: ["Ms Anna Roca", "4 Oak Lane", "Leeds LS1 4AB"],
        zones.SUBJECT: ["Our reference: 4471"],
        zones.SALUTATION: ["Dear Ms Roca,"],
        zones.BODY: [
            "Thank you for saving with us since 2011. We are closing your account on 3 May 2027.",
            "Please call me on 020 7946 0311. I wish you well.",
        ],
        zones.CLOSE: ["Yours sincerely,"],
        zones.SIGNATURE: ["Paul Hall", "Branch manager"],
        zones.POSTSCRIPT: ["P.S. The cash machine stays."],
        zones.ENCLOSURE: ["Enc: closing form"],
    }


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_make_no_difference(end: str) -> None:
    assert labels(FULL.replace("\n", end)) == labels(FULL)


def test_an_email_has_a_subject_and_little_else() -> None:
    found = labels("Subject: Your order\n\nHi Sam,\n\nWe lost your parcel. We will send a new one.\n\nBest,\nLee\n")
    assert found == {
        zones.SUBJECT: ["Subject: Your order"],
        zones.SALUTATION: ["Hi Sam,"],
        zones.BODY: ["We lost your parcel. We will send a new one."],
        zones.CLOSE: ["Best,"],
        zones.SIGNATURE: ["Lee"],
    }


@pytest.mark.parametrize(
    ("language", "text", "salutation", "body"),
    [
        ("en", "Sam,\n\nWe have lost your parcel, and we are sorry.\n", "Sam,", "We have lost"),
        ("en", "Dear Sam, we have lost your parcel on the way to Leeds.\n", "Dear Sam,", "we have lost"),
        ("es", "Hola, Marta:\n\nHemos perdido su paquete y lo sentimos mucho.\n", "Hola, Marta:", "Hemos perdido"),
        (
            "ca",
            "Benvolguda Marta,\nHem perdut el vostre paquet i ens sap molt de greu.\n",
            "Benvolguda Marta,",
            "Hem perdut",
        ),
    ],
)
def test_the_greeting_is_found_wherever_it_stands(language: str, text: str, salutation: str, body: str) -> None:
    found = labels(text, language)
    assert found[zones.SALUTATION] == [salutation]
    assert found[zones.BODY][0].startswith(body)


@pytest.mark.parametrize(
    ("language", "close"),
    [
        ("en", "Yours sincerely"),
        ("en", "Warmly,"),
        ("en", "Namaste,"),
        ("es", "Reciba un cordial saludo,"),
        ("es", "Atentamente,"),
        ("ca", "Cordialment,"),
        ("ca", "Una abraçada,"),
    ],
)
def test_a_close_is_found_in_many_words(language: str, close: str) -> None:
    body = {"en": "We are closing your account.", "es": "Vamos a cerrar su cuenta.", "ca": "Tancarem el vostre compte."}
    found = labels(f"Sam:\n\n{body[language]}\n\n{close}\n\nLee\n", language)
    assert found[zones.CLOSE] == [close]
    assert found[zones.SIGNATURE] == ["Lee"]


def test_a_firm_in_the_signature_is_no_close() -> None:
    found = labels("Dear Sam,\n\nWe are closing your account.\n\nYours,\nLee\nBest Buildings Ltd\n")
    assert found[zones.SIGNATURE] == ["Lee", "Best Buildings Ltd"]


def test_a_signature_without_a_close_is_no_sentence() -> None:
    letter = read("Dear Sam,\n\nWe are closing your account.\n\nLee Webb\nBest Buildings\n")
    assert [letter.text[one.start : one.end] for one in letter.sentences] == ["We are closing your account."]


def test_paragraphs_of_one_line_each_need_no_blank_line_between_them() -> None:
    first = "Thank you for the twelve years in which you have brought your car to us, and for the Christmas cakes."
    second = "We are closing the garage on 3 May 2027, because I am seventy and the lift is older than I am."
    assert labels(f"Dear Sam,\n\n{first}\n{second}\n\nYours,\nLee\n")[zones.BODY] == [first, second]

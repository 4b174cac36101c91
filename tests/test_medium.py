"""A letter or an e-mail: what an e-mail need not have is not asked of it."""

import pytest

from letterlint.lint import Linter
from letterlint.options import Options
from letterlint.reading.source import Source

BODY = "Dear Ms Roe,\n\nThank you for your order. We will close your account on 3 May 2027.\n\nYours,\nAnn\n"


@pytest.mark.parametrize(
    ("head", "medium"),
    [
        ("", "letter"),
        ("Mill Ltd\n3 Mill Lane, Leeds\n\n", "letter"),
        ("Our ref: AB/12\n\n", "letter"),
        ("Ref.: expediente 4471\n\n", "letter"),
        ("Subject: Your account\n\n", "email"),
        ("From: Ann\nTo: Ms Roe\n\n", "email"),
        ("De: Ana\nPara: la señora Roe\nFecha: 3 de mayo\n\n", "email"),
    ],
)
def test_the_head_tells_an_email_from_a_letter(head: str, medium: str) -> None:
    assert Linter(Options(language="en")).read(Source("x", head + BODY)).medium == medium


def test_a_template_that_begins_with_its_greeting_is_an_emails() -> None:
    source = Source("x", BODY.replace("Ms Roe", "{{ name }}"))
    assert Linter(Options(language="en", template=True)).read(source).medium == "email"
    assert Linter(Options(language="en")).read(source).medium == "letter"


@pytest.mark.parametrize(("medium", "told"), [("letter", {"is-dated", "uses-letterhead"}), ("email", set())])
def test_an_email_needs_no_letterhead_and_no_date(medium: str, told: set[str]) -> None:
    options = Options(language="en", medium=medium, select=("is-dated", "uses-letterhead"))
    report = Linter(options).lint(Source("x", BODY))
    assert {finding.rule for finding in report.findings} == told

"""A placeholder says by its name what it stands for, in three languages and many ways of writing names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterlint.packs import load_pack, own_pack_folder
from letterlint.placeholder_names import slot_of

TABLE = load_pack(own_pack_folder()).about.placeholders


@pytest.mark.parametrize(
    ("name", "slot"),
    [
        ("end_date", "DATE"),
        ("endDate", "DATE"),
        ("fecha_fin", "DATE"),
        ("data de baixa", "DATE"),
        ("order.activated_at|default('')|format_date", "DATE"),
        ('fourteenthDay?date?string["MM/dd/yyyy"]!"-"', "DATE"),
        ("Model.EndDate.ToString('d')", "DATE"),
        ("getEndDate()", "DATE"),
        ("notice_period", "PERIOD"),
        ("plazo", "PERIOD"),
        ("termini de pagament", "PERIOD"),
        ("@order.total", "MONEY"),
        ("render_money @donation.amount", "MONEY"),
        ("data['preus_nous']['te']['P1']", "MONEY"),
        ("prices[year]", "MONEY"),
        ("importe", "MONEY"),
        ("X%", "MONEY"),
        ("customer.email", "CONTACT"),
        ("customer e-mail address", "CONTACT"),
        ("telefono_movil", "CONTACT"),
        ("correu electrònic", "CONTACT"),
        ("Client.LoginLink", "CONTACT"),
        ("FAQ URLs", "CONTACT"),
        ("street address", "ADDRESS"),
        ("reference", "NUMBER"),
        ("customer_id", "NUMBER"),
        ("n.º de cuenta", "NUMBER"),
        ("NÚM. EXPEDIENT", "NUMBER"),
        ("client.first_name", "NAME"),
        ("ucfirst($customer->customer_name)", "NAME"),
        ("object.partner_id.name.split(',')[-1]", "NAME"),
        ("data['nom_titular']", "NAME"),
        ("customer | upper", "NAME"),
        ("contact name", "NAME"),
        ("nombre", "NAME"),
        ("nom", "NAME"),
        ("company", "NAME"),
        ("agent", "NAME"),
    ],
)
def test_a_name_says_which_slot_it_fills(name: str, slot: str) -> None:
    assert slot_of(name, TABLE) == slot


@pytest.mark.parametrize(
    "name",
    [
        "",
        "x",
        "candidate",
        "update",
        "telling",
        "nominal",
        "order.title",
        "customer.age",
        "data['reason']",
        "data type",
        "the company",
        'late ? "the end date" : ""',
    ],
)
def test_other_names_say_nothing(name: str) -> None:
    assert slot_of(name, TABLE) is None


def test_the_first_slot_of_the_table_and_the_longest_entry_count() -> None:
    table = {"NOTHING": ("big date",), "DATE": ("date",), "NAME": ("nam*", "client $", "(first|last) word")}
    said = {name: slot_of(name, table) for name in ("date of name", "big date", "naming", "client", "client age")}
    assert said == {"date of name": "DATE", "big date": None, "naming": "NAME", "client": "NAME", "client age": None}
    assert slot_of("last word", table) == "NAME"


@given(st.text(max_size=300))
def test_any_name_can_be_read(name: str) -> None:
    assert slot_of(name, TABLE) in {None, *TABLE} - {"NOTHING"}

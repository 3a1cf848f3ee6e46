"""Another integration passes through the same code: its facts are a file, and no rule about BigCommerce interferes."""

import random
import string
from pathlib import Path

from validator import check_credentials, compare_scopes, load_contract, load_words
from validator.view import report_json

CONTRACT = load_contract(Path(__file__).parents[1] / "contracts" / "shopware-parcel.toml")


def _value(characters: str, length: int) -> str:
    """Return a value in which each kind of character occurs, so that it is no placeholder."""
    chance = random.Random(length)  # made up, and the same every time
    return "".join(chance.choice(characters) for _ in range(length))


KEY = _value(string.digits + string.ascii_uppercase, 26)
SECRET = _value(string.digits + string.ascii_letters, 54)


def test_good_values_are_complete() -> None:
    report = check_credentials(
        f"Label: x\nAccess key ID: {KEY}\nSHOPWARE_SECRET_ACCESS_KEY={SECRET}", CONTRACT
    )
    assert report.verdict == "complete"
    assert [state.value for state in report.fields] == [KEY, SECRET]


def test_values_without_labels_are_told_by_their_shapes() -> None:
    assert check_credentials(f"{SECRET}\n{KEY}\n", CONTRACT).verdict == "complete"


def test_damage_is_named_with_the_contract_s_own_step() -> None:
    report = check_credentials(f"Access key ID: {KEY}\nSecret access key: {SECRET[:45]}", CONTRACT)
    assert [(found.code, found.field, found.step) for found in report.findings] == [
        ("truncated", "secret_key", 2)
    ]
    report = check_credentials(f"Access key ID: {SECRET}\nSecret access key: {KEY}", CONTRACT)
    assert {found.code for found in report.findings} == {"swapped"}


def test_scopes_by_label_and_by_machine_name() -> None:
    by_label = compare_scopes("Order: read\nStock: write\nPrice: read", CONTRACT)
    by_machine = compare_scopes("order:read stock:write price:read tax:read", CONTRACT)
    for report in (by_label, by_machine):
        assert {row.id: row.status for row in report.scopes} == {
            "order": "too-low",
            "stock": "more",
            "price": "extra",
        }
    assert by_machine.unknown == ("tax:read",)


def test_sentences_name_its_platforms() -> None:
    report = check_credentials(f"Access key ID: {KEY}", CONTRACT)
    said = str(report_json(report, CONTRACT, load_words("en")))
    assert "Shopware" in said
    assert "BigCommerce" not in said.replace("BigCommerceAPI-credentials", "")

"""A contract file is read into typed objects, or refused with file, key and reason."""

import re
from pathlib import Path

import pytest

from validator import DataError, load_contract
from validator.contract import packaged_contracts

ROOT = Path(__file__).parents[2]
GOOD = (ROOT / "tests" / "contracts" / "shopware-parcel.toml").read_text(encoding="utf-8")

# What is changed in a good contract, and what the refusal says.
REFUSED = (
    ("schema = 1", "schema = 7", "schema: this program reads schema 1"),
    ('id = "shopware-parcel"', "", "id: a text in quotes is needed here"),
    (
        'side = "source", role = "file"',
        'side = "left"',
        r"steps\[0\]\.side: 'left' is not known here; known: source",
    ),
    (
        'form_order = ["access_key", "secret_key"]',
        'form_order = ["access_key"]',
        "form_order: must name each field",
    ),
    ("lengths = [26]", "lengths = []", r"shapes\.key\.lengths: at least one length is needed"),
    ("cut = [40, 53]", "cut = [40]", r"shapes\.secret\.cut: two numbers are needed"),
    ('shape = "key"', 'shape = "kye"', r"fields\[0\]\.shape: 'kye' is not known here; known: key, secret"),
    (
        'label = "Secret access key"',
        'lable = "Secret access key"',
        r"fields\[1\]\.lable: unknown key; known here:",
    ),
    ('id = "secret_key"', 'id = "access_key"', "(fields|form_order): "),
    (
        'step = "file"\naliases',
        'step = "flie"\naliases',
        r"fields\[0\]\.step: no step has the role 'flie'; known:",
    ),
    ('required = "write"', 'required = "edit"', r"scopes\[0\]\.required: the row offers: none, read, write"),
    (r"machine = '\b", "machine = '(", "scope_source.machine: not a regular expression"),
    ("schema = 1", "schema = = 1", "line 2"),
)


@pytest.mark.parametrize(("good", "bad", "said"), REFUSED, ids=[case[2] for case in REFUSED])
def test_a_broken_contract_is_refused(good: str, bad: str, said: str, tmp_path: Path) -> None:
    assert good in GOOD
    file = tmp_path / "broken.toml"
    file.write_text(GOOD.replace(good, bad, 1), encoding="utf-8")
    with pytest.raises(DataError, match=r"^broken\.toml: .*" + said):
        load_contract(file)


def test_a_name_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(DataError, match="nowhere: no such contract; known: bigcommerce-huboo"):
        load_contract("nowhere")
    with pytest.raises(DataError, match=re.escape("nowhere.toml: no such file")):
        load_contract("nowhere.toml")


@pytest.mark.parametrize("name", packaged_contracts())
def test_packaged_contracts_load(name: str) -> None:
    contract = load_contract(name)
    assert contract.fields
    assert len(contract.required_scopes) == 19
    machine = [level.machine for scope in contract.scopes for level in scope.levels if level.machine]
    assert len(machine) == len(set(machine))
    assert all(contract.scope_names.machine.fullmatch(name) for name in machine)

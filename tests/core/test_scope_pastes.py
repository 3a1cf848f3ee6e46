"""What people paste into the scope form is read as a careful person would: a table of pastes, one entry each."""

import tomllib
from typing import Any

import pytest

from tests.core.cases import SAMPLES
from validator import compare_scopes, load_contract

CONTRACT = load_contract("bigcommerce-huboo")
PASTES = tomllib.loads((SAMPLES / "scope-pastes.toml").read_text(encoding="utf-8"))["pastes"]


@pytest.mark.parametrize("paste", PASTES, ids=lambda paste: paste["name"])
def test_a_paste_is_read_as_a_careful_person_would(paste: dict[str, Any]) -> None:
    report = compare_scopes(paste["text"], CONTRACT)
    codes = {found.code for found in report.findings}
    assert list(report.unknown) == paste.get("unknown", [])
    assert set(paste.get("codes", ())) <= codes
    if paste.get("verdict"):
        assert report.verdict == paste["verdict"]
        return
    said = paste.get("rows", {})
    wanted = {
        scope.id: scope.required if "asked" in paste else said.get(scope.id, scope.default)
        for scope in CONTRACT.required_scopes
    }
    granted = {row.id: row.granted for row in report.scopes if row.required}
    assert {id: "?" if level is None else level for id, level in granted.items()} == wanted
    assert sorted(row.id for row in report.scopes if row.status == "extra") == paste.get("extra", [])
    assert report.verdict != "unreadable"


def test_no_paste_is_there_twice() -> None:
    for key in ("name", "text"):
        values = [paste[key] for paste in PASTES]
        assert sorted(set(values)) == sorted(values)

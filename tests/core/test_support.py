"""A support report comes back as it went, and nothing that others wrote into it does harm."""
# ruff: noqa: E501  # a line of a report stays one line

import json
import re

import pytest

from validator import CODES, check_credentials, compare_scopes, load_contract, load_words
from validator.report import CredentialsReport, ScopeReport
from validator.support import read_support, write_support
from validator.view import report_json

CONTRACT = load_contract("bigcommerce-huboo")
WORDS = load_words("en")
HEAD = "checker-report: 1 bigcommerce-huboo credentials"


def _credentials(text: str) -> CredentialsReport:
    report = read_support(text, CONTRACT)
    assert isinstance(report, CredentialsReport)
    return report


@pytest.mark.parametrize("quote", ["", "> ", "> > ", "  ", "[10:32] Jan: "])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_report_survives_mail_and_chat(quote: str, end: str) -> None:
    report = check_credentials("CLIENT ID: your_client_id\nAPI PATH: store-abc", CONTRACT)
    written = write_support(report, "Checker")
    sent = end.join(f"{quote}{line}" for line in ["Hi,", *written.splitlines(), "-- ", "Jan"])
    read = _credentials(sent)
    assert (read.verdict, read.kind) == (report.verdict, report.kind)
    assert [(found.code, found.field, found.line, found.step) for found in read.findings] == [
        (found.code, found.field, found.line, found.step) for found in report.findings
    ]
    assert [(state.id, state.status, state.line, state.length) for state in read.fields] == [
        (state.id, state.status, state.line, state.length) for state in report.fields
    ]


@pytest.mark.parametrize("text", ["", "hello", "checker-report: 2 bigcommerce-huboo credentials", "checker-report: 1 other credentials",
                                  "checker-report: x", "checker-report: 1 bigcommerce-huboo files"])  # fmt: skip
def test_any_other_text_is_no_report(text: str) -> None:
    assert read_support(text, CONTRACT) is None


@pytest.mark.parametrize("line", [
    "verdict: <script>alert(1)</script>", "kind: <img src=x onerror=alert(1)>", "kind: ../../etc", "field api_path: hacked line=1",
    "field __proto__: ok", "field nobody: ok line=9", "finding no-such-code: field=api_path", "finding missing: field=nobody",
    "finding missing: field=api_path line=<b>", "finding swapped: field=client_id other=<i>", "finding swapped: field=client_id other=nobody",
    "finding scope-missing: row=nobody required=modify", "finding scope-unknown: names=store_v9", "finding wrong-length: field=client_id length=99999999999 expected=31",
    "finding wrong-length: length=31", "finding missing: ", "finding: missing", "field : ok", ": : :", "\x1b[31mverdict: complete", "verdict: complete\u202e",
    "finding zero-or-o: field=client_id count=" + "9" * 5_000,
])  # fmt: skip
def test_what_others_wrote_into_it_does_no_harm(line: str) -> None:
    report = _credentials(f"{HEAD}\n{line}\n")
    said = json.dumps(report_json(report, CONTRACT, WORDS), ensure_ascii=False)
    assert not re.search(r"<(script|img|b|i)\b|alert|\.\./|\x1b|\u202e|nobody|__proto__|store_v9|9{6}", said)
    assert {state.id for state in report.fields} == {field.id for field in CONTRACT.fields}
    assert {found.code for found in report.findings} <= set(CODES)
    if not line.startswith("field api_path"):
        assert {state.status for state in report.fields} == {"missing"}
    assert report.verdict in ("unreadable", "complete")


def test_lines_of_scopes_are_held_to_the_contract() -> None:
    text = "checker-report: 1 bigcommerce-huboo scopes\nverdict: splendid\nscope nobody: ok granted=modify\nscope orders: ok granted=everything\nscope themes: wonderful\nscope carts: too-low granted=read-only"
    report = read_support(text, CONTRACT)
    assert isinstance(report, ScopeReport)
    assert report.verdict == "unreadable"
    assert [(row.id, row.status, row.granted) for row in report.scopes] == [
        ("orders", "ok", None),
        ("carts", "too-low", "read-only"),
    ]


def test_names_that_were_pasted_stay_out() -> None:
    report = compare_scopes("store_v2_orders store_v9_orders", CONTRACT)
    assert report.unknown == ("store_v9_orders",)
    assert "store_v9" not in write_support(report, "Checker")


def test_ten_thousand_lines_are_read() -> None:
    report = _credentials(HEAD + "\nfinding missing: field=api_path" * 10_000)
    assert {found.code for found in report.findings} == {"missing"}

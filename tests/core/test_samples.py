"""Every case comes out as the file beside it says: through the API and through the command line."""

import json

import pytest

from tests.core.cases import Case, cases, name_of
from validator import check_credentials, compare_scopes, load_contract
from validator.__main__ import main

CONTRACT = load_contract("bigcommerce-huboo")
EXIT = {"complete": 0, "enough": 0, "unreadable": 2}


@pytest.mark.parametrize("case", cases("credentials"), ids=name_of)
def test_credentials(case: Case) -> None:
    report = check_credentials(case.content, CONTRACT)
    codes = [finding.code for finding in report.findings]
    assert (report.verdict, report.kind) == (case.expected["verdict"], case.expected["kind"]), codes
    for field, (status, value) in case.expected["fields"].items():
        state = report.state(field)
        assert (state.status, state.value or None) == (status, value), (field, codes)
    assert set(case.expected["codes"]) <= set(codes)
    if report.verdict == "complete" and not case.expected["codes"]:
        assert {finding.severity for finding in report.findings} <= {"note"}


@pytest.mark.parametrize("case", cases("scopes"), ids=name_of)
def test_scopes(case: Case) -> None:
    report = compare_scopes(case.content, CONTRACT)
    rows = {row.id: row.status for row in report.scopes if row.status != "extra"}
    assert report.verdict == case.expected["verdict"]
    assert rows == case.expected["scopes"]
    assert list(report.unknown) == case.expected["unknown"]
    assert [row.id for row in report.scopes if row.status == "extra"] == case.expected["extra"]


@pytest.mark.parametrize("case", cases("credentials"), ids=name_of)
def test_credentials_on_the_command_line(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["credentials", str(case.file), "--format", "json", "--reveal"])
    report = json.loads(capsys.readouterr().out)
    assert status == EXIT.get(case.expected["verdict"], 1)
    assert report["verdict"] == case.expected["verdict"]
    values = {field["id"]: [field["status"], field["value"]] for field in report["fields"]}
    assert values.items() >= case.expected["fields"].items()


@pytest.mark.parametrize("case", cases("credentials"), ids=name_of)
def test_nothing_secret_without_reveal(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    secrets = [value for _, value in case.expected["fields"].values() if value]
    for form in ("json", "text"):
        main(["credentials", str(case.file), "--format", form])
        said = capsys.readouterr()
        for secret in secrets:
            value = secret.removeprefix("https://api.bigcommerce.com/stores/").removesuffix("/v3/")
            parts = {value[at : at + 5] for at in range(len(value) - 4)}
            assert not [part for part in parts if part in said.out + said.err]

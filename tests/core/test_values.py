"""What is said of one value, with every number, and the repair that is offered."""

import pytest

from tests.core.cases import Case, cases, name_of
from tests.core.test_forms import COMPLETE, FILE, OTHERWISE, I, K, P, S, T
from validator import CODES, check_credentials, compare_scopes, load_contract
from validator.contract import ValueShape
from validator.credentials.values import judge_value

CONTRACT = load_contract("bigcommerce-huboo")
TOKEN, SECRET = (CONTRACT.field(id).shape for id in ("access_token", "client_secret"))
assert isinstance(TOKEN, ValueShape)
assert isinstance(SECRET, ValueShape)
HEX = S

# A value, its shape, the code, its numbers, and the repair.
JUDGED = (
    (T, TOKEN, None, {}, None),
    (T[:30], TOKEN, None, {}, None),
    (T[:29], TOKEN, None, {}, None),
    (T[:28], TOKEN, "wrong-length", {"length": 28, "expected": 31}, None),
    (T[:28].upper(), TOKEN, "wrong-length", {"length": 28, "expected": 31}, None),
    ((T[:15] * 3)[:31], TOKEN, "placeholder", {}, None),
    (T + "7", TOKEN, "wrong-length", {"length": 32, "expected": 31}, None),
    (T * 40, TOKEN, "wrong-length", {"length": 31 * 40, "expected": 31}, None),
    (T + T, TOKEN, "wrong-length", {"length": 62, "expected": 31}, T),
    (T + T[::-1], TOKEN, "wrong-length", {"length": 62, "expected": 31}, None),
    (T[:-1] + "_", TOKEN, "wrong-characters", {"count": 1}, None),
    ("-" + T[2:] + "!", TOKEN, "wrong-characters", {"count": 2}, None),
    (T.upper(), TOKEN, "upper-case", {}, T),
    (T[:-1] + "O", TOKEN, "upper-case", {}, None),
    (T[:-1] + "I", TOKEN, "upper-case", {}, None),
    (T[:-1] + "A", TOKEN, "upper-case", {}, T[:-1] + "a"),
    (T[:-2] + "OI", TOKEN, "upper-case", {}, None),
    (T[:-1] + "\u0430", TOKEN, "look-alike", {"count": 1}, T[:-1] + "a"),
    (T[:-2] + "\u0430\uff11", TOKEN, "look-alike", {"count": 2}, T[:-2] + "a1"),
    (HEX, SECRET, None, {}, None),
    (HEX[:63], SECRET, "truncated", {}, None),
    (HEX[:50], SECRET, "truncated", {}, None),
    (HEX[:31], SECRET, "truncated", {}, None),
    (HEX[:-2] + "\u0430g", SECRET, "look-alike", {"count": 1}, None),
    (HEX[:49], SECRET, "wrong-length", {"length": 49, "expected": 64}, None),
    (HEX.replace("0", "o"), SECRET, "zero-or-o", {"count": HEX.count("0")}, None),
    (HEX.replace("1", "l"), SECRET, "zero-or-o", {"count": HEX.count("1")}, None),
    (HEX.replace("1", "i"), SECRET, "zero-or-o", {"count": HEX.count("1")}, None),
    (HEX[:-1] + "g", SECRET, "wrong-characters", {"count": 1}, None),
    (HEX.upper(), SECRET, "upper-case", {}, HEX),
    (HEX[:6] + "••••••" + HEX[-4:], SECRET, "truncated", {}, None),
    (T[:3] + "****" + T[-3:], TOKEN, "truncated", {}, None),
    ("••••••••••••", TOKEN, "placeholder", {}, None),
    ("************", TOKEN, "placeholder", {}, None),
    ("<token>", TOKEN, "placeholder", {}, None),
    ("<abc1>", TOKEN, "placeholder", {}, None),
    ("•••a7f3", TOKEN, "truncated", {}, None),
    ("●●●a7f3", TOKEN, "truncated", {}, None),
    ("{{token}}", TOKEN, "placeholder", {}, None),
    ("your_access_token", TOKEN, "placeholder", {}, None),
    ("x" * 31, TOKEN, "placeholder", {}, None),
    ("it is in the file", TOKEN, "placeholder", {}, None),
)


@pytest.mark.parametrize(("value", "shape", "code", "params", "repair"), JUDGED, ids=[f"{case[2]}-{case[0][:9]}" for case in JUDGED])  # fmt: skip # noqa: E501
def test_a_value_is_judged(
    value: str, shape: ValueShape, code: str | None, params: dict[str, int], repair: str | None
) -> None:
    verdict = judge_value(value, shape, cut=False)
    assert (verdict.ok is True, verdict.code, dict(verdict.params), verdict.suggestion) == (
        code is None,
        code,
        params,
        repair,
    )
    assert (verdict.value == value) == verdict.ok
    assert verdict.ok in (True, False)


def test_an_older_secret_is_good() -> None:
    verdict = judge_value(T, SECRET, cut=False)
    assert (verdict.ok, verdict.value, verdict.code) == (True, T, "old-secret")


def test_a_whole_value_that_ends_in_dots_is_cut() -> None:
    verdict = judge_value(T, TOKEN, cut=True)
    assert (verdict.ok, verdict.code) == (False, "truncated")


PASTES = [case.content for case in cases("credentials")] + [*COMPLETE.values()]
PASTES += [text for text, _, _ in OTHERWISE.values()]
PASTES += [FILE.replace(K, other) for other in ("ab", "abc_d", K.upper(), "store-" + K)]
PASTES += [FILE.replace(P, other) for other in ("!!", "https://api.bigcomm", P + "x" * 2000)]
PASTES += [FILE.replace(T, value) for value, shape, _, _, _ in JUDGED if shape is TOKEN]
PASTES += [FILE.replace(S, value) for value, shape, _, _, _ in JUDGED if shape is SECRET]


@pytest.mark.parametrize("at", range(len(PASTES)))
def test_a_finding_has_the_numbers_that_its_sentence_needs(at: int) -> None:
    for found in check_credentials(PASTES[at], CONTRACT).findings:
        assert set(found.params) == set(CODES[found.code].params), found
        assert all(isinstance(value, str | int) for value in found.params.values())
        assert found.step is not None


@pytest.mark.parametrize("case", cases("scopes"), ids=name_of)
def test_a_finding_about_scopes_has_what_its_sentence_needs(case: Case) -> None:
    for found in compare_scopes(case.content, CONTRACT).findings:
        assert set(found.params) == set(CODES[found.code].params), found


def test_findings_name_their_line() -> None:
    report = check_credentials(
        f"Hello\n\n{FILE.replace(T, S).replace(f'SECRET: {S}', f'SECRET: {I}')}", CONTRACT
    )
    lines = {(found.code, found.field): found.line for found in report.findings}
    assert lines[("swapped", "access_token")] == 3


def test_a_swap_offers_each_value_to_the_other() -> None:
    report = check_credentials(FILE.replace(T, "?").replace(P, T).replace("?", P), CONTRACT)
    assert (report.state("access_token").suggestion, report.state("api_path").suggestion) == (T, P)
    others = {found.field: found.params["other"] for found in report.findings if found.code == "swapped"}
    assert others == {"access_token": "api_path", "api_path": "access_token"}


def test_a_loose_address_of_the_shop_gives_the_path() -> None:
    panel = f"https://store-{K}.mybigcommerce.com/manage/dashboard"
    report = check_credentials(FILE.replace(f"API PATH: {P}", panel), CONTRACT)
    assert (report.state("api_path").status, report.state("api_path").value) == ("derived", P)
    report = check_credentials(FILE.replace(f"API PATH: {P}", P), CONTRACT)
    assert (report.state("api_path").status, report.state("api_path").value) == ("ok", P)


def test_rows_in_the_plural_and_short_unknown_rows() -> None:
    report = compare_scopes(
        "Contents: modify\nChannels settings: modify\nabc: modify\nOders\nmodify", CONTRACT
    )
    statuses = {row.id: row.status for row in report.scopes}
    assert {id for id, status in statuses.items() if status == "ok"} == {
        "content",
        "channel_settings",
        "orders",
        "create_payments",
    }
    misspelt = [found for found in report.findings if found.code == "scope-misspelt"]
    assert [dict(found.params) for found in misspelt] == [{"row": "orders", "granted": "modify"}]

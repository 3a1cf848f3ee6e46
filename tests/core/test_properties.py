"""What holds for every paste: true values come back, damage is named, nothing raises, nothing leaks."""

import io
import json
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.core.pastes import BASE36, LABELS, Values, damaged, dressed, plain, secret, values, whole_token
from validator import check_credentials, compare_scopes, load_contract, load_words
from validator.browser import answer
from validator.report import CredentialsReport
from validator.support import read_support, write_support
from validator.terminal import write_report
from validator.view import report_json, view

CONTRACT = load_contract("bigcommerce-huboo")
TOKENS = ("access_token", "client_id")


def _said(report: CredentialsReport) -> list[tuple[str, str | None]]:
    """Return what was said, but for values that are seldom so short: chance issues one of thirty."""
    return [(found.code, found.field) for found in report.findings if found.code != "rare-length"]


@given(data=st.data(), made=values)
def test_true_values_come_back(data: st.DataObject, made: Values) -> None:
    content = {field: made.of(field) for field in LABELS}
    paste = data.draw(dressed(content))
    report = check_credentials(paste, CONTRACT)
    assert {state.id: state.value for state in report.fields} == content, paste
    assert report.verdict == "complete"
    assert {finding.severity for finding in report.findings} <= {"note"}


@given(data=st.data(), made=values, field=st.sampled_from(list(LABELS)))
def test_a_field_that_is_left_out_is_missing(data: st.DataObject, made: Values, field: str) -> None:
    content = {name: made.of(name) for name in LABELS if name != field}
    report = check_credentials(data.draw(dressed(content)), CONTRACT)
    assert {state.id for state in report.fields if state.status == "missing"} == {field}
    assert [finding.field for finding in report.findings if finding.code == "missing"] == [field]


DAMAGES: dict[str, tuple[tuple[str, ...], Callable[[str], str]]] = {
    "truncated": ((*TOKENS, "client_secret", "api_path"), lambda value: value[: len(value) // 2] + "..."),
    "truncated by a few": (("client_secret",), lambda value: value[:-5]),
    "wrong-length": (TOKENS, lambda value: value[:-5]),
    "wrong-length by more": ((*TOKENS, "client_secret"), lambda value: value + "77"),
    "wrong-characters": ((*TOKENS, "client_secret"), lambda value: value[:9] + "ż" + value[10:]),
    "placeholder": ((*TOKENS, "client_secret", "api_path"), lambda _: "<your value here>"),
    "placeholder of one letter": ((*TOKENS, "client_secret"), lambda value: "x" * len(value)),
    "path-no-version": (("api_path",), lambda value: value.removesuffix("v3/")),
    "path-old-version": (("api_path",), lambda value: value.replace("v3", "v2")),
    "path-extra": (("api_path",), lambda value: value + "catalog/products"),
    "path-host-only": (("api_path",), lambda _: "https://api.bigcommerce.com/"),
    "path-store-prefix": (("api_path",), lambda value: value.replace("/stores/", "/stores/store-")),
    "path-other-api": (("api_path",), lambda value: value.replace("v3/", "graphql")),
    "path-other-host": (("api_path",), lambda _: "https://www.moj-sklep.pl/"),
}


@pytest.mark.parametrize("name", DAMAGES)
@given(data=st.data(), made=values)
def test_a_single_damage_is_named(name: str, data: st.DataObject, made: Values) -> None:
    fields, damage = DAMAGES[name]
    field = data.draw(st.sampled_from(fields))
    report = check_credentials(plain(made.with_(field, damage(made.of(field)))), CONTRACT)
    code = name.split(" ", maxsplit=1)[0]
    named = {(finding.code, finding.field) for finding in report.findings if finding.severity != "note"}
    notes = {(finding.code, finding.field) for finding in report.findings}
    assert (code, field) in notes
    assert named <= {(code, field)}
    others = {state.id: state.value for state in report.fields if state.id != field}
    assert others == {id: made.of(id) for id in others}


@given(made=values, field=st.sampled_from((*TOKENS, "client_secret")))
def test_capitals_are_named_and_repaired(made: Values, field: str) -> None:
    report = check_credentials(plain(made.with_(field, made.of(field).upper())), CONTRACT)
    assert report.verdict == "malformed"
    assert _said(report) == [("upper-case", field)]
    assert report.state(field).suggestion == made.of(field)


@given(made=values, field=st.sampled_from((*TOKENS, "client_secret")), data=st.data())
def test_a_letter_that_only_looks_latin_is_named(made: Values, field: str, data: st.DataObject) -> None:
    pairs = {"a": "\u0430", "c": "\u0441", "e": "\u0435", "0": "\uff10", "1": "\uff11", "b": "\uff42"}
    value = made.of(field)
    present = sorted(set(pairs) & set(value))
    assume(present)
    letter = data.draw(st.sampled_from(present))
    report = check_credentials(plain(made.with_(field, value.replace(letter, pairs[letter], 1))), CONTRACT)
    assert _said(report) == [("look-alike", field), ("wrong-characters", field)]
    assert report.state(field).suggestion == value


@given(made=values, pair=st.permutations(list(LABELS)).map(lambda order: order[:2]))
def test_values_in_each_others_place(made: Values, pair: list[str]) -> None:
    first, second = pair
    assume({first, second} != set(TOKENS))  # the two have one shape: nobody can see it
    content = {field: made.of(field) for field in LABELS}
    content[first], content[second] = content[second], content[first]
    report = check_credentials(plain(content), CONTRACT)
    assert report.verdict == "malformed"
    assert {finding.field for finding in report.findings if finding.code == "swapped"} == {first, second}
    assert {report.state(first).status, report.state(second).status} == {"malformed"}


@given(made=values, other=values, fields=st.sets(st.sampled_from(list(LABELS)), min_size=1))
def test_two_values_for_a_field_are_uncertain(made: Values, other: Values, fields: set[str]) -> None:
    second = {field: (other if field in fields else made).of(field) for field in LABELS}
    assume(all(made.of(field) != second[field] for field in fields))
    first = {field: made.of(field) for field in LABELS}
    report = check_credentials(plain(first) + "\n\n" + plain(second), CONTRACT)
    assert {state.id for state in report.fields if state.status == "uncertain"} >= fields
    assert report.verdict == "incomplete"
    assert ("several-stores" in {finding.code for finding in report.findings}) == ("api_path" in fields)


@given(
    made=values, at=st.integers(8, 20), field=st.sampled_from((*TOKENS, "client_secret")), token=whole_token
)
def test_a_value_broken_over_two_lines_is_put_together(made: Values, at: int, field: str, token: str) -> None:
    value = token if field in TOKENS else made.of(field)
    assume(token not in (made.access_token, made.client_id))
    assume(any(letter.isdigit() for letter in value[at:]))  # letters alone may be a word
    made = damaged(made, **{field: value})
    broken = plain(made.with_(field, value[:at] + "\n" + value[at:]))
    report = check_credentials(broken, CONTRACT)
    assert report.state(field).value == value
    assert "joined-lines" in {finding.code for finding in report.findings}


@given(
    made=values,
    hidden=st.sampled_from(("\u200b", "\u00ad", "\ufeff", "\u2060", "\u200e")),
    at=st.integers(0, 29),
    field=st.sampled_from((*TOKENS, "client_secret")),
)
def test_invisible_characters_are_removed_and_said(made: Values, hidden: str, at: int, field: str) -> None:
    value = made.of(field)
    report = check_credentials(plain(made.with_(field, value[:at] + hidden + value[at:])), CONTRACT)
    assert report.state(field).value == value
    assert _said(report) == [("invisible-characters", field)]


@given(st.one_of(st.text(), st.binary(), st.text(alphabet=BASE36 + ' :=\n"{}|\t-_.<>/' + "ACESTOKNIDPH")))
def test_nothing_raises(source: str | bytes) -> None:
    credentials = check_credentials(source, CONTRACT)
    scopes = compare_scopes(source, CONTRACT)
    for report in (credentials, scopes):
        for language in ("pl", "en"):
            words = load_words(language)
            json.dumps(report_json(report, CONTRACT, words, reveal=True))
            view(report, CONTRACT, words)


@given(
    data=st.data(),
    made=values,
    label=st.sampled_from(
        (*LABELS["access_token"], "store", "read", "NAME", "scope", "stencil", "", "store_v2_")
    ),
)
def test_nothing_leaks(data: st.DataObject, made: Values, label: str) -> None:
    """No four letters and one more of a value reach a report, a terminal or support."""
    odd = data.draw(st.sampled_from((made.client_secret, made.access_token, made.key * 4)))
    cut = odd[: data.draw(st.integers(16, len(odd)))]
    assume(any(map(str.isdigit, cut[:15])))
    text = (
        plain({field: made.of(field) for field in LABELS}) + f"\n{label}: {cut}\n{label}_{cut}\n{label}{cut}"
    )
    secrets = (made.access_token, made.client_id, made.client_secret, made.key)
    parts = {value[at : at + 5] for value in secrets for at in range(len(value) - 4)}
    words = load_words("pl")
    for report in (check_credentials(text, CONTRACT), compare_scopes(text, CONTRACT)):
        terminal = io.StringIO()
        write_report(report, CONTRACT, words, terminal, colour=True, reveal=False)
        said = json.dumps(report_json(report, CONTRACT, words), ensure_ascii=False) + terminal.getvalue()
        said += write_support(report, words.support["title"])
        assert not [part for part in parts if part in said]


@given(made=values, data=st.data())
def test_support_reads_what_the_merchant_saw(made: Values, data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(list(LABELS)))
    report = check_credentials(plain(made.with_(field, made.of(field)[:-3])), CONTRACT)
    read = read_support("Hi!\r\n> " + write_support(report, "Title").replace("\n", "\r\n> "), CONTRACT)
    assert read is not None
    assert read.verdict == report.verdict
    assert read.findings[0].code == "report-read"
    assert read.findings[1:] == report.findings


@given(st.text(), st.text())
def test_a_damaged_support_report_does_not_raise(first: str, second: str) -> None:
    head = "checker-report: 1 bigcommerce-huboo credentials"
    assert (
        read_support(f"{head}\nfield {first}: {second}\nfinding missing: {first}={second}", CONTRACT)
        is not None
    )


@given(secret)
def test_the_page_answers_or_says_what_it_cannot(value: str) -> None:
    asked = {"id": 1, "language": "pl", "contract": "bigcommerce-huboo", "kind": "credentials", "text": value}
    reply = json.loads(answer(json.dumps(asked)))
    assert reply["id"] == 1
    assert reply["report"]["verdict"] == "incomplete"
    assert "error" in json.loads(answer(json.dumps(asked | {"language": "xx"})))

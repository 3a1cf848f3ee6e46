"""A support report comes back as it went, and nothing that others wrote into it does harm."""
# ruff: noqa: E501  # a line of a report stays one line

import json
import re
from collections.abc import Callable
from random import Random

import hypothesis.strategies as st
import pytest
from hypothesis import given

from tests.core.cases import Case, cases, name_of
from tests.core.pastes import BASE36, HEX, LABELS, dressed, values
from validator import CODES, check_credentials, compare_levels, compare_scopes, load_contract, load_words
from validator.browser import answer
from validator.credentials.checks import holds_any
from validator.report import CredentialsReport, Finding, Report, ScopeReport
from validator.support import read_support, write_support
from validator.view import report_json, view
from validator.words import languages

CONTRACT = load_contract("bigcommerce-huboo")
WORDS = load_words("en")
HEAD = "checker-report: 1 bigcommerce-huboo credentials"
TITLES = [load_words(language).support["title"] for language in languages()]
PASTES = values.flatmap(lambda made: dressed({field: made.of(field) for field in LABELS}))
ITSELF = ("report-read", "report-damaged")


def _made(length: int, alphabet: str) -> str:
    chance = Random(length)  # made up, and the same every time
    return "".join(chance.choice(alphabet) for _ in range(length))


def _said(report: Report) -> list[Finding]:
    return [found for found in report.findings if found.code not in ITSELF]


def _content(report: Report) -> object:
    """Return what a report is to bring over: everything but values, and names that were pasted."""
    findings = [
        (found.code, found.field, found.line, found.step, {**found.params, "names": ""})
        for found in _said(report)
    ]
    if isinstance(report, CredentialsReport):
        fields = [
            (state.id, state.status, state.line, state.length if state.line else 0) for state in report.fields
        ]
        return report.verdict, report.kind, fields, findings
    return report.verdict, report.scopes, findings


# ------------------------------------------------------------------------------------- what mail and chats do


def _wrapped(text: str, width: int) -> str:
    """Break lines at blanks as a mail program does."""
    lines = []
    for line in text.splitlines():
        rest = line
        while len(rest) > width and " " in rest[1:width]:
            at = rest.rindex(" ", 1, width)
            lines.append(rest[:at])
            rest = rest[at + 1 :]
        lines.append(rest)
    return "\n".join(lines)


MANGLED: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "quoted": lambda text: re.sub("^", "> ", text, flags=re.MULTILINE),
    "quoted twice": lambda text: re.sub("^", "> > ", text, flags=re.MULTILINE),
    "quoted with a bar": lambda text: re.sub("^", "| ", text, flags=re.MULTILINE),
    "indented": lambda text: re.sub("^", "    ", text, flags=re.MULTILINE),
    "named in each line": lambda text: re.sub("^", "[10:32] Jan: ", text, flags=re.MULTILINE),
    "wrapped": lambda text: _wrapped(text, 40),
    "wrapped, then quoted": lambda text: re.sub("^", "> ", _wrapped(text, 30), flags=re.MULTILINE),
    "blanks at the ends": lambda text: text.replace("\n", "   \n"),
    "blank lines between": lambda text: text.replace("\n", "\n\n"),
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "old line ends": lambda text: text.replace("\n", "\r"),
    "no line ends": lambda text: text.replace("\n", " "),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "wide blanks": lambda text: text.replace(" ", "  "),
    "a tab": lambda text: text.replace(": ", ":\t"),
    "other hyphens": lambda text: text.replace("-", "\u2011"),
    "dashes": lambda text: text.replace("-", "\u2013"),
    "capital letters": lambda text: re.sub("^.", lambda found: found[0].upper(), text, flags=re.MULTILINE),
    "all capitals": str.upper,
    "zero width": lambda text: text.replace(":", ":\u200b"),
    "bullets": lambda text: re.sub("^", "• ", text, flags=re.MULTILINE),
    "Markdown": lambda text: text.replace("_", "\\_"),
    "marks of a chat": lambda text: text.replace("_", ""),
    "a code block": lambda text: f"```\n{text}```\n",
    "quoted-printable": lambda text: text.replace("=", "=3D"),
    "entities": lambda text: text.replace(" ", "&nbsp;"),
    "HTML": lambda text: "".join(f"<div>{line}</div>\n" for line in text.splitlines()),
    "a letter around it": lambda text: f"Hello,\nthe verdict: see below. Kind regards.\n\n{text}\n-- \nJan, end: user support\nfield sales: 12",
    "an older one cut off above": lambda text: f"> {text[: len(text) // 2]}\n\n{text}",
    "an older one cut off below": lambda text: f"{text}\n> {text[: len(text) // 2]}",
}  # fmt: skip


REPORTS: list[Report] = [
    *(check_credentials(case.content, CONTRACT) for case in cases("credentials")),
    *(compare_scopes(case.content, CONTRACT) for case in cases("scopes")),
    check_credentials("CLIENT ID: your_client_id\nAPI PATH: store-abc", CONTRACT),
    check_credentials("", CONTRACT),
    compare_scopes("", CONTRACT),
    compare_scopes(
        "Costumers: modify\nStorefront API tokens: modify\nStore logs: read-only\nstore_v9_x", CONTRACT
    ),
    compare_levels({}, CONTRACT),
]


@pytest.mark.parametrize("mangle", MANGLED)
@pytest.mark.parametrize("title", TITLES[:2])
def test_a_report_survives_mail_and_chat(mangle: str, title: str) -> None:
    for report in REPORTS:
        sent = MANGLED[mangle](write_support(report, title))
        read = read_support(sent, CONTRACT)
        assert read, sent
        assert _content(read) == _content(report), sent
        assert (read.findings[0].code, read.findings[0].step) == (
            "report-read",
            CONTRACT.step(CODES["report-read"].step),
        )


@given(PASTES, st.sampled_from(sorted(MANGLED)), st.sampled_from(TITLES), st.data())
def test_any_report_survives(paste: bytes, mangle: str, title: str, data: st.DataObject) -> None:
    damage = data.draw(st.integers(0, len(paste)))
    report = check_credentials(paste[:damage], CONTRACT)
    read = read_support(MANGLED[mangle](write_support(report, title)), CONTRACT)
    assert read
    assert _content(read) == _content(report)


@given(
    st.dictionaries(
        st.sampled_from([scope.id for scope in CONTRACT.scopes]),
        st.sampled_from(["none", "read-only", "modify", "login", "manage"]),
    )
)
def test_any_choice_in_the_form_survives(levels: dict[str, str]) -> None:
    report = compare_levels(levels, CONTRACT)
    read = read_support(write_support(report, TITLES[0]), CONTRACT)
    assert read
    assert _content(read) == _content(report)


def test_a_form_that_is_not_filled_in_survives() -> None:
    left = frozenset(scope.id for scope in CONTRACT.required_scopes[3:])
    shown = view(
        compare_levels({"content": "modify", "checkout_content": "modify", "customers": "modify"}, CONTRACT),
        CONTRACT,
        WORDS,
        left=left,
    )
    read = read_support(str(shown["support"]), CONTRACT)
    assert isinstance(read, ScopeReport)
    assert (read.verdict, len(read.scopes), read.findings[0].code) == ("open", 3, "report-read")


@pytest.mark.parametrize("language", languages())
def test_the_reader_s_language_says_it_and_no_place_stays_empty(language: str) -> None:
    words = load_words(language)
    for report in REPORTS:
        read = read_support(write_support(report, TITLES[0]), CONTRACT)
        assert read
        first, *messages = [words.message(found, CONTRACT) for found in read.findings]
        assert first == words.message(Finding("report-read"), CONTRACT)
        assert not [message for message in messages if "{" in message]
        named = [
            message
            for message, found in zip(messages, _said(report), strict=True)
            if "names" not in found.params
        ]
        assert named == [
            words.message(found, CONTRACT) for found in _said(report) if "names" not in found.params
        ]


def test_a_report_of_a_report_is_the_same_report() -> None:
    for report in REPORTS:
        text = write_support(report, TITLES[0])
        read = read_support(text, CONTRACT)
        assert read
        assert write_support(read, TITLES[0]) == text


def test_a_report_in_a_file_is_read_in_every_encoding() -> None:
    text = write_support(REPORTS[0], TITLES[0])
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le"):
        assert read_support(text.encode(encoding), CONTRACT)


# ------------------------------------------------------------------------------------------- what it is not


def test_no_report_speaks_for_other_credentials() -> None:
    report = next(
        report for report in REPORTS if isinstance(report, CredentialsReport) and report.verdict == "complete"
    )
    asked = {"id": 1, "contract": CONTRACT.id, "language": "en", "kind": "credentials"}
    for mangled in ("as it is", "quoted", "wide blanks", "wrapped, then quoted"):
        quoted = MANGLED[mangled](write_support(report, TITLES[0]))
        for text, verdict in (
            ("CLIENT SECRET: a7f3...", "malformed"),
            (
                "https://api.bigcommerce.com/accounts/0b6f5d3e-1111-4222-8333-444444444444/graphql",
                "wrong-kind",
            ),
            ("Hello, here it is.", "complete"),
        ):
            answered = json.loads(answer(json.dumps(asked | {"text": f"{text}\n\n{quoted}"})))
            assert answered["report"]["verdict"] == verdict


@given(PASTES)
def test_it_holds_no_part_of_a_value(paste: bytes) -> None:
    report = check_credentials(paste, CONTRACT)
    text = write_support(report, "")
    for state in report.fields:
        key = state.value.removeprefix("https://api.bigcommerce.com/stores/").removesuffix("/v3/")
        parts = {key[at : at + 5] for at in range(len(key) - 4)}
        assert not [part for part in parts if part in text]


@pytest.mark.parametrize("case", cases("credentials"), ids=name_of)
def test_values_beside_a_report_are_checked_themselves(case: Case) -> None:
    held = holds_any(check_credentials(case.content, CONTRACT))
    handed = write_support(check_credentials("", CONTRACT), TITLES[0])
    text = case.content.decode("utf-8-sig") + "\n" + handed
    asked = {"id": 1, "contract": CONTRACT.id, "language": "en", "kind": "credentials", "text": text}
    codes = {found["code"] for found in json.loads(answer(json.dumps(asked)))["view"]["findings"]}
    assert codes.isdisjoint(ITSELF) == held


def test_what_is_lost_or_changed_is_said_and_no_good_verdict_is_left() -> None:
    for report in REPORTS:
        lines = write_support(report, TITLES[0]).splitlines()
        for at in range(2, len(lines)):
            read = read_support("\n".join(lines[:at] + lines[at + 1 :]), CONTRACT)
            assert read
            if _content(read) != _content(report):
                assert read.findings[0].code == "report-damaged"
            if read.findings[0].code == "report-damaged":
                assert read.verdict not in ("complete", "enough", "open")


@pytest.mark.parametrize(("good", "bad", "verdict"), [
    ("verdict: incomplete", "verdict: complete", "incomplete"),
    ("field client_id: missing", "field client_id: ok", "incomplete"),
    ("field client_secret: ok line=2", "field client_secret: ok line=1", "incomplete"),
    ("finding missing: field=client_id", "", "incomplete"),
])  # fmt: skip
def test_a_report_that_was_touched_up_is_not_believed(good: str, bad: str, verdict: str) -> None:
    report = check_credentials(
        f"ACCESS TOKEN: {_made(31, BASE36)}\nCLIENT SECRET: {_made(64, HEX)}", CONTRACT
    )
    text = write_support(report, TITLES[0])
    assert good in text
    read = read_support(text.replace(good, bad), CONTRACT)
    assert read
    assert (read.findings[0].code, read.verdict) == ("report-damaged", verdict)


def test_a_verdict_that_the_states_deny_is_not_believed() -> None:
    empty = check_credentials("", CONTRACT)
    forged = write_support(
        CredentialsReport(empty.contract, empty.kind, "complete", empty.fields, ()), TITLES[0]
    )
    read = read_support(forged, CONTRACT)
    assert read
    assert (read.findings[0].code, read.verdict) == ("report-damaged", "incomplete")
    none = compare_levels({}, CONTRACT)
    for report in (
        ScopeReport(none.contract, "enough", none.scopes, (), ()),
        ScopeReport(none.contract, "open", none.scopes, (), ()),
    ):
        read = read_support(write_support(report, TITLES[0]), CONTRACT)
        assert read
        assert (read.findings[0].code, read.verdict) == ("report-damaged", "unclear")


@pytest.mark.parametrize("text", ["", "hello", "checker-report: 2 bigcommerce-huboo credentials", "checker-report: 1 other credentials",
                                  "checker-report: x", "checker-report: 1 bigcommerce-huboo files", "checker-report: 1 bigcommerce-huboo-2 scopes"])  # fmt: skip
def test_any_other_text_is_no_report(text: str) -> None:
    assert read_support(text, CONTRACT) is None


@pytest.mark.parametrize("line", [
    "verdict: <script>alert(1)</script>", "kind: <img src=x onerror=alert(1)>", "kind: ../../etc", "field api_path: hacked line=1",
    "field __proto__: ok", "field nobody: ok line=9", "finding no-such-code: field=api_path", "finding missing: field=nobody",
    "finding missing: field=api_path line=<b>", "finding swapped: field=client_id other=<i>", "finding swapped: field=client_id other=nobody",
    "finding scope-missing: row=nobody required=modify", "finding scope-unknown: names=store_v9", "finding wrong-length: field=client_id length=99999999999 expected=31",
    "finding wrong-length: length=31", "finding missing: ", "finding: missing", "field : ok", ": : :", "\x1b[31mverdict: complete", "verdict: complete\u202e",
    "finding zero-or-o: field=client_id count=" + "9" * 5_000, "finding report-read: ", "finding missing: field=client_id " * 50,
])  # fmt: skip
def test_what_others_wrote_into_it_does_no_harm(line: str) -> None:
    report = read_support(f"{HEAD}\n{line}\n", CONTRACT)
    assert isinstance(report, CredentialsReport)
    said = json.dumps(report_json(report, CONTRACT, WORDS), ensure_ascii=False)
    assert not re.search(
        r"<(script|img|b|i)\b|alert|\.\./|\x1b|\u202e|nobody|__proto__|store_v9|9{6}|\{[a-z]", said
    )
    assert {state.id for state in report.fields} == {field.id for field in CONTRACT.fields}
    assert {found.code for found in report.findings} <= set(CODES)
    assert [found.code for found in report.findings if found.code in ITSELF] == ["report-damaged"]
    assert {state.status for state in report.fields} == {"uncertain"}
    assert report.verdict in ("unreadable", "incomplete")


@pytest.mark.parametrize("line", ["finding scope-too-low: row=nobody", "finding swapped: other=nobody"])
def test_what_is_unknown_takes_nothing_along(line: str) -> None:
    report = read_support(f"{HEAD}\n{line}\nfinding missing: field=client_id\n", CONTRACT)
    assert report
    assert [(found.code, found.field) for found in _said(report)] == [("missing", "client_id")]


def test_lines_of_scopes_are_held_to_the_contract() -> None:
    text = "checker-report: 1 bigcommerce-huboo scopes\nverdict: splendid\nscope nobody: ok granted=modify\nscope orders: ok granted=everything\nscope themes: wonderful\nscope carts: too-low granted=read-only"
    report = read_support(text, CONTRACT)
    assert isinstance(report, ScopeReport)
    assert (report.verdict, report.findings[0].code) == ("unreadable", "report-damaged")
    assert [(row.id, row.status, row.granted) for row in report.scopes] == [
        ("orders", "ok", None),
        ("carts", "too-low", "read-only"),
    ]


def test_names_that_were_pasted_stay_out() -> None:
    report = compare_scopes("store_v2_orders store_v9_orders", CONTRACT)
    assert report.unknown == ("store_v9_orders",)
    assert "store_v9" not in write_support(report, "Checker")


def test_two_thousand_lines_are_read() -> None:
    report = read_support(HEAD + "\nfinding missing: field=api_path" * 2_000, CONTRACT)
    assert report
    assert {found.code for found in report.findings} == {"report-damaged", "missing"}


@given(
    st.text(
        alphabet=st.sampled_from("checker-report: 1 bigcommerce-huboo scopes\nverdictfieldkindend=_0"),
        max_size=400,
    )
)
def test_no_text_raises(text: str) -> None:
    read_support(text, CONTRACT)
    read_support(f"{HEAD}\n{text}", CONTRACT)

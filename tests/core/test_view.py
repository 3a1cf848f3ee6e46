"""What the page shows of a report: a verdict, groups of fields or rows, and a text to take along to the panel."""

import base64
import json
from typing import Any

from values import make_credentials

from validator import check_credentials, compare_levels, compare_scopes, load_contract, load_words
from validator.browser import answer
from validator.report import Report
from validator.view import changes, view
from validator.words import STAYS

CONTRACT = load_contract("bigcommerce-huboo")
ROWS = CONTRACT.required_scopes
# Without the one row of which the text is to say something else.
ASKED = "\n".join(f"{row.label}: {row.required}" for row in ROWS if row.id != "marketing")
MADE = make_credentials()
FILE = MADE.text()


def shown(report: Report) -> dict[str, Any]:
    return view(report, CONTRACT, load_words("en"))


def test_the_text_to_take_along_names_every_change_in_the_panel_s_order() -> None:
    lowest = compare_levels({scope.id: scope.levels[0].id for scope in ROWS}, CONTRACT)
    lines = changes(lowest, CONTRACT).splitlines()
    assert lines == [
        f"{scope.label}: None → {scope.required}" for scope in ROWS if scope.rank(str(scope.required)) > 0
    ]


def test_the_text_to_take_along_is_understood_when_it_is_pasted() -> None:
    report = compare_scopes("Content: read-only\nOrders: read-only or modify\nProducts: modify", CONTRACT)
    text = changes(report, CONTRACT)
    assert text.splitlines()[0] == "Content: read-only → modify"
    assert "Orders: ? → modify" in text.splitlines()
    assert "Products" not in text
    after = compare_scopes(f"{text}\nProducts: modify", CONTRACT)
    assert {row.status for row in after.scopes} == {"ok"}


def test_groups_of_rows_begin_with_the_worst() -> None:
    text = "Content: read-only\nOrders: read-only or modify\nMarketing: modify\nStore logs: read-only"
    shown = view(compare_scopes(text, CONTRACT), CONTRACT, load_words("en"))
    groups = shown["groups"]
    assert isinstance(groups, list)
    assert [group["status"] for group in groups] == ["missing", "too-low", "ambiguous", "more", "extra"]
    assert groups[4]["rows"] == [{"id": "store_logs", "label": "Store logs"}]
    assert "content" not in [row["id"] for row in groups[0]["rows"]]


def test_of_a_paste_that_says_nothing_no_change_is_asked() -> None:
    every = "\n".join(f"{scope.label} {' '.join(level.id for level in scope.levels)}" for scope in ROWS)
    for text in (every, "nothing of that sort", ""):
        shown = view(compare_scopes(text, CONTRACT), CONTRACT, load_words("en"))
        assert (shown["groups"], shown["changes"]) == ([], "")


def test_no_report_is_praised_above_a_warning() -> None:
    words = load_words("en")
    other = f"BigCommerceAPI-credentials-{MADE.client_id[::-1]}.txt"
    asked = f"{ASKED}\nMarketing: read-only"
    for verdicts, praised, warned in (
        (
            words.verdicts,
            check_credentials(FILE, CONTRACT),
            check_credentials(FILE, CONTRACT, file_name=other),
        ),
        (
            words.scope_verdicts,
            compare_scopes(asked, CONTRACT),
            compare_scopes(f"{asked}\nstore_v9_x", CONTRACT),
        ),
    ):
        assert praised.verdict == warned.verdict
        assert shown(praised)["verdict"]["title"] == verdicts[praised.verdict].first
        assert shown(warned)["verdict"]["title"] == verdicts["careful"].first


def test_what_follows_from_another_finding_is_not_told() -> None:
    report = check_credentials(f"{FILE}\n\n{make_credentials().text()}", CONTRACT)
    codes = {finding.code for finding in report.findings}
    assert {"several-stores", "several-accounts", "conflicting-values"} <= codes
    assert [finding["code"] for finding in shown(report)["findings"]] == ["several-stores"]
    alone = check_credentials(f"{FILE}CLIENT ID: {make_credentials().client_id}", CONTRACT)
    assert [finding["code"] for finding in shown(alone)["findings"]] == ["conflicting-values"]


def test_of_a_field_the_nearer_finding_is_told() -> None:
    mixed = FILE.replace(MADE.access_token, f"{MADE.access_token[:-1]}\u0430")
    report = check_credentials(
        mixed.replace(MADE.client_id, f"{MADE.client_id[:9]}_{MADE.client_id[10:]}"), CONTRACT
    )
    assert {(finding.code, finding.field) for finding in report.findings} == {
        ("look-alike", "access_token"),
        ("wrong-characters", "access_token"),
        ("wrong-characters", "client_id"),
    }
    assert [(finding["code"], finding["field"]) for finding in shown(report)["findings"]] == [
        ("wrong-characters", "client_id"),
        ("look-alike", "access_token"),
    ]


def test_fields_stand_in_groups_and_are_said_by_name() -> None:
    text = MADE.text(without="client_id").replace(MADE.access_token, MADE.access_token[:20])
    seen = shown(check_credentials(text, CONTRACT))
    assert [(group["status"], group["rows"]) for group in seen["groups"]] == [
        ("malformed", [{"id": "access_token", "label": "Access Token"}]),
        ("missing", [{"id": "client_id", "label": "Client ID"}]),
    ]
    assert seen["said"].endswith(" to be corrected: Access Token. missing: Client ID.")


def test_many_rows_are_said_by_their_number() -> None:
    short = [row for row in ROWS if row.id != "orders" and row.rank(str(row.required)) > 0]
    said = shown(compare_scopes("Orders: read-only", CONTRACT))["said"]
    assert said.endswith(f" no access: {len(short)}. too low: Orders.")


def test_what_does_no_harm_is_told_once_and_says_so() -> None:
    text = f"{ASKED}\nMarketing: modify\nStore logs: read-only\nStore inventory: modify"
    seen = shown(compare_scopes(text, CONTRACT))
    words = load_words("en").findings
    assert {group["status"]: group["do"] for group in seen["groups"]} == {
        "more": words["scope-more"].second,
        "extra": words["scope-extra"].second,
    }
    assert [finding["told"] for finding in seen["findings"]] == [True, True, True]


def test_how_a_row_was_read_is_told_beside_its_group() -> None:
    seen = shown(compare_scopes(f"{ASKED}\nMarketting: none", CONTRACT))
    assert [group["status"] for group in seen["groups"]] == ["missing"]
    assert [finding["code"] for finding in seen["findings"] if not finding["told"]] == ["scope-misspelt"]


SIGNS = {
    "text": FILE.encode(),
    "empty": b"\n",
    "too-large": b"a line\n" * 20_000,
    "picture-file": b"\x89PNG\r\n\x1a\n",
    "pdf-file": b"%PDF-1.7\n",
    "document-file": b"{\\rtf1 a document",
    "spreadsheet-file": b"PK\x03\x04 xl/workbook.xml",
    "archive-file": b"PK\x03\x04 notes.txt",
    "binary-file": bytes(range(256)) * 4,
}


def test_of_a_file_its_kind_is_said_and_never_its_name() -> None:
    words = load_words("en")
    assert {*SIGNS, STAYS} == set(words.files)
    name = f"BigCommerceAPI-credentials-{MADE.client_id[::-1]}-.txt"
    for kind, content in SIGNS.items():
        shown = _answer(bytes=base64.b64encode(content).decode(), file_name=name)
        count = len(FILE.splitlines())
        assert shown["file"] == f"{words.files[kind].format(count=count)} {words.files[STAYS]}"
        assert MADE.client_id[::-1] not in json.dumps(shown)


def test_of_a_paste_no_file_is_said() -> None:
    assert "file" not in _answer(text=FILE)


def _answer(**asked: str) -> dict[str, Any]:
    request = {"id": 1, "language": "en", "contract": CONTRACT.id, "kind": "credentials", **asked}
    return json.loads(answer(json.dumps(request)))["view"]

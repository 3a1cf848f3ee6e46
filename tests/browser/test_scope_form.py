"""A merchant repeats the choice of scopes in the form, in a real browser."""

from __future__ import annotations

import pytest
from acting import PATIENCE, codes, wait_for_result
from playwright.sync_api import Page, expect
from values import make_credentials

from validator import check_credentials, compare_scopes, load_contract, load_words
from validator.support import write_support

CONTRACT = load_contract("bigcommerce-huboo")
ROWS = CONTRACT.required_scopes
WORDS = load_words("pl")


def open_form(page: Page) -> None:
    page.goto("/scopes/")
    expect(page.locator("scope-form .rows")).to_be_visible()


def choose(page: Page, row: str, level: str) -> None:
    page.locator(f"[data-row={row}] input[value={level}]").check()


def chosen(page: Page) -> dict[str, str]:
    return page.evaluate("""() => Object.fromEntries(
        [...document.querySelectorAll("scope-form input:checked")].map(({ name, value }) => [name, value]))""")


def statuses(page: Page) -> dict[str, str]:
    return page.evaluate("""() => Object.fromEntries(
        [...document.querySelectorAll("[data-row]")].map(({ dataset }) => [dataset.row, dataset.status]))""")


def asked(page: Page) -> list[str]:
    """Return the rows in which it is seen what the guide asks for."""
    return page.evaluate("""() => [...document.querySelectorAll("[data-row]")]
        .filter((row) => row.querySelector(".row__asked").checkVisibility()).map(({ dataset }) => dataset.row)""")


def test_what_the_guide_asks_for_is_shown_and_not_chosen(page, watched) -> None:
    open_form(page)
    assert asked(page) == []
    compare = page.get_by_role("button", name=WORDS.page["scope_compare"])
    compare.press("Enter")
    expect(compare).to_have_attribute("aria-pressed", "true")
    assert asked(page) == [row.id for row in ROWS]
    shown = page.evaluate("""() => Object.fromEntries([...document.querySelectorAll(".choice--asked input")]
        .map(({ name, value }) => [name, value]))""")
    assert shown == {row.id: row.required for row in ROWS}
    # It says nothing of the panel: nothing is marked, and no result appears.
    assert chosen(page) == {}
    expect(page.locator("scope-form .result")).to_have_count(0)
    compare.press("Enter")
    expect(compare).to_have_attribute("aria-pressed", "false")
    assert asked(page) == []
    assert watched.complaints == []


def test_the_difference_stands_together_and_leads_to_the_rows(page) -> None:
    open_form(page)
    page.locator(".take-over summary").click()
    page.locator("#scope-paste").fill(
        "Content: read-only\nOrders: read-only or modify\nMarketing: modify\nStore inventory: modify"
    )
    wait_for_result(page, "scope-form")
    groups = page.evaluate("""() => [...document.querySelectorAll(".groups li")].map((group) =>
        [group.dataset.status, group.querySelector("[data-slot=rows]").textContent.split(", ")])""")
    assert [status for status, _ in groups] == ["missing", "too-low", "ambiguous", "more", "extra"]
    assert dict(groups)["too-low"] == ["Content"]
    assert dict(groups)["extra"] == ["Store inventory"]
    page.get_by_role("link", name="Marketing", exact=True).press("Enter")
    expect(page.locator("#row-marketing")).to_be_in_viewport()
    # The next key goes to the row's choices.
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "marketing"
    page.locator(".tally__verdict").press("Enter")
    expect(page.locator(".result .verdict")).to_be_in_viewport()


def test_the_keyboard_goes_to_the_answer_of_a_paste(page) -> None:
    open_form(page)
    page.evaluate("navigator.clipboard.writeText('Content: modify')")
    page.locator(".take-over summary").click()
    page.locator("#scope-paste").focus()
    page.keyboard.press("ControlOrMeta+V")
    wait_for_result(page, "scope-form")
    expect(page.locator("#scope-result")).to_be_focused()
    expect(page.locator("#scope-result .verdict")).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.groups') !== null")


def test_rows_that_do_no_harm_are_told_once(page) -> None:
    open_form(page)
    page.locator(".take-over summary").click()
    asked = "\n".join(f"{row.label}: {row.required}" for row in ROWS)
    page.locator("#scope-paste").fill(f"{asked}\nStore logs: read-only\nStore inventory: modify")
    wait_for_result(page, "scope-form")
    expect(page.locator(".groups li")).to_have_count(1)
    expect(page.locator(".groups li")).to_contain_text(WORDS.findings["scope-extra"].second)
    expect(page.locator("scope-form .finding")).to_have_count(0)


def test_all_there_is_to_change_is_seen_at_once(page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    open_form(page)
    page.locator(".take-over summary").click()
    page.locator("#scope-paste").fill("Orders: read-only")
    wait_for_result(page, "scope-form")
    assert (
        page.locator(".changes pre").evaluate(
            "({ clientHeight, scrollHeight }) => scrollHeight - clientHeight"
        )
        == 0
    )


def test_a_report_is_read_into_the_form(page, watched) -> None:
    open_form(page)
    page.locator(".take-over summary").click()
    report = compare_scopes("Content: read-only\nOrders: modify", CONTRACT)
    page.locator("#scope-paste").fill(write_support(report, "Report"))
    wait_for_result(page, "scope-form")
    expect(page.locator("scope-form .result")).to_have_attribute("data-verdict", "not-enough")
    assert codes(page) == ["report-read"]
    assert {id: level for id, level in chosen(page).items() if level != "none"} == {
        "content": "read-only",
        "orders": "modify",
    }
    page.locator("#scope-paste").fill(write_support(check_credentials("", CONTRACT), "Report"))
    expect(page.locator("scope-form .result")).to_have_attribute("data-verdict", "unreadable")
    assert codes(page) == ["report-read", "empty"]
    assert watched.complaints == []


def test_a_text_that_knows_no_row_asks_for_no_change(page) -> None:
    open_form(page)
    page.locator(".take-over summary").click()
    every = "\n".join(f"{row.label} {' '.join(level.id for level in row.levels)}" for row in ROWS)
    for text, verdict in ((every, "unclear"), ("CLIENT ID: x", "unreadable")):
        page.locator("#scope-paste").fill(text)
        expect(page.locator("scope-form .result")).to_have_attribute(
            "data-verdict", verdict, timeout=PATIENCE
        )
        expect(page.locator(".changes, .groups li")).to_have_count(0)


@pytest.mark.parametrize(
    ("text", "word", "address"),
    [
        (make_credentials().text(), "to_checker", "/checker/"),
        ("Orders: modify\nstore_v9_wishes", "to_table", "/scopes/#table"),
        ("hello", "to_form", "/scopes/#form"),
    ],
    ids=["checker", "table", "form"],
)
def test_a_finding_leads_to_the_place_that_it_names(page, served, text: str, word: str, address: str) -> None:
    open_form(page)
    page.locator(".take-over summary").click()
    page.locator("#scope-paste").fill(text)
    wait_for_result(page, "scope-form")
    link = page.locator(".finding").get_by_role("link", name=WORDS.page[word], exact=True)
    assert link.evaluate("({ href }) => href") == served.address + address


def test_nothing_is_chosen_at_first(page, watched) -> None:
    open_form(page)
    assert chosen(page) == {}
    offered = page.evaluate("""() => Object.fromEntries([...document.querySelectorAll("[data-row]")].map((row) =>
        [row.dataset.row, [...row.querySelectorAll("input")].map(({ value }) => value)]))""")
    assert offered == {row.id: [level.id for level in row.levels] for row in ROWS}
    assert list(offered) == [row.id for row in ROWS]


def test_the_right_choice_is_enough(page, watched) -> None:
    open_form(page)
    for row in ROWS:
        choose(page, row.id, row.required)
    expect(page.locator("scope-form .result")).to_have_attribute("data-verdict", "enough", timeout=PATIENCE)
    expect(page.locator(".changes")).to_have_count(0)
    assert set(statuses(page).values()) == {"ok"}
    assert watched.complaints == []


def test_each_row_without_access_is_missing(page) -> None:
    open_form(page)
    wanted = {}
    for row in ROWS:
        choose(page, row.id, row.levels[0].id)
        wanted[row.id] = "missing" if row.rank(row.required) > 0 else "ok"
        expect(page.locator(f"[data-row={row.id}]")).to_have_attribute(
            "data-status", wanted[row.id], timeout=PATIENCE
        )
        # What is not chosen yet is open, not missing.
        assert {id: status for id, status in statuses(page).items() if status} == wanted
    lines = page.locator(".changes pre").inner_text().splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        row.label for row in ROWS if wanted[row.id] == "missing"
    ]


def test_a_level_too_low_and_one_too_high(page) -> None:
    open_form(page)
    choose(page, "content", "read-only")
    choose(page, "marketing", "modify")
    choose(page, "create_payments", "create")
    expect(page.locator("[data-row=create_payments]")).to_have_attribute(
        "data-status", "more", timeout=PATIENCE
    )
    shown = {id: status for id, status in statuses(page).items() if status}
    assert shown == {"content": "too-low", "marketing": "more", "create_payments": "more"}
    expect(page.locator("[data-row=content] .row__asked")).to_contain_text(
        CONTRACT.names("pl").level("modify").name
    )
    assert asked(page) == ["content", "marketing", "create_payments"]
    page.get_by_role("button", name=WORDS.page["scope_changes_copy"]).click()
    expect(page.locator("[data-do=copy-changes]")).to_have_text(WORDS.page["copied"])
    assert page.evaluate("navigator.clipboard.readText()") == "Content: read-only → modify"


def test_a_pasted_list_fills_the_form_in(page, watched) -> None:
    open_form(page)
    page.locator(".take-over summary").click()
    page.locator("#scope-paste").fill(
        "store_v2_default store_v2_orders store_v2_content_read_only store_v9_wishes"
    )
    wait_for_result(page, "scope-form")
    given = chosen(page)
    assert len(given) == len(ROWS)
    assert {id: level for id, level in given.items() if level != "none"} == {
        "orders": "modify",
        "content": "read-only",
    }
    assert statuses(page)["orders"] == "ok"
    assert statuses(page)["content"] == "too-low"
    assert "scope-unknown" in codes(page)
    # From here on the form counts, not the paste.
    choose(page, "content", "modify")
    expect(page.locator("[data-row=content]")).to_have_attribute("data-status", "ok")
    assert watched.complaints == []


def test_start_afresh_empties_the_form(page) -> None:
    open_form(page)
    choose(page, "content", "read-only")
    expect(page.locator("[data-row=content]")).to_have_attribute("data-status", "too-low", timeout=PATIENCE)
    page.locator("scope-form [data-do=clear]").click()
    assert chosen(page) == {}
    assert set(statuses(page).values()) == {None}
    expect(page.locator("scope-form .result")).to_have_count(0)
    expect(page.locator("scope-form input").first).to_be_focused()


class TestWithoutJavaScript:
    @pytest.fixture
    def options(self) -> dict[str, object]:
        return {"java_script_enabled": False}

    def test_the_table_stands_in(self, page) -> None:
        page.goto("/scopes/")
        expect(page.get_by_role("link", name=WORDS.page["scope_manual"])).to_be_visible()
        expect(page.locator("scope-form .rows")).to_be_hidden()
        expect(page.get_by_role("row")).to_have_count(len(ROWS) + 1)

"""A merchant repeats the choice of scopes in the form, in a real browser."""

from __future__ import annotations

import pytest
from acting import PATIENCE, codes, wait_for_result
from playwright.sync_api import Page, expect

from validator import load_contract, load_words

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
    expect(page.locator("[data-row=content] .row__need")).to_contain_text(
        CONTRACT.names("pl").level("modify").name
    )
    page.get_by_role("button", name=WORDS.page["scope_changes_copy"]).click()
    expect(page.locator("[data-do=copy-changes]")).to_have_text(WORDS.page["copied"])
    assert page.evaluate("navigator.clipboard.readText()").startswith("Content: ")


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

"""axe finds nothing in what a page shows only after something was done, in both palettes and in forced colours."""

from __future__ import annotations

import pytest
from acting import PATIENCE, open_checker, paste, verdict
from judges import Judges
from looking import faults
from playwright.sync_api import Page, expect
from values import make_credentials

LIGHT = {"color_scheme": "light", "viewport": {"width": 390, "height": 900}}
DARK = {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}}
FORCED = {
    "color_scheme": "dark",
    "forced_colors": "active",
    "reduced_motion": "reduce",
    "viewport": {"width": 390, "height": 900},
}
CREDENTIALS = make_credentials()
PASTED = {
    "complete": CREDENTIALS.text(),
    "incomplete": CREDENTIALS.text(without="client_id"),
    # With a repair.
    "malformed": CREDENTIALS.text().replace("/v3/", "/v3/catalog"),
    "wrong-kind": "Username: admin\nAPI Path: https://www.shop.example/api/v2/\n"
    f"API Token: {CREDENTIALS.client_secret[:40]}",
    "unreadable": "hello",
}
in_each_look = pytest.mark.parametrize("look", [LIGHT, DARK, FORCED], ids=["light", "dark", "forced colours"])


@in_each_look
def test_each_answer_of_the_checker(window: Page, found: Judges) -> None:
    open_checker(window)
    said = {}
    for wanted, text in PASTED.items():
        window.locator("credentials-checker [data-do=clear]").click()
        paste(window, text)
        assert verdict(window) == wanted
        assert window.locator("[data-do=copy-suggestion]").count() == (wanted == "malformed")
        said[wanted] = faults(window, found)
    assert not {name: each for name, each in said.items() if each}


@in_each_look
def test_the_form_for_scopes_with_a_result(window: Page, found: Judges) -> None:
    window.goto("/scopes/")
    for row, level, status in (("content", "read-only", "too-low"), ("marketing", "modify", "more")):
        window.locator(f"[data-row={row}] input[value={level}]").check()
        changed = window.locator(f"[data-row={row}]")
        expect(changed).to_have_attribute("data-status", status, timeout=PATIENCE)
    assert not faults(window, found)


@in_each_look
def test_the_open_search(window: Page, found: Judges) -> None:
    window.goto("/")
    window.locator("[data-search-open]").click()
    window.locator("dialog.find input").fill("token")
    expect(window.locator("dialog.find mark").first).to_be_visible()
    assert not faults(window, found)


# In forced colours axe takes the numbers of the guide's steps for dark on black; they are white.
@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_the_open_choice_of_languages(window: Page, found: Judges) -> None:
    window.goto("/")
    window.get_by_role("button", name="Wybierz język").focus()
    expect(window.locator(".md-select__link[hreflang=uk]")).to_be_visible()
    assert not faults(window, found)

"""Marking steps as done, and copying links to them, as a merchant and a support agent do."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from serving import Served

from validator import load_contract

STEPS = len(load_contract("bigcommerce-huboo").steps)
LANGUAGES = (Path(__file__).parents[2] / "mkdocs.yml").read_text(encoding="utf-8").count("- locale: ")


def _way(page: Page) -> str:
    return " ".join(page.locator("[data-way]").inner_text().split())


def test_progress_survives_reload_and_language(page: Page) -> None:
    page.goto("/")
    way = page.locator("[data-way]")
    assert way.is_hidden()
    for number in (1, 2, 4):
        page.locator(f"[data-done='{number}']").check()
    assert _way(page) == f"Zrobione: 3 z {STEPS} Dalej: krok 3 Wyczyść"
    page.reload()
    assert _way(page) == f"Zrobione: 3 z {STEPS} Dalej: krok 3 Wyczyść"
    page.goto("/de/")
    assert _way(page) == f"Erledigt: 3 von {STEPS} Weiter: Schritt 3 Zurücksetzen"
    assert page.locator("[data-done]:checked").count() == 3
    way.get_by_role("link").click()
    page.wait_for_url("**/de/#step-3")
    assert page.locator("#step-3").evaluate("e => Math.abs(e.getBoundingClientRect().top) < innerHeight / 2")


def test_progress_is_cleared_with_one_button(page: Page) -> None:
    page.goto("/")
    page.locator("[data-done='16']").check()
    page.locator("[data-way]").get_by_role("button").click()
    assert page.locator("[data-way]").is_hidden()
    assert page.locator("[data-done]:checked").count() == 0
    assert page.evaluate("document.activeElement.dataset.done") == "1"
    page.reload()
    assert page.locator("[data-done]:checked").count() == 0


def test_when_all_is_done_no_step_is_next(page: Page) -> None:
    page.add_init_script(f"localStorage.progress = {json.dumps(json.dumps(list(range(1, STEPS + 1))))}")
    page.goto("/")
    assert _way(page) == f"Zrobione: {STEPS} z {STEPS} To już wszystkie kroki Wyczyść"


@pytest.mark.parametrize("kept", ["", "{", "null", '"x"', "[null, {}, 99]"])
def test_what_others_kept_does_no_harm(page: Page, watched, kept: str) -> None:
    page.add_init_script(f"localStorage.progress = {json.dumps(kept)}")
    page.goto("/")
    assert page.locator("[data-done]:checked").count() == 0
    page.locator("[data-done='2']").check()
    assert _way(page).startswith(f"Zrobione: 1 z {STEPS} Dalej: krok 1")
    assert not watched.complaints


def test_without_a_store_marks_last_as_long_as_the_page(page: Page) -> None:
    """The theme's own scripts complain of such a browser; ours go on."""
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })")
    page.goto("/")
    page.locator("[data-done='1']").check()
    assert _way(page).startswith(f"Zrobione: 1 z {STEPS}")


def test_two_windows_agree(context: BrowserContext) -> None:
    first, second = context.new_page(), context.new_page()
    first.goto("/")
    second.goto("/en/")
    first.locator("[data-done='7']").check()
    expect(second.locator("[data-done='7']")).to_be_checked()
    expect(second.locator("[data-done]:checked")).to_have_count(1)


def test_without_scripts_there_are_no_dead_controls(browser: Browser, served: Served) -> None:
    context = browser.new_context(base_url=served.address, java_script_enabled=False)
    page = context.new_page()
    for path in ("/", "/help/"):
        page.goto(path)
        assert page.locator(".step__foot:visible, .section__foot:visible, [data-way]:visible").count() == 0
    context.close()


@pytest.mark.parametrize(
    ("path", "place", "link"),
    [
        ("/", "#krok-6 .copy-link", "/s/6/"),
        ("/de/", "#krok-16 .copy-link", "/de/s/16/"),
        ("/help/", "#swapped ~ .section__foot .copy-link", "/h/swapped/"),
        ("/nl/help/", "#swapped ~ .section__foot .copy-link", "/nl/h/swapped/"),
    ],
)
def test_a_button_copies_the_short_link(
    context: BrowserContext, served: Served, path: str, place: str, link: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(path)
    button = page.locator(place).first
    before = button.inner_text()
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-copied]")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()") == served.address + link
    said = button.inner_text()
    assert said != before
    assert page.locator("body > .unseen[role=status]").inner_text() in said


def test_what_cannot_be_copied_is_shown(context: BrowserContext, served: Served) -> None:
    page = context.new_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto("/")
    button = page.locator("#krok-6 .copy-link")
    button.click()
    button.click()
    assert page.locator("#krok-6 .copy-link + code").all_inner_texts() == [f"{served.address}/s/6/"]


@pytest.mark.parametrize("size", [(390, 844), (1280, 800)], ids=["narrow", "wide"])
def test_the_step_that_a_link_led_to_is_marked(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto("/#step-6")
    marked = """() => [...document.querySelectorAll(".step")]
        .filter((step) => getComputedStyle(step).outlineStyle === "solid").map((step) => step.id)"""
    assert page.evaluate(marked) == ["krok-6"]
    # The page is open when the next link comes.
    page.evaluate("location.hash = 'step-11'")
    assert page.evaluate(marked) == ["krok-11"]
    # Its frame is seen from its upper edge on, below what stays there.
    edge = page.locator("#krok-11").evaluate(
        "e => e.getBoundingClientRect().top - parseFloat(getComputedStyle(e).outlineOffset) - 3"
    )
    bar = page.locator(".contents").evaluate("e => e.offsetHeight")
    assert bar <= edge < size[1] / 4
    # And the list of contents says the same.
    if size[0] > 1000:
        expect(page.locator(".md-nav__link--active")).to_have_text(re.compile(r"^\s*11\."))


@pytest.mark.parametrize("path", ["/checker/", "/scopes/", "/help/", "/uk/checker/"])
def test_the_next_step_is_one_tap_away_on_the_pages_that_steps_lead_to(
    browser: Browser, served: Served, path: str
) -> None:
    context = browser.new_context(base_url=served.address, viewport={"width": 390, "height": 700})
    context.add_init_script("localStorage.progress ??= '[1, 2, 3]'")
    page = context.new_page()
    page.goto(path)
    link = page.locator("[data-way] a")
    expect(link).to_be_in_viewport()
    # Where no boxes are, none can be taken away by mistake.
    assert page.locator("[data-way] button").is_hidden()
    assert page.locator("[data-way]").evaluate("e => e.offsetHeight") < 80
    link.click()
    page.wait_for_url(f"{served.address}/{'uk/' if 'uk' in path else ''}#step-4")
    expect(page.locator("#step-4")).to_be_in_viewport()
    context.close()


def test_pages_beside_the_way_say_nothing_of_progress(page: Page) -> None:
    page.add_init_script("localStorage.progress = '[1]'")
    for path in ("/support/", "/safety/"):
        page.goto(path)
        assert page.locator("[data-way]").count() == 0


@pytest.mark.parametrize("path", ["/support/", "/en/support/", "/uk/support/"])
def test_support_sees_all_languages_and_which_is_which(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(path)
    page.locator(".step-links tbody tr").last.scroll_into_view_if_needed()
    heads = page.locator(".step-links thead th")
    assert heads.count() == LANGUAGES
    for head in heads.all():
        expect(head).to_be_in_viewport(ratio=1)
    assert page.locator(".support-steps").evaluate("e => e.scrollWidth <= e.clientWidth")


def test_support_copies_a_sentence_in_the_merchants_language(context: BrowserContext, served: Served) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("/de/support/")
    row = page.locator(".support-steps tbody tr").nth(10)
    row.locator("td").nth(1).get_by_role("button").nth(1).click()
    expect(page.locator("[data-copied]")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()") == (
        f"Please do step 11 again, “Choose the OAuth scopes”: {served.address}/en/s/11/"
    )


def test_what_the_foot_promises_is_true(context: BrowserContext) -> None:
    """No cookies, no other host, and nothing kept but marked steps, language and colours."""
    page = context.new_page()
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    for path in ("/", "/de/", "/scopes/", "/checker/", "/help/", "/support/"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
    page.goto("/de/")
    page.locator("[data-done='1']").check()
    page.locator(".md-header").get_by_role("button", name="Sprache wechseln").hover()
    page.locator("a.md-select__link[hreflang=en]").click()
    page.wait_for_url("**/en/")
    page.locator("label[for^=__palette]:visible").first.click()
    assert context.cookies() == []
    assert len(hosts) == 1
    assert set(page.evaluate("Object.keys(localStorage)")) == {"progress", "language", "/.__palette"}
    assert page.evaluate("Object.keys(sessionStorage)") == []

"""No text is cut, runs out of its box or lies under something else: in no language, on no page, at no width."""

from __future__ import annotations

from pathlib import Path

import pytest
from acting import PATIENCE, paste
from looking import dress
from playwright.sync_api import Page, expect
from test_pages import LANGUAGES, PAGES
from values import make_credentials

WIDTHS = (320, 390, 1280)
CUT = (Path(__file__).parent / "cut.js").read_text(encoding="utf-8")
CREDENTIALS = make_credentials()
# Each way that an answer can look: whole, with a repair, with a value worked out, with one that nobody can tell.
PASTED = (
    CREDENTIALS.text(),
    CREDENTIALS.text(without="client_id").replace("/v3/", "/v3/catalog"),
    f"store_hash: {CREDENTIALS.api_path.split('/')[4]}\n{CREDENTIALS.access_token}\n{CREDENTIALS.client_id}",
    "hello",
)


def _open(page: Page, language: str, name: str) -> None:
    page.goto(f"/{name}" if language == "pl" else f"/{language}/{name}", wait_until="load")


def _cut(page: Page, width: int, place: str = "body") -> list[str]:
    """Return what is cut in a part of the page, in a window as high as the page: what is seen is asked by its place."""
    page.set_viewport_size({"width": width, "height": 900})
    page.set_viewport_size({"width": width, "height": page.evaluate("document.body.scrollHeight") + 50})
    return page.evaluate(CUT, place)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_of_a_page_is_cut(window: Page, language: str) -> None:
    cut = {}
    for name in PAGES:
        _open(window, language, name)
        window.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        for width in WIDTHS:
            cut[name, width] = _cut(window, width)[:5]
    assert not {where: each for where, each in cut.items() if each}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_of_what_the_checker_answers(window: Page, language: str) -> None:
    cut = {}
    _open(window, language, "checker/")
    for number, text in enumerate(PASTED):
        window.locator("credentials-checker [data-do=clear]").click()
        paste(window, text)
        window.locator("details.support").evaluate("each => each.open = true")
        for width in WIDTHS:
            cut[number, width] = _cut(window, width, "credentials-checker")[:5]
    assert not {where: each for where, each in cut.items() if each}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_of_what_appears_after_a_click(window: Page, language: str) -> None:
    cut = {}
    _open(window, language, "scopes/")
    for row, level in (("content", "read-only"), ("marketing", "modify"), ("create_payments", "create")):
        window.locator(f"[data-row={row}] input[value={level}]").check()
    window.locator("[data-do=compare]").click()
    expect(window.locator("[data-row=content]")).to_have_attribute("data-status", "too-low", timeout=PATIENCE)
    for width in WIDTHS:
        cut["form", width] = _cut(window, width, "scope-form")[:5]
    _open(window, language, "safety/")
    window.locator("[data-self-test] button").click()
    expect(window.locator("[data-self-test] [data-slot=page] li").first).to_be_visible(timeout=PATIENCE)
    for width in WIDTHS:
        cut["self-test", width] = _cut(window, width, "[data-self-test]")[:5]
    _open(window, language, "")
    window.locator("[data-done='1']").check()
    window.locator(".md-select button").focus()
    for width in WIDTHS:
        cut["languages", width] = _cut(window, width, ".md-select__inner")[:5]
        cut["progress", width] = _cut(window, width, ".way")[:5]
    window.locator("[data-search-open]").click()
    window.locator("dialog.find input").fill("token")
    expect(window.locator("dialog.find mark").first).to_be_visible()
    for width in WIDTHS:
        cut["search", width] = _cut(window, width, "dialog.find")[:5]
    assert not {where: each for where, each in cut.items() if each}


@pytest.mark.parametrize(
    ("css", "said"),
    [
        ("h2 { white-space: nowrap }", "off the page: "),
        (".step p { overflow: hidden; height: 1em }", "cut by "),
        (".step p { width: 3rem; white-space: nowrap }", "out of its box: "),
        (".step__foot { margin-top: -4rem; background: white; position: relative }", "under "),
        (".copy-link { width: 2rem; white-space: nowrap; overflow: hidden }", "wider than its box: "),
    ],
)
def test_what_is_cut_is_found(window: Page, css: str, said: str) -> None:
    _open(window, "de", "")
    assert not _cut(window, 390)
    dress(window, css)
    assert any(each.startswith(said) for each in _cut(window, 390))

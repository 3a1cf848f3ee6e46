"""Changing the language, as a reader does."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page

LANGUAGES = ("pl", "en", "de", "it", "nl")


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_changing_the_language_keeps_page_and_step(page: Page, language: str) -> None:
    page.goto("/#step-7")
    page.get_by_role("button", name="Wybierz język").hover()
    page.locator(f"a.md-select__link[hreflang={language}]").click()
    page.wait_for_url(f"**/{language}/#step-7")
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("#step-7").is_visible()
    page.goto("/help/#old-secret")
    page.get_by_role("button", name="Wybierz język").hover()
    page.locator(f"a.md-select__link[hreflang={language}]").click()
    page.wait_for_url(f"**/{language}/help/#old-secret")


def test_no_page_asks_for_what_is_not_there(context: BrowserContext) -> None:
    """The theme looks for a sitemap below every alternative that a page names."""
    page = context.new_page()
    lost: list[str] = []
    page.on("response", lambda response: lost.append(response.url) if response.status >= 400 else None)
    for language in LANGUAGES:
        page.goto("/" if language == "pl" else f"/{language}/")
        page.wait_for_load_state("networkidle")
    assert not lost

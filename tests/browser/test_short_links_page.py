"""Short links, opened as somebody does who got one in a chat."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from serving import Served


@pytest.mark.parametrize(
    ("path", "locale", "kept", "place"),
    [
        ("/s/6/", "pl-PL", None, "/#step-6"),
        ("/s/6/", "de-AT", None, "/de/#step-6"),
        ("/s/6/", "ja-JP", None, "/#step-6"),
        ("/s/6/", "de-AT", "it", "/it/#step-6"),
        ("/s/6/", "de-AT", "", "/de/#step-6"),
        ("/nl/s/16/", "pl-PL", "en", "/nl/#step-16"),
        ("/pl/s/11/", "de-DE", "de", "/#step-11"),
        ("/h/swapped/", "en-GB", None, "/en/help/#swapped"),
        ("/de/h/old-secret/", "pl-PL", None, "/de/help/#old-secret"),
    ],
)
def test_a_short_link_leads_on(
    browser: Browser, served: Served, path: str, locale: str, kept: str | None, place: str
) -> None:
    context = browser.new_context(base_url=served.address, locale=locale)
    if kept is not None:
        context.add_init_script(f"localStorage.language = {kept!r}")
    page = context.new_page()
    page.goto(path)
    page.wait_for_url(f"{served.address}{place}")
    assert page.locator(f"[id='{place.partition('#')[2]}']").is_visible()
    context.close()


@pytest.mark.parametrize(("path", "place"), [("/s/6/", "/#step-6"), ("/en/s/6/", "/en/#step-6")])
def test_it_works_without_scripts(browser: Browser, served: Served, path: str, place: str) -> None:
    context = browser.new_context(base_url=served.address, java_script_enabled=False)
    page = context.new_page()
    page.goto(path)
    page.wait_for_url(f"{served.address}{place}")
    context.close()

"""What a page fetches before anybody reaches for anything, and what is settled before anything is seen."""

from __future__ import annotations

from urllib.parse import urlsplit

import brotli
import pytest
from playwright.sync_api import Browser, Page, expect
from serving import Served

# With Brotli 11. A default Material page of this kind has 72 KB and more, of which 0.6 are the goal.
GUIDE_BYTES = 38_000
STYLE_BYTES = 14_000
GUIDE_REQUESTS = 14
SCHEME = "document.body.dataset.mdColorScheme"


@pytest.fixture
def options() -> dict[str, object]:
    # The service worker keeps the site for later; here is counted what the page itself asks for.
    return {"service_workers": "block", "viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def asked(served: Served) -> list[str]:
    served.asked.clear()
    return served.asked


@pytest.mark.parametrize("path", ["/", "/de/"])
def test_a_guide_page_is_light(page: Page, site, asked: list[str], path: str) -> None:
    page.goto(path, wait_until="networkidle")
    names = [f"{path}index.html", *(urlsplit(address).path for address in asked[1:])]
    sizes = {name: len(brotli.compress((site.folder / name.lstrip("/")).read_bytes())) for name in names}
    assert len(asked) <= GUIDE_REQUESTS, asked
    assert sum(sizes.values()) <= GUIDE_BYTES, sizes
    assert sum(size for name, size in sizes.items() if name.endswith(".css")) <= STYLE_BYTES, sizes


@pytest.mark.parametrize(("system", "scheme"), [("light", "default"), ("dark", "slate")])
def test_a_page_has_the_systems_colours_from_the_start(page: Page, system: str, scheme: str) -> None:
    page.emulate_media(color_scheme=system)
    # Before any module runs: those wait for the whole page.
    page.route("**/*.js", lambda route: route.continue_() if "early" in route.request.url else route.abort())
    page.goto("/")
    assert page.evaluate(SCHEME) == scheme
    page.emulate_media(color_scheme="dark" if system == "light" else "light")
    other = "slate" if scheme == "default" else "default"
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", other)


def test_chosen_colours_stay(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto("/")
    switch = page.locator(".md-header__option label:not([hidden])")
    switch.click()
    assert page.evaluate(SCHEME) == "default"
    page.goto("/de/help/")
    assert page.evaluate(SCHEME) == "default"
    # As a button, for who has no mouse.
    page.locator("[name=__palette]:checked").press("Enter")
    assert page.evaluate(SCHEME) == "slate"
    assert page.locator("[name=__palette]:checked").evaluate("each => each === document.activeElement")
    page.emulate_media(color_scheme="light")
    assert page.evaluate(SCHEME) == "slate"


def test_a_page_without_storage_has_its_colours(browser: Browser, served: Served) -> None:
    context = browser.new_context(base_url=served.address, color_scheme="dark", service_workers="block")
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError') } })"
    )
    page = context.new_page()
    page.goto("/")
    assert page.evaluate(SCHEME) == "slate"
    context.close()


def test_the_list_of_contents_says_where_one_is(page: Page) -> None:
    page.goto("/#step-7", wait_until="networkidle")
    active = page.locator(".md-nav__link--active")
    expect(active).to_have_count(1)
    expect(active).to_have_attribute("href", "#step-7")
    page.locator("#step-9").evaluate("heading => heading.scrollIntoView()")
    expect(active).to_have_attribute("href", "#step-9")
    assert page.locator(".md-nav__link--passed").count() == 9
    page.evaluate("scrollTo(0, 0)")
    expect(active).to_have_count(0)


def test_focus_can_be_seen(page: Page) -> None:
    """The theme hides outlines where its own script has not said that there is a focus."""
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    focused = page.locator(".md-header :focus")
    assert focused.evaluate("each => getComputedStyle(each).outlineStyle") != "none"

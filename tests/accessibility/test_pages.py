"""axe finds nothing on any page, and no page is wider than its window, whatever its reader has set."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from judges import Judges
from playwright.sync_api import Browser, Page

from tests.browser.serving import Served

LANGUAGES = ("pl", "en", "de", "es", "fr", "it", "nl", "uk")
PAGES = (
    "", "scopes/", "checker/", "help/", "safety/", "accessibility/", "support/", "translations/", "404.html",
    "s/6/", "h/missing/",
)  # fmt: skip
# Each palette has each page in each language once, in one of the widths.
LOOKS = (("light", 390), ("dark", 1280))
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = """async rules => (await axe.run(document, { resultTypes: ["violations"], runOnly: rules })).violations
    .flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html.slice(0, 200)}`))"""
TOO_WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
    [...document.body.querySelectorAll("*")]
        .filter(each => each.checkVisibility() && each.getBoundingClientRect().right > innerWidth + 1)
        .map(each => `${each.localName}.${each.className}: ${each.textContent.trim().slice(0, 40)}`)"""
# WCAG 1.4.12, and letters at twice the size the theme gives them.
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }"""
LARGE = "html { font-size: 250% !important }"
DRESS = """css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
}"""


def _address(language: str, page: str) -> str:
    return f"/{page}" if language == "pl" else f"/{language}/{page}"


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]} {look[1]}")
def window(request, browser: Browser, pages_served: Served) -> Iterator[Page]:
    scheme, width = request.param
    context = browser.new_context(
        base_url=pages_served.address,
        color_scheme=scheme,
        locale="pl-PL",
        service_workers="block",
        viewport={"width": width, "height": 900},
    )
    # A short link would lead on before it is looked at.
    context.route("**/short-link.js", lambda route: route.abort())
    yield context.new_page()
    context.close()


@pytest.fixture
def narrow(browser: Browser, pages_served: Served) -> Iterator[Page]:
    context = browser.new_context(base_url=pages_served.address, service_workers="block")
    context.route("**/short-link.js", lambda route: route.abort())
    yield context.new_page()
    context.close()


def _open(page: Page, address: str) -> None:
    page.goto(address, wait_until="load")


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(window: Page, found: Judges, language: str) -> None:
    source = found.axe.read_text(encoding="utf-8")
    faults = {}
    for name in PAGES:
        _open(window, _address(language, name))
        # Not a script of the page, which its policy would refuse.
        window.evaluate(source)
        faults[name] = window.evaluate(AXE, RULES)
    assert not {name: each for name, each in faults.items() if each}


def test_axe_finds_what_is_wrong(window: Page, found: Judges) -> None:
    _open(window, "/")
    window.evaluate("document.querySelector('main img, main button').closest('body').lang = 'nonsense'")
    window.evaluate("document.querySelector('.foot a').style.color = '#8888'")
    window.evaluate(found.axe.read_text(encoding="utf-8"))
    said = window.evaluate(AXE, RULES)
    assert {each.partition(":")[0] for each in said} == {"valid-lang", "color-contrast"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_scrolls_sideways(narrow: Page, language: str) -> None:
    """320 pixels; spaced letters in them; 640, which is 1280 at 200 %; and there letters of twice the size."""
    faults = {}
    for name in PAGES:
        _open(narrow, _address(language, name))
        for width, css in ((320, ""), (320, SPACED), (640, ""), (640, LARGE)):
            narrow.set_viewport_size({"width": width, "height": 900})
            narrow.evaluate(DRESS, css)
            wide = narrow.evaluate(TOO_WIDE)
            if wide:
                faults[name, width, css[:10]] = wide[:3]
    assert not faults

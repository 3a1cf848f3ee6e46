"""axe finds nothing on any page, and no page is wider than its window, whatever its reader has set."""

from __future__ import annotations

import pytest
from judges import Judges
from looking import dress, faults
from playwright.sync_api import Page

LANGUAGES = ("pl", "en", "de", "es", "fr", "it", "nl", "uk")
# Of the short links, which all are alike, two.
SHORT_LINKS = ("s/6/", "h/missing/")
PAGES = (
    "", "scopes/", "checker/", "help/", "safety/", "accessibility/", "support/", "translations/", "404.html",
    *SHORT_LINKS,
)  # fmt: skip
# As high as a page: a bar that sticks to the window's edge hides half a control somewhere, until one scrolls on.
LIGHT = {"color_scheme": "light", "viewport": {"width": 390, "height": 40_000}}
DARK = {"color_scheme": "dark", "viewport": {"width": 1280, "height": 40_000}}
# axe takes what has no colours of its own for white, which it is not where a reader wants it dark.
CANVAS = "html { background: Canvas }"
TOO_WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
    [...document.body.querySelectorAll("*")]
        .filter(each => each.checkVisibility() && each.getBoundingClientRect().right > innerWidth + 1)
        .map(each => `${each.localName}.${each.className}: ${each.textContent.trim().slice(0, 40)}`)"""
# WCAG 1.4.12 in a window of 1280 pixels at 400 %, and letters at twice the size the theme gives them at 200 %.
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }"""
LARGE = "html { font-size: 250% !important }"


def _open(page: Page, language: str, name: str) -> None:
    page.goto(f"/{name}" if language == "pl" else f"/{language}/{name}", wait_until="load")


def _all_faults(page: Page, found: Judges, language: str, names: tuple[str, ...]) -> dict[str, list[str]]:
    said = {}
    for name in names:
        _open(page, language, name)
        if name in SHORT_LINKS:
            dress(page, CANVAS)
        said[name] = faults(page, found)
    return {name: each for name, each in said.items() if each}


@pytest.mark.parametrize("look", [LIGHT], ids=["light"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(window: Page, found: Judges, language: str) -> None:
    assert not _all_faults(window, found, language, PAGES)


@pytest.mark.parametrize("look", [DARK], ids=["dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_in_the_dark(window: Page, found: Judges, language: str) -> None:
    """Half of the pages in each language, so that each page is seen in half of the languages."""
    assert not _all_faults(window, found, language, PAGES[LANGUAGES.index(language) % 2 :: 2])


def test_axe_finds_what_is_wrong(window: Page, found: Judges) -> None:
    _open(window, "pl", "")
    window.evaluate("document.body.lang = 'nonsense'")
    window.evaluate("document.querySelector('.foot a').style.color = '#8888'")
    assert {each.partition(":")[0] for each in faults(window, found)} == {"valid-lang", "color-contrast"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_scrolls_sideways(window: Page, language: str) -> None:
    wide = {}
    for name in PAGES:
        _open(window, language, name)
        for width, css in ((320, SPACED), (640, LARGE)):
            window.set_viewport_size({"width": width, "height": 900})
            dress(window, css)
            wide[name, width] = window.evaluate(TOO_WIDE)[:3]
    assert not {where: each for where, each in wide.items() if each}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_links_to_the_steps_need_no_window_of_their_own(window: Page, language: str) -> None:
    _open(window, language, "support/")
    for width in (390, 800, 950, 960, 1024, 1280):
        window.set_viewport_size({"width": width, "height": 900})
        hidden = """({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
            [Math.max(scrollWidth - clientWidth, 0), Math.max(scrollHeight - clientHeight, 0)]"""
        assert (width, window.locator(".support-steps").evaluate(hidden)) == (width, [0, 0])
        # Nor does any language lie beyond the edge of its cell.
        assert (
            window.evaluate("""() => [...document.querySelectorAll(".step-links td")]
            .filter((cell) => cell.scrollWidth > cell.clientWidth + 1).map((cell) => cell.dataset.language)""")
            == []
        )


def test_no_heading_is_printed_without_what_it_heads(window: Page) -> None:
    _open(window, "pl", "scopes/")
    window.emulate_media(media="print")
    assert not window.locator("scope-form").is_visible()
    assert not window.locator("#form").is_visible()
    assert window.locator("#table").is_visible()


def test_what_is_too_wide_is_found(window: Page) -> None:
    _open(window, "pl", "")
    window.set_viewport_size({"width": 320, "height": 900})
    dress(window, "h1 { width: 400px }")
    assert window.evaluate(TOO_WIDE)

"""Changing the language, as a reader does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from serving import Served, serve

ROOT = Path(__file__).parents[2]
LANGUAGES = ("pl", "en", "de", "es", "fr", "it", "nl", "uk")


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


def test_the_browsers_language_is_offered_until_one_is_chosen(browser: Browser, served: Served) -> None:
    context = browser.new_context(base_url=served.address, locale="de-AT")
    page = context.new_page()
    page.goto("/")
    offers = page.locator("[data-offer]:visible")
    assert offers.evaluate_all("all => all.map(each => each.lang)") == ["de"]
    offers.get_by_role("button").click()
    assert offers.count() == 0
    page.reload()
    assert offers.count() == 0
    page.evaluate("localStorage.clear()")
    page.reload()
    offers.get_by_role("link").click()
    page.wait_for_url("**/de/")
    page.goto("/")
    assert offers.count() == 0
    assert page.evaluate("localStorage.language") == "de"
    context.close()


@pytest.mark.parametrize("locale", ["pl-PL", "ja-JP"])
def test_nothing_is_offered_to_others(browser: Browser, served: Served, locale: str) -> None:
    context = browser.new_context(base_url=served.address, locale=locale)
    page = context.new_page()
    page.goto("/")
    assert page.locator("[data-offer]:visible").count() == 0
    context.close()


@pytest.mark.parametrize(
    ("path", "language"), [("/nowhere/", "pl"), ("/de/nowhere/", "de"), ("/it/a/b", "it")]
)
def test_a_lost_address_is_answered_in_its_language(site, page: Page, path: str, language: str) -> None:
    """As on a host that has one such page for the whole site."""
    body = (site.folder / "404.html").read_text(encoding="utf-8")
    page.route(f"**{path}", lambda route: route.fulfill(status=404, content_type="text/html", body=body))
    page.goto(path)
    shown = page.locator("[data-not-found]:visible")
    assert shown.evaluate_all("all => all.map(each => each.lang)") == [language]
    assert page.locator("html").get_attribute("lang") == language
    shown.get_by_role("link").click()
    page.wait_for_url("**/" if language == "pl" else f"**/{language}/")


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_host_that_looks_below_the_folder_finds_the_same(site, language: str) -> None:
    html = (site.folder / language / "404.html").read_text(encoding="utf-8")
    assert f'<html lang="{language}"' in html
    assert f'<section lang="{language}" data-not-found >' in html


@pytest.mark.parametrize(
    ("path", "said", "place"),
    [
        ("/s6/", "Może chodzi o krok 6?", "**/#step-6"),
        ("/de/krok-16", "Suchen Sie Schritt 16?", "**/de/#step-16"),
        ("/step/07/", "Może chodzi o krok 7?", "**/#step-7"),
    ],
)
def test_a_lost_address_with_a_number_suggests_the_step(
    site, page: Page, path: str, said: str, place: str
) -> None:
    body = (site.folder / "404.html").read_text(encoding="utf-8")
    page.route(f"**{path}", lambda route: route.fulfill(status=404, content_type="text/html", body=body))
    page.goto(path)
    link = page.get_by_role("link", name=said)
    link.click()
    page.wait_for_url(place)


@pytest.mark.parametrize("path", ["/nowhere/", "/2026/", "/step-17/"])
def test_other_numbers_suggest_nothing(site, page: Page, path: str) -> None:
    body = (site.folder / "404.html").read_text(encoding="utf-8")
    page.route(f"**{path}", lambda route: route.fulfill(status=404, content_type="text/html", body=body))
    page.goto(path)
    assert page.locator("[data-suggestion]:visible").count() == 0


ALONE = """---
title: Tylko po polsku
description: Strona, której nikt jeszcze nie przetłumaczył.
---

# Tylko po polsku

Wstęp.

## Część { #part }

Treść.
"""


@pytest.fixture(scope="module")
def one_untranslated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site in Polish and German, with a page that nobody has translated."""
    copy = tmp_path_factory.mktemp("copy")
    for folder in ("docs", "overrides"):
        shutil.copytree(ROOT / folder, copy / folder)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (copy / "mkdocs.yml").write_text(
        settings.replace("not_in_nav: |\n", "not_in_nav: |\n  alone.md\n"), encoding="utf-8"
    )
    (copy / "docs" / "pl" / "alone.md").write_text(ALONE, encoding="utf-8")
    subprocess.run(
        [Path(sys.executable).parent / "mkdocs", "build", "--site-dir", copy / "site"],
        cwd=copy,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "ONLY": "de"},
        check=True,
        capture_output=True,
    )
    served = serve(copy / "site")
    yield served
    served.stop()


def test_a_page_in_one_language_alone_is_shown_in_it_and_says_so(
    browser: Browser, one_untranslated: Served
) -> None:
    context = browser.new_context(base_url=one_untranslated.address, locale="pl-PL")
    page = context.new_page()
    page.goto("/alone/#part")
    page.get_by_role("button", name="Wybierz język").hover()
    page.locator("a.md-select__link[hreflang=de]").click()
    page.wait_for_url("**/de/alone/#part")
    assert page.locator("html").get_attribute("lang") == "de"
    assert page.locator("#part").get_attribute("lang") == "pl"
    assert page.locator("h1").get_attribute("lang") == "pl"
    assert page.locator(".stale").all_inner_texts() == [
        "Dieser Teil ist noch nicht übersetzt und steht deshalb auf Polnisch hier."
    ]
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"
    page.locator(".md-select button").hover()
    page.locator("a.md-select__link[hreflang=pl]").click()
    page.wait_for_url("**/alone/#part")
    assert page.locator(".stale").count() == 0
    context.close()

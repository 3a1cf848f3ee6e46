"""The search: in the reader's language alone, with or without accents, in any form of a word, by keyboard."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

# What is typed, and words that have to be among those found.
POLISH = [
    ("sciezka", {"ścieżka", "ścieżki"}),
    ("ścieżka", {"ścieżka", "ścieżki"}),
    ("SCIEZKA", {"ścieżka"}),
    ("haslo", {"hasło", "hasła"}),
    ("ustawien", {"ustawienia"}),
    ("ustawień", {"ustawienia"}),
    ("ustawieniami", {"ustawienia"}),
    ("tokena", {"token"}),
    ("tokenami", {"token"}),
    ("zakresami", {"zakresy"}),
    ("identyfikatorów", {"identyfikator"}),
]


def _search(page: Page, query: str) -> None:
    if not page.locator("dialog.find").is_visible():
        page.locator("[data-search-open]").click()
    page.locator("dialog.find input").fill(query)
    expect(page.locator("dialog.find [role=status]")).not_to_be_empty()


def _found(page: Page) -> set[str]:
    return {word.lower() for word in page.locator("dialog.find mark").all_inner_texts()}


@pytest.fixture
def options() -> dict[str, object]:
    # It would fetch what is needed offline, the texts of the search among it.
    return {"service_workers": "block"}


@pytest.mark.parametrize(("query", "words"), POLISH)
def test_forms_and_accents(page: Page, query: str, words: set[str]) -> None:
    page.goto("/")
    _search(page, query)
    assert words <= _found(page)


def test_letters_that_have_no_accent_to_lose(page: Page) -> None:
    parts = [["", "Łódź", "W Łodzi i w łodziach.", ""], ["help/", "Straße", "Œuvre, Ґанок.", ""]]
    body = json.dumps({"parts": parts, "stems": {"łodzi": "łodz", "łodziach": "łodz"}})
    page.route("**/search.json", lambda route: route.fulfill(body=body, content_type="application/json"))
    page.goto("/")
    for query, word in (
        ("lodz", "łódź"),
        ("lodziami", "łodzi"),
        ("strasse", "straße"),
        ("oeuvre", "œuvre"),
        ("ганок", "ґанок"),
    ):
        _search(page, query)
        assert word in _found(page), query


def test_the_english_name_finds_what_the_page_calls_otherwise(page: Page) -> None:
    page.goto("/")
    _search(page, "scopes")
    titles = page.locator("dialog.find a").all_inner_texts()
    assert len(titles) >= 10
    assert any("zakresy OAuth" in title for title in titles)


@pytest.mark.parametrize(("home", "query", "word"), [
    ("/en/", "scope", "scopes"),
    ("/de/", "berechtigung", "berechtigungen"),
    ("/fr/", "autorisation", "autorisations"),
    ("/it/", "autorizzazione", "autorizzazioni"),
    ("/nl/", "machtiging", "machtigingen"),
    ("/uk/", "дозволами", "дозволи"),
])  # fmt: skip
def test_every_language_finds_its_own(page: Page, home: str, query: str, word: str) -> None:
    page.goto(home)
    _search(page, query)
    assert word in _found(page)
    addresses = page.locator("dialog.find a").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    assert addresses
    assert all(address.startswith(home) for address in addresses)


def test_nothing_of_other_languages_is_found(page: Page) -> None:
    page.goto("/en/")
    _search(page, "zakresami")
    expect(page.locator("dialog.find [role=status]")).to_have_text("No matching documents")
    expect(page.locator("dialog.find li")).to_have_count(0)


def test_every_term_has_to_be_there(page: Page) -> None:
    page.goto("/en/")
    _search(page, "secret")
    alone = page.locator("dialog.find [role=status]").inner_text()
    _search(page, "secret stencil")
    assert int(page.locator("dialog.find [role=status]").inner_text().split()[0]) < int(alone.split()[0])


def test_texts_are_fetched_when_it_is_opened_and_not_before(page: Page, watched) -> None:
    page.goto("/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in watched.requests if "search.json" in url or "worker" in url or "lunr" in url]
    _search(page, "token")
    page.keyboard.press("Escape")
    _search(page, "konto")
    assert len([url for url in watched.requests if url.endswith("search.json")]) == 1
    assert not watched.complaints


def test_by_keyboard_alone(page: Page) -> None:
    page.goto("/en/")
    page.keyboard.press("Control+k")
    expect(page.locator("dialog.find input")).to_be_focused()
    page.keyboard.type("stencil")
    expect(page.locator("dialog.find li").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator("dialog.find a").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("dialog.find a").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("dialog.find input")).to_be_focused()
    target = page.locator("dialog.find a").first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{target}")
    expect(page.locator("dialog.find")).to_be_hidden()


def test_escape_closes_and_gives_the_focus_back(page: Page) -> None:
    page.goto("/en/")
    opener = page.locator("[data-search-open]")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.locator("dialog.find input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.find")).to_be_hidden()
    expect(opener).to_be_focused()


def test_what_is_typed_is_text(page: Page, watched) -> None:
    page.goto("/en/")
    _search(page, '<img src=x onerror="alert(1)"> token')
    page.locator("dialog.find input").fill("[(*+?")
    expect(page.locator("dialog.find [role=status]")).to_have_text("No matching documents")
    assert not watched.complaints


def test_pages_for_agents_and_translators_are_not_found(page: Page) -> None:
    page.goto("/en/")
    page.locator("[data-search-open]").click()
    page.wait_for_load_state("networkidle")
    places = page.evaluate(
        "async () => (await (await fetch('/en/search.json')).json()).parts.map(part => part[0])"
    )
    assert any(place.startswith("help/#") for place in places)
    assert "#step-11" in places
    assert not [place for place in places if place.startswith(("support/", "translations/"))]

"""The page on safety: its test says what the browser refused, and does not say so where it refused nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from serving import Served

from validator import load_words

WORDS = load_words("pl").page
STATES = """list => [...document.querySelectorAll(`[data-slot=${list}] li`)]
  .map(item => [item.querySelector('code').textContent, item.dataset.state])"""
KEPT = """async () => {
  const kept = await Promise.all((await caches.keys()).map(async (name) => {
    const cache = await caches.open(name);
    return [name, ...(await cache.keys()).map(({ url }) => url)];
  }));
  const databases = (await indexedDB.databases()).map(({ name }) => name);
  return JSON.stringify([kept, databases, { ...localStorage }, { ...sessionStorage }]);
}"""
# What no policy forbids a page, and what is said of it; a window without a service worker has none to tell.
BEYOND = {
    "WebRTC": "webrtc",
    "window.open()": "popup",
    "<link rel=dns-prefetch>": "lookup",
    "Service Worker": "absent",
    "BroadcastChannel": "windows",
}


@pytest.fixture
def options() -> dict[str, object]:
    return {"service_workers": "block"}


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A window of its own: the usual one fails where another host is named, and here one is named on purpose."""
    page = context.new_page()
    yield page
    page.close()


def _run(page: Page) -> dict[str, dict[str, str]]:
    # Not a click: where nothing is refused, Playwright would wait for the form that is sent.
    page.locator(".self-test button").evaluate("button => button.click()")
    expect(page.locator(".self-test")).to_have_attribute("data-said", "good", timeout=20_000)
    return {name: dict(page.evaluate(STATES, name)) for name in ("inside", "page", "beyond")}


def test_nothing_gets_out(page: Page, served: Served) -> None:
    arrived: list[str] = []

    def note(route) -> None:
        arrived.append(route.request.url)
        route.abort()

    page.route("https://example.com/**", note)
    page.goto("/safety/")
    served.asked.clear()
    found = _run(page)
    assert set(found["inside"].values()) == {"stopped", "absent"}
    assert {way for way, state in found["inside"].items() if state == "absent"} == {
        "Worker",
        "new FontFace()",
        "<link rel=prefetch>",
        "<link rel=dns-prefetch>",
        "@import",
        "window.open()",
        "WebRTC",
        "BroadcastChannel",
        "Service Worker",
        "Cache Storage",
        "IndexedDB",
        "File System",
        "Web Locks",
    }
    assert set(found["page"].values()) == {"stopped"}
    assert found["beyond"] == BEYOND
    assert arrived == []
    assert served.asked
    assert not [address for address in served.asked if "made-up" in address]
    said = page.locator(".self-test [role=status]").inner_text()
    assert said == WORDS["self_test_good"].replace("{count}", "33").replace("{all}", "33")


def test_a_frame_that_forbids_nothing_is_found_out(page: Page) -> None:
    def open_frame(route) -> None:
        text = route.fetch().text()
        policy = text[text.index("<meta http-equiv") : text.index("<title>")]
        route.fulfill(body=text.replace(policy, ""), content_type="text/html")

    page.route("**/frame.htm", open_frame)
    page.goto("/safety/")
    page.locator(".self-test button").evaluate("button => button.click()")
    expect(page.locator(".self-test")).to_have_attribute("data-said", "bad", timeout=20_000)
    inside = dict(page.evaluate(STATES, "inside"))
    assert {"fetch", "fetch (no-cors)", "import()"} <= {
        way for way, state in inside.items() if state == "out"
    }


def test_a_page_that_forbids_nothing_is_found_out(page: Page) -> None:
    page.route("https://example.com/**", lambda route: route.fulfill(body="", content_type="text/plain"))

    def open_page(route) -> None:
        text = route.fetch().text()
        start = text.index('<meta http-equiv="Content-Security-Policy"')
        route.fulfill(body=text[:start] + text[text.index(">", start) + 1 :], content_type="text/html")

    page.route("**/safety/", open_page)
    page.goto("/safety/")
    page.locator(".self-test button").evaluate("button => button.click()")
    expect(page.locator(".self-test")).to_have_attribute("data-said", "bad", timeout=20_000)
    outside = dict(page.evaluate(STATES, "page"))
    assert {way for way, state in outside.items() if state == "out"} == {*outside} - {"<link rel=prefetch>"}
    # Of this one a browser may say nothing when it is refused: neither stopped nor out.
    assert outside["<link rel=prefetch>"] == "unseen"
    # The worker's own policy does not rest on the page's.
    assert "out" not in dict(page.evaluate(STATES, "inside")).values()


def test_what_cannot_be_forbidden_is_named_and_what_is_missing_not_claimed(page: Page) -> None:
    page.add_init_script("delete globalThis.RTCPeerConnection; delete globalThis.BroadcastChannel")
    page.goto("/safety/")
    beyond = _run(page)["beyond"]
    assert beyond == {**BEYOND, "WebRTC": "absent", "BroadcastChannel": "absent"}
    for name, said in (("window.open()", "self_test_popup"), ("<link rel=dns-prefetch>", "self_test_lookup")):
        line = page.locator("[data-slot=beyond] li", has=page.get_by_text(name, exact=True))
        expect(line).to_have_text(f"{name}: {WORDS[said]}")


class TestWithAServiceWorker:
    @pytest.fixture
    def options(self) -> dict[str, object]:
        return {}

    def test_the_site_s_own_program_hears_and_keeps_nothing(self, page: Page, served: Served) -> None:
        page.goto("/safety/")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        served.heard.clear()
        found = _run(page)
        assert found["beyond"]["Service Worker"] == "own-program"
        assert "made-up" not in page.evaluate(KEPT)
        assert not [said for said in served.heard if "made-up" in said]


def test_a_test_that_cannot_be_run_says_so(page: Page) -> None:
    page.route("**/self-test-worker.js", lambda route: route.abort())
    page.goto("/safety/")
    page.locator(".self-test button").evaluate("button => button.click()")
    expect(page.locator(".self-test [role=status]")).to_have_text(WORDS["self_test_failed"])


def test_the_checker_says_when_there_is_no_network(page: Page, context) -> None:
    page.goto("/checker/")
    said = page.locator("[data-slot=without-network]")
    expect(said).to_be_hidden()
    context.set_offline(True)
    expect(said).to_be_visible()
    context.set_offline(False)
    expect(said).to_be_hidden()


def test_every_page_leads_to_it(page: Page) -> None:
    page.goto("/de/")
    page.locator(".foot a[href='/de/safety/']").click()
    expect(page.locator("h1")).to_have_text("Wie wir Ihre Schlüssel schützen")

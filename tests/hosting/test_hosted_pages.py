"""The pages in a browser, from a host that sends headers: everything works, and nothing is complained of."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from serving import serve
from values import make_credentials

from tests.hosting.test_headers import read_headers

# The runtime starts within a second or two; a busy machine gets more.
PATIENCE = 60_000
PAGES = ("/", "/de/", "/checker/", "/scopes/", "/help/", "/support/", "/s/6/", "/nowhere/")
BROKEN = """() => {
    window.broken = [];
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
        broken.push(`${violatedDirective} ${blockedURI}`));
}"""


@contextmanager
def hosting_by_file(site: Path) -> Iterator[str]:
    """Serve a site as Netlify does: what `_headers` says of every file, and of this one."""
    rules = read_headers(site)

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *given, **named) -> None:
            super().__init__(*given, directory=str(site), **named)

        def end_headers(self) -> None:
            for name, value in rules["/*"].items():
                self.send_header(name, value)
            super().end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["nginx", "_headers"])
def address(request, site) -> Iterator[str]:
    if request.param == "nginx":
        yield request.getfixturevalue("hosted").address
    else:
        with hosting_by_file(site.folder) as address:
            yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, locale="pl-PL")
    context.add_init_script(f"({BROKEN})()")
    yield context.new_page()
    context.close()


def test_the_checker_works_under_the_headers(page: Page) -> None:
    complaints = complaints_of(page)
    page.goto("/checker/")
    assert page.evaluate("crossOriginIsolated") is True
    page.locator("#paste").fill(make_credentials().text())
    expect(page.locator("credentials-checker")).to_have_attribute("state", "done", timeout=PATIENCE)
    assert page.locator(".result").get_attribute("data-verdict") == "complete"
    assert page.evaluate("window.broken") == []
    assert complaints == []


def test_no_page_breaks_its_policy(page: Page) -> None:
    complaints = complaints_of(page)
    for path in PAGES:
        page.goto(path, wait_until="networkidle")
        # A short link has gone on by now.
        assert page.evaluate("window.broken") == [], path
    assert [line for line in complaints if "404" not in line] == []


def test_another_site_cannot_frame_it(page: Page, address: str, tmp_path: Path) -> None:
    # Of this machine as well: a browser keeps pages of the world out of it in any case.
    (tmp_path / "index.html").write_text(f'<iframe src="{address}/checker/"></iframe>', encoding="utf-8")
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(f"{request.url} {request.failure}"))
    other = serve(tmp_path)
    page.goto(f"{other.address}/")
    other.stop()
    assert failed == [f"{address}/checker/ net::ERR_BLOCKED_BY_RESPONSE"]
    assert page.frames[-1].locator("credentials-checker").count() == 0


def complaints_of(page: Page) -> list[str]:
    found: list[str] = []
    page.on(
        "console",
        lambda message: found.append(message.text) if message.type in ("error", "warning") else None,
    )
    page.on("pageerror", lambda error: found.append(str(error)))
    return found

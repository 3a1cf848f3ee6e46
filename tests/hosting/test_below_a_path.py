"""The site as GitHub Pages serves it: below a path, without headers, with one page for all lost addresses."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from values import make_credentials

from validator import load_words

ROOT = Path(__file__).parents[2]
PATH = "/a-guide/"
PATIENCE = 60_000


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built for an address with a path."""
    from validator.runtime import build_bundle

    build_bundle(ROOT / "build" / "runtime")
    folder = tmp_path_factory.mktemp("below") / "site"
    done = subprocess.run(
        [Path(sys.executable).parent / "mkdocs", "build", "--strict", "--site-dir", folder],
        cwd=ROOT,
        env={**os.environ, "SITE_URL": f"https://somebody.github.io{PATH}"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return folder


@pytest.fixture(scope="module")
def missed() -> list[str]:
    """Addresses that were asked for and are not there."""
    return []


@pytest.fixture(scope="module")
def address(below: Path, missed: list[str]) -> Iterator[str]:
    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *given, **named) -> None:
            super().__init__(*given, directory=str(below), **named)

        def translate_path(self, path: str) -> str:
            # What is not below the path is another site's.
            return super().translate_path(
                path.removeprefix(PATH[:-1]) if path.startswith(PATH) else "/nowhere/at/all"
            )

        def send_error(self, code: int, *_: object) -> None:
            # A browser asks for this by itself, where a page without an icon of its own was.
            if self.path != "/favicon.ico":
                missed.append(self.path)
            page = (below / "404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Browser, address: str, missed: list[str]) -> Iterator[Page]:
    missed.clear()
    context = browser.new_context(base_url=f"{address}{PATH}", locale="en-GB")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["pl", "en", "de", "uk"])
def test_the_one_page_for_lost_addresses_speaks_the_language_of_the_address(
    page: Page, missed: list[str], language: str
) -> None:
    folder = "" if language == "pl" else f"{language}/"
    lost = f"{PATH}{folder}nowhere/at/all/"
    answer = page.goto(lost)
    assert answer.status == HTTPStatus.NOT_FOUND
    words = load_words(language).page
    expect(page.get_by_role("heading", level=1, name=words["not_found"])).to_be_visible()
    assert page.locator("html").get_attribute("lang") == language
    page.get_by_role("link", name=words["not_found_guide"], exact=True).click()
    page.wait_for_url(f"**{PATH}{folder}")
    expect(page.locator("#step-1")).to_be_attached()
    page.wait_for_load_state("networkidle")
    # Everything that the page is made of was found, from wherever it was shown.
    assert set(missed) == {lost}


def test_a_lost_step_leads_to_the_step(page: Page) -> None:
    page.goto(f"{PATH}de/step/07")
    page.locator("[data-suggestion] a >> visible=true").click()
    page.wait_for_url(f"**{PATH}de/#step-7")


def test_a_short_link_leads_on(page: Page, missed: list[str]) -> None:
    page.goto(f"{PATH}de/s/6/")
    page.wait_for_url(f"**{PATH}de/#step-6")
    page.goto(f"{PATH}s/6/")
    page.wait_for_url(f"**{PATH}en/#step-6")
    assert missed == []


def test_the_checker_works_without_headers(page: Page, missed: list[str]) -> None:
    page.goto(f"{PATH}en/checker/")
    page.locator("#paste").fill(make_credentials().text())
    expect(page.locator("credentials-checker")).to_have_attribute("state", "done", timeout=PATIENCE)
    assert page.locator(".result").get_attribute("data-verdict") == "complete"
    assert missed == []

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from serving import Served, serve
from values import Credentials, make_credentials


@dataclass
class Watched:
    """What a page did beside what it shows."""

    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    @property
    def complaints(self) -> list[str]:
        return [line for line in self.console if line.startswith(("error", "pageerror"))]


@pytest.fixture(scope="session")
def served(site) -> Iterator[Served]:
    served = serve(site.folder)
    yield served
    served.stop()


@pytest.fixture
def options() -> dict[str, object]:
    """What a test's window is opened with; a test may say more."""
    return {}


@pytest.fixture
def context(browser: Browser, served: Served, options) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=served.address, locale="pl-PL", **options)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=served.address)
    yield context
    context.close()


@pytest.fixture
def watched() -> Watched:
    return Watched()


@pytest.fixture
def page(context: BrowserContext, watched: Watched, served: Served) -> Iterator[Page]:
    page = context.new_page()
    page.on("console", lambda message: watched.console.append(f"{message.type} {message.text}"))
    page.on("pageerror", lambda error: watched.console.append(f"pageerror {error}"))
    context.on("request", lambda request: watched.requests.append(request.url))
    yield page
    hosts = {urlsplit(url).netloc for url in watched.requests if not url.startswith(("blob:", "data:"))}
    assert hosts <= {urlsplit(served.address).netloc}


@pytest.fixture
def credentials() -> Credentials:
    return make_credentials()

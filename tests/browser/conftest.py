from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page
from serving import Served


@dataclass
class Watched:
    """What a page did beside what it shows."""

    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    @property
    def complaints(self) -> list[str]:
        return [line for line in self.console if line.startswith(("error", "pageerror"))]


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

from __future__ import annotations

from collections.abc import Iterator

import pytest
from attacking import Attack, canary
from catching import Catcher, catch
from playwright.sync_api import Browser, BrowserContext
from serving import Served, serve


@pytest.fixture(scope="session")
def served_site(site) -> Iterator[Served]:
    served = serve(site.folder)
    yield served
    served.stop()


@pytest.fixture
def served(served_site: Served) -> Iterator[Served]:
    """The site; what a test changes in it is whole again afterwards."""
    served_site.heard.clear()
    yield served_site
    served_site.changes.clear()


@pytest.fixture
def catcher() -> Iterator[Catcher]:
    catcher = catch("127.0.0.2")
    yield catcher
    catcher.stop()


@pytest.fixture
def context(browser: Browser, served: Served) -> Iterator[BrowserContext]:
    # Without the service worker every request reaches the server, where it is seen. It has a test of its own.
    context = browser.new_context(base_url=served.address, locale="pl-PL", service_workers="block")
    yield context
    context.close()


@pytest.fixture
def attack(context: BrowserContext, served: Served, catcher: Catcher) -> Attack:
    return Attack(context, served, catcher, canary())

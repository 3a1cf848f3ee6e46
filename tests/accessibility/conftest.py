from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from judges import Judges, judges
from playwright.sync_api import Browser, Page
from serving import Served, serve

# A short link would lead on before it is looked at.
ONWARD = re.compile(r'<meta http-equiv="refresh"[^>]*>|<script [^>]*short-link[^>]*></script>')
SHORT_LINKS = ("/s/6/", "/h/missing/")


@pytest.fixture(scope="session")
def found() -> Judges:
    """What judges pages; a missing one is a failure that says what to install."""
    try:
        return judges()
    except RuntimeError as problem:
        pytest.fail(str(problem), pytrace=False)


@pytest.fixture(scope="session")
def pages_served(site) -> Iterator[Served]:
    served = serve(site.folder)
    for end in SHORT_LINKS:
        served.changes[end] = lambda page: ONWARD.sub("", page)
    yield served
    served.stop()


@pytest.fixture
def look() -> dict[str, object]:
    """What a test's window is opened with; a test may say more."""
    return {}


@pytest.fixture
def window(browser: Browser, pages_served: Served, look) -> Iterator[Page]:
    context = browser.new_context(
        base_url=pages_served.address, locale="pl-PL", service_workers="block", **look
    )
    yield context.new_page()
    context.close()

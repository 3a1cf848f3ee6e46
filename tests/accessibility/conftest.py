from __future__ import annotations

import re

import pytest
from judges import Judges, judges
from playwright.sync_api import BrowserContext, Page
from serving import Served

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


@pytest.fixture
def served(served: Served) -> Served:
    for end in SHORT_LINKS:
        served.changes[end] = lambda page: ONWARD.sub("", page)
    return served


@pytest.fixture
def look() -> dict[str, object]:
    """How a test's window looks; a test may say more."""
    return {}


@pytest.fixture
def options(look: dict[str, object]) -> dict[str, object]:
    return {"service_workers": "block", **look}


@pytest.fixture
def window(context: BrowserContext) -> Page:
    return context.new_page()

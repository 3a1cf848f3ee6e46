from __future__ import annotations

from collections.abc import Iterator

import pytest
from engines import ENGINES
from serving import Served, serve
from windows import ChromiumWindow, Window, firefox_window, webkit_window

WINDOWS = {"Firefox": firefox_window, "WebKit": webkit_window}


@pytest.fixture(scope="session", params=["Chromium", *WINDOWS])
def window(request: pytest.FixtureRequest) -> Iterator[Window]:
    """One window of each engine for all tests."""
    if request.param == "Chromium":
        window = ChromiumWindow(request.getfixturevalue("browser"))
        yield window
        window.close()
        return
    engine = next(engine for engine in ENGINES if engine.name == request.param)
    path = engine.find()
    if path is None:
        pytest.fail(engine.missing, pytrace=False)
    with WINDOWS[engine.name](path) as window:
        yield window


@pytest.fixture
def served(site) -> Iterator[Served]:
    """The site, each time from another port: nothing is kept from one test to the next."""
    served = serve(site.folder)
    yield served
    served.stop()


@pytest.fixture
def other(site) -> Iterator[Served]:
    """Another host."""
    served = serve(site.folder, "127.0.0.2")
    yield served
    served.stop()

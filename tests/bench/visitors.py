"""Browsers to visit with, a window of each engine: Chromium always, Firefox and WebKitGTK where they are installed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "engines"))

from chromium import FLAGS, chromium
from engines import ENGINES
from playwright.sync_api import Browser, sync_playwright
from windows import ChromiumWindow, Window, firefox_window, webkit_window

# By the name that build/bench.json gives them.
WINDOWS = {"firefox": firefox_window, "webkit": webkit_window}
PATHS = {engine.name.lower(): engine.find for engine in ENGINES}
TITLES = {"chromium": "Chromium", "firefox": "Firefox", "webkit": "WebKitGTK"}


def engines() -> list[str]:
    """Return the engines that can be measured here."""
    return ["chromium", *(name for name in WINDOWS if PATHS[name]())]


@contextmanager
def chromium_browser() -> Iterator[Browser]:
    """Start a Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def window(engine: str) -> Iterator[Window]:
    """Start a browser that has seen nothing, and give its window."""
    path = PATHS[engine]() if engine in PATHS else None
    if path:
        with WINDOWS[engine](path) as found:
            yield found
        return
    with chromium_browser() as browser:
        yield ChromiumWindow(browser)


def versions(names: list[str]) -> dict[str, str]:
    """Return the versions of browsers, by the name that people call them."""
    found = {}
    for name in names:
        with window(name) as browser:
            found[TITLES[name]] = browser.version
    return found

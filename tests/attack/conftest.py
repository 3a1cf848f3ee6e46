from __future__ import annotations

from collections.abc import Iterator

import pytest
from attacking import Attack, canary
from catching import Catcher, catch
from playwright.sync_api import BrowserContext
from serving import Served


@pytest.fixture
def catcher() -> Iterator[Catcher]:
    catcher = catch("127.0.0.2")
    yield catcher
    catcher.stop()


@pytest.fixture
def options() -> dict[str, object]:
    # Without the service worker every request reaches the server, where it is seen. It has a test of its own.
    return {"service_workers": "block"}


@pytest.fixture
def attack(context: BrowserContext, served: Served, catcher: Catcher) -> Attack:
    return Attack(context, served, catcher, canary())

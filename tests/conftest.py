from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from chromium import FLAGS, MISSING, find_chromium
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from serving import Served, serve
from values import Credentials, make_credentials

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Site:
    folder: Path
    said: str  # what MkDocs printed


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The whole site, built once with the bundle that is at hand."""
    from validator.runtime import build_bundle

    build_bundle(ROOT / "build" / "runtime")
    folder = tmp_path_factory.mktemp("built") / "site"
    done = subprocess.run(
        [Path(sys.executable).parent / "mkdocs", "build", "--strict", "--site-dir", folder],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return Site(folder, done.stdout + done.stderr)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one browser of all tests: Playwright cannot be started twice at once."""
    path = find_chromium()
    if path is None:
        pytest.fail(MISSING, pytrace=False)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def served_site(site: Site) -> Iterator[Served]:
    served = serve(site.folder)
    yield served
    served.stop()


@pytest.fixture
def served(served_site: Served) -> Iterator[Served]:
    """The site; what a test changes in it is whole again afterwards."""
    served_site.asked.clear()
    served_site.heard.clear()
    yield served_site
    served_site.changes.clear()


@pytest.fixture
def options() -> dict[str, object]:
    """What a test's window is opened with; a test may say more."""
    return {}


@pytest.fixture
def context(browser: Browser, served: Served, options: dict[str, object]) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=served.address, locale="pl-PL", **options)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=served.address)
    yield context
    context.close()


@pytest.fixture
def credentials() -> Credentials:
    return make_credentials()

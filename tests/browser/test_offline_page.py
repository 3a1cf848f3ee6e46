"""The site without a network, and what happens to what is kept when a new release comes."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from serving import Served, serve
from values import make_credentials

from validator.site.offline import USUAL

ROOT = Path(__file__).parents[2]


@pytest.fixture
def own_site(site, tmp_path: Path) -> Iterator[Served]:
    """A copy of the site that a test may change or take away."""
    shutil.copytree(site.folder, tmp_path / "site")
    served = serve(tmp_path / "site")
    yield served
    served.stop()


@pytest.fixture
def window(browser: Browser, own_site: Served) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=own_site.address, locale="pl-PL")
    yield context
    context.close()


def _kept(page: Page, state: str) -> None:
    page.locator(f"[data-offline] [data-state={state}]").wait_for(state="visible", timeout=20_000)


def test_guide_and_pictures_are_there_without_a_network(window: BrowserContext, own_site: Served) -> None:
    page = window.new_page()
    page.goto("/")
    _kept(page, "pages")
    own_site.stop()
    for path, heading in (("/", "#step-6"), ("/help/", "#swapped"), ("/scopes/", "h1"), ("/support/", "h1")):
        page.goto(path)
        assert page.locator(heading).is_visible()
    page.goto("/")
    picture = page.locator("[data-scene=step-06] svg.screen-wide").last
    assert picture.evaluate("e => e.getBBox().width") > 300
    page.locator("[data-done='1']").check()
    assert page.locator("[data-way]").is_visible()


def test_a_language_that_was_read_is_there_and_no_other(window: BrowserContext, own_site: Served) -> None:
    page = window.new_page()
    for path in ("/", "/de/"):
        page.goto(path)
        _kept(page, "pages")
    own_site.stop()
    page.goto("/de/help/")
    assert page.locator("#swapped").is_visible()
    page.goto("/")
    assert page.locator("#step-6").is_visible()
    with pytest.raises(Exception, match=r"ERR_CONNECTION_REFUSED|ERR_FAILED"):
        page.goto("/it/")


def test_the_checker_works_without_a_network_once_it_was_used(
    window: BrowserContext, own_site: Served
) -> None:
    made = make_credentials()
    page = window.new_page()
    page.goto("/checker/")
    page.locator("#paste").fill(made.text())
    page.locator(".verdict__title").wait_for(timeout=60_000)
    _kept(page, "all")
    own_site.stop()
    page.goto("/checker/")
    page.locator("#paste").fill(made.text())
    page.locator(".verdict__title").wait_for(timeout=60_000)
    _nothing_kept(page, made)


def test_the_checker_can_be_asked_for(window: BrowserContext, own_site: Served) -> None:
    page = window.new_page()
    page.goto("/")
    _kept(page, "pages")
    page.locator("[data-offline] button").click()
    _kept(page, "all")
    assert page.locator("[data-offline] button").is_hidden()
    own_site.stop()
    page.goto("/checker/")
    page.locator("#paste").fill(make_credentials().text())
    page.locator(".verdict__title").wait_for(timeout=60_000)


def _nothing_kept(page: Page, made) -> None:
    """No part of a value longer than four characters is in any store."""
    stored = page.evaluate(
        """async () => {
          const found = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), location.href, document.title,
            JSON.stringify(await indexedDB.databases())];
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) {
              found.push(request.url);
              const type = (await cache.match(request)).headers.get("content-type") ?? "";
              if (/html|javascript|json|css/.test(type)) found.push(await (await cache.match(request)).text());
            }
          }
          return found.join("\\n");
        }"""
    )
    parts = {value[at : at + 8] for value in made.secrets() for at in range(len(value) - 7)}
    assert not [part for part in parts if part in stored]


def test_a_new_release_takes_over_within_one_reload(
    window: BrowserContext, own_site: Served, tmp_path: Path
) -> None:
    page = window.new_page()
    page.goto("/")
    _kept(page, "pages")
    _release(tmp_path / "site")
    # The browser looks for a new script by itself, at times of its own.
    page.evaluate(
        """async () => {
          const found = await navigator.serviceWorker.getRegistration();
          await found.update();
          while (!found.waiting) await new Promise((again) => setTimeout(again, 50));
        }"""
    )
    assert page.locator("#release").count() == 0
    page.reload()
    page.locator("#release").wait_for(state="attached", timeout=20_000)
    # Its style came with it.
    assert page.locator("#release").evaluate("e => getComputedStyle(e).zIndex") == "77"
    names = page.evaluate("caches.keys()")
    assert len([name for name in names if re.fullmatch(r"guide-[0-9a-f]{16}", name)]) == 1
    own_site.stop()
    page.goto("/help/")
    page.locator("#release").wait_for(state="attached")


def test_a_page_of_a_newer_release_gets_no_files_of_an_older(
    window: BrowserContext, own_site: Served, tmp_path: Path
) -> None:
    """A language that was not kept comes from the server, which has moved on by then."""
    page = window.new_page()
    page.goto("/")
    _kept(page, "pages")
    _release(tmp_path / "site", with_script=False)
    page.goto("/de/")
    assert page.locator("#release").evaluate("e => getComputedStyle(e).zIndex") == "77"


def _release(site: Path, *, with_script: bool = True) -> None:
    """Change every page and the style they share, as a new build would, and the list of digests with them."""
    changed = {}
    for file in (*site.rglob("index.html"), next((site / "assets").glob("site.*.css"))):
        text = file.read_text(encoding="utf-8")
        new = (
            text.replace("</main>", '<i id="release"></i></main>', 1)
            if file.suffix == ".html"
            else f"{text}#release {{ z-index: 77; position: relative }}\n"
        )
        file.write_text(new, encoding="utf-8")
        changed[hashlib.sha256(text.encode()).hexdigest()[:16]] = hashlib.sha256(new.encode()).hexdigest()[
            :16
        ]
    if with_script:
        script = site / "service-worker.js"
        text = script.read_text(encoding="utf-8")
        for before, after in changed.items():
            text = text.replace(f'"{before}"', f'"{after}"')
        script.write_text(
            re.sub(r'"version": "\w+"', '"version": "00000000000000aa"', text), encoding="utf-8"
        )


def test_the_list_of_files_is_right(site) -> None:
    text = (site.folder / "service-worker.js").read_text(encoding="utf-8")
    release = json.loads(re.search(r"const RELEASE = (\{.*?\n\});", text, re.DOTALL)[1])
    known = [
        *release["shared"],
        *release["checker"],
        *release["runtime"],
        *(path for files in release["languages"].values() for path in files),
    ]
    for path in known:
        file = site.folder / path
        assert (file / "index.html" if not path or path.endswith("/") else file).is_file()
    # Whatever a page asks for itself is on the list.
    for page in (site.folder / "index.html", site.folder / "de" / "checker" / "index.html"):
        for link in re.findall(r'(?:src|href)="([^"#?]*\.(?:js|css|svg))"', page.read_text(encoding="utf-8")):
            assert (page.parent / link).resolve().relative_to(site.folder).as_posix() in release[
                "shared"
            ] | release["checker"]
    script = (ROOT / "validator" / "site" / "browser" / "runtime.js").read_text(encoding="utf-8")
    assert json.loads(re.search(r"const USUAL = (\[.*?\]);", script)[1]) == list(USUAL)


@pytest.mark.parametrize(("folder", "language"), [("", "pl"), ("de", "de")])
def test_the_guide_can_be_installed(site, folder: str, language: str) -> None:
    html = (site.folder / folder / "index.html").read_text(encoding="utf-8")
    address = re.search(r'<link rel="manifest" href="/([^"]*)">', html)[1]
    manifest = json.loads((site.folder / address).read_text(encoding="utf-8"))
    assert manifest["lang"] == language
    assert manifest["start_url"] == f"/{folder}/".replace("//", "/")
    assert manifest["scope"] == "/"
    for icon in manifest["icons"]:
        content = (site.folder / icon["src"].lstrip("/")).read_bytes()
        size = int.from_bytes(content[16:20])
        assert icon["sizes"] == f"{size}x{size}"


def test_who_saves_data_is_asked_first(window: BrowserContext, own_site: Served) -> None:
    window.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    page = window.new_page()
    page.goto("/")
    _kept(page, "none")
    assert page.evaluate("caches.keys()") == []
    page.locator("[data-offline] button").click()
    _kept(page, "all")

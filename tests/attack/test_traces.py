"""After a whole session with the checker, nothing that was pasted is left anywhere, in the browser or on the disk."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from acting import choose, open_checker, paste, wait_for_result
from chromium import FLAGS, chromium
from playwright.sync_api import Browser, BrowserContext, Page, expect
from serving import Served
from values import Credentials, make_credentials

# Of a secret no longer part may turn up in what is shown or said; of files of the browser, whose bytes are many,
# parts of this length are too long to be there by chance.
SHOWN, STORED = 5, 12
STORES = """async () => {
  const databases = await Promise.all((await indexedDB.databases()).map(({ name }) => name));
  const kept = [];
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys()) kept.push(name, request.url);
  const workers = (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope);
  return JSON.stringify([document.title, location.href, history.state, document.cookie, window.name, document.referrer,
    { ...localStorage }, { ...sessionStorage }, databases, kept, workers,
    performance.getEntries().map(({ name }) => name)]);
}"""
# All text and every attribute, templates and shadow trees included; of the box only what surrounds its value.
SHOWING = """() => {
  const found = [];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) found.push(node.data);
    for (const { value } of node.attributes ?? []) found.push(value);
    for (const tree of [node.shadowRoot, node.content]) if (tree) walk(tree);
    node.childNodes.forEach(walk);
  };
  walk(document.querySelector("credentials-checker"));
  return found.join("\\n");
}"""
DROP = """(text) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], "keys.txt", { type: "text/plain" }));
  document.body.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }));
}"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def context(browser: Browser, served: Served, folder: Path, tmp_path: Path) -> Iterator[BrowserContext]:
    """A browser with a profile on the disk, which also writes down all that it asks the network for."""
    log = [f"--log-net-log={tmp_path / 'network.json'}", "--net-log-capture-mode=IncludeSensitive"]
    context = browser.browser_type.launch_persistent_context(
        folder, executable_path=chromium(), args=[*FLAGS, *log], base_url=served.address, locale="pl-PL"
    )
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=served.address)
    yield context
    context.close()


def test_nothing_of_a_session_is_left(
    context: BrowserContext, served: Served, folder: Path, tmp_path: Path
) -> None:
    said: list[str] = []
    page = context.pages[0]
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    pasted = [make_credentials() for _ in range(4)]
    parts = [secret for credentials in pasted for secret in credentials.secrets()]
    open_checker(page)
    page.evaluate("navigator.clipboard.writeText('')")
    _type(page, pasted[0])
    _look(page, said, parts)
    _clear(page)
    paste(page, pasted[1].text())
    _look(page, said, parts)
    # The clipboard got nothing but by a click.
    assert page.evaluate("navigator.clipboard.readText()") == ""
    page.locator("[data-do=copy]").first.click()
    assert page.evaluate("navigator.clipboard.readText()") == pasted[1].api_path
    page.evaluate("navigator.clipboard.writeText('')")
    _clear(page)
    page.evaluate(DROP, pasted[2].text())
    wait_for_result(page)
    _look(page, said, parts)
    _clear(page)
    choose(page, f"BigCommerceAPI-credentials-{pasted[3].client_id}.txt", pasted[3].text().encode())
    page.locator(".support summary").click()
    page.locator("[data-do=copy-support]").click()
    assert not _parts_in(page.evaluate("navigator.clipboard.readText()"), parts, SHOWN)
    _look(page, said, parts)
    # Whole in what a screen reader hears only where the reader put it: in the box, which is empty after a file.
    assert not _parts_in(_accessible(page), parts, SHOWN)
    _clear(page)
    paste(page, pasted[0].text())
    page.goto("/en/checker/")
    page.go_back()
    expect(page.locator("#paste")).to_have_value("")
    paste(page, pasted[1].text())
    page.reload()
    expect(page.locator("#paste")).to_have_value("")
    _look(page, said, parts)
    context.close()
    heard = "\n".join(served.heard)
    assert not _parts_in(heard, parts, STORED)
    _search(tmp_path / "network.json", parts)
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert files
    for file in files:
        _search(file, parts)


def test_the_search_of_files_finds_each_form(tmp_path: Path) -> None:
    word = make_credentials().client_secret
    forms = {
        "utf-8": word.encode(),
        "utf-16": word.encode("utf-16-le"),
        "base64": base64.b64encode(b"x" + word.encode()),
        "part": word[20:43].encode(),
    }
    for name, content in forms.items():
        file = tmp_path / name
        file.write_bytes(b"\0before" + content + b"after")
        with pytest.raises(AssertionError):
            _search(file, [word])


def test_a_box_that_browsers_may_fill_in_is_noticed(browser: Browser, served: Served) -> None:
    """The attempt is a real one: without `autocomplete="off"` the paste is back with the page."""
    served.changes["/checker/"] = lambda text: text.replace('autocomplete="off"', "")
    context = browser.new_context(base_url=served.address, service_workers="block")
    page = context.new_page()
    open_checker(page)
    credentials = make_credentials()
    page.locator("#paste").fill(credentials.text())
    page.goto("/en/checker/")
    page.go_back()
    expect(page.locator("#paste")).to_have_value(credentials.text())
    context.close()


def _type(page: Page, credentials: Credentials) -> None:
    page.locator("#paste").press_sequentially(credentials.text())
    wait_for_result(page)


def _clear(page: Page) -> None:
    page.locator("credentials-checker [data-do=clear]").click()
    expect(page.locator(".result")).to_have_count(0)


def _look(page: Page, said: list[str], secrets: list[str]) -> None:
    for shown in (page.evaluate(SHOWING), "\n".join(said)):
        assert not _parts_in(shown, secrets, SHOWN)
    assert not _parts_in(page.evaluate(STORES), secrets, STORED)


def _accessible(page: Page) -> str:
    session = page.context.new_cdp_session(page)
    return json.dumps(session.send("Accessibility.getFullAXTree"), ensure_ascii=False)


def _parts_in(text: str, secrets: Iterable[str], length: int) -> list[int]:
    """Return which secrets have a part of this length in a text, by their numbers: no failure may quote one."""
    return [
        number
        for number, secret in enumerate(secrets)
        if any(part in text for part in _parts(secret, length))
    ]


def _parts(secret: str, length: int) -> list[str]:
    # What every address of a store has in common is no secret.
    bare = secret.removeprefix("https://api.bigcommerce.com/stores/").removesuffix("/v3/")
    length = min(length, len(bare))
    return [bare[at : at + length] for at in range(len(bare) - length + 1)]


def _search(file: Path, secrets: Iterable[str]) -> None:
    content = file.read_bytes()
    for secret in secrets:
        # Side by side, not each one: the files are large, and what is nearly twice as long holds one of them.
        for part in _parts(secret, STORED)[::STORED]:
            for form in _forms(part):
                assert form not in content, f"a part of a paste is in {file.name}"


def _forms(part: str) -> Iterator[bytes]:
    plain = part.encode()
    yield plain
    yield part.encode("utf-16-le")
    # Base64 of a part depends on where it begins: the letters at its ends hold something of its neighbours.
    for before in range(3):
        letters = base64.b64encode(b"\0" * before + plain).rstrip(b"=")
        yield letters[4 if before else 0 : -2]

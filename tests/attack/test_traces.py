"""After a whole session with the checker, nothing that was pasted is left anywhere, in the browser or on the disk."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from acting import choose, open_checker, paste, wait_for_result
from chromium import FLAGS, chromium
from playwright.sync_api import Browser, BrowserContext, Page, expect
from serving import Served
from values import Credentials, make_credentials

from tests.conftest import Site
from validator import load_contract

CONTRACT = load_contract("bigcommerce-huboo")

# Of a secret no part of five characters may turn up in what is shown, said, sent or stored by the page. Files of the
# browser hold so many bytes that only parts of twelve are not there by chance.
SHORT, LONG = 5, 12
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
  document.querySelectorAll("credentials-checker, scope-form").forEach(walk);
  return found.join("\\n");
}"""
HEARD = ("name", "value", "description")
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
    context: BrowserContext, site: Site, served: Served, folder: Path, tmp_path: Path
) -> None:
    session = _begin(context, site, served)
    page = session.page
    _type(page, session.credentials())
    session.look()
    _clear(page)
    paste(page, session.credentials().text())
    session.look()
    _clear(page)
    given = session.credentials()
    _paste_by_keys(page, "#paste", given.text())
    wait_for_result(page)
    session.look()
    # The clipboard got nothing but by a click.
    assert _clipboard(page) == given.text()
    page.locator("[data-do=copy]").first.click()
    assert _clipboard(page) == given.api_path
    page.evaluate("navigator.clipboard.writeText('')")
    _clear(page)
    page.evaluate(DROP, session.credentials().text())
    wait_for_result(page)
    session.look()
    _clear(page)
    given = session.credentials()
    choose(page, f"BigCommerceAPI-credentials-{given.client_id}.txt", given.text().encode())
    page.locator(".support summary").click()
    page.locator("[data-do=copy-support]").click()
    session.forbid(_clipboard(page))
    session.look()
    # Whole in what a screen reader hears only where the reader put it: in the box, which is empty after a file.
    session.forbid(_accessible(page))
    _clear(page)
    paste(page, session.credentials().text())
    page.goto("/en/checker/")
    page.go_back()
    expect(page.locator("#paste")).to_have_value("")
    paste(page, session.credentials().text())
    page.reload()
    expect(page.locator("#paste")).to_have_value("")
    session.look()
    _use_the_scope_form(session)
    context.close()
    session.forbid("\n".join(served.heard))
    _search(tmp_path / "network.json", session.secrets)
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert files
    for file in files:
        _search(file, session.secrets)


def _use_the_scope_form(session: Session) -> None:
    """Paste a list of scopes there, and keys, as somebody does who takes it for the checker."""
    page = session.page
    page.goto("/scopes/")
    page.locator("scope-form summary").first.click()
    rows = "\n".join(f"{scope.label}: {scope.required}" for scope in CONTRACT.required_scopes)
    for text in (session.credentials().text(), f"{rows}\n{session.credentials().text()}"):
        _paste_by_keys(page, "#scope-paste", text)
        wait_for_result(page, "scope-form")
        assert _clipboard(page) == text
        session.look()
        page.locator("#scope-paste").fill("")
    page.evaluate("navigator.clipboard.writeText('')")
    for button in page.locator("scope-form [data-do]").all():
        if button.is_visible() and "copy" in (button.get_attribute("data-do") or ""):
            button.click()
            session.forbid(_clipboard(page))
    page.reload()
    expect(page.locator("#scope-paste")).to_have_value("")
    session.look()


@dataclass
class Session:
    page: Page
    known: str = field(
        repr=False
    )  # what was there before anything was pasted, and the names of the site's files
    said: list[str] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list, repr=False)  # of all that was pasted

    def credentials(self) -> Credentials:
        """Return what nobody pasted yet."""
        made = make_credentials()
        self.secrets += made.secrets()
        return made

    def look(self) -> None:
        """See that no part of what was pasted is shown, said or stored."""
        for shown in (self.page.evaluate(SHOWING), "\n".join(self.said), self.page.evaluate(STORES)):
            self.forbid(shown)

    def forbid(self, text: str) -> None:
        """See that no part of what was pasted is in a text; a part that was known before by chance tells nothing."""
        parts = [{part for part in _parts(secret, SHORT) if part in text} for secret in self.secrets]
        found = [number for number, each in enumerate(parts) if any(part not in self.known for part in each)]
        if found:
            # By their numbers: no failure may quote one.
            raise AssertionError(f"there are parts of what was pasted: {found}")


def _begin(context: BrowserContext, site: Site, served: Served) -> Session:
    page = context.pages[0]
    names = "\n".join(file.name for file in site.folder.rglob("*"))
    session = Session(page, names)
    page.on("console", lambda message: session.said.append(message.text))
    page.on("pageerror", lambda error: session.said.append(str(error)))
    open_checker(page)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    session.known += page.evaluate(SHOWING) + page.evaluate(STORES) + "\n".join(served.heard)
    page.goto("/scopes/")
    session.known += page.evaluate(SHOWING)
    open_checker(page)
    return session


def test_a_value_that_is_shown_is_noticed(context: BrowserContext, site: Site, served: Served) -> None:
    """The search finds what masking hides, were it not hidden."""

    def unmasked(script: str) -> str:
        place = "field: field.target }"
        assert place in script
        return script.replace(place, "field: field.target, masked: field.value?.slice(3, 9) }")

    served.changes["/checker.js"] = unmasked
    session = _begin(context, site, served)
    paste(session.page, session.credentials().text())
    with pytest.raises(AssertionError):
        session.look()


@pytest.mark.parametrize(
    "leak",
    [
        "localStorage.setItem('x', text.slice(20, 26))",
        "history.replaceState(text.slice(20, 26), '')",
        "document.title = text.slice(20, 26)",
        "console.log(text.slice(20, 26))",
        "fetch(`/?${text.slice(20, 26)}`)",
        "document.cookie = `x=${text.slice(20, 26)}`",
    ],
)
def test_a_part_that_is_left_anywhere_is_noticed(
    context: BrowserContext, site: Site, served: Served, leak: str
) -> None:
    served.changes["/checker.js"] = lambda script: script.replace(
        "this.#asked = { text };", f"this.#asked = {{ text }}; {leak};"
    )
    session = _begin(context, site, served)
    paste(session.page, session.credentials().text())
    with pytest.raises(AssertionError):
        session.look()


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


def _paste_by_keys(page: Page, box: str, text: str) -> None:
    page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    page.locator(box).focus()
    page.keyboard.press("ControlOrMeta+V")


def _clipboard(page: Page) -> str:
    return page.evaluate("navigator.clipboard.readText()")


def _clear(page: Page) -> None:
    page.locator("credentials-checker [data-do=clear]").click()
    expect(page.locator(".result")).to_have_count(0)


def _accessible(page: Page) -> str:
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    return "\n".join(str(node.get(name, {}).get("value")) for node in nodes for name in HEARD)


def _parts(secret: str, length: int) -> list[str]:
    # What every address of a store has in common is no secret.
    bare = secret.removeprefix("https://api.bigcommerce.com/stores/").removesuffix("/v3/")
    length = min(length, len(bare))
    return [bare[at : at + length] for at in range(len(bare) - length + 1)]


def _search(file: Path, secrets: Iterable[str]) -> None:
    content = file.read_bytes()
    for secret in secrets:
        # Side by side, not each one: the files are large, and what is nearly twice as long holds one of them.
        for part in _parts(secret, LONG)[::LONG]:
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

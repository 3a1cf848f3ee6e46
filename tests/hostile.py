"""Turns the worker's script into what somebody who got at it might make of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

WAYS = (Path(__file__).parent / "attack" / "ways.js").read_text(encoding="utf-8")
IN_ANY_SCRIPT = (
    "fetch",
    "fetch no-cors",
    "XMLHttpRequest",
    "WebSocket",
    "EventSource",
    "WebTransport",
    "WebSocketStream",
    "import()",
    "importScripts()",
    "Worker",
    "FontFace",
)
# Ways that end inside the browser, or open what others need: they are known by what the script could do.
WITHIN = (
    "BroadcastChannel",
    "Cache Storage",
    "IndexedDB",
    "File System",
    "Storage Buckets",
    "old File System",
    "Web Locks",
    "new Function",
)
# Tries every way with the token that was pasted.
TRY = """
const [word] = JSON.parse(request).text.match(/[0-9a-z]{31}/);
await tryWays({ names: NAMES, bases: BASES, word });
"""
ANSWER = (
    "line.onmessage = ({ data: { id, request } }) => line.postMessage({ id, reply: reply(answer, request) });"
)
HOSTILE = """line.onmessage = async ({ data: { id, request } }) => {
  let said = reply(answer, request);
  %s
  line.postMessage({ id, reply: said });
};"""
# Answers before it tries: where nothing is refused, a try may take longer than the page waits for an answer.
HOSTILE_AFTER = """line.onmessage = async ({ data: { id, request } }) => {
  line.postMessage({ id, reply: reply(answer, request) });
  %s
};"""


def trying(names: Collection[str], bases: Sequence[tuple[str, str]]) -> str:
    """Return code that tries ways with what was pasted, towards addresses that have names."""
    return TRY.replace("NAMES", json.dumps(list(names))).replace("BASES", json.dumps(bases))


def hostile(code: str, manner: str = HOSTILE) -> Callable[[str], str]:
    """Return what puts code into the worker's script: it runs once a paste is there, and may change what is `said`."""

    def change(worker: str) -> str:
        assert ANSWER in worker
        return WAYS + worker.replace(ANSWER, manner % code)

    return change


def forbidding_nothing(frame: str) -> str:
    """Return the hidden frame's page without its policy, and its workers with all that workers have."""
    assert "delete owner[name]" in frame
    return re.sub(r"<meta http-equiv[^>]*>", "", frame).replace("delete owner[name]", "0")

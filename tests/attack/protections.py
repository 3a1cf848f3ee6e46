"""The protections one by one: how each is taken away, and which ways are open then.

That a way is open without its protection shows that the attempt is a real one; that it is closed with it, that this
protection is what closes it. The site's server leaves the protection out as it sends the file: a page that Playwright
answers in its place counts for Chromium as none of this machine, and could ask no other address of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

DIGEST = r"'sha256-[^']*'"
CONNECTING = (
    "fetch",
    "fetch no-cors",
    "XMLHttpRequest",
    "WebSocket",
    "EventSource",
    "WebTransport",
    "WebSocketStream",
)


@dataclass(frozen=True, slots=True)
class Protection:
    place: str  # where the hostile code is: "worker", "frame" or "page"
    title: str
    old: str  # what stands in the file
    new: str  # what is sent instead
    opens: frozenset[str] = frozenset()  # ways that arrive then
    allows: frozenset[str] = frozenset()  # ways within the browser that are possible then


def _elsewhere(*ways: str) -> frozenset[str]:
    return frozenset(f"elsewhere {way}" for way in ways)


def _own(*ways: str) -> frozenset[str]:
    return frozenset(f"own {way}" for way in ways)


IN_WORKER = (
    Protection(
        "worker",
        "connect-src 'none'",
        "connect-src 'none'",
        "connect-src * ws:",
        _elsewhere(*CONNECTING)
        | _own("fetch", "fetch no-cors", "XMLHttpRequest", "WebSocket", "EventSource", "WebSocketStream"),
    ),
    Protection(
        "worker", "script-src without 'self'", " blob: 'wasm", " blob: 'self' 'wasm", _own("import()")
    ),
    Protection(
        "worker",
        "script-src without other hosts",
        " blob: 'wasm",
        " blob: * 'wasm",
        _elsewhere("import()") | _own("import()"),
    ),
    Protection(
        "worker",
        "script-src without 'unsafe-eval'",
        "'wasm-unsafe-eval'",
        "'unsafe-eval'",
        allows=_own("new Function"),
    ),
    Protection("worker", "no BroadcastChannel", '"BroadcastChannel", ', "", allows=_own("BroadcastChannel")),
    Protection("worker", "no caches", '"caches", ', "", allows=_own("Cache Storage")),
    Protection("worker", "no IndexedDB", '"indexedDB", ', "", allows=_own("IndexedDB")),
    Protection(
        "worker",
        "no old file system",
        '"webkitRequestFileSystem",',
        "",
        allows=_own("old File System"),
    ),
    Protection("worker", "no file system", '"storage", ', "", allows=_own("File System")),
    Protection("worker", "no buckets", ', "storageBuckets"', "", allows=_own("Storage Buckets")),
    Protection("worker", "no locks", '"locks", ', "", allows=_own("Web Locks")),
)
IN_FRAME = (
    Protection(
        "frame",
        "default-src 'none'",
        "default-src 'none'",
        "default-src * 'unsafe-inline'",
        _elsewhere(
            "image",
            "css url",
            "FontFace",
            "stylesheet",
            "@import",
            "preload font",
            "video",
            "object",
            "prefetch",
        )
        | _own("image", "FontFace", "stylesheet", "@import", "video", "object", "prefetch"),
    ),
    Protection(
        "frame",
        "form-action 'none'",
        "form-action 'none'",
        "form-action *",
        _elsewhere("form") | _own("form"),
    ),
    Protection("frame", "base-uri 'none'", "base-uri 'none'", "base-uri *", allows=_elsewhere("base")),
    Protection(
        "frame",
        "script-src with the digest of one script",
        "script-src ",
        "script-src 'unsafe-inline' ",
        allows=_own("inline script"),
    ),
)
IN_PAGE = (
    Protection(
        "page",
        "connect-src 'self'",
        "connect-src 'self'",
        "connect-src * ws:",
        _elsewhere(*CONNECTING, "sendBeacon"),
    ),
    Protection(
        "page",
        "script-src 'self'",
        "script-src 'self'",
        "script-src 'self' *",
        _elsewhere("import()", "script", "module script", "preload", "modulepreload", "prefetch"),
    ),
    Protection(
        "page",
        "script-src without 'unsafe-eval'",
        "script-src 'self'",
        "script-src 'self' 'unsafe-eval'",
        allows=_own("new Function"),
    ),
    Protection(
        "page",
        "script-src without 'unsafe-inline'",
        "script-src 'self'",
        "script-src 'self' 'unsafe-inline'",
        allows=_own("inline script"),
    ),
    Protection("page", "style-src 'self'", "style-src 'self'", "style-src *", _elsewhere("stylesheet")),
    Protection(
        "page",
        "style-src without 'unsafe-inline'",
        "style-src 'self'",
        "style-src * 'unsafe-inline'",
        _elsewhere("stylesheet", "@import"),
    ),
    Protection("page", "img-src 'self'", "img-src 'self'", "img-src *", _elsewhere("image", "css url")),
    Protection("page", "frame-src 'self'", "frame-src 'self'", "frame-src *", _elsewhere("iframe")),
    Protection(
        "page",
        "default-src 'none'",
        "default-src 'none'",
        "default-src *",
        _elsewhere("FontFace", "preload font", "video", "object", "prefetch"),
    ),
    Protection("page", "form-action 'none'", "form-action 'none'", "form-action *", _elsewhere("form")),
    Protection("page", "base-uri 'none'", "base-uri 'none'", "base-uri *", allows=_elsewhere("base")),
)
PROTECTIONS = IN_WORKER + IN_FRAME + IN_PAGE
FILES = {"worker": "/frame.htm", "frame": "/frame.htm", "page": "/safety/"}


def without(protection: Protection) -> Callable[[str], str]:
    """Return what takes a protection out of its file; it must be there."""

    def change(text: str) -> str:
        head, end, rest = text.partition("</title>")
        if protection.old in head:
            if protection.old.startswith("script-src") and "'unsafe-inline'" in protection.new:
                # Where digests stand, browsers overlook it.
                head = re.sub(DIGEST, "", head)
            return head.replace(protection.old, protection.new, 1) + end + rest
        assert protection.old in rest, f"{protection.title} is not where it was"
        # The script is not the one any more that the policy knows by its digest.
        head = re.sub(DIGEST, "'unsafe-inline'", head)
        return head + end + rest.replace(protection.old, protection.new, 1)

    return change


def without_policy(text: str) -> str:
    """Return a page that forbids nothing."""
    return re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)

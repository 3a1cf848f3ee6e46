"""The policy that every page carries: what it may load, and that it talks to its own site alone.

It is worked out from the finished pages, so that it allows the scripts that are there and no other, and it stands in
each page as well as in the files that hosts read headers from: some hosts cannot set any.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import override

# Where the policy goes in: before anything that it judges.
PLACE = '<meta charset="utf-8">'
META = '<meta http-equiv="Content-Security-Policy" content="{policy}">'
# Types of a script element that no browser runs.
DATA_TYPES = frozenset(("application/json", "application/ld+json", "text/template"))
# Allowed to the whole site where a host sets headers: the frame in which Python runs is one of its pages, and both
# its own policy and this one hold there. The pages' own, stricter, holds on the pages.
FRAME_SOURCES = ("blob:", "'wasm-unsafe-eval'")

OTHER_HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
}
# A name that holds a digest of the content: what it names never changes.
UNCHANGING = re.compile(r"\.[0-9a-f]{16}\.\w+$")


class PolicyError(ValueError):
    """A page that would break its own policy; the message names file, line and cure."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a page holds that a policy has to know of."""

    scripts: tuple[str, ...]  # digests of its inline scripts, as a policy writes them
    faults: tuple[str, ...]  # what no policy of ours allows, each with its line


def lay_policy(site: Path) -> None:
    """Put its policy into every page of a finished site, and all of them into `_headers`.

    Raises `PolicyError` for a page that would break its own.
    """
    digests: set[str] = set()
    for file in sorted(site.rglob("*.html")):
        html = file.read_text(encoding="utf-8")
        found = look(html)
        if found.faults:
            raise PolicyError(f"{file.relative_to(site)}: {found.faults[0]}")
        digests.update(found.scripts)
        file.write_text(with_policy(html, found.scripts), encoding="utf-8")
    unchanging = sorted(
        file.relative_to(site).as_posix() for file in site.rglob("*") if UNCHANGING.search(file.name)
    )
    (site / "_headers").write_text(headers(sorted(digests), unchanging), encoding="utf-8")


def look(html: str) -> Found:
    """Return what a page holds that its policy must allow, or cannot."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Found(tuple(dict.fromkeys(reader.scripts)), tuple(reader.faults))


def with_policy(html: str, digests: Iterable[str]) -> str:
    """Return the page with its policy in its head; a page that has one already stays as it is."""
    if "Content-Security-Policy" in html:
        return html
    return html.replace(PLACE, PLACE + META.format(policy=policy(digests)), 1)


def policy(digests: Iterable[str], *, whole_site: bool = False) -> str:
    """Return the policy for pages with these inline scripts, or the one a host sends with every file."""
    frame = FRAME_SOURCES if whole_site else ()
    directives = {
        "default-src": ("'none'",),
        "script-src": ("'self'", *digests, *frame),
        "style-src": ("'self'",),
        "img-src": ("'self'", "data:"),
        "connect-src": ("'self'",),
        "worker-src": ("'self'", *frame[:1]),
        "frame-src": ("'self'",),
        "manifest-src": ("'self'",),
        "base-uri": ("'none'",),
        "form-action": ("'none'",),
    }
    if whole_site:
        # Only a header can say this; the site frames nothing but its own checker.
        directives["frame-ancestors"] = ("'self'",)
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def headers(digests: Iterable[str], unchanging: Iterable[str]) -> str:
    """Return the headers in the form that Netlify and Cloudflare Pages read."""
    sent = {"Content-Security-Policy": policy(digests, whole_site=True)} | OTHER_HEADERS
    lines = ["/*", *(f"  {name}: {value}" for name, value in sent.items())]
    for path in unchanging:
        lines += [f"/{path}", "  Cache-Control: public, max-age=31536000, immutable"]
    return "\n".join(lines) + "\n"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.scripts: list[str] = []
        self.faults: list[str] = []
        self._script: list[str] | None = None

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.faults += self._faults_of(tag, named)
        runs = tag == "script" and (named.get("type") or "") not in DATA_TYPES
        if runs and "src" not in named:
            self._script = []

    @override
    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script.append(data)

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._script is not None:
            digest = hashlib.sha256("".join(self._script).encode()).digest()
            self.scripts.append(f"'sha256-{base64.b64encode(digest).decode()}'")
            self._script = None

    def _faults_of(self, tag: str, named: dict[str, str | None]) -> Iterator[str]:
        line = self.getpos()[0]
        if tag == "style":
            yield f"line {line}: a <style> element is not allowed; move its rules into a stylesheet"
        for name, value in named.items():
            if name == "style":
                yield f'line {line}: style="…" on <{tag}> is not allowed; give it a class and a rule'
            elif name.startswith("on"):
                yield f'line {line}: {name}="…" on <{tag}> is not allowed; listen for the event in a script'
            elif name in ("href", "src") and (value or "").lower().startswith("javascript:"):
                yield f"line {line}: a javascript: address on <{tag}> is not allowed; use a button and a script"
        source = named.get("src") or ""
        if tag in ("script", "img", "iframe") and source.startswith(("http:", "https:", "//")):
            yield f"line {line}: <{tag}> asks another host; put the file into docs/assets"

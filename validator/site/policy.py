"""The policy that every page carries: what it may load, and that it talks to its own site alone.

It is worked out from the finished pages, so that it allows the scripts that are there and no other, and it stands in
each page, for hosts that cannot set headers. What other hosts send is made from it in the folder `hosting`.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import override

from .pages import Pages
from .store import stored

# Where the policy goes in: before anything that it judges.
PLACE = '<meta charset="utf-8">'
META = '<meta http-equiv="Content-Security-Policy" content="{policy}">'
CARRIED = re.compile(r'<meta http-equiv="Content-Security-Policy" content="(?P<policy>[^"]*)">')
# Types of a script element that no browser runs.
DATA_TYPES = frozenset(("application/json", "application/ld+json", "text/template"))
# What a page may not hold, because nothing of the policy allows it, and the cure.
REFUSED = {
    "style": "move its rules into a stylesheet",
    "object": "link to the file",
    "embed": "link to the file",
    "base": "write addresses in full",
    "audio": "link to the file",
    "video": "link to the file",
}
# Elements that fetch what they name without being asked.
FETCHING = frozenset(("script", "img", "iframe", "link", "source", "input", "image", "use"))
# Links that lead somewhere, and fetch nothing.
LEADING = frozenset(
    ("canonical", "alternate", "alternate ", "next", "prev", "license", "author", "me", "edit")
)
ELSEWHERE = ("http:", "https:", "//")
# What a stylesheet has browsers fetch.
IN_STYLES = re.compile(r"""(?:url\(\s*|@import\s+)["']?(?P<address>(?:https?:)?//[^"')\s]+)""", re.IGNORECASE)


class PolicyError(ValueError):
    """A page that would break its own policy; the message names file, line and cure."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a page holds that a policy has to know of."""

    scripts: tuple[str, ...]  # digests of its inline scripts, as a policy writes them
    faults: tuple[str, ...]  # what no policy of ours allows, each with its line


def lay_policy(pages: Pages) -> None:
    """Put its policy into every page of a finished site; `PolicyError` for what would break it."""
    for file in pages.files(".css"):
        found = IN_STYLES.search(text := file.read_text(encoding="utf-8"))
        if found:
            line = text.count("\n", 0, found.start()) + 1
            raise PolicyError(
                f"{file.relative_to(pages.site)}: line {line}: asks another host for {found['address']}; "
                "put the file into docs/assets"
            )
    for file, html in sorted(pages.items()):
        pages[file] = guarded(html, str(file.relative_to(pages.site)))


def guarded(html: str, name: str) -> str:
    """Return a page with the policy that allows what it holds; `PolicyError` names it where it would break it."""
    seen = look(html)
    faults = [*seen.faults, *_faults_of_head(html)]
    if faults:
        raise PolicyError(f"{name}: {faults[0]}")
    return with_policy(html, seen.scripts)


@stored
def look(html: str) -> Found:
    """Return what a page holds that its policy must allow, or cannot."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Found(tuple(dict.fromkeys(reader.scripts)), tuple(reader.faults))


def with_policy(html: str, digests: Iterable[str]) -> str:
    """Return the page with its policy in its head; a page that has one already stays as it is."""
    if carried(html) is not None:
        return html
    return html.replace(PLACE, PLACE + META.format(policy=policy(digests)), 1)


def carried(html: str) -> str | None:
    """Return the policy that a page carries in its head."""
    # One that is written about, further down, governs nothing.
    found = CARRIED.search(html.partition("</head>")[0])
    return found["policy"] if found else None


def policy(digests: Iterable[str]) -> str:
    """Return the policy for a page with these inline scripts."""
    directives = {
        "default-src": ("'none'",),
        "script-src": ("'self'", *digests),
        "style-src": ("'self'",),
        "img-src": ("'self'", "data:"),
        "connect-src": ("'self'",),
        "worker-src": ("'self'",),
        "frame-src": ("'self'",),
        "manifest-src": ("'self'",),
        "base-uri": ("'none'",),
        "form-action": ("'none'",),
    }
    return written(directives)


def directives_of(text: str) -> dict[str, tuple[str, ...]]:
    """Return the sources of each directive of a policy."""
    split = (directive.split() for directive in text.split(";"))
    return {name: tuple(sources) for name, *sources in split}


def written(directives: Mapping[str, Sequence[str]]) -> str:
    """Return a policy as browsers read it."""
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def _faults_of_head(html: str) -> Iterator[str]:
    if carried(html) is None and PLACE not in html.partition("</head>")[0]:
        yield f"line 1: there is no place for the policy; begin the head with {PLACE}"


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
        if tag in REFUSED:
            yield f"line {line}: a <{tag}> element is not allowed; {REFUSED[tag]}"
        if tag == "form" and "action" in named:
            yield f"line {line}: a form may send nothing; take away its action and read it in a script"
        for name, value in named.items():
            if name == "style":
                yield f'line {line}: style="…" on <{tag}> is not allowed; give it a class and a rule'
            elif name == "srcdoc":
                yield f"line {line}: srcdoc on <{tag}> is not allowed; make it a page of its own"
            elif name.startswith("on"):
                yield f'line {line}: {name}="…" on <{tag}> is not allowed; listen for the event in a script'
            elif name in ("href", "src") and (value or "").lower().lstrip().startswith("javascript:"):
                yield f"line {line}: a javascript: address on <{tag}> is not allowed; use a button and a script"
        if tag in FETCHING and (named.get("rel") or "").lower() not in LEADING:
            for address in filter(None, map(named.get, ("src", "href", "srcset", "xlink:href"))):
                if address.lower().lstrip().startswith(ELSEWHERE):
                    yield f"line {line}: <{tag}> asks another host; put the file into docs/assets"

"""Judging the address of a store's API, which people copy from many wrong places."""

from __future__ import annotations

import re

from ..contract import AddressShape
from ..text import look_alikes
from .values import LONGEST, Verdict, counted, foreign, in_order

SCHEME = re.compile(r"^(?:https?:)?//|^https?(?::/?|//)(?=[a-z])", re.IGNORECASE)
PLACEHOLDER = re.compile(
    r"[{}<>\[\]$*]|\bstore[_-]?hash\b|\byour\b|\byour[_-]|x{4}|\bhash\b|\bexample\b|(?<=/)(?:\.\.\.|\u2026)/|\babc123\b",
    re.IGNORECASE,
)
SLASHES = re.compile(r"[/\\]+")
PORT = re.compile(r"^:\d+")
QUERY = re.compile(r"[?#].*")
CHANNEL = re.compile(r"-\d+$")  # the number of a channel behind a store's key: "store-abc123-1"
HOST_ENDS = ("", "/", "\\", ":", "?", "#")
DOTS = re.compile(r"\.{3}|\u2026")
EXAMPLE_KEY = re.compile(
    r"x{4}|hash|store|shop|your|test|todo|sample|value|change|abc123|xyz123|foo(?:bar|123)|demo|example|qwerty"
)
# Where an address that is no API of the shop platform at all still looks like one.
HOST = re.compile(r"^(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:[/:?#]|$)", re.IGNORECASE)


def judge_address(value: str, shape: AddressShape, cut: bool) -> Verdict:
    """Judge an address as it was pasted; a usable one comes back in the form in which it is issued."""
    if len(value) > LONGEST:
        return Verdict(False, code="path-extra")
    plain = value.strip().replace("\\/", "/")
    if len(plain.split()) > 1 or PLACEHOLDER.search(plain):
        return Verdict(False, code="placeholder")
    if cut or DOTS.search(plain):
        return Verdict(False, code="truncated")
    latin = look_alikes(plain)
    if latin != plain:
        repaired = judge_address(latin, shape, False).value
        return Verdict(
            False, code="look-alike", suggestion=repaired or None, params={"count": foreign(plain)}
        )
    host, _, path = shape.prefix.removeprefix("https://").partition("/")
    rest = SCHEME.sub("", plain)
    for mistake in shape.mistakes:
        found = mistake.pattern.search(rest)
        if found:
            return Verdict(False, code=mistake.code, suggestion=_address(found.groupdict().get("key"), shape))
    if rest.lower().startswith(host) and rest[len(host) : len(host) + 1] in HOST_ENDS:
        return _on_host(rest[len(host) :], path, shape)
    if rest.lower().lstrip("/").startswith(path):
        inner = _on_host(rest, path, shape)
        return Verdict(True, inner.value, code="path-derived", derived=True) if inner.ok else inner
    if len(plain) >= len("http") and shape.prefix.startswith(plain.lower()):
        return Verdict(False, code="truncated")
    return _bare_key(rest, shape) or _elsewhere(plain, shape)


def from_key(value: str, shape: AddressShape) -> Verdict | None:
    """Work the address out from the store's key alone; None where this is no key."""
    key = value.strip("/").removeprefix("stores/")
    if not shape.key.fits(key):
        return None
    if _is_example(key):
        return Verdict(False, code="placeholder")
    return Verdict(True, shape.of(key), code="path-derived", derived=True)


def from_site(value: str, shape: AddressShape) -> Verdict | None:
    """Work the address out from any address that holds the store's key; None where none does."""
    verdict = judge_address(value, shape, False)
    if verdict.ok:
        return verdict
    if verdict.suggestion:
        return Verdict(True, verdict.suggestion, code="path-derived", derived=True)
    return None


def _on_host(rest: str, path: str, shape: AddressShape) -> Verdict:
    parts = [part for part in SLASHES.split(PORT.sub("", rest)) if part]
    keyless = [part for part in parts if part.lower() not in (path.strip("/"), *_versions(shape))]
    if not keyless:
        return Verdict(False, code="path-host-only")
    if path.startswith(parts[0].lower()) and len(parts) == 1:
        return Verdict(False, code="truncated")
    if parts[0].lower() != path.strip("/"):
        return Verdict(False, code="path-host-only" if len(parts) == 1 else "path-other-api")
    key, tail = parts[1], [part.lower() for part in parts[2:]]
    named = QUERY.sub("", key)
    if len(parts) == 2 and shape.key.spelled(named) and len(named) < min(shape.key.lengths):
        return Verdict(False, code="truncated")
    if not shape.key.fits(named):
        return _key(named, shape)
    if _is_example(named):
        return Verdict(False, code="placeholder")
    glued = next((named.removesuffix(end) for end in _versions(shape) if named.endswith(end)), "")
    if not tail and shape.key.fits(glued):
        # The slash before the version was lost, or the key happens to end like one.
        return Verdict(False, code="path-extra", suggestion=shape.of(glued))
    address = shape.of(named)
    if len(tail) == 1 and len(tail[0]) < len(shape.version) and shape.version.startswith(tail[0]):
        return Verdict(False, code="truncated", suggestion=address)
    if named != key or len(tail) > 1 or (tail and tail[0] not in _versions(shape)):
        # A second address behind it, or a slash within the key: then nobody can say which store is meant.
        doubtful = path.strip("/") in tail or (len(tail) > 1 and tail[1] in _versions(shape))
        return Verdict(False, code="path-extra", suggestion=None if doubtful else address)
    if not tail:
        return Verdict(True, address, code="path-no-version")
    return Verdict(True, address, code=None if tail[0] == shape.version else "path-old-version")


def _key(key: str, shape: AddressShape) -> Verdict:
    small = key.lower()
    if small.startswith("store-"):
        bare = CHANNEL.sub("", small.removeprefix("store-"))
        return Verdict(False, code="path-store-prefix", suggestion=_address(bare, shape))
    if small != key and shape.key.fits(small):
        return Verdict(False, code="upper-case", suggestion=shape.of(small))
    if shape.key.spelled(small):
        longest = max(shape.key.lengths)
        return Verdict(False, code="wrong-length", params={"length": len(key), "expected": longest})
    return Verdict(False, code="wrong-characters", params={"count": shape.key.strangers(small)})


def _bare_key(value: str, shape: AddressShape) -> Verdict | None:
    """Judge what may be a store's key in place of an address: with a digit it is hardly a word."""
    small = value.lower()
    if value.isalpha():
        return Verdict(False, code="placeholder")
    if small.startswith("store-") or (small != value and shape.key.fits(small)):
        return _key(value, shape)
    return from_key(value, shape)


def _elsewhere(plain: str, shape: AddressShape) -> Verdict:
    small = plain.lower()
    # Something is wrong before an address that is right: "ttps://api…", "https://www.api…".
    before = small.find(shape.prefix.removeprefix("https://"))
    repaired = judge_address(plain[before:], shape, False).value if before > 0 else None
    if HOST.match(plain) or "@" in plain:
        return Verdict(False, code="path-other-host", suggestion=repaired)
    count = before if repaired else len(plain)
    return Verdict(False, code="wrong-characters", suggestion=repaired, params={"count": count})


def _is_example(key: str) -> bool:
    few = len(set(key)) < (3 if len(key) > 5 else 2)
    return few or counted(key) or in_order(key) or EXAMPLE_KEY.search(key) is not None


def _address(key: str | None, shape: AddressShape) -> str | None:
    return shape.of(key.lower()) if key and shape.key.fits(key.lower()) else None


def _versions(shape: AddressShape) -> tuple[str, ...]:
    return (shape.version, *shape.older_versions)

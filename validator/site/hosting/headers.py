"""The rules in the two files that Netlify and Cloudflare Pages read: `_headers` and `_redirects`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from .rules import FOR_EVER, HEADERS, LOST, Rules, rules_of

# Cloudflare's limits; what is beyond them is ignored there, without a word at the build.
MOST_RULES = 100
LONGEST_LINE = 2000


class HostingError(ValueError):
    """What a host would not take; the message says what to do."""


def lay_headers(site: Path) -> None:
    """Write both files below a finished site; `HostingError` where a host would ignore a part."""
    rules = rules_of(site)
    (site / "_headers").write_text(_headers(rules, site), encoding="utf-8")
    (site / "_redirects").write_text(_redirects(rules), encoding="utf-8")


def _headers(rules: Rules, site: Path) -> str:
    # Both hosts add up all rules that fit an address, and two policies both hold. So there is one for all files,
    # the frame's sources in it; what pages and frame carry themselves is stricter and holds as well.
    sent = {"Content-Security-Policy": rules.together} | HEADERS
    lines = ["/*", *(f"  {name}: {value}" for name, value in sent.items())]
    paths = list(_grouped(rules.unchanging, site))
    for path in paths:
        lines += [f"/{path}", f"  Cache-Control: {FOR_EVER}"]
    if len(paths) >= MOST_RULES:
        raise HostingError(
            f"_headers would have {len(paths) + 1} rules, and hosts read {MOST_RULES}: "
            "put files whose names hold digests into a folder without others"
        )
    longest = max(lines, key=len)
    if len(longest) > LONGEST_LINE:
        raise HostingError(
            f"_headers would have a line of {len(longest)} signs, and hosts read {LONGEST_LINE}: {longest[:60]}…"
        )
    return "\n".join(lines) + "\n"


def _grouped(unchanging: Iterable[str], site: Path) -> Iterator[str]:
    """Yield one path for each folder that holds unchanging files alone, and the others one by one."""
    by_folder: dict[PurePosixPath, list[str]] = {}
    for path in unchanging:
        by_folder.setdefault(PurePosixPath(path).parent, []).append(path)
    for folder, paths in by_folder.items():
        # A neighbour that is compressed is served in place of its file, and is none of its own.
        there = [entry for entry in (site / folder).iterdir() if entry.suffix not in (".br", ".gz")]
        if len(paths) > 1 and len(paths) == len(there):
            yield f"{folder}/*"
        else:
            yield from paths


def _redirects(rules: Rules) -> str:
    lines = []
    if rules.first:
        # Page by page: Cloudflare follows these even where there is a file, and the short links are there.
        lines.append(f"/{rules.first}/ / 301")
        lines += [f"/{rules.first}/{page}/* /{page}/:splat 301" for page in rules.pages_of_first]
    # Netlify's; Cloudflare passes over them, because there the nearest page of that name is found unasked.
    lines += [f"/{folder}/* /{folder}/{LOST} 404" for folder in rules.lost]
    return "".join(f"{line}\n" for line in lines)

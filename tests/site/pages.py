"""Reads built pages: ids, links, headings."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path


@dataclass
class BuiltPage:
    path: Path
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)  # href and src
    headings: list[tuple[int, str]] = field(default_factory=list)  # level and id
    lang: str = ""


def read_page(path: Path) -> BuiltPage:
    page = BuiltPage(path)
    reader = _Reader(page)
    reader.feed(path.read_text(encoding="utf-8"))
    return page


class _Reader(HTMLParser):
    def __init__(self, page: BuiltPage) -> None:
        super().__init__()
        self._page = page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self._page.ids.append(given["id"])
        self._page.links += [given[key] for key in ("href", "src") if given.get(key)]
        if tag == "html":
            self._page.lang = given.get("lang") or ""
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self._page.headings.append((int(tag[1]), given.get("id") or ""))

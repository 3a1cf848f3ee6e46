"""What the parts of a page are about: the headings that links lead to, and the first words below each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import override

SENTENCE_END = re.compile(r"(?<=[.!?\u2026])\s")
HEADINGS = ("h2", "h3")
# Of a paragraph with this class, nobody learns what the part is about.
SIDE = "step__side"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with an id, and what follows it."""

    id: str
    title: str
    sentence: str  # the first one below it


def sections_of(html: str) -> tuple[Section, ...]:
    """Return the parts of a finished page, in its order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(
        Section(id, _text(title), SENTENCE_END.split(_text(below), maxsplit=1)[0])
        for id, title, below in reader.found
    )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[str], list[str]]] = []
        self._into: list[str] | None = None

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag in HEADINGS and named.get("id"):
            self.found.append((str(named["id"]), [], []))
            self._into = self.found[-1][1]
        elif tag == "p" and self.found and not self.found[-1][2] and named.get("class") != SIDE:
            self._into = self.found[-1][2]

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in (*HEADINGS, "p"):
            self._into = None

    @override
    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into.append(data)


def _text(parts: list[str]) -> str:
    return " ".join("".join(parts).split(" ")).strip().replace("\n", " ")

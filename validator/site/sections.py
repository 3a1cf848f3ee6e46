"""What the parts of a page are about: the headings that links lead to, and the first words below each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import override

from .store import stored

SENTENCE_END = re.compile(r"(?<=[.!?\u2026])\s")
SPACES = re.compile(r"[ \n]+")  # others are kept: those that do not break
BEFORE_STOP = re.compile(r"(?<=\S) (?=[.,])")  # left where a mark of the picture was
HEADINGS = ("h2", "h3")
# A paragraph with this class begins a step: which of the panels it is about.
SIDE = "step__side"
LABEL = "ui"  # class of what a panel calls something
MARK = "screen-mark"  # class of a number in a picture


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with an id, and what follows it."""

    id: str
    title: str
    sentence: str  # what it is about: the first one below it; in a step, the first that names something in the panel


@stored
def sections_of(html: str) -> tuple[Section, ...]:
    """Return the parts of a finished page, in its order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(Section(part.id, _text(part.title), _sentence(part)) for part in reader.found)


@dataclass(slots=True)
class _Part:
    id: str
    title: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)  # the first paragraph
    labels: list[str] = field(default_factory=list)  # in that paragraph
    is_step: bool = False


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[_Part] = []
        self._into: list[str] | None = None
        self._boxes = 0  # such as warnings, which say something beside what the part is about
        self._spans: list[str | None] = []  # classes of those that are open

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag in HEADINGS and named.get("id"):
            self.found.append(_Part(str(named["id"])))
            self._into = self.found[-1].title
            self._boxes = 0
        elif tag == "div":
            self._boxes += 1
        elif tag == "span":
            self._spans.append(named.get("class"))
        elif tag == "p" and self.found and named.get("class") == SIDE:
            self.found[-1].is_step = True
        elif tag == "p" and self.found and not self.found[-1].below and not self._boxes:
            self._into = self.found[-1].below

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in (*HEADINGS, "p"):
            self._into = None
        elif tag == "div":
            self._boxes -= 1
        elif tag == "span":
            self._spans.pop()

    @override
    def handle_data(self, data: str) -> None:
        if self._into is None or MARK in self._spans:
            return
        self._into.append(data)
        if data.strip() and any((name or "").split()[:1] == [LABEL] for name in self._spans):
            self.found[-1].labels.append(data)


def _sentence(part: _Part) -> str:
    sentences = SENTENCE_END.split(_text(part.below))
    naming = (sentence for sentence in sentences if any(label in sentence for label in part.labels))
    sentence = next(naming, sentences[0]) if part.is_step else sentences[0]
    # What follows a colon is a list, which does not come along.
    return f"{sentence[:-1].rstrip()}." if sentence.endswith(":") else sentence


def _text(parts: list[str]) -> str:
    text = SPACES.sub(" ", "".join(parts)).strip()
    return BEFORE_STOP.sub("", text)

"""The search of one language: its texts as they stand, and the stems by which one form of a word finds another.

The page folds letters (ł to l) and looks for beginnings of words; what it cannot know, the stem of a word, is worked
out here, by Snowball's rules, and a term's English name leads to the parts that call it otherwise.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..names import FALLBACK
from ..translations.terms import load_terms, pattern
from .alternates import Edition
from .store import stored

NAME = "search.json"  # beside a language's first page
WORD = re.compile(r"[^\W\d_]+")
BLOCK_END = re.compile(r"</(?:t[dh]|d[dt]|div|span|figcaption|label|button|h\d)>")
TAG = re.compile(r"<[^>]*>")
# Snowball names its rules for languages in English.
STEMMERS = {
    "cs": "czech", "de": "german", "en": "english", "es": "spanish", "fr": "french", "it": "italian",
    "nl": "dutch", "pl": "polish", "pt": "portuguese", "ro": "romanian", "sv": "swedish",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One part of a page."""

    place: str  # address below the language's first page
    title: str
    text: str
    also: str  # what nobody wrote there, but looks for


class SearchTexts:
    """Collects the parts of all pages, language by language."""

    def __init__(self) -> None:
        self._entries: dict[str, dict[str, Entry]] = {}

    def add(self, language: str, place: str, content: str, title: str) -> None:
        """Add the parts of a page: its finished text without the theme around it."""
        entries = self._entries.setdefault(language, {})
        entries |= {entry.place: entry for entry in _entries(place, content, title, tuple(_names(language)))}

    def write(self, site: Path, editions: Iterable[Edition], root: str) -> None:
        """Write one file for each language."""
        for edition in editions:
            entries = list(self._entries.get(edition.language, {}).values())
            content = {
                "parts": [[entry.place, entry.title, entry.text, entry.also] for entry in entries],
                "stems": stems(edition.language, (f"{entry.title} {entry.text}" for entry in entries)),
            }
            target = site / edition.home.removeprefix(root) / NAME
            target.write_text(
                json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
            )


@stored
def _entries(place: str, content: str, title: str, names: tuple[tuple[str, str], ...]) -> tuple[Entry, ...]:
    # Imported by few builds: most have all entries from the one before.
    from material.plugins.search.plugin import Parser  # noqa: PLC0415

    parser = Parser()
    # Cells and boxes end words too, which the theme's reader does not know.
    parser.feed(BLOCK_END.sub(r" \g<0>", content))
    parser.close()
    found = []
    for part in parser.data:
        if not part.is_excluded():
            text = _plain(part.text)
            anchor = f"#{part.id}" if part.id and part.el.tag != "h1" else ""
            also = " ".join(f"{other} {other}s" for own, other in names if pattern(own).search(text))
            found.append(Entry(f"{place}{anchor}", _plain(part.title) or title, text, also))
    return tuple(found)


def stems(language: str, texts: Iterable[str]) -> dict[str, str]:
    """Return the stem of every word that is longer than its stem; none where the language has no rules here."""
    if language not in STEMMERS:
        return {}
    return _stems(language, sorted({word.lower() for text in texts for word in WORD.findall(text)}))


@stored
def _stems(language: str, words: list[str]) -> dict[str, str]:
    import snowballstemmer  # noqa: PLC0415  # as above

    stemmer = snowballstemmer.stemmer(STEMMERS[language])
    return {word: stem for word in words if (stem := stemmer.stemWord(word)) != word}


def _names(language: str) -> Iterator[tuple[str, str]]:
    """Yield what each term is called in a language, and in English."""
    for term in load_terms():
        if language in term.words:
            yield term.words[language], term.words[FALLBACK].removesuffix("*")


def _plain(parts: Iterable[str]) -> str:
    return " ".join(html.unescape(TAG.sub(" ", "".join(parts))).split())

"""What a part of a page needs to know to be drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..contract import Contract
from ..names import FALLBACK, Names
from ..tables import DataError
from ..words import Words, languages, load_words

GUIDE = "index.md"  # the page with the steps
HELP = "help.md"  # the page with a section for each finding
SCOPES = "scopes.md"  # the page with the scope table and the scope form
CHECKER = "checker.md"  # the page with the checker


@dataclass(frozen=True, slots=True)
class Page:
    """One page of one language."""

    contract: Contract
    language: str
    guide: str  # the page with the steps, as links in Markdown name it
    help: str  # the page with a section for each finding
    scopes: str  # the page with the scope table and the scope form
    checker: str  # the page with the checker
    first: str = ""  # address of the site's first page, as seen from the page
    screenshots: str = ""  # folder with real ones, one folder per language; "" for none
    screenshots_address: str = ""  # of that folder, as seen from the page

    @property
    def all_words(self) -> Words:
        """All words of the page's language."""
        return load_words(self.language if self.language in languages() else FALLBACK)

    @property
    def words(self) -> Mapping[str, str]:
        """The words of buttons and labels, with both platforms' names put in."""
        words = self.all_words
        return _PageWords(
            {
                key: word.replace("{source}", self.contract.source_platform).replace(
                    "{target}", self.contract.target_platform
                )
                for key, word in words.page.items()
            },
            words.language,
        )

    @property
    def names(self) -> Names:
        """The names of fields, levels and scopes."""
        return self.contract.names(self.language)


class _PageWords(dict[str, str]):
    def __init__(self, words: Mapping[str, str], language: str) -> None:
        super().__init__(words)
        self._language = language

    def __missing__(self, key: str) -> str:
        raise DataError(f"{self._language}.toml: page.{key}: missing; a page needs it")

"""One word for one thing: whether a text uses the words that were chosen, and none in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..contract import load_contract
from ..tables import Table, read_table
from .structure import Difference
from .units import SOURCE, Unit

FILE = Path(__file__).parent / "terms.toml"
# Nobody's choice of words: the panel's own labels, code, places for names, addresses, what stands between quotes.
QUOTED = re.compile(r"\[\[[^\]|]*|`[^`]*`|\{[^}]*\}|\]\([^)]*\)|„[^“”]*[“”]|“[^”]*”|«[^»]*»")


@dataclass(frozen=True, slots=True)
class Term:
    """What one thing is called in every language."""

    name: str
    words: Mapping[str, str]  # by language; a star stands for any ending
    not_words: Mapping[str, tuple[str, ...]]
    without: tuple[str, ...]  # parts of a translation that may do without it


@cache
def load_terms(file: Path = FILE) -> tuple[Term, ...]:
    """Read the words; `DataError` names file, key and cure."""
    table = read_table(file)
    return tuple(_term(table.table(name), name) for name in table)


def _term(table: Table, name: str) -> Term:
    other = table.table("not")
    languages = [key for key in table if key not in ("field", "without", "not")]
    words = {language: table.text(language) for language in languages}
    if table.has("field"):
        contract = load_contract("bigcommerce-huboo")
        for language, word in words.items():
            called = contract.names(language).field(table.text("field")).name
            if not pattern(word).fullmatch(called):
                table.refuse(language, f"'{word}' is not what the field is called there, '{called}'")
    return Term(name, words, {each: other.texts(each) for each in other}, table.texts("without"))


def wrong_words(
    source: Mapping[str, Unit], translated: Mapping[str, Unit], language: str
) -> Iterator[Difference]:
    """Yield each word that stands for a term's own, and each part where the source has a term and this has not."""
    for id, unit in translated.items():
        text = _own(unit.text)
        for term in load_terms():
            word = term.words.get(language)
            for other in term.not_words.get(language, ()):
                for found in pattern(other).finditer(text):
                    line = unit.line + text.count("\n", 0, found.start())
                    message = f"„{found[0]}” is not our word; write „{_shown(word or '')}” (terms.toml, {term.name})"
                    yield Difference(id, unit.file, line, message)
            lacks = word and id in source and id not in term.without and not pattern(word).search(unit.text)
            if lacks and language != SOURCE and pattern(term.words[SOURCE]).search(source[id].text):
                message = (
                    f"{id.partition('#')[2] or id} does not say „{_shown(str(word))}”, as the Polish does at "
                    f"{source[id].file}:{source[id].line}; say it, or list the part under `without` in terms.toml, "
                    f"{term.name}"
                )
                yield Difference(id, unit.file, unit.line, message)


@cache
def pattern(word: str) -> re.Pattern[str]:
    """Return what finds a word of the list in a text."""
    # Blanks of any kind, apostrophes of both.
    parts = (re.escape(part).replace(r"\*", r"\w*").replace("’", "['’]") for part in word.split())
    # A word that may begin with anything may be the second half of another.
    start = r"" if word.startswith("*") else r"(?<![\w-])"
    return re.compile(rf"{start}{r'\s+'.join(parts)}(?!\w)", re.IGNORECASE)


def _own(text: str) -> str:
    """Return a text with what is quoted blanked out, so that every place in it stays where it is."""
    return QUOTED.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def _shown(word: str) -> str:
    return word.replace("*", "")

"""Finding the names of scopes and levels in a line, in every language of the contract, and guessing misspelt ones."""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from .contract import Contract, Scope
from .text import Line, fold
from .vocabulary import Vocabulary, words_of

Kind = Literal["scope", "level", "from", "to", "or", "and", "word"]

# An apostrophe or a bracket also stands inside names: "Thema's", "Jetons de l'API (Storefront)".
JOINER = re.compile(r"[ \t]{0,3}[&_./('-]?[ \t]{0,3}")
# Words that a sentence puts around a row and its level.
FILLERS = frozenset(
    "should must be is are set needs need access permission scope level at as the with least minimum min x"
    " for select choose pick".split()
)
NEAR = 0.82  # difflib's ratio: two slips in a word of ten letters


class Item(NamedTuple):
    """A name found in a line, or words that are none."""

    kind: Kind
    id: str
    start: int
    end: int


def occurs(line: Line, contract: Contract) -> bool:
    """Say quickly whether a name may begin in the line at all."""
    return _vocabulary(contract).occurs(line)


def items_of(line: Line, contract: Contract) -> Iterator[Item]:
    """Yield the names in a line, and what stands between them where it is more than a sentence needs."""
    vocabulary = _vocabulary(contract)
    starts = vocabulary.starts
    words = words_of(line)
    at = 0
    other: Item | None = None  # the words since the last name: only that they are there matters
    while at < len(words):
        word = words[at]
        found = vocabulary.longest(words, at, line.folded) if word.text in starts else None
        if found:
            if other:
                yield other
                other = None
            (kind, id), after = found
            yield Item(kind, id, word.start, words[after - 1].end)
            at = after
            continue
        if word.text not in FILLERS and not (word.text.isdigit() and len(word.text) < 3):
            other = Item("word", "", other.start if other else word.start, word.end)
        at += 1
    if other:
        yield other


def nearest(text: str, contract: Contract) -> Scope | None:
    """Return the scope whose label a misspelt text comes near; None where none is near enough."""
    plain = _plain(text)
    spellings = _spellings(contract)
    near = difflib.get_close_matches(plain, spellings, 1, NEAR)
    if near:
        return spellings[near[0]]
    # The right letters in a wrong order, such as "costumers".
    return _by_letters(contract).get("".join(sorted(plain)))


@cache
def _vocabulary(contract: Contract) -> Vocabulary[tuple[Kind, str]]:
    vocabulary: Vocabulary[tuple[Kind, str]] = Vocabulary(JOINER)
    for scope in contract.scopes:
        for name in (scope.label, *scope.aliases):
            vocabulary.enter(_forms(name), ("scope", scope.id))
    for level in dict.fromkeys(level.id for scope in contract.scopes for level in scope.levels):
        vocabulary.enter([level, *contract.scope_names.levels.get(level, ())], ("level", level))
    for named in contract.languages.values():
        for id, scope_name in named.scopes.items():
            vocabulary.enter((scope_name.name, *scope_name.old, *scope_name.aliases), ("scope", id))
        for id, level_name in named.levels.items():
            vocabulary.enter((level_name.name, *level_name.aliases), ("level", id))
    for named in contract.languages.values():
        vocabulary.enter(named.phrases.from_, ("from", ""))
        vocabulary.enter(named.phrases.to, ("to", ""))
        vocabulary.enter(named.phrases.or_, ("or", ""))
        vocabulary.enter(named.phrases.and_, ("and", ""))
    return vocabulary


def _forms(label: str) -> Iterator[str]:
    """Yield an English label with each word in singular and plural, and "and" for "&"."""
    for text in dict.fromkeys((label, label.replace("&", "and"))):
        words = text.lower().split()
        choices = [
            (word,) if len(word) < 4 else (word, word[:-1] if word.endswith("s") else word + "s")
            for word in words
        ]
        for chosen in itertools.product(*choices):
            yield " ".join(chosen)


@cache
def _spellings(contract: Contract) -> dict[str, Scope]:
    """Map every plain spelling of every label to its scope."""
    spellings: dict[str, Scope] = {}
    for scope in contract.scopes:
        names = [scope.label, *scope.aliases]
        for named in contract.languages.values():
            own = named.scope(scope.id)
            names += [own.name, *own.old]
        for name in names:
            spellings.setdefault(_plain(name), scope)
    return spellings


@cache
def _by_letters(contract: Contract) -> dict[str, Scope]:
    return {"".join(sorted(plain)): scope for plain, scope in _spellings(contract).items() if len(plain) > 5}


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W\d_]+", fold(text)))

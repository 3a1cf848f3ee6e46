"""Finding names made of several words in a line, however they are joined: ACCESS_TOKEN, accessToken, Access token."""

from __future__ import annotations

import re
from collections.abc import Iterable, KeysView
from functools import cache
from itertools import islice, pairwise
from operator import attrgetter
from typing import NamedTuple

from .contract import Contract
from .text import Line, fold

WORD = re.compile(r"[^\W_]+")
HUMP = re.compile(r"[A-Z](?<=[a-z].)")  # begins with the capital, of which there are few
HUMPS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+|[^\W\d_A-Za-z]+")
LONGEST_NAME = 48  # characters; a longer run of letters is a value, not a name with humps


@cache
def spoken_words(contract: Contract, key: str) -> frozenset[str]:
    """Return one list of the contract's words, folded, in all its languages; `key` is its place, "phrases.or_"."""
    words = attrgetter(key)
    return frozenset(fold(word) for named in contract.languages.values() for word in words(named))


class Words(NamedTuple):
    """The words of a line, folded, and where each begins: lists, for a paste may have ten thousand."""

    texts: list[str]
    starts: list[int]

    def end(self, at: int) -> int:
        """Return where a word ends."""
        return self.starts[at] + len(self.texts[at])


class Vocabulary[Meaning]:
    """Names and what they mean; of two meanings for one name, the first that was entered stays."""

    def __init__(self, joiner: re.Pattern[str]) -> None:
        self._joiner = joiner  # what may stand between two words of one name
        # By the name as one word: in a reader's browser this is a third of what a tree of words would take.
        self._meanings: dict[str, Meaning] = {}
        self._most: dict[str, int] = {}  # how many words a name has that begins with a word
        # The beginnings of names of one word, and of several.
        self._singles: set[str] = set()
        self._pairs: set[tuple[str, str]] = set()

    @property
    def starts(self) -> KeysView[str]:
        """The words that names begin with."""
        return self._most.keys()

    def enter(self, names: Iterable[str], meaning: Meaning) -> None:
        """Enter names, each also written as one word."""
        for name in names:
            words = WORD.findall(fold(name))
            whole = "".join(words)
            self._meanings.setdefault(whole, meaning)
            self._most.setdefault(whole, 1)
            self._most[words[0]] = max(self._most.get(words[0], 1), len(words))
            self._singles.add(whole)
            self._pairs.update(islice(pairwise(words), 1))

    def occurs(self, line: Line) -> bool:
        """Say quickly whether a name may begin in the line at all."""
        words = WORD.findall(line.folded)
        return (
            not self._singles.isdisjoint(words)
            or not self._pairs.isdisjoint(pairwise(words))
            or HUMP.search(line.text) is not None
        )

    def longest(self, words: Words, at: int, folded: str) -> tuple[Meaning, int] | None:
        """Return what the longest name that begins at a word means, and the place of the word after it."""
        name, best = "", None
        for place in range(at, min(at + self._most.get(words.texts[at], 0), len(words.texts))):
            if place > at and not self._joiner.fullmatch(folded, words.end(place - 1), words.starts[place]):
                break
            name += words.texts[place]
            meaning = self._meanings.get(name)
            if meaning is not None:
                best = (meaning, place + 1)
        return best


def words_of(line: Line) -> Words:
    """Return the words of a line; a name with humps (clientSecret) gives each of its words."""
    text, folded = line.text, line.folded
    if not HUMP.search(text):
        return _placed(WORD.findall(folded), folded)
    texts: list[str] = []
    for found in WORD.finditer(folded):
        start, end = found.span()
        if end - start <= LONGEST_NAME and HUMP.search(text, start, end):
            texts += [folded[hump.start() : hump.end()] for hump in HUMPS.finditer(text, start, end)]
        else:
            texts.append(found[0])
    return _placed(texts, folded)


def _placed(texts: list[str], folded: str) -> Words:
    """Find where words stand that follow each other in a text: a third of the time that asking each match takes."""
    starts, at = [], 0
    for text in texts:
        at = folded.index(text, at)
        starts.append(at)
        at += len(text)
    return Words(texts, starts)

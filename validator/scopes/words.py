"""Finding the names of scopes and levels in a line, in every language of the contract."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal, NamedTuple

from ..contract import Contract, Scope
from ..text import Line, fold
from ..vocabulary import WORD, Vocabulary, words_of

Kind = Literal["scope", "level", "from", "to", "or", "and", "all", "except", "now", "note", "word"]
Use = Literal[
    "yes",
    "for_",
    "or_",
    "doubt",
    "setting",
    "them",
    "only",
    "except_",
    "aside",
    "now",
    "if_",
    "not_",
    "remark",
    "asked",
    "given",
    "ticked",
]  # the lists of single words

# An apostrophe or a bracket also stands inside names: "Thema's", "Jetons de l'API (Storefront)".
JOINER = re.compile(r"[ \t]{0,3}[&_./('-]?[ \t]{0,3}")
SENTENCE_END = re.compile(r"[.;!?][\"')\]]?\s|\}\s{0,3},\s{0,3}\{")
PART_END = re.compile(r"[,;:(]")
SHORTEST_PART = 3  # words
MARKS = frozenset("xov")  # letters that stand in a box or a circle


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
    """Yield the names in a line, and what stands between them where it is more than a sentence needs.

    What our own table says of a row is passed over: it is full of names, "logs customers in without their password".
    """
    vocabulary = _vocabulary(contract)
    starts = vocabulary.starts
    fillers = fillers_of(contract)
    words = words_of(line)
    at = 0
    # Where the words since the last name begin and end: only that they are there matters.
    first, last = 0, 0
    while at < len(words.texts):
        word, start = words.texts[at], words.starts[at]
        found = vocabulary.longest(words, at, line.folded) if word in starts else None
        if found:
            if last:
                yield Item("word", "", first, last)
                last = 0
            (kind, id), after = found
            if kind != "note":
                yield Item(kind, id, start, words.end(after - 1))
            at = after
            continue
        if word not in fillers and not (word.isdigit() and len(word) < 3):
            # Most words are one blank apart, and no sentence ends there.
            if last and start - last > 1 and SENTENCE_END.search(line.folded, last, start):
                yield Item("word", "", first, last)
                last = 0
            first, last = first if last else start, words.end(at)
        at += 1
    if last:
        yield Item("word", "", first, last)


@cache
def fillers_of(contract: Contract) -> frozenset[str]:
    """Return the words, folded, that mean nothing of their own beside a row and its level."""
    around = (fold(word) for named in contract.languages.values() for word in named.phrases.around)
    return MARKS.union(around, phrases_for(contract, "for_"))


@cache
def phrases_for(contract: Contract, use: Use) -> frozenset[str]:
    """Return one list of words or phrases, folded and without apostrophes."""
    texts = (word for named in contract.languages.values() for word in getattr(named.phrases, use))
    return frozenset(fold(word).replace("'", "") for word in texts)


@cache
def word_pairs(contract: Contract) -> frozenset[tuple[str, str]]:
    """Return the words, folded, that follow each other in the name of a scope or a level."""
    scopes = (name for scope in contract.scopes for name in scope_names(scope, contract))
    levels = itertools.chain.from_iterable(level_names(contract).values())
    return frozenset(
        pair
        for name in itertools.chain(scopes, levels)
        for pair in itertools.pairwise(WORD.findall(fold(name)))
    )


@cache
def no_words(contract: Contract) -> frozenset[str]:
    """Return the words, folded, that say of a machine name that it was not granted."""
    lowest = {scope.levels[0].id for scope in contract.scopes if len(scope.levels) > 1}
    names = [name for level, names in level_names(contract).items() if level in lowest for name in names]
    return frozenset((*map(fold, names), "false", "0", "off"))


@cache
def _level_words(contract: Contract) -> frozenset[str]:
    """Return the levels' own names in all languages; other words for them are verbs as well, such as "read"."""
    names = {level.id for scope in contract.scopes for level in scope.levels}
    names |= {level.name for named in contract.languages.values() for level in named.levels.values()}
    return frozenset(_plain(name) for name in names)


@cache
def proper_levels(contract: Contract) -> Mapping[str, str]:
    """Return the levels' own names, folded, in every spelling of a program and in all languages."""
    names = {level.id: level.id for scope in contract.scopes for level in scope.levels}
    names |= {
        fold(level.name): id for named in contract.languages.values() for id, level in named.levels.items()
    }
    spelled = {name.replace("-", sign): id for name, id in names.items() for sign in "-_ "}
    return spelled | names


def is_proper(item: Item, line: Line, contract: Contract) -> bool:
    """Say whether a level is called by its own name, with a little word before it or without: "en lecture seule"."""
    name = _plain(line.folded[item.start : item.end])
    return not _level_words(contract).isdisjoint((name, name.partition(" ")[2]))


@cache
def _vocabulary(contract: Contract) -> Vocabulary[tuple[Kind, str]]:
    vocabulary: Vocabulary[tuple[Kind, str]] = Vocabulary(JOINER)
    for scope in contract.scopes:
        for name in (scope.label, *scope.aliases):
            vocabulary.enter(_forms(name), ("scope", scope.id))
    for level, names in level_names(contract).items():
        vocabulary.enter(names, ("level", level))
    for named in contract.languages.values():
        for id, scope_name in named.scopes.items():
            vocabulary.enter((scope_name.name, *scope_name.old, *scope_name.aliases), ("scope", id))
            vocabulary.enter(_parts(scope_name.gives), ("note", ""))
    for named in contract.languages.values():
        vocabulary.enter(named.phrases.from_, ("from", ""))
        vocabulary.enter(named.phrases.to, ("to", ""))
        vocabulary.enter(named.phrases.or_, ("or", ""))
        vocabulary.enter(named.phrases.and_, ("and", ""))
        vocabulary.enter(named.phrases.all, ("all", ""))
        vocabulary.enter(named.phrases.except_, ("except", ""))
        vocabulary.enter(named.phrases.now, ("now", ""))
    return vocabulary


def _parts(sentence: str) -> Iterator[str]:
    """Yield the parts of a sentence that are long enough to be known by."""
    return (part for part in PART_END.split(sentence) if len(WORD.findall(part)) >= SHORTEST_PART)


def _forms(label: str) -> Iterator[str]:
    """Yield an English label with each word in singular and plural, and "and" for "&"."""
    for text in dict.fromkeys((label, label.replace("&", "and"))):
        choices = [
            (word,) if len(word) < 4 else (word, word[:-1] if word.endswith("s") else word + "s")
            for word in text.split()
        ]
        for chosen in itertools.product(*choices):
            yield " ".join(chosen)


def level_names(contract: Contract) -> Mapping[str, list[str]]:
    """Return all names of each level."""
    names: dict[str, list[str]] = {}
    for scope in contract.scopes:
        for level in scope.levels:
            names.setdefault(level.id, [level.id, *contract.scope_names.levels.get(level.id, ())])
    for named in contract.languages.values():
        for id, level_name in named.levels.items():
            names[id] += [level_name.name, *level_name.aliases]
    return names


@cache
def every_level(contract: Contract) -> dict[str, str]:
    """Return every name of a level, folded, with the level."""
    return {fold(name): id for id, names in level_names(contract).items() for name in names} | dict(
        proper_levels(contract)
    )


def scope_names(scope: Scope, contract: Contract) -> Iterator[str]:
    """Yield what a scope is called on the panel and in guides."""
    yield from (scope.label, *scope.aliases)
    for named in contract.languages.values():
        yield from (named.scope(scope.id).name, *named.scope(scope.id).old)


def _plain(text: str) -> str:
    return " ".join(WORD.findall(fold(text)))

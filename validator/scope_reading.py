"""From a paste to the levels that it names for each scope."""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, NamedTuple

from .contract import Contract, Scope
from .text import Line, fold
from .vocabulary import Vocabulary, words_of

# An apostrophe or a bracket also stands inside names: "Thema's", "Jetons de l'API (Storefront)".
JOINER = re.compile(r"[ \t]{0,3}[&_./('-]?[ \t]{0,3}")
URL_SPACE = re.compile(r"%20|%2c|%2b|\+")
# Between a scope and its level: table lines, separators, quotes, brackets; no comma, which begins a new thought.
CLOSE = re.compile(r"""[\s:=|>"'`*_(){}\[\]\u2192\u21d2-]*""")
LIST = re.compile(r"""[\s,;|"'`*_{}\[\]\u2022-]*""")
SLASH = re.compile(r"\s*[/|,]?\s*/\s*")
# A part of a name that somebody made up, such as those of store_v3_gift_certificates.
INVENTED = re.compile(r"[a-z]{1,14}|v\d|[^a-z0-9]*")
TICK = re.compile(r"[\[(][xX*][\])]|[\u25c9\u25cf\u2611\u2713\u2714\u2705\u25c8]")
LEVEL_FIRST = re.compile(
    r"[\s:=>-]*(?:(?:access|permissions?|rights?)\s+)?(?:(?:to|for|on)\s+)?(?:the\s+)?[\"']?$"
)
# Words that a sentence puts between a row and its level.
FILLERS = frozenset(
    "should must be is are set needs need access permission scope level at as the with least minimum x".split()
)
# A paste of this many rows without any level is a copy of the table's first column, not of somebody's choice.
WHOLE_COLUMN = 15
MOST_GUESSES = 40  # unknown rows that are compared with every label, which takes time
LONGEST_ROW = 60  # characters; no row's label is longer, so a longer line is an explanation
NEAR = 0.82  # difflib's ratio: two slips in a word of ten letters


class Item(NamedTuple):
    """A name found in a line, or words that are none."""

    kind: Literal["scope", "level", "from", "to", "or", "and", "word"]
    id: str
    start: int
    end: int


@dataclass(slots=True)
class Mention:
    """What one place of the paste says about a scope."""

    scope: Scope
    line: int
    levels: list[str] = field(default_factory=list)
    # What is said: one level, or the last of a change; "bare" is none; "list" is none in a list, which means the
    # full one; "open" is several, of which none is chosen.
    how: Literal["said", "bare", "list", "open"] = "said"

    @property
    def every(self) -> bool:
        """Whether it names all levels that the row offers, as the create page does."""
        offered = {level.id for level in self.scope.levels}
        return self.how == "open" and offered <= set(self.levels)


@dataclass(slots=True)
class Grants:
    """All that a paste says about scopes."""

    mentions: list[Mention] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)  # machine names that do not exist
    foreign: bool = False  # machine names of another kind of account
    misspelt: list[Scope] = field(default_factory=list)


def read_scopes(lines: Sequence[Line], contract: Contract) -> Grants:
    """Read machine names and rows in every form that is known, in any language of the contract."""
    grants = Grants()
    reader = _Rows(contract, grants)
    for line in lines:
        rest = _machine_names(line, contract, grants)
        reader.line(rest)
    reader.close()
    return grants


# ---------------------------------------------------------------------------------------------- machine names


def _machine_names(line: Line, contract: Contract, grants: Grants) -> Line:
    """Read the machine names of a line and return the line without them."""
    names = contract.scope_names
    if not names.machine.search(line.folded):
        return line
    text = URL_SPACE.sub(lambda found: " " * len(found[0]), line.folded)
    known = _machine_table(contract)
    for found in names.machine.finditer(text):
        name = found[0]
        if name in names.implicit or name.replace("_", "-") in names.levels:
            continue
        if names.foreign and names.foreign.search(name):
            grants.foreign = True
        if name in known:
            scope, level = known[name]
            grants.mentions.append(Mention(scope, line.number, [level]))
        elif (shown := _shown(name)) not in grants.unknown:
            grants.unknown.append(shown)
    bare = names.machine.sub(
        lambda found: found[0] if found[0].replace("_", "-") in names.levels else " " * len(found[0]), text
    )
    same_length = len(bare) == len(line.text)
    return Line(line.number, line.text if bare == line.folded else bare, bare, 0) if same_length else line


def _shown(name: str) -> str:
    """Return an unknown name as it may be repeated: what is no plain word in it could be part of a key."""
    parts = re.split(r"([^a-z0-9]+)", name)
    return "".join(part if INVENTED.fullmatch(part) else "\u2026" for part in parts)


@cache
def _machine_table(contract: Contract) -> dict[str, tuple[Scope, str]]:
    table = {
        level.machine: (scope, level.id)
        for scope in contract.scopes
        for level in scope.levels
        if level.machine
    }
    for scope in contract.scopes:
        table |= {name: (scope, level) for name, level in scope.variants.items()}
    return table


# ------------------------------------------------------------------------------------------------------- rows


class _Rows:
    """Reads rows line by line; a row's level may stand on a later line."""

    def __init__(self, contract: Contract, grants: Grants) -> None:
        self.contract = contract
        self.grants = grants
        self.last: Mention | None = None  # the row that a level on a line of its own belongs to
        self.group: str | None = None  # a level that stands above its rows
        self.strange: str = ""  # a short line that is no row we know, in case a level follows
        self.guesses = 0

    def line(self, line: Line) -> None:
        if not _vocabulary(self.contract).occurs(line):
            self.strange = line.folded if len(line.folded) < LONGEST_ROW else ""
            return
        items = list(_items(line, self.contract))
        if not items:
            return
        if all(item.kind not in ("scope", "word") for item in items):
            self._level_line(line, items)
            return
        found = list(self._mentions(line, items))
        self.grants.mentions += found
        if found:
            last = found[-1]
            self.last = last if last.how == "bare" else None
            self.strange = ""
        elif not any(item.kind == "scope" for item in items):
            self._strange_line(line, items)

    def close(self) -> None:
        """Settle the rows that no level was found for."""
        mentions = self.grants.mentions
        bare = [mention for mention in mentions if mention.how == "bare"]
        paired = len(bare) < len(mentions) and any(len(m.levels) for m in mentions)
        for mention in bare:
            if not paired and len(bare) < WHOLE_COLUMN:
                mention.how, mention.levels = "list", [mention.scope.highest]
            else:
                mention.how = "open"

    def _level_line(self, line: Line, items: Sequence[Item]) -> None:
        levels, how = _chain(items, line)
        if not levels:
            return
        if self.last:
            self.last.levels += levels
            self.last.how = "said" if len(self.last.levels) == 1 and how == "said" else "open"
        elif self.strange and self._guess(self.strange, line.number, levels[-1:]):
            self.strange = ""
        elif not self.grants.mentions or self.group:
            self.group = levels[-1] if how == "said" else None

    def _mentions(self, line: Line, items: Sequence[Item]) -> Iterator[Mention]:
        """Yield what a line says about each scope in it."""
        plain = all(item.kind != "word" for item in items)
        scopes = [at for at, item in enumerate(items) if item.kind == "scope"]
        first_word = next((at for at, item in enumerate(items) if item.kind == "word"), len(items))
        led = self._level_first(line, items, scopes)
        waiting: list[Mention] = []
        for at in scopes:
            scope = self.contract.scope(items[at].id)
            if led:
                yield Mention(scope, line.number, [led])
                continue
            chain = _adjacent(items, at, line, at < first_word)
            levels, how = _chain(chain, line)
            if levels:
                mention = Mention(scope, line.number, levels, how)
                # "Orders, Products and Customers: modify" says it of all three.
                if (
                    how == "said"
                    and at == scopes[-1]
                    and len(waiting) == len(scopes) - 1
                    and _colon(items, at, line)
                ):
                    for earlier in waiting:
                        earlier.how, earlier.levels = "said", list(levels)
                yield mention
            elif plain and (len(scopes) > 1 or len(items) > 1):
                mention = Mention(scope, line.number, [scope.highest], "list")
                waiting.append(mention)
                yield mention
            elif plain:
                if self.group:
                    yield Mention(scope, line.number, [self.group])
                else:
                    yield Mention(scope, line.number, [], "bare")

    def _level_first(self, line: Line, items: Sequence[Item], scopes: Sequence[int]) -> str | None:
        """Return the level of "Modify: Orders, Products" and of "read-only access to Products"."""
        if not scopes or scopes[0] == 0:
            return None
        at = scopes[0] - 1
        while (
            at > 0
            and items[at].kind in ("to", "word")
            and fold(line.text[items[at].start : items[at].end])
            in (
                "access",
                "permission",
                "permissions",
                "rights",
                "to",
                "for",
                "on",
                "the",
            )
        ):
            at -= 1
        before = items[at]
        between = line.folded[before.end : items[scopes[0]].start]
        if before.kind != "level" or not LEVEL_FIRST.fullmatch(between) or not between.strip(" \t\"'"):
            return None
        rest = items[scopes[0] :]
        return before.id if all(item.kind in ("scope", "and") for item in rest) else None

    def _strange_line(self, line: Line, items: Sequence[Item]) -> None:
        """Remember or guess a row whose label is misspelt."""
        at = next((at for at, item in enumerate(items) if item.kind == "level"), None)
        if at is None:
            self.strange = line.folded if len(line.folded) < LONGEST_ROW else ""
        elif at > 0:
            rest = items[at:]
            levels, how = _chain(rest, line)
            if levels and how == "said" and all(item.kind == "word" for item in items[:at]):
                self._guess(line.folded[items[0].start : items[at].start], line.number, levels)

    def _guess(self, text: str, number: int, levels: list[str]) -> bool:
        if self.guesses == MOST_GUESSES or not 3 < len(text) < LONGEST_ROW:
            return False
        self.guesses += 1
        near = difflib.get_close_matches(_plain(text), _spellings(self.contract), 1, NEAR)
        if not near:
            return False
        scope = _spellings(self.contract)[near[0]]
        self.grants.misspelt.append(scope)
        self.grants.mentions.append(Mention(scope, number, levels))
        return True


def _items(line: Line, contract: Contract) -> Iterator[Item]:
    vocabulary = _vocabulary(contract)
    words = list(words_of(line))
    at = 0
    other: Item | None = None  # the words since the last name: only that they are there matters
    while at < len(words):
        word = words[at]
        found = vocabulary.longest(words, at, line.folded)
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


def _adjacent(items: Sequence[Item], at: int, line: Line, leads: bool) -> list[Item]:
    """Return the levels that directly follow a scope, with the words that join them."""
    chain: list[Item] = []
    end = items[at].end
    joined = False
    for item in items[at + 1 :]:
        if item.kind in ("scope", "word"):
            break
        gap = line.folded[end : item.start]
        joined = joined or item.kind in ("from", "to")
        if not chain and not leads and not joined and not gap.strip(" \t\"'"):
            # In the middle of a sentence two words side by side prove nothing.
            break
        if "," in gap and not leads:
            break
        chain.append(item)
        end = item.end
    return chain


def _chain(items: Sequence[Item], line: Line) -> tuple[list[str], Literal["said", "open"]]:
    """Return the levels of a run and whether it says one: "from none to modify" does, "read-only or modify" not."""
    levels = [item for item in items if item.kind == "level"]
    ids = list(dict.fromkeys(item.id for item in levels))
    if len(ids) < 2:
        return ids, "said"
    starts = [max(levels[0].start - 4, 0), *(item.end for item in levels)]
    ticked = [
        item.id
        for start, item in zip(starts, levels, strict=False)
        if TICK.search(line.text, start, item.start)
    ]
    if len(ticked) == 1:
        return ticked, "said"
    kinds = [item.kind for item in items]
    last = items.index(levels[-1])
    if "or" not in kinds and (
        kinds[last - 1] == "to" or "->" in line.folded[items[last - 1].end : levels[-1].start]
    ):
        return [levels[-1].id], "said"
    return ids, "open"


def _colon(items: Sequence[Item], at: int, line: Line) -> bool:
    return at + 1 < len(items) and any(
        sign in line.folded[items[at].end : items[at + 1].start] for sign in ":=>"
    )


@cache
def _vocabulary(
    contract: Contract,
) -> Vocabulary[tuple[Literal["scope", "level", "from", "to", "or", "and"], str]]:
    vocabulary: Vocabulary[tuple[Literal["scope", "level", "from", "to", "or", "and"], str]] = Vocabulary(
        JOINER
    )
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


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W\d_]+", fold(text)))

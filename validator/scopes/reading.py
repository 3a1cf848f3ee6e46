"""From a paste to the levels that it names for each scope: machine names here, rows of the panel beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from ..contract import Contract, Scope
from ..text import Line
from .breaks import Unbroken
from .doubts import denies, is_off, is_question
from .line import Mention
from .rows import Rows
from .surroundings import Surroundings
from .words import every_level, proper_levels

LONGEST_TAIL = 60  # characters behind a name that may be about it
# Of a text that was taken for something else; a list of all rows and levels has 150 lines and 4,000 characters.
MOST_LINES = 200
LONGEST_TEXT = 8 * 1024
MOST_EFFORT = 2_500  # of Rows; the whole panel, fifteen times
MOST_ROWS = 400  # machine names
# A part of a name that somebody made up, such as those of store_v3_gift_certificates.
NAME_PART = re.compile(r"([^a-z0-9]+)")
INVENTED = re.compile(r"[a-z]{1,14}|v\d|[^a-z0-9]*")


@dataclass(slots=True)
class Grants:
    """All that a paste says about scopes."""

    mentions: list[Mention] = field(default_factory=list)
    by_machine: frozenset[str] = frozenset()  # scopes that were given by their machine names
    unknown: dict[str, None] = field(default_factory=dict)  # machine names that do not exist, in their order
    foreign: bool = False  # machine names of another kind of account
    misspelt: list[Mention] = field(default_factory=list)
    endless: bool = False  # more rows than anybody would copy; not all were read
    rest: list[str] = field(default_factory=list)  # levels that are said of all rows that are not named


def read_scopes(lines: Sequence[Line], contract: Contract) -> Grants:
    """Read machine names and rows in every form that is known, in any language of the contract."""
    grants = Grants()
    rows = Rows(contract)
    surroundings = Surroundings(contract)
    unbroken = Unbroken(lines, contract)
    for line in unbroken:
        known, named = len(rows.mentions), len(grants.mentions)
        rows.read(_machine_names(line, contract, grants))
        surroundings.note(line, [*rows.mentions[known:], *grants.mentions[named:]])
        if unbroken.endless or rows.effort > MOST_EFFORT or len(grants.mentions) > MOST_ROWS:
            grants.endless = True
            break
    rows.mentions, grants.mentions = map(surroundings.granted, (rows.mentions, grants.mentions))
    grants.by_machine = frozenset(mention.scope.id for mention in grants.mentions)
    rows.close(grants.by_machine)
    taken_back = [mention for mention in grants.mentions if rows.remarks.contradict(mention)]
    grants.mentions += rows.mentions
    for mention in (*taken_back, *surroundings.doubted(grants.mentions, rows.everything)):
        if mention.grants:
            mention.how = "open"
    grants.misspelt, grants.rest = rows.misspelt, rows.rest
    return grants


def names_scopes(lines: Sequence[Line], contract: Contract) -> bool:
    """Say whether a text that was taken for something else is a list of scopes."""
    grants = read_scopes(beginning(lines), contract)
    named = {mention.scope.id for mention in grants.mentions}
    return len(named) > 1 or bool(grants.rest)


def beginning(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the first lines of a text, up to a bound; a long line is cut."""
    kept, left = [], LONGEST_TEXT
    for line in lines[:MOST_LINES]:
        kept.append(Line(line.number, line.text[:left], line.folded[:left], line.hidden))
        left -= len(line.text)
        if left <= 0:
            break
    return tuple(kept)


def _machine_names(line: Line, contract: Contract, grants: Grants) -> Line:
    """Read the machine names of a line and return the line without them."""
    names = contract.scope_names
    if not names.machine.search(line.folded):
        return line
    text = line.folded.replace("+", " ")
    known = _machine_table(contract)
    asked = is_question(line)
    before, head = 0, ""  # where the name before ends, and what stands before the first
    for found in names.machine.finditer(text):
        if len(grants.mentions) > MOST_ROWS:
            break
        name = found[0]
        head = head if before else text[: found.start()]
        between, before = text[before : found.start()], found.end()
        if name in names.implicit or name.replace("_", "-") in names.levels or name in _labels(contract):
            continue
        if names.foreign and names.foreign.search(name):
            grants.foreign = True
        if (meaning := known.get(name) or known.get(name.replace("-", "_"))) is not None:
            scope, level = meaning
            mention = Mention(scope, line.number, [level])
            behind = names.machine.split(text[found.end() : found.end() + LONGEST_TAIL], maxsplit=1)[0]
            if is_off(between, behind, contract):
                mention.levels = [scope.levels[0].id]
            elif asked or denies(head, between, behind, contract):
                mention.how = "open"
            else:
                _weigh(mention, _level_behind(text, found.end(), contract))
            grants.mentions.append(mention)
        else:
            grants.unknown.setdefault(_shown(name))
    bare = names.machine.sub(
        lambda found: found[0] if found[0].replace("_", "-") in names.levels else " " * len(found[0]), text
    )
    return Line(line.number, line.text if bare == line.folded else bare, bare)


def _level_behind(text: str, end: int, contract: Contract) -> str | None:
    """Return the level that a word right behind a machine name tells: "store_v2_products read-only"."""
    found = _level_word(contract).match(text, end)
    if not found:
        return None
    return every_level(contract)[found["any"]] if found["any"] else proper_levels(contract)[found["own"]]


@cache
def _level_word(contract: Contract) -> re.Pattern[str]:
    """Return the pattern for a level behind a machine name: any word for one behind a sign, else its own name."""
    own, every = (
        "|".join(sorted(map(re.escape, names), key=len, reverse=True))
        for names in (proper_levels(contract), every_level(contract))
    )
    return re.compile(
        rf"[\"'`\])]{{0,2}}[ \t]{{0,3}}(?:[:=|(\[./-]>?[ \t]{{0,3}}[\"'`]?(?P<any>{every})|[\"'`]?_?(?P<own>{own}))"
        r"(?![\w-]| ?[&/,])"
    )


def _weigh(mention: Mention, level: str | None) -> None:
    """Let the word behind a machine name speak as well: of two levels the lower counts, if the name has the higher."""
    if level is None:
        return
    rank = mention.scope.rank(level)
    named = mention.scope.rank(mention.levels[0])
    if 0 <= rank < named:
        mention.levels = [level]
    elif rank > named:
        mention.how = "open"


def _shown(name: str) -> str:
    """Return an unknown name as it may be repeated: what is no plain word in it could be part of a key."""
    parts = NAME_PART.split(name)
    return "".join(part if INVENTED.fullmatch(part) else "\u2026" for part in parts)


@cache
def _labels(contract: Contract) -> frozenset[str]:
    """Return what the credentials' labels look like as machine names: "store_hash"."""
    names = [
        name
        for field in contract.fields
        for name in (*field.aliases, *field.key_aliases, *field.site_aliases)
    ]
    return frozenset(name.replace(" ", "_") for name in (*names, *contract.other_labels))


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

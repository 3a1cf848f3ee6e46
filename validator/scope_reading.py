"""From a paste to the levels that it names for each scope: machine names here, rows of the panel beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from .contract import Contract, Scope
from .scope_rows import Mention, Rows
from .scope_words import items_of
from .text import Line

# What a list parted by commas alone does not have.
NO_LIST = re.compile(r"[=|\t>;]|,.*:")
SHORTEST_LIST = 40  # characters; no program breaks shorter lines
LONGEST_LIST = 2_000  # characters; all rows of the panel together have 600
# A part of a name that somebody made up, such as those of store_v3_gift_certificates.
INVENTED = re.compile(r"[a-z]{1,14}|v\d|[^a-z0-9]*")


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
    rows = Rows(contract)
    for line in _unbroken(lines, contract):
        rows.read(_machine_names(line, contract, grants))
    rows.close(frozenset(mention.scope.id for mention in grants.mentions))
    grants.mentions += rows.mentions
    grants.misspelt = rows.misspelt
    return grants


def _unbroken(lines: Sequence[Line], contract: Contract) -> Iterator[Line]:
    """Put a list of rows together that a mail program broke, even within a name: "Customers, Sites &"."""
    held: Line | None = None
    for line in lines:
        joined = _joined(held, line, contract) if held else None
        if held and not joined:
            yield held
        held = joined or line
    if held:
        yield held


def _joined(line: Line, below: Line, contract: Contract) -> Line | None:
    both = Line(line.number, f"{line.text} {below.text}", f"{line.folded} {below.folded}", 0)
    if (
        not SHORTEST_LIST <= len(line.text) < LONGEST_LIST
        or line.text.count(",") < 3
        or NO_LIST.search(both.folded)
    ):
        return None
    _, *names = [item.kind for item in items_of(both, contract)] or ["word"]
    if "," in below.text:
        names = names[:-1]  # may be broken as well
    return both if names and "word" not in names and "scope" in names else None


def _machine_names(line: Line, contract: Contract, grants: Grants) -> Line:
    """Read the machine names of a line and return the line without them."""
    names = contract.scope_names
    if not names.machine.search(line.folded):
        return line
    text = line.folded.replace("+", " ")
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

"""From a paste to the levels that it names for each scope: machine names here, rows of the panel beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice, pairwise

from .contract import Contract, Scope
from .scope_doubts import Headings, denies, is_off, is_question, takes_all_back
from .scope_line import LONGEST_ROW, Mention
from .scope_rows import Rows
from .scope_words import Item, items_of, level_names, proper_levels, word_pairs
from .text import Line, fold

# What a list parted by commas alone does not have.
NO_LIST = re.compile(r"[=|\t>;]|\A[^,]*,.*:")
QUOTE = "> \t"
LAST_WORD = re.compile(r"([^\W_]+)[ \t&]*$")
FIRST_WORD = re.compile(r"[> \t&(]*([^\W_]+)")
# A machine name that is broken behind one of its parts.
BROKEN_NAME = re.compile(r"[a-z0-9]_[ \t]*$")
NAME_ENDS = re.compile(r"[a-z0-9](?<=[a-z0-9]_[a-z0-9])[a-z0-9]*=?[ \t]*$|_[a-z0-9]+=?[ \t]*$")
FIRST_LEVEL = re.compile(r"[> \t(:=-]*([^\W_]+)")
LONGEST_END = 160  # characters; three rows and their levels
HEADS = re.compile(r"[ \t*_]*:")
LONGEST_TAIL = 60  # characters behind a name that may be about it
NAME_GOES_ON = re.compile(r"[> \t]*[a-z]+")
# Of a text that was taken for something else; a list of all rows and levels has 150 lines and 4,000 characters.
MOST_LINES = 200
LONGEST_TEXT = 8 * 1024
MOST_EXCEPTED = 3  # rows at another level than "everything"
MOST_REMARKS = 100  # lines without a row that are asked if they take the list back
MOST_ROWS = 600  # the whole panel, twenty times
SHORTEST_LIST = 40  # characters; no program breaks shorter lines
LONGEST_JOINED = 4 * 1024  # characters; all machine names together have 1,500
LONGEST_LIST = 1_000  # characters; all rows of the panel together have 600
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
    headings = Headings(contract)
    doubted: list[Mention] = []
    remarks = MOST_REMARKS
    taken_back = False
    for line in _unbroken(lines, contract):
        known, named = len(rows.mentions), len(grants.mentions)
        rows.read(_machine_names(line, contract, grants))
        if not rows.mentions[known:] and not grants.mentions[named:] and remarks:
            remarks -= 1
            taken_back = taken_back or takes_all_back(line, contract)
        if headings.deny(line):
            doubted += [*rows.mentions[known:], *grants.mentions[named:]]
        if len(rows.mentions) > MOST_ROWS or len(grants.mentions) > MOST_ROWS:
            grants.endless = True
            break
    grants.by_machine = frozenset(mention.scope.id for mention in grants.mentions)
    rows.close(grants.by_machine)
    grants.mentions += rows.mentions
    for level in rows.everything:
        # "In my panel everything is read-only", beside a list that says otherwise.
        higher = [mention for mention in grants.mentions if mention.stands_above(level)]
        doubted += higher if len(higher) > MOST_EXCEPTED else []
    for mention in grants.mentions if taken_back else doubted:
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
    if len(line.text) > LONGEST_JOINED:
        return None
    end = line.folded.rstrip(" \t")[-LONGEST_TAIL:]
    if BROKEN_NAME.search(end) and NAME_GOES_ON.match(below.folded):
        return _together(line, below, "")
    if below.folded.lstrip(QUOTE).startswith("_") and NAME_ENDS.search(end):
        return _together(_without_sign(line), below, "")
    if _name_goes_on(line, below, contract) or _level_goes_on(line, below, contract):
        return _together(line, below, " ")
    if (
        not SHORTEST_LIST <= len(line.text) < LONGEST_LIST
        or line.text.count(",") < 3
        or NO_LIST.search(line.folded)
        or NO_LIST.search(below.folded)
        or _is_complete(line, below, contract)
        or "word" in _kinds_at_break(line, below, contract)
    ):
        return None
    both = _together(line, below, " ")
    _, *names = [item.kind for item in items_of(both, contract)] or ["word"]
    if "," in below.text:
        names = names[:-1]  # may be broken as well
    return both if names and "word" not in names and "scope" in names else None


def _is_complete(line: Line, below: Line, contract: Contract) -> bool:
    """Say whether a list ends in its level, or has it below: "Orders, Products" and "None"."""
    last = [*items_of(line, contract)][-1:]
    levels = {item.kind for item in items_of(below, contract)} == {"level"}
    return levels or (bool(last) and last[0].kind == "level")


def _kinds_at_break(line: Line, below: Line, contract: Contract) -> set[str]:
    """Return what the names are between the last comma above the break and the first below it."""
    text = f"{line.text.rpartition(',')[2]} {below.text.lstrip(QUOTE).partition(',')[0]}"
    return {item.kind for item in items_of(Line(line.number, text, fold(text)), contract)}


def _without_sign(line: Line) -> Line:
    """Return a line without the sign that a mail's source breaks it with."""
    text, folded = (whole.rstrip().removesuffix("=") for whole in (line.text, line.folded))
    return Line(line.number, text, folded, line.hidden)


def _together(line: Line, below: Line, between: str) -> Line:
    parts = ((line.text, below.text), (line.folded, below.folded))
    text, folded = (f"{first.rstrip()}{between}{second.lstrip(QUOTE)}" for first, second in parts)
    return Line(line.number, text, folded)


def _name_goes_on(line: Line, below: Line, contract: Contract) -> bool:
    """Tell a name that a narrow column broke: "Information &", and "settings" below it."""
    last, first = LAST_WORD.search(line.folded), FIRST_WORD.match(below.folded)
    if not last or not first or (last[1], first[1]) not in word_pairs(contract):
        return False
    end = _end_of(line)
    items = [*items_of(end, contract)]
    running = _rows_with_levels(items, end)
    if len(line.text) > LONGEST_ROW and not running:
        return False
    # "Checkouts" and "Content" on two lines are two rows.
    kinds = [item.kind for item in items]
    broken = line.text.rstrip().endswith("&") or running or "word" in kinds or kinds[-1:] != ["scope"]
    at = len(end.text.rstrip(" \t&"))
    both = items_of(_together(end, below, " "), contract)
    return broken and any(item.kind in ("scope", "level") and item.start < at < item.end for item in both)


def _level_goes_on(line: Line, below: Line, contract: Contract) -> bool:
    """Tell a running list that was broken before a level: "Customers: modify, Orders:", and "none, Carts: modify"."""
    first = FIRST_LEVEL.match(below.folded)
    if not first or first[1] not in _level_starts(contract) or len(line.text) >= LONGEST_LIST:
        return False
    end = _end_of(line)
    items = [item for item in items_of(end, contract) if item.kind not in ("to", "from")]
    if not items or items[-1].kind != "scope":
        return False
    level, *others = islice(items_of(below, contract), 2)
    if level.kind != "level" or HEADS.match(below.folded, level.end):
        return False  # "Read-only: Themes" begins another list
    goes_on = bool(others) and "," in below.folded[level.end : others[0].start]
    return _rows_with_levels(items, end) or (goes_on and "," in line.text)


def _rows_with_levels(items: Sequence[Item], line: Line) -> bool:
    """Say whether a line has a row and its level, one right behind the other."""
    return any(
        (item.kind, behind.kind) == ("scope", "level") and "," not in line.folded[item.end : behind.start]
        for item, behind in pairwise(item for item in items if item.kind != "to")
    )


def _end_of(line: Line) -> Line:
    """Return the end of a line: enough to see how its list goes on."""
    return Line(line.number, line.text[-LONGEST_END:], line.folded[-LONGEST_END:], 0)


@cache
def _level_starts(contract: Contract) -> frozenset[str]:
    """Return the words that names of levels begin with."""
    return frozenset(
        found[1] for name in _every_level(contract) if (found := FIRST_WORD.match(name)) is not None
    )


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
    return _every_level(contract)[found["any"]] if found["any"] else proper_levels(contract)[found["own"]]


@cache
def _level_word(contract: Contract) -> re.Pattern[str]:
    """Return the pattern for a level behind a machine name: any word for one behind a sign, else its own name."""
    own, every = (
        "|".join(sorted(map(re.escape, names), key=len, reverse=True))
        for names in (proper_levels(contract), _every_level(contract))
    )
    return re.compile(
        rf"[\"'`\])]{{0,2}}[ \t]{{0,3}}(?:[:=|(\[./-]>?[ \t]{{0,3}}[\"'`]?(?P<any>{every})|[\"'`]?_?(?P<own>{own}))"
        r"(?![\w-]| ?[&/,])"
    )


@cache
def _every_level(contract: Contract) -> dict[str, str]:
    return {fold(name): id for id, names in level_names(contract).items() for name in names} | dict(
        proper_levels(contract)
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

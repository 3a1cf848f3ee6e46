"""Reading rows of the scope table: which level a text gives to which scope."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Literal

from .contract import Contract, Scope
from .scope_words import Item, items_of, nearest, occurs
from .text import Line, fold

TICK = re.compile(r"[\[(][xX*][\])]|[\u25c9\u25cf\u2611\u2713\u2714\u2705\u25c8]")
# The whole of a cell below a level's name, where the level is the chosen one.
MARK = re.compile(r"\W*(?:[xv1]|yes|true|tak)\W*|\s*[\u25c9\u25cf\u2611\u2713\u2714\u2705\u25c8\u2022]\s*")
COLUMN_SIGNS = ("|", "\t", ";", ",")
CELL_END = re.compile(r"[|\t]")
LIST_END = re.compile(r"[|\t:]")
THOUGHT_END = re.compile(r"[|\t();]|\s-\s|\.\s")
BOX = re.compile(
    r"[\s*-]*(?:\[[\sxX]?\]|\([\sxX]?\)|[\u2610\u25cb\u25ef\u25a1\u25c9\u25cf\u2611\u2713\u2714\u2705])"
)
LEVEL_FIRST = re.compile(
    r"[\s:=>-]*(?:(?:access|permissions?|rights?)\s+)?(?:(?:to|for|on)\s+)?(?:the\s+)?[\"']?$"
)
LEVEL_FIRST_WORDS = frozenset("access permission permissions rights to for on the".split())
# A paste of this many rows without any level is a copy of the table's first column, not of somebody's choice.
WHOLE_COLUMN = 15
MOST_GUESSES = 40  # unknown rows that are compared with every label, which takes time
MOST_NAMES = 12  # no row offers more than four levels; what comes later in a line is about something else
MOST_ITEMS = 2_000  # the whole create page on one line has 150
LONGEST_ROW = 60  # characters; no row's label is longer, so a longer line is an explanation


@dataclass(slots=True)
class Mention:
    """What one place of the paste says about a scope."""

    scope: Scope
    line: int
    levels: list[str] = field(default_factory=list)
    # What is said: one level, or the last of a change; "bare" is none; "list" is none in a list, which means the
    # full one; "open" is several, of which none is chosen; "unread" is something that is no level.
    how: Literal["said", "bare", "list", "open", "unread"] = "said"
    apart: bool = False  # its level stands on a line of its own

    @property
    def every(self) -> bool:
        """Whether it names all levels that the row offers, as the create page does."""
        offered = {level.id for level in self.scope.levels}
        return self.how == "open" and offered <= set(self.levels)

    @property
    def less(self) -> bool:
        """Whether it is what the list page writes beside a label: less than the full level."""
        if self.how != "said" or self.apart:
            return self.how == "list"
        only = len(self.scope.levels) == 2  # none, and the one level the row offers
        full = self.levels[-1] == self.scope.highest
        return full if only else not full and self.levels[-1] != self.scope.levels[0].id


class Rows:
    """Reads rows line by line; a row's level may stand on a later line."""

    def __init__(self, contract: Contract) -> None:
        self.mentions: list[Mention] = []
        self.misspelt: list[Scope] = []
        self._contract = contract
        self._last: Mention | None = None  # the row that a level on a line of its own belongs to
        self._group: str | None = None  # a level that stands above its rows
        self._columns: dict[int, str] = {}  # the levels that stand in a table's first line, by their column
        self._sign = ""  # what parts its columns
        self._strange: str = ""  # a short line that is no row we know, in case a level follows
        self._guesses = 0

    def read(self, line: Line) -> None:
        """Read one line."""
        if not occurs(line, self._contract):
            self._strange = line.folded if len(line.folded) < LONGEST_ROW else ""
            return
        items = list(islice(items_of(line, self._contract), MOST_ITEMS))
        if not items or self._ticked(line, items):
            return
        if not any(item.kind == "scope" for item in items):
            self._read_columns(line)
        if all(item.kind not in ("scope", "word") for item in items):
            self._level_line(line, items)
            return
        found = [found for part in _lists(line, items) for found in self._mentions(line, part)]
        self.mentions += found
        if found:
            last = found[-1]
            self._last = last if last.how in ("bare", "unread") else None
            self._strange = ""
        else:
            self._strange_line(line, items)

    def close(self, named: frozenset[str]) -> None:
        """Settle the rows that no level was found for; `named` are scopes that were named otherwise as well."""
        known = named | {
            mention.scope.id for mention in self.mentions if mention.how not in ("bare", "unread")
        }
        self.mentions = [
            mention
            for mention in self.mentions
            if not (mention.how == "bare" and mention.scope.id in named)
            and not (mention.how == "unread" and mention.scope.id in known)
        ]
        bare = [mention for mention in self.mentions if mention.how == "bare"]
        said = [mention for mention in self.mentions if mention.how != "bare"]
        # The list page writes nothing behind a label for the full level.
        as_listed = all(mention.less for mention in said) if said else not named and len(bare) < WHOLE_COLUMN
        for mention in bare:
            mention.how = "list" if as_listed else "open"
            mention.levels = [mention.scope.highest] if as_listed else []

    # ------------------------------------------------------------------------------------------ rows of a line

    def _mentions(self, line: Line, items: Sequence[Item]) -> Iterator[Mention]:
        """Yield what a line says about each scope in it."""
        plain = all(item.kind != "word" for item in items)
        scopes = [at for at, item in enumerate(items) if item.kind == "scope"]
        first_word = next((at for at, item in enumerate(items) if item.kind == "word"), len(items))
        led = _level_first(line, items)
        waiting: list[Mention] = []
        for id, level in led:
            yield Mention(self._contract.scope(id), line.number, [level])
        for at in scopes if not led else ():
            scope = self._contract.scope(items[at].id)
            chain = _level_thoughts(items, at, line) or _adjacent(items, at, line, at < first_word)
            levels, how = _chain(chain, line)
            if levels:
                # "Orders, Products and Customers: modify" says it of all three.
                if how == "said" and at == scopes[-1] and _colon(items, at, line):
                    for earlier in waiting if len(waiting) == len(scopes) - 1 else ():
                        earlier.how, earlier.levels = "said", list(levels)
                yield Mention(scope, line.number, levels, how)
            elif items[0].kind == "level":
                # "Create and edit orders" explains a row; it is none.
                continue
            elif (plain and BOX.match(line.text)) or _unread(items, at, line):
                yield Mention(scope, line.number, [], "unread")
            elif plain and (len(scopes) > 1 or len(items) > 1):
                mention = Mention(scope, line.number, [scope.highest], "list")
                waiting.append(mention)
                yield mention
            elif plain:
                yield Mention(scope, line.number, *([self._group], "said") if self._group else ([], "bare"))

    # ------------------------------------------------------------------------------- levels on other lines

    def _level_line(self, line: Line, items: Sequence[Item]) -> None:
        levels, how = _chain(items, line)
        last = self._last
        if not levels:
            return
        if (not last or last.levels) and self._strange:
            # The level of a row that is not known, however its label is meant.
            self._guess(self._strange, line.number, levels[-1:])
            self._strange = ""
            self._last = None
        elif last:
            last.levels += [level for level in levels if level not in last.levels]
            last.how = "said" if len(last.levels) == 1 and how == "said" else "open"
            last.apart = True
            self._strange = ""  # it explained the row
        elif not self.mentions or self._group:
            self._group = levels[-1] if how == "said" else None

    def _read_columns(self, line: Line) -> None:
        """Remember a table's first line if the levels are its columns: Scope | None | Read-only | Modify."""
        sign = next((sign for sign in COLUMN_SIGNS if sign in line.text), "")
        columns = {}
        for at, cell in enumerate(_cells(line, sign) if sign else ()):
            items = list(items_of(cell, self._contract))
            if len(items) == 1 and items[0].kind == "level":
                columns[at] = items[0].id
        if len(set(columns.values())) > 1:
            self._columns, self._sign = columns, sign

    def _ticked(self, line: Line, items: Sequence[Item]) -> bool:
        """Read a row whose level is marked below the level's name; say whether it is one."""
        scopes = [item for item in items if item.kind == "scope"]
        named = len(scopes) != 1 or any(item.kind == "level" for item in items)
        if not self._columns or self._sign not in line.text or named:
            return False
        cells = [cell.folded for cell in _cells(line, self._sign)]
        marked = [
            level for at, level in self._columns.items() if at < len(cells) and MARK.fullmatch(cells[at])
        ]
        how: Literal["said", "open"] = "said" if len(marked) == 1 else "open"
        self.mentions.append(Mention(self._contract.scope(scopes[0].id), line.number, marked, how))
        return True

    # -------------------------------------------------------------------------------------- misspelt labels

    def _strange_line(self, line: Line, items: Sequence[Item]) -> None:
        """Remember or guess a row whose label is misspelt."""
        at = next((at for at, item in enumerate(items) if item.kind == "level"), None)
        if at is None:
            self._strange = line.folded if len(line.folded) < LONGEST_ROW else ""
        elif at > 0:
            levels, how = _chain(items[at:], line)
            if levels and how == "said" and all(item.kind in ("word", "scope") for item in items[:at]):
                self._guess(line.folded[items[0].start : items[at].start], line.number, levels)

    def _guess(self, text: str, number: int, levels: list[str]) -> bool:
        if self._guesses == MOST_GUESSES or not 3 < len(text) < LONGEST_ROW:
            return False
        self._guesses += 1
        scope = nearest(text, self._contract)
        if scope is None:
            return False
        self.misspelt.append(scope)
        self.mentions.append(Mention(scope, number, levels))
        return True


def _lists(line: Line, items: Sequence[Item]) -> list[Sequence[Item]]:
    """Return the cells that hold nothing but a list of rows, as the list page has them, else the whole line."""
    if sum(item.kind == "scope" for item in items) < 2 or not LIST_END.search(line.folded):
        return [items]
    cells: list[list[Item]] = [[]]
    for before, item in zip([None, *items], items, strict=False):
        gap = line.folded[before.end : item.start] if before else ""
        heading = ":" in gap and all(item.kind == "word" for item in cells[-1])
        if heading or CELL_END.search(gap):
            cells.append([])
        cells[-1].append(item)
    lists = [cell for cell in cells if sum(item.kind == "scope" for item in cell) > 1]
    others = [item for cell in cells if cell not in lists for item in cell]
    pure = all(item.kind != "word" for cell in lists for item in cell)
    if lists and others and pure and all(item.kind == "word" for item in others):
        return list(lists)
    return [items]


def _level_first(line: Line, items: Sequence[Item]) -> list[tuple[str, str]]:
    """Return scope and level of "Modify: Orders, Products" and of "read-only to Themes and modify access to Orders"."""
    start = next((at for at, item in enumerate(items) if item.kind == "scope"), 0) - 1
    while start > 0 and _leads_on(items[start], line):
        start -= 1
    if start < 0 or items[start].kind != "level":
        return []
    found: list[tuple[str, str]] = []
    level, alone = items[start], False  # whether no scope has come yet behind the level
    for item in items[start:]:
        if item.kind == "level" and not alone:
            level, alone = item, True
        elif item.kind == "scope":
            between = line.folded[level.end : item.start]
            if alone and not (LEVEL_FIRST.fullmatch(between) and between.strip(" \t\"'")):
                return []
            alone = False
            found.append((item.id, level.id))
        elif item.kind != "and" and not (alone and _leads_on(item, line)):
            return []
    return found if not alone else []


def _leads_on(item: Item, line: Line) -> bool:
    """Say whether an item may stand between a level and the scopes that it is for."""
    return item.kind in ("to", "word") and fold(line.text[item.start : item.end]) in LEVEL_FIRST_WORDS


def _unread(items: Sequence[Item], at: int, line: Line) -> bool:
    """Tell a row whose level is a word that is none: "Orders: on"."""
    kinds = [item.kind for item in items]
    return kinds == ["scope", "word"] and len(line.text) < LONGEST_ROW and _colon(items, at, line)


def _level_thoughts(items: Sequence[Item], at: int, line: Line) -> list[Item]:
    """Return what the cells or thoughts behind a row hold that consist of levels alone; others explain it."""
    found: list[Item] = []
    thought: list[Item] = []
    pure = False  # the first one holds the row's own name
    for before, item in pairwise(items[at : at + MOST_NAMES]):
        if THOUGHT_END.search(line.folded, before.end, item.start):
            if pure:
                found += thought
            thought, pure = [], True
        if item.kind == "scope" and (found or item.id != items[at].id):
            return found
        thought.append(item)
        pure = pure and item.kind not in ("scope", "word")
    return found + thought if pure else found


def _adjacent(items: Sequence[Item], at: int, line: Line, leads: bool) -> list[Item]:
    """Return the levels that directly follow a scope, with the words that join them."""
    chain: list[Item] = []
    end = items[at].end
    joined = False
    for item in items[at + 1 : at + MOST_NAMES]:
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
    arrow = "->" in line.folded[items[last - 1].end : levels[-1].start]
    # "View and edit" gives both.
    between = line.folded[levels[0].end : levels[1].start].strip()
    both = kinds == ["level", "and", "level"] or (kinds == ["level", "level"] and between in ("&", "+"))
    if both:
        return [ids[0] if ids[-1] == "read-only" else ids[-1]], "said"
    if "or" not in kinds and (kinds[last - 1] == "to" or arrow):
        return [levels[-1].id], "said"
    return ids, "open"


def _colon(items: Sequence[Item], at: int, line: Line) -> bool:
    return at + 1 < len(items) and any(
        sign in line.folded[items[at].end : items[at + 1].start] for sign in ":=>|\t"
    )


def _cells(line: Line, sign: str) -> list[Line]:
    """Return a table line's cells."""
    text = line.text.strip().strip("|") if sign == "|" else line.text
    return [Line(line.number, cell, fold(cell), 0) for cell in text.split(sign)]

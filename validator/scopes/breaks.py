"""Putting together what a mail program or a narrow column broke: lists of rows, running lists, names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from ..contract import Contract
from ..text import Line, fold
from ..vocabulary import LONGEST_NAME
from .line import LONGEST_ROW
from .words import Item, every_level, items_of, word_pairs

# What a list parted by commas alone does not have.
NO_LIST = re.compile(r"[=|\t>;]|\A[^,]*,.*:")
QUOTE = "> \t"
LAST_WORD = re.compile(r"[^\W_]+\Z")
FIRST_WORD = re.compile(r"[> \t&(]*([^\W_]+)")
# A machine name that is broken behind one of its parts.
BROKEN_NAME = re.compile(r"[a-z0-9]_$")
NAME_ENDS = re.compile(r"[a-z0-9](?<=[a-z0-9]_[a-z0-9])[a-z0-9]*=?$|_[a-z0-9]+=?$")
FIRST_LEVEL = re.compile(r"[> \t(:=-]*([^\W_]+)")
MOST_READ = (
    32 * 1024
)  # characters in which names are looked for; a whole panel, broken everywhere, takes 3,000
LONGEST_END = 160  # characters; three rows and their levels
HEADS = re.compile(r"[ \t*_]*:")
NAME_GOES_ON = re.compile(r"[> \t]*[a-z]+")
SHORTEST_LIST = 40  # characters; no program breaks shorter lines
LONGEST_JOINED = 4 * 1024  # characters; all machine names together have 1,500
LONGEST_LIST = 1_000  # characters; all rows of the panel together have 600


class Unbroken:
    """The lines of a paste, those put together that a mail program broke, even within a name: "Customers, Sites &"."""

    def __init__(self, lines: Sequence[Line], contract: Contract) -> None:
        self._lines = lines
        self._contract = contract
        self._left = MOST_READ

    @property
    def endless(self) -> bool:
        """Whether more lines look broken than a list of scopes can have; then not all were put together."""
        return self._left <= 0

    def __iter__(self) -> Iterator[Line]:
        held: Line | None = None
        for line in self._lines:
            joined = self._joined(held, line) if held and not self.endless else None
            if held and not joined:
                yield held
            held = joined or line
        if held:
            yield held

    def _joined(self, line: Line, below: Line) -> Line | None:
        if len(line.text) > LONGEST_JOINED:
            return None
        end = _end_of(line)
        if BROKEN_NAME.search(end.folded) and NAME_GOES_ON.match(below.folded):
            return _together(line, below, "")
        if below.folded.lstrip(QUOTE).startswith("_") and NAME_ENDS.search(end.folded):
            return _together(_without_sign(line), below, "")
        first = FIRST_WORD.match(below.folded)
        last = LAST_WORD.search(end.folded.rstrip(" \t&")[-LONGEST_NAME:])
        name = first and last and (last[0], first[1]) in word_pairs(self._contract)
        begins = FIRST_LEVEL.match(below.folded)
        level = begins and begins[1] in _level_starts(self._contract) and len(line.text) < LONGEST_LIST
        items = self._items(end) if name or level else []
        if (name and self._name_goes_on(line, end, items, below)) or (
            level and self._level_goes_on(line, end, items, below)
        ):
            return _together(line, below, " ")
        return self._list_goes_on(line, below)

    def _items(self, line: Line) -> list[Item]:
        self._left -= len(line.text)
        return [*items_of(line, self._contract)]

    def _name_goes_on(self, line: Line, end: Line, items: Sequence[Item], below: Line) -> bool:
        """Tell a name that a narrow column broke: "Information &", and "settings" below it."""
        running = _rows_with_levels(items, end)
        if len(line.text) > LONGEST_ROW and not running:
            return False
        # "Checkouts" and "Content" on two lines are two rows.
        kinds = [item.kind for item in items]
        broken = line.text.rstrip().endswith("&") or running or "word" in kinds or kinds[-1:] != ["scope"]
        at = len(end.text.rstrip(" \t&"))
        across = [
            item.kind
            for item in (self._items(_together(end, below, " ")) if broken else ())
            if item.start < at < item.end
        ]
        # "Geen" and "Toegang tot metavelden" are a level and the next row, not "no access" to something.
        return "scope" in across or ("level" in across and self._items(below)[0].kind != "scope")

    def _level_goes_on(self, line: Line, end: Line, items: Sequence[Item], below: Line) -> bool:
        """Tell a running list that was broken before a level: "Customers: modify, Orders:", "none, Carts: modify"."""
        rows = [item for item in items if item.kind not in ("to", "from")]
        if not rows or rows[-1].kind != "scope":
            return False
        named = self._items(below)[:2]
        if not named or named[0].kind != "level" or HEADS.match(below.folded, named[0].end):
            return False  # "Read-only: Themes" begins another list
        # "Read-only, modify" below two rows is a line of levels.
        goes_on = (
            len(named) > 1 and named[1].kind != "level" and "," in below.folded[named[0].end : named[1].start]
        )
        return _rows_with_levels(rows, end) or (goes_on and "," in line.text)

    def _list_goes_on(self, line: Line, below: Line) -> Line | None:
        """Return a list that commas part together with its next line, if names go on behind the break."""
        if (
            not SHORTEST_LIST <= len(line.text) < LONGEST_LIST
            or line.text.count(",") < 3
            or NO_LIST.search(line.folded)
            or NO_LIST.search(below.folded)
            or self._is_complete(line, below)
            or "word" in self._kinds_at_break(line, below)
        ):
            return None
        both = _together(line, below, " ")
        _, *names = [item.kind for item in self._items(both)] or ["word"]
        if "," in below.text:
            names = names[:-1]  # may be broken as well
        return both if names and "word" not in names and "scope" in names else None

    def _is_complete(self, line: Line, below: Line) -> bool:
        """Say whether a list ends in its level, or has it below: "Orders, Products" and "None"."""
        last = self._items(line)[-1:]
        levels = {item.kind for item in self._items(below)} == {"level"}
        return levels or (bool(last) and last[0].kind == "level")

    def _kinds_at_break(self, line: Line, below: Line) -> set[str]:
        """Return what the names are between the last comma above the break and the first below it."""
        text = f"{line.text.rpartition(',')[2]} {below.text.lstrip(QUOTE).partition(',')[0]}"
        return {item.kind for item in self._items(Line(line.number, text, fold(text)))}


def _without_sign(line: Line) -> Line:
    """Return a line without the sign that a mail's source breaks it with."""
    text, folded = (whole.rstrip().removesuffix("=") for whole in (line.text, line.folded))
    return Line(line.number, text, folded, line.hidden)


def _together(line: Line, below: Line, between: str) -> Line:
    parts = ((line.text, below.text), (line.folded, below.folded))
    text, folded = (f"{first.rstrip()}{between}{second.lstrip(QUOTE)}" for first, second in parts)
    return Line(line.number, text, folded)


def _rows_with_levels(items: Sequence[Item], line: Line) -> bool:
    """Say whether a line has a row and its level, one right behind the other."""
    return any(
        (item.kind, behind.kind) == ("scope", "level") and "," not in line.folded[item.end : behind.start]
        for item, behind in pairwise(item for item in items if item.kind != "to")
    )


def _end_of(line: Line) -> Line:
    """Return the end of a line: enough to see how its list goes on."""
    length = len(line.text.rstrip())
    text, folded = (whole[max(length - LONGEST_END, 0) : length] for whole in (line.text, line.folded))
    return Line(line.number, text, folded)


@cache
def _level_starts(contract: Contract) -> frozenset[str]:
    """Return the words that names of levels begin with."""
    return frozenset(
        found[1] for name in every_level(contract) if (found := FIRST_WORD.match(name)) is not None
    )

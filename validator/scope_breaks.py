"""Putting together what a mail program or a narrow column broke: lists of rows, running lists, names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, pairwise

from .contract import Contract
from .scope_line import LONGEST_ROW
from .scope_words import Item, every_level, items_of, word_pairs
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
NAME_GOES_ON = re.compile(r"[> \t]*[a-z]+")
SHORTEST_LIST = 40  # characters; no program breaks shorter lines
LONGEST_JOINED = 4 * 1024  # characters; all machine names together have 1,500
LONGEST_LIST = 1_000  # characters; all rows of the panel together have 600


def unbroken(lines: Sequence[Line], contract: Contract) -> Iterator[Line]:
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
    end = line.folded.rstrip(" \t")[-LONGEST_END:]
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
    named = [*islice(items_of(below, contract), 2)]
    if not named or named[0].kind != "level" or HEADS.match(below.folded, named[0].end):
        return False  # "Read-only: Themes" begins another list
    goes_on = len(named) > 1 and "," in below.folded[named[0].end : named[1].start]
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
        found[1] for name in every_level(contract) if (found := FIRST_WORD.match(name)) is not None
    )

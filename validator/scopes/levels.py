"""What a run of levels says: one of them, a change from one to another, or several of which none is chosen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from ..contract import Contract
from ..text import Line
from .words import Item, is_proper

How = Literal["said", "open"]

# A box or a circle beside a level: the chosen one, and one that is merely offered.
CHOSEN = (
    r"\[[xX*\u2022\u2713\u2714]\]|\([xXoO*\u2022\u25cf]\)"
    r"|[\u25c9\u25cf\u2611\u2713\u2714\u2705\u25c8\u29bf\U0001f518]|(?<!\S)[@\u00a9\u00ae](?!\S)"
)
# The last of either kind is what is made of a circle when a picture is turned into text.
OFFERED = (
    r"\[\s?\]|\(\s?\)|[\u25cb\u25ef\u2610\u25a1\u26aa\u2b1c]|(?P<crossed>\[?[\u274c\u2717\u2718]\]?)"
    r"|(?<!\S)[oO0](?!\S)"
)
MARK = re.compile(rf"(?P<chosen>{CHOSEN})|{OFFERED}")
MARK_BEHIND = re.compile(rf"[\"'`]?[ \t]{{0,3}}(?:(?P<chosen>{CHOSEN})|{OFFERED})")
ARROW = re.compile(r"[-=]>|[>\u2192\u21d2\u2794\u279c\u27f6]")


class Said(NamedTuple):
    """What a run of levels says."""

    levels: list[str]  # the one that is said, or all of those that are named
    how: How
    marked: bool  # whether boxes or circles stand beside the levels


def read_levels(items: Sequence[Item], line: Line, start: int, contract: Contract) -> Said:
    """Read the levels among the items; `start` is where the text that belongs to them begins."""
    levels = [item for item in items if item.kind == "level"]
    ids = list(dict.fromkeys(item.id for item in levels))
    chosen = _chosen(levels, line.text, start)
    if chosen is not None:
        both = _both(chosen, line, contract)
        return Said([both], "said", True) if both else Said(ids, "open", True)
    if len(ids) < 2:
        return Said(ids, "said", False)
    one = _one_of_two(items, levels, line, contract)
    return Said([one], "said", False) if one else Said(ids, "open", False)


def _both(levels: Sequence[Item], line: Line, contract: Contract) -> str | None:
    """Return the one level, or what "view and edit" give together; None for several levels by their own names."""
    ids = [level.id for level in levels]
    if len(set(ids)) == 1:
        return ids[0]
    if len(ids) != 2 or any(is_proper(level, line, contract) for level in levels):
        return None
    return _wider(*ids)


def _wider(first: str, second: str) -> str:
    return first if second == "read-only" else second


def _chosen(levels: Sequence[Item], text: str, start: int) -> list[Item] | None:
    """Return the levels with a filled box or circle; None where there are none of either kind."""
    starts = [start, *(level.end for level in levels)]
    before = [list(MARK.finditer(text, at, level.start)) for at, level in zip(starts, levels, strict=False)]
    if levels and before[0]:
        marks = [found[-1] if found else None for found in before]
    else:
        # Behind the levels, then: "read-only [ ] modify [x]".
        marks = [MARK_BEHIND.match(text, level.end) for level in levels]
    if not any(marks) or (len(levels) == 1 and levels[0].id == "none" and marks[0] and marks[0]["crossed"]):
        return None  # a cross beside "none" is an ornament
    return [level for level, mark in zip(levels, marks, strict=True) if mark and mark["chosen"]]


def _one_of_two(items: Sequence[Item], levels: Sequence[Item], line: Line, contract: Contract) -> str | None:
    """Return the level that "from none to modify" and "view and edit" end in; None for "read-only or modify"."""
    kinds = [item.kind for item in items]
    last = items.index(levels[-1])
    between = line.folded[levels[-2].end : levels[-1].start]
    if (
        "or" not in kinds
        and "," not in between
        and (kinds[last - 1] == "to" or (len(levels) == 2 and ARROW.search(between)))
    ):
        return levels[-1].id
    # "View and edit" gives both.
    if kinds == ["level", "and", "level"] or (kinds == ["level", "level"] and between.strip() in ("&", "+")):
        return _wider(levels[0].id, levels[-1].id)
    if kinds == ["level", "level"] and between.strip() == ",":
        return _both(levels, line, contract)
    return None

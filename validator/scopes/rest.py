"""What is said of all rows that a sentence does not name: "everything on modify except Themes"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..contract import Contract
from ..text import Line
from .levels import read_levels
from .line import LETTER
from .words import Item, phrases_for

UNTOLD = ""  # in place of the level of all rows


class Rest(NamedTuple):
    """What a sentence says of all rows that it does not name."""

    level: str  # UNTOLD where nobody can tell which rows are excepted
    told: Sequence[Item]  # "everything on modify"
    excepted: Sequence[Item]


def rest_of(line: Line, items: Sequence[Item], contract: Contract) -> Rest | None:
    """Read "everything on modify except ..."; None for other sentences."""
    items = _with_exception_last(items)
    if items[0].kind == "except" and all(item.kind != "scope" for item in items):
        items = items[1:]  # "But everything is on read-only"
    kinds = [item.kind for item in items]
    at = kinds.index("all")
    if {"scope", "level"} <= {*kinds[:at]}:
        # The rest follows: "Orders: read-only, the others modify".
        rest = rest_of(line, items[at:], contract)
        return rest._replace(excepted=[*items[:at], *rest.excepted]) if rest else None
    end = kinds.index("except") if "except" in kinds else _end_of_all(line, items)
    head = items[:end]
    words = kinds[:end].count("word")
    if kinds[:end].count("all") != 1 or "scope" in kinds[:end] or words > 1:
        return None
    behind = head[at + 1 : at + 2]
    if not behind:
        # "Modify for everything"
        joined = at == 2 and kinds[1] == "to"
        led = joined or (at == 1 and LETTER.search(line.folded, head[0].end, head[at].start))
        behind = head[:1] if led else []
    levels, how, _ = read_levels(head, line, head[0].start, contract)
    if not levels or how != "said" or not behind or behind[0].kind not in ("level", "to", "from", "and"):
        return None
    if end < len(items) and kinds[end] != "except":
        # "..., only Themes on read-only": the word says nothing of its own.
        only = line.folded[items[end].start : items[end].end] in phrases_for(contract, "only")
        return Rest(levels[-1], head, items[end + only :])
    excepted = items[end + 1 :]
    # "All but the tokens", "all but the tokens and Orders": which rows are meant?
    vague = bool(excepted) and (excepted[0].kind == "word" or all(item.kind != "scope" for item in excepted))
    return Rest(UNTOLD if vague else levels[-1], head, excepted)


def excepted_rows(items: Sequence[Item]) -> list[str]:
    """Return the rows of "All as in the guide except Orders", which names no level."""
    kinds = [item.kind for item in items]
    if "except" not in kinds or "level" in kinds:
        return []
    at = kinds.index("except") + 1
    return [item.id for item in items[at : _while(kinds, at, "scope", "and", "or")] if item.kind == "scope"]


def _with_exception_last(items: Sequence[Item]) -> Sequence[Item]:
    """Return "everything except Orders on modify" in the order of "everything on modify except Orders"."""
    kinds = [item.kind for item in items]
    start = 1 if kinds[:1] == ["all"] else 0
    if kinds[start : start + 1] != ["except"]:
        return items
    named = _while(kinds, start + 1, "scope", "and")
    told = _while(kinds, named, "to", "level", *(() if start else ("all",)))
    if "level" not in kinds[named:told] or "scope" not in kinds[start:named]:
        return items
    return [*items[:start], *items[named:told], *items[start:named], *items[told:]]


def _while(kinds: Sequence[str], at: int, *wanted: str) -> int:
    """Return where items of other kinds begin."""
    while at < len(kinds) and kinds[at] in wanted:
        at += 1
    return at


def _end_of_all(line: Line, items: Sequence[Item]) -> int:
    """Return where what is said of all rows ends: "Everything on modify, only Themes on read-only"."""
    kinds = [item.kind for item in items]
    if "all" not in kinds or "scope" not in kinds:
        return len(items)
    first = kinds.index("scope")
    commas = [at for at in range(1, first + 1) if "," in line.folded[items[at - 1].end : items[at].start]]
    return commas[0] if commas else len(items)

"""Which names of a line count: its sentences, its cells, a second name in brackets, and what is true now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..contract import Contract
from ..text import Line, fold
from ..vocabulary import WORD
from .levels import MARK
from .line import CELL_END, bare_names
from .words import SENTENCE_END, Item, phrases_for

THOUGHT_END = re.compile(r"[,;(]")
MOST_BESIDE = 3  # a level, and names and words beside it
NEAR = 4  # names and words in which "now" has its level: "now it is on modify"


def clauses(line: Line, items: Sequence[Item]) -> Iterator[tuple[Line, list[Item]]]:
    """Yield each sentence of a line, and the items in it; a row named twice, "Content (Inhalte)", is one item."""
    start = 0
    clause: list[Item] = []
    for item in items:
        end = SENTENCE_END.search(line.folded, clause[-1].end, item.start) if clause else None
        # "Orders; Products: modify" is one list.
        if end and not (end[0][0] == ";" and clause[-1].kind == item.kind == "scope"):
            yield _cut(line, clause, start, end.end())
            clause, start = [], end.end()
        if clause and item.kind == "scope" and (clause[-1].kind, clause[-1].id) == ("scope", item.id):
            clause[-1] = clause[-1]._replace(end=item.end)
        else:
            clause.append(item)
    if clause:
        yield _cut(line, clause, start, len(line.text))


def _cut(line: Line, items: list[Item], start: int, end: int) -> tuple[Line, list[Item]]:
    if start == 0 and end == len(line.text):
        return line, items
    moved = [item._replace(start=item.start - start, end=item.end - start) for item in items]
    return Line(line.number, line.text[start:end], line.folded[start:end]), moved


def without_explanations(line: Line, items: Sequence[Item], contract: Contract) -> Sequence[Item]:
    """Return the row and the level of a table's line whose cells hold one each, and nothing else; else all items.

    The other cells explain: "Customers login | Login | Login customers".
    """
    if not CELL_END.search(line.folded) or MARK.search(line.text):
        return items
    cells: list[list[Item]] = [[]]
    end = 0
    for item in items:
        if CELL_END.search(line.folded, end, item.start):
            cells.append([])
        cells[-1].append(item)
        end = item.end
    filled = [cell for cell in cells if cell]
    starts = [0, *(cell[-1].end for cell in filled)]
    stops = [*(cell[0].start for cell in filled[1:]), len(line.text)]
    pure = [
        cell
        for cell, start, stop in zip(filled, starts, stops, strict=False)
        if len({item[:2] for item in cell}) == 1 and bare_names(line, cell, CELL_END, start, stop)
    ]
    rows = [cell[0] for cell in pure if cell[0].kind == "scope"]
    levels = [cell[0] for cell in pure if cell[0].kind == "level"]
    alone = len(rows) == len(levels) == 1 and rows[0].start < levels[0].start
    told = any(_tells_of_a_level(line, cell, contract) for cell in filled if cell not in pure)
    return [*rows, *levels] if alone and not told else items


def _tells_of_a_level(line: Line, cell: Sequence[Item], contract: Contract) -> bool:
    """Say whether a cell has a word or two beside a level, and no row: "still read-only", "read-only, why?"."""
    kinds = [item.kind for item in cell]
    told = "level" in kinds and "scope" not in kinds and len(kinds) <= MOST_BESIDE
    # "Read-only is enough" explains.
    words = WORD.findall(line.folded[cell[0].start : cell[-1].end])
    return told and phrases_for(contract, "aside").isdisjoint(words)


def without_second_name(line: Line, items: Sequence[Item], contract: Contract) -> list[Item]:
    """Return the items without a name in brackets that means another row: "Store locations (Magazyny i trasy)".

    The panel's own label says what was set; an old name beside it was the misunderstanding.
    """
    kept = list(items)
    for before, item in pairwise(items):
        other = before.kind == item.kind == "scope" and before.id != item.id
        if (
            other
            and line.folded[before.end : item.start].strip() == "("
            and line.folded[item.end : item.end + 1] == ")"
        ):
            own = [one for one in (before, item) if _is_own_label(line, one, contract)]
            if len(own) == 1:
                kept.remove(before if own[0] is item else item)
    return kept


def _is_own_label(line: Line, item: Item, contract: Contract) -> bool:
    return line.folded[item.start : item.end] == fold(contract.scope(item.id).label)


def as_it_is_now(line: Line, items: Sequence[Item]) -> list[Item]:
    """Return the items with one level for a row that tells of others as well: "was read-only, now modify"."""
    kept: list[Item] = []
    rows = [at for at, item in enumerate(items) if item.kind == "scope"]
    for start, end in pairwise([0, *rows, len(items)]):
        row = items[start:end]
        level = next((_level_now(line, row, at) for at, item in enumerate(row) if item.kind == "now"), None)
        if level and row[0].kind == "scope":
            kept += [row[0], level]
        elif any(item.kind == "all" for item in row):
            kept += [item for item in row if item.kind != "now"]  # "Everything is read-only right now"
        else:
            kept += [item._replace(kind="word") if item.kind == "now" else item for item in row]
    return kept


def _level_now(line: Line, row: Sequence[Item], at: int) -> Item | None:
    """Return the level that is told to be the present one: behind the word for it, "now modify", or before it."""
    behind = next((item for item in row[at + 1 : at + NEAR] if item.kind == "level"), None)
    if behind and not THOUGHT_END.search(line.folded, row[at].end, behind.start):
        return behind
    return row[at - 1] if row[at - 1].kind == "level" else None

"""Tables with a mark below the chosen level, Scope | None | Read-only | Modify, or behind it: Scope | Level | Set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from ..contract import Contract
from ..text import Line, fold
from .levels import CHOSEN
from .line import CELL_END
from .words import Item, phrases_for

SIGNS = ("|", "\t", ";", ",")
# The whole of a cell below the chosen level's name, where it is no word.
CHOSEN_CELL = re.compile(rf"{CHOSEN}|\u2022")
CHOSEN_LETTERS = frozenset("xvy1")
MOST_COLUMNS = 24  # names; there are eight levels
LONGEST_SIGN = 5  # characters: "false"
SIGN = re.compile(r"\S+")
LONGEST_ANSWER = 20  # characters; what is longer explains
WIDE_GAP = re.compile(r"\s{2,}")


class Columns:
    """Remembers a table's first line, and reads its rows."""

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        self._sign = ""  # what parts the columns; nothing where they stand below each other by spaces alone
        self._levels: dict[int, str] = {}  # by the number of their column, or by the middle of their name

    def read_head(self, line: Line, items: Sequence[Item]) -> None:
        """Remember the levels of a line that names several, each in a column of its own."""
        if len(items) > MOST_COLUMNS or sum(item.kind == "level" for item in items) < 2:
            return
        sign = next((sign for sign in SIGNS if sign in line.text), "")
        levels: dict[int, str] = {}
        if sign:
            whole = [
                (at, item)
                for at, item in zip(_columns(line.text, sign, items), items, strict=True)
                if sign not in line.text[item.start : item.end]
            ]
            filled = [at for at, _ in whole]
            levels = {at: item.id for at, item in whole if filled.count(at) == 1 and item.kind == "level"}
        else:
            ends = [item for item in items if item.kind == "level"]
            gaps = [line.text[a.end : b.start] for a, b in pairwise(ends)]
            if all(WIDE_GAP.fullmatch(gap) for gap in gaps):
                levels = {(item.start + item.end) // 2: item.id for item in ends}
        if len(set(levels.values())) > 1:
            self._levels, self._sign = levels, sign

    def read_row(self, line: Line, items: Sequence[Item]) -> list[tuple[str, list[str]]]:
        """Return scopes and the levels marked for each; nothing for a line that is no row of such a table."""
        if not self._levels or self._sign not in line.text:
            return []
        scopes = [item for item in items if item.kind == "scope"]
        if not scopes or any(item.kind == "level" for item in items):
            return []
        if not self._sign:
            return self._aligned(line, scopes)
        below = [
            (scope.id, [self._levels[at]])
            for at, scope in zip(_columns(line.text, self._sign, scopes), scopes, strict=True)
            if at in self._levels
        ]
        if len(below) == len(scopes):
            return below  # the rows themselves stand below the levels
        if len(scopes) > 1:
            return []
        cells = _within(line.text, self._sign).split(self._sign)
        marked = [
            level
            for at, level in self._levels.items()
            if at < len(cells) and _is_chosen(cells[at], self._contract)
        ]
        return [(scopes[0].id, marked)]

    def _aligned(self, line: Line, scopes: Sequence[Item]) -> list[tuple[str, list[str]]]:
        signs = list(islice(SIGN.finditer(line.text, scopes[0].end), MOST_COLUMNS + 1))
        if len(scopes) > 1 or len(signs) > MOST_COLUMNS or any(len(sign[0]) > LONGEST_SIGN for sign in signs):
            return []
        places = [sum(sign.span()) // 2 for sign in signs if _is_chosen(sign[0], self._contract)]
        marked = [self._levels[min(self._levels, key=lambda at: abs(at - place))] for place in places]
        return [(scopes[0].id, marked)]


class Answers:
    """Remembers the marks behind the levels of a table: "Scope | Level | Set?", and below it "Orders | modify | X"."""

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        self._given = 0  # rows with a mark
        self._lacking: set[int] = set()  # lines with none in the same place

    def note(self, line: Line, items: Sequence[Item]) -> None:
        """Remember what the cell behind a row's level holds."""
        levels = [item for item in items if item.kind == "level"]
        cells = CELL_END.split(line.text[levels[-1].end :])[1:] if len(levels) == 1 else []
        if not cells or len(cells) > MOST_COLUMNS or (cells == [""] and "|" in line.text):
            return
        if _is_chosen(cells[0], self._contract):
            self._given += 1
        elif len(cells[0]) < LONGEST_ANSWER:
            self._lacking.add(line.number)

    def lack(self, number: int) -> bool:
        """Say whether a line of a table has no mark where others have one."""
        return number in self._lacking and self._given > len(self._lacking)


def _is_chosen(cell: str, contract: Contract) -> bool:
    text = fold(cell).strip(" *_`'\"")
    return (
        text in CHOSEN_LETTERS
        or text in phrases_for(contract, "yes")
        or bool(CHOSEN_CELL.fullmatch(cell.strip()))
    )


def _columns(text: str, sign: str, items: Iterable[Item]) -> Iterator[int]:
    """Yield the number of the column that each item begins in, from the left."""
    at, passed = text.find(_within(text, sign)), 0
    for item in items:
        passed += text.count(sign, at, item.start)
        at = item.start
        yield passed


def _within(text: str, sign: str) -> str:
    """Return a table's line without its border: one of pipes makes no cell."""
    return text.strip(" |") if sign == "|" else text

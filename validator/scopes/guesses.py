"""Reading misspelt names of rows and levels as those that they come near."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from ..contract import Contract, Scope
from ..text import Line, fold
from .line import LONGEST_ROW, WORD
from .words import Item, level_names, scope_names

NEAR = 0.82  # difflib's ratio: two slips in a word of ten letters
SHORTEST = 5  # letters; shorter words are too like one another
# Guessing takes time, and no panel has more rows.
MOST = 40
LONGEST_PREFIX, SHORTEST_STEM = 2, 3  # letters of "un-" and of what stands behind it
MOST_LEVELS = 4  # of a row


class Guesses:
    """Guesses names, no more than `MOST` in a paste."""

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        self._count = 0

    def scope(self, text: str) -> Scope | None:
        """Return the scope whose label a misspelt text comes near; None where none is near enough."""
        return _nearest(text, _scopes(self._contract)) if self._may_guess(text) else None

    def level(self, text: str) -> str | None:
        """Return the level whose name a misspelt text comes near; None where none is near enough."""
        level = _nearest(text, _levels(self._contract)) if self._may_guess(text) else None
        # "Unmodify" is no misspelt "modify", nor "aktiviert" a misspelt "deaktiviert".
        plain = _plain(text)
        opposite = level and any(
            len(plain) != len(name)
            and (name.endswith(plain[LONGEST_PREFIX:]) or plain.endswith(name[LONGEST_PREFIX:]))
            for name, meaning in _levels(self._contract).exact.items()
            if meaning == level and min(len(name), len(plain)) > LONGEST_PREFIX + SHORTEST_STEM
        )
        return None if opposite else level

    def mend(self, line: Line, items: list[Item]) -> tuple[list[Item], frozenset[str]]:
        """Return a line's items with misspelt names replaced, and the scopes that this concerns."""
        kinds = [item.kind for item in items]
        if (
            self._count == MOST
            or "word" not in kinds
            or (len(line.text) > 2 * LONGEST_ROW and "," not in line.text)
        ):
            return items, frozenset()
        if "scope" not in kinds and "level" in kinds:
            return self._mend_label(line, items)
        whole = self._whole_label(line, items) if "level" in kinds[2:] else None
        if whole:
            return [whole, *items[2:]], frozenset([whole.id])
        if kinds[0] == "scope" and not {"scope", "level"} & set(kinds[1:]):
            level = self.level(line.folded[items[1].start : items[-1].end])
            if level and self._contract.scope(items[0].id).rank(level) >= 0:
                return [items[0], Item("level", level, items[1].start, items[-1].end)], frozenset(
                    [items[0].id]
                )
            return items, frozenset()
        return self._mend_list(line, items)

    def _mend_label(self, line: Line, items: list[Item]) -> tuple[list[Item], frozenset[str]]:
        """Mend "Ordres: modify" and "modify: Ordres"; in "Costumers login: login" a level is a part of the label."""
        levels = [at for at, item in enumerate(items) if item.kind == "level"]
        for at in reversed(levels[:MOST_LEVELS]) if levels[0] or len(levels) > 1 else ():
            row = self._row(items[:at], line)
            if row:
                return [row, *items[at:]], frozenset([row.id])
        row = self._row(items[1:], line) if levels == [0] else None
        return ([items[0], row] if row else items), frozenset([row.id] if row else [])

    def _whole_label(self, line: Line, items: Sequence[Item]) -> Item | None:
        """Return the row that a name and a word beside it come near together: "Order fullfillment: modify"."""
        first, second = items[:2]
        if {first.kind, second.kind} != {"scope", "word"} or line.folded[first.end : second.start].strip(
            " -"
        ):
            return None
        known = first if first.kind == "scope" else second
        row = self._row(items[:2], line)
        return row if row and row.id != known.id else None

    def _mend_list(self, line: Line, items: list[Item]) -> tuple[list[Item], frozenset[str]]:
        """Mend a list such as "Ordres, Products Read-Only, Themes": no more than half of its names are unknown."""
        cells: list[list[Item]] = [items[:1]]
        for before, item in pairwise(items):
            if "," in line.folded[before.end : item.start]:
                cells.append([])
            cells[-1].append(item)
        known = [cell for cell in cells if cell[0].kind == "scope"]
        unknown = [cell for cell in cells if cell[0].kind == "word"]
        pure = all(item.kind == "level" for cell in cells for item in cell[1:])
        if not pure or len(unknown) > len(known) or len(unknown) + len(known) < len(cells):
            return items, frozenset()
        mended: list[Item] = []
        guessed = []
        for cell in cells:
            row = cell[0] if cell[0].kind == "scope" else self._row(cell[:1], line)
            if not row:
                return items, frozenset()
            guessed += [row.id] if row is not cell[0] else []
            mended += [row, *cell[1:]]
        return mended, frozenset(guessed)

    def _row(self, label: Sequence[Item], line: Line) -> Item | None:
        if not label:
            return None
        start, end = label[0].start, label[-1].end
        scope = self.scope(line.folded[start:end])
        return Item("scope", scope.id, start, end) if scope else None

    def _may_guess(self, text: str) -> bool:
        if self._count == MOST or not SHORTEST <= len(text) < LONGEST_ROW:
            return False
        self._count += 1
        return True


class _Spellings[Meaning](NamedTuple):
    exact: Mapping[str, Meaning]
    by_letters: Mapping[str, Meaning]  # the letters of a name in their alphabetical order
    by_ends: Mapping[str, Sequence[str]]  # names by their first two letters, and by their last two


@cache
def _scopes(contract: Contract) -> _Spellings[Scope]:
    return _spellings((name, scope) for scope in contract.scopes for name in scope_names(scope, contract))


@cache
def _levels(contract: Contract) -> _Spellings[str]:
    return _spellings((name, level) for level, names in level_names(contract).items() for name in names)


def _spellings[Meaning](names: Iterable[tuple[str, Meaning]]) -> _Spellings[Meaning]:
    exact: dict[str, Meaning] = {}
    ends: dict[str, list[str]] = {}
    for name, meaning in names:
        plain = _plain(name)
        if len(plain) >= SHORTEST and plain not in exact:
            exact[plain] = meaning
            ends.setdefault(plain[:2], []).append(plain)
            ends.setdefault(plain[-2:], []).append(plain)
    return _Spellings(exact, {"".join(sorted(plain)): exact[plain] for plain in exact}, ends)


def _nearest[Meaning](text: str, spellings: _Spellings[Meaning]) -> Meaning | None:
    plain = _plain(text)
    # The right letters in a wrong order, such as "costumers".
    meaning = spellings.by_letters.get("".join(sorted(plain)))
    if meaning:
        return meaning
    alike = [*spellings.by_ends.get(plain[:2], ()), *spellings.by_ends.get(plain[-2:], ())]
    near = difflib.get_close_matches(plain, dict.fromkeys(alike), 1, NEAR)
    return spellings.exact[near[0]] if near else None


def _plain(text: str) -> str:
    return " ".join(WORD.findall(fold(text)))

"""What a sentence beside a list says against it: "PS: Orders is still read-only, I could not change it"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ..contract import Contract
from ..text import Line
from .doubts import LONGEST_REMARK, MOST_IN_REMARK, THOUGHT_END, denies_setting, is_question, words_in
from .line import Mention
from .words import Item, Use, fillers_of, is_proper, no_words, phrases_for

MOST_ROWS, MOST_ITEMS = 3, 10  # that one remark is about, and all names and words in it


class Remarks:
    """Remembers which rows sentences take back, at which levels they leave rows, and which could not be set."""

    def __init__(self, contract: Contract) -> None:
        self.taken_back: dict[str, int] = {}  # scopes that a remark says were not set, and its line
        self._contract = contract
        self._left_at: set[tuple[str, str]] = set()  # scope and level
        self._not_set: set[tuple[str, str]] = set()

    def note(self, line: Line, items: Sequence[Item], found: Sequence[Mention]) -> None:
        """Remember what a short sentence says of rows, beside what was read in it."""
        if _takes_back(line, items, self._contract):
            self.taken_back |= {item.id: line.number for item in items if item.kind == "scope"}
        if all(mention.how == "unread" for mention in found):
            self._note_levels(line, items)

    def _note_levels(self, line: Line, items: Sequence[Item]) -> None:
        kinds = {item.kind for item in items}
        if len(items) > MOST_ITEMS or len(line.folded) > LONGEST_REMARK or not {"scope", "level"} <= kinds:
            return
        rows = {item.id for item in items if item.kind == "scope"}
        if "or" in kinds or len(rows) > MOST_ROWS:
            return
        if not phrases_for(self._contract, "if_").isdisjoint(words_in(line.folded)):
            return  # "If Orders is on read-only, ..." says what would happen
        for item in items:
            if item.kind == "level" and is_proper(item, line, self._contract):
                told = {(id, item.id) for id in rows}
                around = _around(line.folded, item.start, item.end)
                if self._denies(line, items, item) or denies_setting(around, self._contract):
                    self._not_set |= told
                elif phrases_for(self._contract, "aside").isdisjoint(around):
                    self._left_at |= told

    def _denies(self, line: Line, items: Sequence[Item], level: Item) -> bool:
        """Say whether a denial stands between a row and a level: "Orders is not on modify"."""
        ends = [item.end for item in items if item.kind == "scope" and item.end <= level.start]
        between = THOUGHT_END.split(line.folded[ends[-1] : level.start])[-1] if ends else ""
        return not phrases_for(self._contract, "not_").isdisjoint(words_in(between))

    def contradict(self, mention: Mention) -> bool:
        """Say whether a remark takes a row back, has it at a lower level, or says that its level could not be set."""
        if mention.scope.id in self.taken_back:
            return True
        lower = any(mention.stands_above(level) for id, level in self._left_at if id == mention.scope.id)
        return lower or any((mention.scope.id, level) in self._not_set for level in mention.levels)


def _around(folded: str, start: int, end: int) -> list[str]:
    """Return the words before and behind a place, up to the next comma or the end of the sentence."""
    before = THOUGHT_END.split(folded[:start])[-1]
    return words_in(f"{before} {THOUGHT_END.split(folded[end:], maxsplit=1)[0]}")


def _takes_back(line: Line, items: Sequence[Item], contract: Contract) -> bool:
    """Say whether a sentence without a level tells that its one row was not set: "I could not find Sites & routes"."""
    if len(items) > MOST_IN_REMARK or len(line.folded) > LONGEST_REMARK or is_question(line):
        return False
    # "Coupons are shown, content is not changed" is about no row: the panel writes those with capitals.
    scopes = [item for item in items if item.kind == "scope" and not _is_common_noun(line, item)]
    levels = {line.folded[item.start : item.end] for item in items if item.kind == "level"}
    if len({item.id for item in scopes}) != 1 or not levels <= no_words(contract):
        return False
    words = words_in(f"{line.folded[: scopes[0].start]} {line.folded[scopes[-1].end :]}")
    told = not phrases_for(contract, "setting").isdisjoint(words)
    if not told:
        # "Customers is missing, our boss did not agree": why it is says nothing of its own.
        words = _around(line.folded, scopes[0].start, scopes[-1].end)
    return not _refusals(contract).isdisjoint(words) and (told or _known(contract).issuperset(words))


def _is_common_noun(line: Line, item: Item) -> bool:
    return line.text[item.start].islower() and line.text.lstrip(" \t>*-")[:1].isupper()


@cache
def _refusals(contract: Contract) -> frozenset[str]:
    """Return the words, folded, that deny, doubt or except a row: put together once, not for every line."""
    return phrases_for(contract, "doubt") | phrases_for(contract, "except_") | no_words(contract)


@cache
def _known(contract: Contract) -> frozenset[str]:
    """Return the words, folded, beside which a refusal is about the row alone: "PS: Carts was skipped"."""
    uses: tuple[Use, ...] = ("only", "remark")
    return frozenset().union(
        _refusals(contract), fillers_of(contract), *(phrases_for(contract, use) for use in uses)
    )

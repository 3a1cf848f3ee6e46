"""What a sentence beside a list says against it: "PS: Orders is still read-only, I could not change it"."""

from __future__ import annotations

from collections.abc import Sequence

from ..contract import Contract
from ..text import Line
from .doubts import LONGEST_REMARK, THOUGHT_END, denies_setting, words_in
from .line import Mention
from .words import Item, is_proper, phrases_for

MOST_ROWS, MOST_ITEMS = 3, 10  # that one remark is about, and all names and words in it


class Remarks:
    """Remembers at which levels sentences leave rows, and which levels they say could not be set."""

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        self._left_at: set[tuple[str, str]] = set()  # scope and level
        self._not_set: set[tuple[str, str]] = set()

    def note(self, line: Line, items: Sequence[Item]) -> None:
        """Remember what a short sentence says of rows, none of which was read in it."""
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
                before, behind = self._thought(line, item)
                if self._denies(line, items, item) or denies_setting(
                    words_in(before + behind), self._contract
                ):
                    self._not_set |= told
                elif phrases_for(self._contract, "aside").isdisjoint(words_in(before + behind)):
                    self._left_at |= told

    def _denies(self, line: Line, items: Sequence[Item], level: Item) -> bool:
        """Say whether a denial stands between a row and a level: "Orders is not on modify"."""
        ends = [item.end for item in items if item.kind == "scope" and item.end <= level.start]
        between = THOUGHT_END.split(line.folded[ends[-1] : level.start])[-1] if ends else ""
        return not phrases_for(self._contract, "not_").isdisjoint(words_in(between))

    def _thought(self, line: Line, level: Item) -> tuple[str, str]:
        """Return what stands before and behind a level, up to the next comma or the end of the sentence."""
        before = THOUGHT_END.split(line.folded[: level.start])[-1]
        return before, THOUGHT_END.split(line.folded[level.end :], maxsplit=1)[0]

    def contradict(self, mention: Mention) -> bool:
        """Say whether a remark has the row of a list at a lower level, or says that its level could not be set."""
        lower = any(mention.stands_above(level) for id, level in self._left_at if id == mention.scope.id)
        return lower or any((mention.scope.id, level) in self._not_set for level in mention.levels)

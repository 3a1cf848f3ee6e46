"""What the lines around rows say of them: headings, comment signs, lists of what is asked for, remarks about all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from ..contract import Contract
from ..text import Line
from .doubts import (
    LONGEST_HEAD,
    LONGEST_REMARK,
    MOST_IN_REMARK,
    denies_setting,
    doubts_alone,
    is_question,
    words_in,
)
from .line import HEADS, Mention
from .words import items_of, no_words, phrases_for

COMMENT = re.compile(r"[\s>]*(?:#+\s|//|;\s|--\s|<!--)")
# The beginning of "Granted scopes:" and of "GRANTED_SCOPES=store_v2_orders".
LIST_HEAD = re.compile(r"[^:=]{1,40}[:=]")
HEADING_END = re.compile(r"[.;,]\s")
MOST_IN_HEADING, MOST_IN_SENTENCE = 5, 8  # words
SHORTEST_REMARK = 12  # characters
MOST_REMARKS = 100  # lines without a row that are asked if they take the list back
MOST_EXCEPTED = 3  # rows at another level than "everything"

Kind = Literal["asked", "given", "other"]


class Surroundings:
    """Remembers what the lines say that rows stand on, above them or beside them."""

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        self._headings, self._lists = _Headings(contract), _Lists(contract)
        self._denied: list[Mention] = []
        self._kinds: dict[Kind, list[Mention]] = {"asked": [], "given": [], "other": []}
        self._commented: list[Mention] = []
        self._plain = False  # whether a row stands on a line that is no comment
        self._left = MOST_REMARKS
        self._all_taken_back = False

    def note(self, line: Line, found: Sequence[Mention]) -> None:
        """Remember a line and what was read in it."""
        self._kinds[self._lists.kind(line)] += found
        if self._headings.deny(line):
            self._denied += found
        if COMMENT.match(line.text):
            self._commented += found
        elif found:
            self._plain = True
        if not found and self._left:
            self._left -= 1
            self._all_taken_back = self._all_taken_back or _takes_all_back(line, self._contract)

    def granted(self, mentions: Iterable[Mention]) -> list[Mention]:
        """Return the mentions without those that are only asked for, where a list of what is there stands beside."""
        asked = {id(mention) for mention in self._kinds["asked"]} if self._kinds["given"] else ()
        return [mention for mention in mentions if id(mention) not in asked]

    def doubted(self, mentions: Sequence[Mention], everything: Iterable[str]) -> list[Mention]:
        """Return the mentions that are not to be believed; `everything` are levels that are said of all rows."""
        if self._all_taken_back:
            return [*mentions]
        doubted = [*self._denied, *(self._commented if self._plain else ())]
        for level in set(everything):
            # "In my panel everything is read-only", beside a list that says otherwise.
            higher = [mention for mention in mentions if mention.stands_above(level)]
            doubted += higher if len(higher) > MOST_EXCEPTED else []
        return doubted


def _takes_all_back(line: Line, contract: Contract) -> bool:
    """Say whether a remark beside a list tells that none of it was set, or asks it: "I have not set these yet"."""
    if not SHORTEST_REMARK <= len(line.folded) <= LONGEST_REMARK or line.folded.endswith(":"):
        return False  # what a heading says is about the rows below it
    words = words_in(line.folded)
    if len(words) > MOST_IN_REMARK * 2 or phrases_for(contract, "them").isdisjoint(words):
        return False
    if any(item.kind == "scope" for item in items_of(line, contract)):
        return False  # "Orders is on read-only, I could not change it" is about that row
    if not phrases_for(contract, "setting").isdisjoint(words):
        return is_question(line) or denies_setting(words, contract)
    # "They are all missing"; but "none of these is missing" and "do not change this" deny something.
    denials = no_words(contract) | phrases_for(contract, "aside")
    lacks = not phrases_for(contract, "doubt").isdisjoint(words)
    return lacks and denials.isdisjoint(words) and len(words) <= MOST_IN_REMARK


class _Lists:
    """Tells a list of what is needed from one of what is there, where a paste has both: "Required:", "Granted:"."""

    def __init__(self, contract: Contract) -> None:
        self._asked, self._given = phrases_for(contract, "asked"), phrases_for(contract, "given")
        self._kind: Kind = "other"

    def kind(self, line: Line) -> Kind:
        """Return which list a line is in, or is the heading of."""
        head = LIST_HEAD.match(line.folded)
        if head:
            words = words_in(head[0].replace("_", " "))
            asked, given = not self._asked.isdisjoint(words), not self._given.isdisjoint(words)
            if asked != given:
                self._kind = "asked" if asked else "given"
            elif HEADS.search(line.folded):
                self._kind = "other"
        return self._kind


class _Headings:
    """Remembers a line such as "Missing:": what is listed below it was not granted."""

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        self._denied = False
        self._last = -1  # number of the line before

    def deny(self, line: Line) -> bool:
        """Say whether a line, one after the other, stands below such a heading."""
        parted = line.number - self._last > 1
        heads = (
            HEADS.search(line.folded) is not None
            or line.folded.startswith("#")
            or (parted and self._is_short_denial(line.folded))
        )
        self._last = line.number
        if heads and len(line.folded) < LONGEST_HEAD:
            heading = HEADING_END.split(line.folded.rstrip(" *_:[{("))[-1]
            self._denied = self._is_to_do(heading) or self._is_denial(words_in(heading))
            self._last += 1  # an empty line may follow
            return False
        self._denied = self._denied and not parted
        return self._denied

    def _is_short_denial(self, text: str) -> bool:
        """Tell "Missing scopes" and "Not done yet", which need no colon where an empty line stands before them."""
        if len(text) >= LONGEST_HEAD:
            return False
        words = words_in(text)
        denied = self._is_to_do(text) or doubts_alone(words, self._contract)
        return denied and len(words) <= MOST_IN_HEADING

    def _is_to_do(self, text: str) -> bool:
        """Say whether a heading stands above what is still to be done: "To change:"."""
        return any(phrase in text for phrase in phrases_for(self._contract, "to_do"))

    def _is_denial(self, words: Sequence[str]) -> bool:
        # "We did not set any of these:", but not "I set all that was missing:"
        if denies_setting(words, self._contract):
            return len(words) <= MOST_IN_SENTENCE
        none, doubts = no_words(self._contract), phrases_for(self._contract, "doubt")
        # "Nothing is missing:" denies that anything is, and a whole sentence may be about something else.
        return not doubts.isdisjoint(words) and none.isdisjoint(words) and len(words) <= MOST_IN_HEADING

"""Reading rows of the scope table line by line: a row's level may stand on a later line, or above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, pairwise
from typing import Literal

from ..contract import Contract
from ..text import Line
from ..vocabulary import WORD
from .columns import Answers, Columns
from .doubts import doubted_scopes, doubts_all, is_question, only_doubts, says_doubt
from .guesses import Guesses
from .items import as_it_is_now, clauses, without_explanations, without_second_name
from .levels import Said, read_levels
from .line import HEADS, LETTER, LONGEST_ROW, Mention, has_note, is_named_level, level_before_row, mentions_of
from .remarks import Remarks
from .rest import UNTOLD, Rest, excepted_rows, rest_of
from .states import with_boxes, without_struck
from .words import Item, items_of, occurs, phrases_for

# A paste of this many rows without any level is a copy of the table's first column, not of somebody's choice.
WHOLE_COLUMN = 15
MOST_STRAY = 2  # rows and levels that take turns by chance
LINE = 3  # as many names take as long as beginning with a line
MOST_ITEMS = 1_000  # the whole create page on one line has 150
BULLET = re.compile(r"\s*[-*\u2022\u00b7\u25aa\u2013]\s")
NEVER = -1  # in place of the number of a line
SEVERAL = ""  # in place of a level above its rows, where there are several


class Rows:
    """Reads rows line by line."""

    def __init__(self, contract: Contract) -> None:
        self.mentions: list[Mention] = []
        self.misspelt: list[Mention] = []
        self.rest: list[str] = []  # levels of all rows that are not named; UNTOLD where they are doubted
        self.effort = 0  # names that were looked at; a line counts as LINE of them
        self.remarks = Remarks(contract)
        self.everything: list[str] = []  # levels that are said of all rows, those that are named among them
        self._contract = contract
        self._columns = Columns(contract)
        self._answers = Answers(contract)
        self._last: Mention | None = None  # the row that a level on a line of its own belongs to
        self._across: list[Mention] = []  # the rows of a line that has no level: a line of levels may follow
        self._group: str | None = None  # a level that stands above its rows
        self._headed = 0  # how many rows had been read when it came
        self._pairs: list[Mention] = []  # lines such as "Modify Orders": a list of them, or an explanation
        self._bulleted = False  # whether the row that was read last had a bullet before it
        self._heads: list[tuple[int, str]] = []  # all such levels, each with how many rows had been read
        self._strange: str = ""  # a short line that is no row we know, in case a level follows
        self._told = NEVER  # number of the line that told the level of the row that was read last
        self._guesses = Guesses(contract)
        self._known: dict[tuple[str, str], list[Item]] = {}  # a thread quotes the same lines over and over

    def read(self, line: Line) -> None:
        """Read one line."""
        if not occurs(line, self._contract):
            self._other_line(line)
            return
        line = without_struck(line)
        items = self._items(line)
        self.effort += LINE + len(items)
        if any(item.kind == "level" for item in items):
            boxed = with_boxes(line, items, self._contract)
            line, items = (line, items) if boxed is line else (boxed, self._items(boxed))
        if len(items) == 1 and items[0].kind == "word":
            self._other_line(line)
            return
        marked = self._columns.read_row(line, items)
        for id, levels in marked:
            how: Literal["said", "open"] = "said" if len(levels) == 1 else "open"
            self.mentions.append(Mention(self._contract.scope(id), line.number, levels, how))
        if marked:
            return
        if not any(item.kind == "scope" for item in items):
            self._columns.read_head(line, items)
        for clause, inside in clauses(line, without_explanations(line, items, self._contract)):
            self._clause(clause, inside)

    def _items(self, line: Line) -> list[Item]:
        key = line.text, line.folded
        if key not in self._known:
            self._known[key] = self._find_items(line)
        return self._known[key]

    def _find_items(self, line: Line) -> list[Item]:
        items = list(islice(items_of(line, self._contract), MOST_ITEMS))
        # "Products is only read-only": the word says nothing of its own before a level.
        only = phrases_for(self._contract, "only")
        idle = {
            at
            for at, (item, behind) in enumerate(pairwise(items))
            if item.kind == "word" and behind.kind == "level" and line.folded[item.start : item.end] in only
        }
        return [item for at, item in enumerate(items) if at not in idle] if idle else items

    def close(self, named: frozenset[str]) -> None:
        """Settle the rows that no level was found for; `named` are scopes that were named otherwise as well."""
        self._set_right()
        seen = {mention.scope.id for mention in self.mentions}
        pairs = [mention for mention in self._pairs if mention.scope.id not in seen]
        if len(pairs) > MOST_STRAY:
            self.mentions += pairs
        said = {mention.scope.id for mention in self.mentions if mention.how in ("said", "open")}
        known = {
            "weak": {scope.id for scope in self._contract.scopes},
            "bare": named | said,
            "list": named,
            "unread": named | {mention.scope.id for mention in self.mentions if mention.how != "unread"},
        }
        self.mentions = [
            mention for mention in self.mentions if mention.scope.id not in known.get(mention.how, ())
        ]
        bare = [mention for mention in self.mentions if mention.how == "bare"]
        others = [mention for mention in self.mentions if mention.how != "bare"]
        # The list page writes nothing behind a label for the full level.
        as_listed = (
            all(mention.less for mention in others) if others else not named and len(bare) < WHOLE_COLUMN
        )
        for mention in bare:
            mention.how = "list" if as_listed else "open"
            mention.levels = [mention.scope.highest] if as_listed else []
        for mention in self.mentions:
            if mention.grants and (self._answers.lack(mention.line) or self.remarks.contradict(mention)):
                mention.how = "open"
        if self.rest:
            # "Everything is on modify. Orders not."
            told = {mention.scope.id for mention in self.mentions}
            self.mentions += [
                Mention(self._contract.scope(id), number, [], "open")
                for id, number in self.remarks.taken_back.items()
                if id not in told
            ]

    def _set_right(self) -> None:
        """Give each row the level below it where a stray level came before rows and levels in turn."""
        if len(self._heads) > MOST_STRAY and [at for at, _ in self._heads] == [
            *range(len(self.mentions) + 1)
        ]:
            for mention, (_, level) in zip(self.mentions, self._heads[1:], strict=True):
                mention.how, mention.levels = ("said", [level]) if level else ("open", [])

    # ------------------------------------------------------------------------------------------------ one line

    def _clause(self, line: Line, items: list[Item]) -> None:
        if any(item.kind == "now" for item in items):
            items = as_it_is_now(line, items)
        excepts = bool(self.rest) and items[0].kind == "except"
        ends_open = items[-1].kind == "except"
        of_all = any(item.kind == "all" for item in items)
        if of_all and (whole := rest_of(line, items, self._contract)):
            self._all_rows(line, whole)
            excepts, items = True, list(whole.excepted)
        elif of_all:
            self.remarks.taken_back |= dict.fromkeys(excepted_rows(items), line.number)
        if excepts and ends_open:
            self._head(SEVERAL)  # what is listed below is at some other level
        doubted = doubted_scopes(line, items, self._contract)
        # "Orders and Products: all modify" is about those two.
        both = {behind for item, behind in pairwise(items) if (item.kind, behind.kind) == ("scope", "all")}
        items = [item for item in items if item not in both]
        items = [item._replace(kind="word") if item.kind in ("all", "except") else item for item in items]
        kinds = {item.kind for item in items}
        if not kinds & {"scope", "word"}:
            if "level" in kinds:
                self._level_line(line, items)
            return
        items, guessed = self._guesses.mend(line, without_second_name(line, items, self._contract))
        found = list(mentions_of(line, items, self._contract))
        self.remarks.note(line, items, found)
        if any(mention.how != "unread" for mention in found):
            self._answers.note(line, items)
        self._doubt(found, doubted, is_question(line))
        if excepts:
            # "Everything on modify except Themes": whatever Themes has, it is something else.
            named = {mention.scope.id for mention in found if mention.how in ("said", "open")}
            found = [mention for mention in found if mention.scope.id in named]
            others = {item.id for item in items if item.kind == "scope"} - named
            found += [Mention(self._contract.scope(id), line.number, [], "open") for id in sorted(others)]
        if not found and self._group and has_note(line, items):
            # "Modify", and below it "Orders (needed for tracking)".
            found = [Mention(self._contract.scope(items[0].id), line.number, [self._group])]
            self._doubt(found, doubted, False)
        if found:
            self._rows(line, found, guessed)
            return
        first = level_before_row(line, items, self._contract)
        if first:
            self._pairs.append(Mention(self._contract.scope(items[-1].id), line.number, [first]))
        self._no_row(line, items)

    def _all_rows(self, line: Line, whole: Rest) -> None:
        """Remember the level of a sentence about all rows, or of "the rest" of them."""
        self.rest.append(UNTOLD if doubts_all(line, whole.told, self._contract) else whole.level)
        names = " ".join(line.folded[item.start : item.end] for item in whole.told if item.kind == "all")
        if phrases_for(self._contract, "aside").isdisjoint(WORD.findall(names)):
            self.everything.append(whole.level)

    def _doubt(self, found: Sequence[Mention], doubted: frozenset[str], asked: bool) -> None:
        """Leave open what a row is at where its line says that it is not, or not yet, what it names."""
        for mention in found:
            if mention.scope.id in doubted and mention.grants:
                # A row's name and a question mark say nothing at all.
                mention.how = "weak" if mention.how in ("bare", "weak") and asked else "open"

    def _rows(self, line: Line, found: list[Mention], guessed: frozenset[str]) -> None:
        self._strange = ""
        self._bulleted = BULLET.match(line.text) is not None
        before, last = self._last, found[-1]
        if (
            len(found) == 1
            and last.how == "bare"
            and before
            and not before.levels
            and before.scope is last.scope
        ):
            return  # the same row in another language: "Content", and "Inhalte" below it
        self.misspelt += [mention for mention in found if mention.scope.id in guessed]
        self._across = found if len(found) > 1 and all(mention.how == "list" for mention in found) else []
        if self._group is not None and self._across:
            # "Modify", and below it "Orders, Products".
            for mention in found:
                mention.how, mention.levels = ("said", [self._group]) if self._group else ("open", [])
            self._across = []
        if len(found) == 1 and last.how == "bare" and self._group is not None:
            last.how, last.levels = ("said", [self._group]) if self._group else ("open", [])
        self._last = last if not last.levels else None
        self._told = last.line if last.levels else NEVER
        self.mentions += found

    def _no_row(self, line: Line, items: Sequence[Item]) -> None:
        """Take a line of words for a heading, or remember it as a row that is not known."""
        heads = HEADS.search(line.folded) is not None
        if not heads and self.mentions and is_named_level(line, items):
            self._give_named(line, items)
            return
        if any(item.kind == "level" for item in items) and heads and items[-1].kind == "level":
            said = read_levels(items, line, items[0].start, self._contract)
            self._head(self._level_above(line, items, said))
            return
        self._other_line(line)

    def _other_line(self, line: Line) -> None:
        """Read a line without a row: an explanation, a heading, a row or a level that is not known."""
        short = len(line.folded) < LONGEST_ROW
        last = self._last
        if short and line.number - self._told == 1 and only_doubts(line.folded, self._contract):
            self.mentions[-1].how = "open"
            return
        if short and last and not last.levels:
            level = self._guesses.level(line.folded)
            if level:
                self._give(last, Said([level], "said", False))
                self.misspelt.append(last)
                return
        if short and LETTER.search(line.folded):
            self._strange = line.folded
        if self._group is not None and HEADS.search(line.folded):
            self._group = None
        elif self._group and self._bulleted and short and not BULLET.match(line.text):
            self._group = SEVERAL  # "Other rows", between rows with bullets

    # ------------------------------------------------------------------------------------ levels on other lines

    def _level_line(self, line: Line, items: Sequence[Item]) -> None:
        said = read_levels(items, line, max(items[0].start - 6, 0), self._contract)
        last, across = self._last, self._across
        self._across = []
        if self._group is not None and HEADS.search(line.folded):
            self._head(self._level_above(line, items, said))
        elif across:
            self._give_across(across, [item.id for item in items if item.kind == "level"])
        elif (not last or last.levels) and self._strange and self._group is None:
            # The level of a row that is not known, however its label is meant.
            scope = self._guesses.scope(self._strange) if said.how == "said" else None
            if scope:
                self.mentions.append(Mention(scope, line.number, list(said.levels), apart=True))
                self.misspelt.append(self.mentions[-1])
            self._strange = ""
            self._last = None
        elif last:
            self._give(last, said)
            self._told = line.number if last is self.mentions[-1] else NEVER
            self._strange = ""  # it explained the row
        elif self.mentions and self.mentions[-1].line == line.number:
            self._contest(self.mentions[-1], said)
        elif not self.mentions or self._group is not None or HEADS.search(line.folded):
            self._head(self._level_above(line, items, said))

    def _level_above(self, line: Line, items: Sequence[Item], said: Said) -> str:
        """Return the level that a heading gives to the rows below it; SEVERAL where it asks or denies."""
        told = items[0].start if items[0].kind == "level" else items[-1].start
        doubted = is_question(line) or says_doubt(line.folded[:told], self._contract)
        return said.levels[0] if said.how == "said" and not doubted else SEVERAL

    def _head(self, level: str) -> None:
        """Remember a level that stands above its rows; several in a row are the heads of columns."""
        another = self._group is not None and self._headed == len(self.mentions) and self._group != level
        self._group = SEVERAL if another else level
        self._headed = len(self.mentions)
        self._heads.append((self._headed, level))
        self._last = None

    def _give(self, mention: Mention, said: Said) -> None:
        """Add what a line below a row says of its level."""
        if mention.marked and (not said.marked or said.how == "open"):
            return  # the other levels that are offered
        if mention.levels and all(mention.scope.rank(level) < 0 for level in said.levels):
            return  # a button below the last row, such as "Log in"
        if said.marked and said.how == "said" and not mention.marked:
            mention.levels = []
        mention.levels += [level for level in said.levels if level not in mention.levels]
        mention.how = "said" if len(mention.levels) == 1 and said.how == "said" else "open"
        mention.apart = True
        mention.marked = said.marked and said.how == "said"

    def _give_named(self, line: Line, items: Sequence[Item]) -> None:
        """Read "Current: none" below a row; "Required: modify" beside it leaves the row open."""
        mention, said = self.mentions[-1], read_levels(items, line, items[0].start, self._contract)
        if self._last and not self._last.levels:
            self._give(self._last, said)
        elif line.number - self._told == 1 and said.levels != mention.levels:
            mention.how = "open"
        self._told = line.number

    def _contest(self, mention: Mention, said: Said) -> None:
        """Leave a row open that another level follows on the same line: "Orders: modify; read-only"."""
        if mention.how == "said" and not mention.marked and said.levels != mention.levels:
            mention.how = "open"

    def _give_across(self, mentions: Sequence[Mention], levels: Sequence[str]) -> None:
        """Give a line of levels to the rows of the line above it, one to each or one to all."""
        each = len(levels) == len(mentions)
        for at, mention in enumerate(mentions):
            if each or len(set(levels)) == 1:
                mention.how, mention.levels = "said", [levels[at if each else 0]]
            else:
                mention.how, mention.levels = "open", []

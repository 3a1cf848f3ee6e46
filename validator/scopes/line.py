"""What one sentence or one line of a table says about scopes: which rows it names, and at which levels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from ..contract import Contract, Scope
from ..text import Line
from .levels import MARK, How, read_levels
from .words import Item, fillers_of, is_proper, phrases_for

CELL_END = re.compile(r"[|\t]")
LIST_END = re.compile(r"[|\t:]")
THOUGHT_END = re.compile(r"[|\t();]|\s-\s|\.\s")
HEADS = re.compile(r":[\s*_]*[\[{(]?\s*$")  # the end of a heading: "Modify:", '"modify": ['
LABEL_END = re.compile(r"[|\t();:]|\s-\s|\.\s")
SIGN = re.compile(r"[:=>|\t(\u2192]|\s-\s")
LETTER = re.compile(r"[^\W\d_]")
SHARED = re.compile(r"[:=|\t]|^\s*-\s*$|[>\u00bb\u2192\u21d2\u2794\u279c\u27f6]")
# A sign behind a row, and no level: "Orders: , Products: modify", "Orders | | Products | modify".
EMPTY_PLACE = re.compile(
    r"[\"'`*)\]]{0,3}\s{0,3}(?:[:=]|[|\t]\s{0,9}[|\t]"
    r"|-?[>\u2013\u2014\u2192\u21d2\u2794\u279c\u27f6-]\s{0,9}[,;|\t])"
)
CELL_SIGN = re.compile(r"[|\t:=]|[.;!?]\s")
BOX = re.compile(
    r"[\s*-]*(?:\[[\sxX]?\]|\([\sxX]?\)|[\u2610\u25cb\u25ef\u25a1\u25c9\u25cf\u2611\u2713\u2714\u2705])"
)
LEVEL_END = re.compile(r"[:=>|\t\[\](){}]|\s-\s")
WORD = re.compile(r"[^\W\d_]+")
# A dash or a cross where a level belongs: "Orders: -".
NO_LEVEL = re.compile(
    r"[\"'`*]{0,3}\s{0,3}[:=|\t][\"'`*|\s]{0,4}(?:-{1,3}|[\u2717\u2718\u274c\u2716])[\"'`*|\s]*$"
)
# Something where a level belongs that is none: "Orders: permission".
NO_SENSE = re.compile(r"[\"'`*]{0,3}\s{0,3}[:=][\"'`*\s]{0,4}(?:[^\W\d_]|\"|\.\.|\*)")
ASIDE_END = re.compile(r"[|\t(),;]|\s-\s|\.\s")
LABEL_SIGN = re.compile(r"[\"'`*]{0,3}\s{0,3}[:=|\t]")
NAME_OF_LEVEL = re.compile(r"\s{0,3}[:=]\W{0,6}")
NOTHING = re.compile(r"[\W\d_]*")
NOTE = re.compile(r"\s?[(,]|\s-\s")
NEXT = re.compile(r"[,;|\t]")
COUNT = re.compile(r" ?[:=|(] ?\d+\b")  # "Products: 3"
SHORTEST_HEADED = 3  # rows of a list that has words of another kind before it
MOST_NAMES = 12  # no row offers more than four levels; what comes later in a line is about something else
LONGEST_ROW = 60  # characters; no row's label is longer, so a longer line is an explanation


@dataclass(slots=True)
class Mention:
    """What one place of the paste says about a scope."""

    scope: Scope
    line: int
    levels: list[str] = field(default_factory=list)
    # What is said: one level, or the last of a change; "bare" is none, "weak" is none beside words, which may be no
    # row at all; "list" is none in a list, which means the full one; "open" is several, of which none is chosen;
    # "unread" is something that is no level.
    how: Literal["said", "bare", "weak", "list", "open", "unread"] = "said"
    apart: bool = False  # its level stands on a line of its own
    marked: bool = False  # its level was told by a box or a circle

    @property
    def grants(self) -> bool:
        """Whether it tells of more than the lowest level that the row offers, or of none."""
        return self.levels != [self.scope.levels[0].id]

    def stands_above(self, level: str) -> bool:
        """Say whether it tells of a higher level than this one."""
        rank = self.scope.rank(level)
        return self.how in ("said", "list") and 0 <= rank < self.scope.rank(self.levels[-1])

    @property
    def every(self) -> bool:
        """Whether it names all levels that the row offers, as the create page does."""
        offered = {level.id for level in self.scope.levels}
        return self.how == "open" and offered <= set(self.levels)

    @property
    def less(self) -> bool:
        """Whether it is what the list page writes beside a label: less than the full level."""
        if self.how != "said" or self.apart:
            return self.how == "list"
        only = len(self.scope.levels) == 2  # none, and the one level the row offers
        full = self.levels[-1] == self.scope.highest
        return full if only else not full and self.levels[-1] != self.scope.levels[0].id


def mentions_of(line: Line, clause: Sequence[Item], contract: Contract) -> Iterator[Mention]:
    """Yield what a sentence or a line of a table says about each scope in it."""
    below = _below_heading(line, clause)
    for items in _lists(line, below):
        led = _level_first(line, items, contract)
        for id, level in led:
            yield Mention(contract.scope(id), line.number, [level])
        if led:
            continue
        for mention in _label_first(line, items, contract):
            # "Our terms: content, marketing" is a menu; the panel writes its rows with capitals.
            headed = len(below) < len(clause) and line.text[items[0].start].islower()
            if mention.how == "list" and headed and len(items) < SHORTEST_HEADED:
                mention.how = "weak"
            yield mention


def is_named_level(line: Line, items: Sequence[Item]) -> bool:
    """Say whether a line is a word, a colon and a level: "Current: none"."""
    if [item.kind for item in items] != ["word", "level"]:
        return False
    word, level = items
    gap = line.folded[word.end : level.start]
    return NAME_OF_LEVEL.fullmatch(gap) is not None and not LETTER.search(line.folded, level.end)


def has_note(line: Line, items: Sequence[Item]) -> bool:
    """Say whether a line is a row's name with a note behind it, and no level: "- Orders (needed for tracking)"."""
    kinds = [item.kind for item in items]
    return (
        kinds[:1] == ["scope"]
        and not {"scope", "level"} & {*kinds[1:]}
        and NOTHING.fullmatch(line.folded, 0, items[0].start) is not None
        and NOTE.match(line.folded, items[0].end) is not None
    )


def level_before_row(line: Line, items: Sequence[Item], contract: Contract) -> str | None:
    """Return the level of a line that is nothing but a level and a row: "Modify Orders"."""
    if [item.kind for item in items] != ["level", "scope"] or not is_proper(items[0], line, contract):
        return None
    rest = (
        line.folded[: items[0].start],
        line.folded[items[0].end : items[1].start],
        line.folded[items[1].end :],
    )
    return None if any(LETTER.search(text) for text in rest) else items[0].id


def _below_heading(line: Line, items: Sequence[Item]) -> Sequence[Item]:
    """Return the items without the words that head them: "Account A: Orders Read-Only"."""
    first = next((at for at, item in enumerate(items) if item.kind in ("scope", "level")), 0)
    return items[first:] if first and ":" in line.folded[items[first - 1].end : items[first].start] else items


def _label_first(line: Line, items: Sequence[Item], contract: Contract) -> Iterator[Mention]:
    plain = all(item.kind != "word" for item in items)
    alone: bool | None = None  # not looked at yet: rows with a level do not need it
    scopes = [at for at, item in enumerate(items) if item.kind == "scope"]
    first_word = next((at for at, item in enumerate(items) if item.kind == "word"), len(items))
    waiting: list[Mention] = []
    signed = False  # whether a sign parts a row from its level; the list page has none
    led_by_words = first_word < (scopes[0] if scopes else 0) and all(
        item.kind != "word" for item in items[scopes[0] :]
    )
    for at in scopes:
        scope = contract.scope(items[at].id)
        leads = at < first_word and items[0].kind != "level"
        chain = _chain(items, at, line, contract, leads)
        said = read_levels(chain, line, items[at].end, contract)
        if said.levels:
            # "Orders, Products and Customers: modify" says it of all three.
            if said.how == "said" and at == scopes[-1] and len(waiting) == len(scopes) - 1:
                _share(said.levels, waiting, items[: items.index(chain[0]) + 1], line)
                yield from (mention for mention in waiting if led_by_words and mention.how == "said")
            signed = signed or SIGN.search(line.folded, items[at].end, chain[0].start) is not None
            behind = items[items.index(chain[-1]) + 1 :]
            lowered = not said.marked and _is_lowered(
                scope, said.levels[-1], chain[-1].end, behind, line, contract
            )
            how: How = "open" if lowered or _is_another_noun(items, at, line, contract) else said.how
            yield Mention(scope, line.number, list(said.levels), how, marked=said.marked)
        elif items[0].kind == "level":
            # "Create and edit orders" explains a row; it is none.
            continue
        elif led_by_words:
            # "We set Content and Orders to modify": only the level makes rows of them.
            waiting.append(Mention(scope, line.number, [], "weak"))
        elif at == len(items) - 1 and NO_LEVEL.match(line.folded, items[at].end):
            yield Mention(scope, line.number, [scope.levels[0].id])
        elif (
            (plain and _ticked(line, items, at))
            or _unread(items, at, line)
            or (plain and len(items) == 1 and NO_SENSE.match(line.folded, items[at].end))
        ):
            yield Mention(scope, line.number, [], "unread")
        elif plain:
            alone = bare_names(line, items, CELL_SIGN) if alone is None else alone
            listed = len(items) > 1
            mention = Mention(scope, line.number, [scope.highest] if listed else [], "weak")
            remark = signed and not _is_next(items, at, line)  # "Products: modify // orders"
            if alone and not remark and not COUNT.match(line.folded, items[at].end):
                mention.how = "list" if listed else "bare"
            waiting.append(mention)
            yield mention
    for mention in waiting:
        if signed and mention.how == "list":
            # "Orders: none, Products": nobody can say what Products is at.
            mention.how, mention.levels = "open", []


def _is_lowered(
    scope: Scope, level: str, end: int, behind: Sequence[Item], line: Line, contract: Contract
) -> bool:
    """Say whether a lower level stands behind a row's own: "Orders: modify, but the panel says read-only"."""
    for item in behind[:MOST_NAMES]:
        if item.kind == "scope" and item.id != scope.id:
            break
        if item.kind == "level" and 0 <= scope.rank(item.id) < scope.rank(level):
            before = WORD.findall(ASIDE_END.split(line.folded[end : item.start])[-1])
            tail = line.folded[item.end : item.end + LONGEST_ROW]
            after = WORD.findall(ASIDE_END.split(tail, maxsplit=1)[0])
            if (
                is_proper(item, line, contract)
                and phrases_for(contract, "aside").isdisjoint(before)
                and fillers_of(contract).issuperset(after)
            ):
                return True
    return False


def _is_another_noun(items: Sequence[Item], at: int, line: Line, contract: Contract) -> bool:
    """Say whether a word beside a row's name makes another thing of it: "Order refunds: modify", "Draft orders"."""
    row = items[at]
    for word in (*items[max(at - 1, 0) : at], *items[at + 1 : at + 2]):
        first, last = sorted((row, word), key=lambda item: item.start)
        text = line.folded[word.start : word.end]
        if (
            word.kind == "word"
            and " " not in text
            and text not in phrases_for(contract, "now")
            and line.folded[first.end : last.start].isspace()
            and NOTHING.fullmatch(line.folded, 0, first.start)
            and LABEL_SIGN.match(line.folded, last.end)
        ):
            return True
    return False


def _is_next(items: Sequence[Item], at: int, line: Line) -> bool:
    """Say whether a row is the next one of a list."""
    return (
        items[at - 1].kind == "and"
        or NEXT.search(line.folded, items[at - 1].end, items[at].start) is not None
    )


def _share(levels: Sequence[str], waiting: Sequence[Mention], items: Sequence[Item], line: Line) -> None:
    """Give the level behind the last of several rows, the last item, to those before it, which have none."""
    *_, last, first = items
    gap = line.folded[last.end : first.start]
    joined = first.kind == "to" or any(item.kind == "and" for item in items) or LETTER.search(gap)
    rows = [item for item in items if item.kind == "scope"]
    for mention, (row, behind) in zip(waiting, pairwise(rows), strict=True):
        if EMPTY_PLACE.match(line.folded, row.end, behind.start):
            mention.how, mention.levels = "open", []
        elif joined or SHARED.search(gap):
            mention.how, mention.levels = "said", list(levels)
        elif gap.strip():
            # "Themes, Marketing (read-only)" may be meant of both.
            full = levels[-1] == mention.scope.highest
            mention.how, mention.levels = "said" if full else "open", list(levels)


def bare_names(
    line: Line, items: Sequence[Item], end: re.Pattern[str], start: int = 0, stop: int | None = None
) -> bool:
    """Say whether nothing but signs stands around the names, up to what ends their part of the line.

    `start` and `stop` bound what is looked at, where other names of the line are known to stand.
    """
    before = end.split(line.folded[start : items[0].start])[-1]
    behind = end.split(line.folded[items[-1].end : stop])[0]
    between = (line.folded[a.end : b.start] for a, b in pairwise(items))
    return not any(LETTER.search(gap) for gap in (before, behind, *between))


def _lists(line: Line, items: Sequence[Item]) -> list[Sequence[Item]]:
    """Return the cells that hold nothing but a list of rows, as the list page has them, else the whole line."""
    if sum(item.kind == "scope" for item in items) < 2 or not LIST_END.search(line.folded):
        return [items]
    cells: list[list[Item]] = [[]]
    for before, item in zip([None, *items], items, strict=False):
        gap = line.folded[before.end : item.start] if before else ""
        heading = ":" in gap and all(item.kind not in ("scope", "level") for item in cells[-1])
        if heading or CELL_END.search(gap):
            cells.append([])
        cells[-1].append(item)
    lists = [cell for cell in cells if sum(item.kind == "scope" for item in cell) > 1]
    others = [item for cell in cells if cell not in lists for item in cell]
    pure = all(item.kind != "word" for cell in lists for item in cell)
    # The list page has buttons behind its lists: "Orders, Products Read-Only | Edit | Delete".
    told = {"scope"} if any(item.kind == "level" for cell in lists for item in cell) else {"scope", "level"}
    if lists and others and pure and all(item.kind not in told for item in others):
        return list(lists)
    return [items]


def _level_first(line: Line, items: Sequence[Item], contract: Contract) -> list[tuple[str, str]]:
    """Return scope and level of "Modify: Orders, Products" and of "read-only to Themes and modify access to Orders"."""
    start = next((at for at, item in enumerate(items) if item.kind == "scope"), 0) - 1
    while start > 0 and items[start].kind == "to":
        start -= 1
    if start < 0 or items[start].kind != "level":
        return []
    found: list[tuple[str, str]] = []
    level, alone = items[start], False  # whether no scope has come yet behind the level
    end = level.start
    for item in items[start:]:
        if item.kind == "level" and not alone:
            level, alone = item, True
        elif item.kind == "scope":
            if alone and not _leads_on(line.folded[level.end : item.start], contract):
                return []
            alone = False
            found.append((item.id, level.id))
        elif item.kind not in ("and", "to"):
            if alone or not THOUGHT_END.search(line.folded, end, item.start):
                return []
            break
        end = item.end
    return found if not alone else []


def _leads_on(between: str, contract: Contract) -> bool:
    """Say whether what stands between a level and a scope means that the level is for it: ": ", " access to "."""
    words = WORD.findall(between)
    known = fillers_of(contract)
    leads = bool(LEVEL_END.search(between)) or not phrases_for(contract, "for_").isdisjoint(words)
    return leads and all(word in known for word in words)


def _ticked(line: Line, items: Sequence[Item], at: int) -> bool:
    """Tell a row with a box or a tick that says nothing of its level."""
    end = items[at + 1].start if at + 1 < len(items) else len(line.text)
    return bool(BOX.match(line.text) or MARK.search(line.text, items[at].end, end))


def _unread(items: Sequence[Item], at: int, line: Line) -> bool:
    """Tell a row whose level is a word that is none: "Orders: on"."""
    if (
        at
        or len(items) < 2
        or len(line.text) >= LONGEST_ROW
        or any(item.kind == "scope" for item in items[1:])
    ):
        return False
    gap = line.folded[items[0].end : items[1].start]
    return any(sign in gap for sign in ":=>|\t") and not LETTER.search(gap)


def _chain(items: Sequence[Item], at: int, line: Line, contract: Contract, leads: bool) -> list[Item]:
    """Return the levels that stand behind a row, with the words that join them."""
    scope = contract.scope(items[at].id)
    tail: list[Item] = []
    for item in items[at + 1 : at + 1 + MOST_NAMES]:
        if item.kind == "scope" and item.id != scope.id:
            break
        tail.append(item)
    near, later, pure = _thoughts(tail, items[at].end, line, THOUGHT_END)
    beside = _adjacent(near, items[at].end, line, scope, leads)
    if (
        leads
        and beside
        and len(beside) < len(near)
        and _is_verb(beside, near[len(beside)], items[at].end, line, contract)
    ):
        beside = []
    if later and not pure and not _said_at_once(near, items[at].end, line):
        return later
    if beside or later or not leads:
        return beside + later
    # An explanation may come first: "Orders - all about orders and shipments: modify".
    return _thoughts(tail, items[at].end, line, LABEL_END)[1]


def _thoughts(
    tail: Sequence[Item], end: int, line: Line, sign: re.Pattern[str]
) -> tuple[list[Item], list[Item], bool]:
    """Return what stands beside a row, the levels of later cells or thoughts, and whether it is levels alone.

    Later ones count where they hold nothing but levels; others explain the row.
    """
    thoughts: list[list[Item]] = [[]]
    for item in tail:
        if sign.search(line.folded, end, item.start):
            thoughts.append([])
        thoughts[-1].append(item)
        end = item.end
    near, *others = thoughts
    later = [item for thought in others if _pure(thought) for item in thought if item.kind != "scope"]
    return near, later, _pure(near)


def _pure(thought: Sequence[Item]) -> bool:
    kinds = {item.kind for item in thought}
    return kinds <= {"level", "from", "to", "or", "and"}


def _said_at_once(near: Sequence[Item], end: int, line: Line) -> bool:
    """Say whether a sign and a level follow the row: "Orders: modify because"."""
    return (
        bool(near)
        and near[0].kind == "level"
        and any(sign in line.folded[end : near[0].start] for sign in ":=>")
    )


def _adjacent(near: Sequence[Item], end: int, line: Line, scope: Scope, leads: bool) -> list[Item]:
    """Return the levels that directly follow a scope, with the words that join them."""
    chain: list[Item] = []
    joined = False
    for item in near:
        if item.kind in ("scope", "word"):
            # "We need your orders to update them": here the level is a verb.
            if (
                not leads
                and chain
                and not any(chained.kind == "from" for chained in chain)
                and _close(chain, item, line)
            ):
                return []
            break
        gap = line.folded[end : item.start]
        joined = joined or item.kind in ("from", "to")
        if not chain and not leads and not joined and not gap.strip(" \"'"):
            # In the middle of a sentence two words side by side prove nothing.
            break
        if "," in gap and not leads:
            break
        chain.append(item)
        end = item.end
    if not leads and joined and all(scope.rank(item.id) < 0 for item in chain if item.kind == "level"):
        return []
    return chain


def _is_verb(chain: Sequence[Item], behind: Item, end: int, line: Line, contract: Contract) -> bool:
    """Tell "Orders are read every hour" from "Orders are read-only" and from "Orders: read, every hour"."""
    level = next((item for item in reversed(chain) if item.kind == "level"), None)
    said = any(sign in line.folded[end : chain[0].start] for sign in ":=>|\t-") or chain[0].kind == "from"
    if level is None or said:
        return False
    return _close(chain, behind, line) and not is_proper(level, line, contract)


def _close(chain: Sequence[Item], item: Item, line: Line) -> bool:
    return not line.folded[chain[-1].end : item.start].strip()

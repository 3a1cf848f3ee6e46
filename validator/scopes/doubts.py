"""Telling what is asked, denied or still to be done from what was chosen: "Missing: Orders", "[ ] Orders: modify"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from ..contract import Contract
from ..text import Line
from .levels import MARK
from .line import CELL_END, WORD
from .words import (
    Item,
    Use,
    fillers_of,
    is_proper,
    no_words,
    phrases_for,
)

QUESTION = re.compile(r"\?[\s)\]\"'*_]*$")
# A cross, or a box with nothing in it. Circles and squares are bullets as well.
CROSSES = r"\u274c\u2716\u2717\u2718\u26d4\U0001f6ab"
EMPTY = re.compile(rf"\[\s?\]|\(\s?\)|[\u2610\u2b1c{CROSSES}]")
# A row that is crossed out as a whole: where that begins, and where it ends with what follows, passed over once.
STRUCK_FROM = re.compile(r"[^\w<]*?(?:~~|<(?:s|del|strike)>|<!--)")
STRUCK_TO = re.compile(r"(?:~~|</(?:s|del|strike)>|-->)\W*+")
LONGEST_STRUCK = 200  # characters
CROSS = re.compile(rf"\W*[{CROSSES}]")
THOUGHT_END = re.compile(r"[,;|\t]|\.\s")
VALUE = re.compile(
    r"[\"'`\]]{0,2}\s{0,9}(?P<said>[:=|\t]|=>|->|[,;](?!\s)|\s)\s{0,9}[\"'`]?(?P<word>[^\W_]+)"
)
STRUCK_BEFORE = re.compile(r"(?:!|~~|<(?:s|del|strike|!--)>?[ -]*)$")
ANSWER = re.compile(r"[\"'`]?\s{0,3}[:=]\s{0,3}([^\W_]+)\s*$")  # "orders modify = false"
MOST_IN_DENIAL = 3  # words
LONGEST_REMARK = 120  # characters; a longer sentence is about something else
MOST_IN_REMARK = 6  # names; of words without any, twice as many
LONGEST_HEAD = 80  # characters; what stands farther before a row is about something else


def doubted_scopes(line: Line, items: Sequence[Item], contract: Contract) -> frozenset[str]:
    """Return the scopes of which a sentence or a line of a table does not say that they were chosen."""
    named = [item for item in items if item.kind in ("scope", "level")]
    scopes = [at for at, item in enumerate(named) if item.kind == "scope"]
    if not scopes:
        return frozenset()
    head = CELL_END.split(line.folded[: named[0].start])[-1]
    if _is_struck(line.folded) or is_question(line) or says_doubt(head[-LONGEST_HEAD:], contract):
        return frozenset(item.id for item in named if item.kind == "scope")
    ends = [*scopes[1:], len(named)]
    return frozenset(
        named[at].id
        for at, end in zip(scopes, ends, strict=True)
        if _is_unticked(line, named, at)
        or _is_set_apart(line, named, at, contract)
        or _is_taken_back(line, named[at:end], named[end].start if end < len(named) else None, contract)
        or (len(scopes) == 1 and _contradicts_itself(line, items, contract))
    )


def doubts_all(line: Line, items: Sequence[Item], contract: Contract) -> bool:
    """Say whether a sentence about all rows leaves open if it is so: "Not everything is on modify"."""
    ends = [item.end for item in items if item.kind in ("all", "level")]
    told, behind = line.folded[: ends[-1]], THOUGHT_END.split(line.folded[ends[-1] :])[:2]
    return (
        is_question(line)
        or says_doubt(told, contract)
        or any(only_doubts(thought, contract) for thought in behind)
    )


def only_doubts(text: str, contract: Contract) -> bool:
    """Say whether a folded text is a doubt, a cross or a "false" and nothing else: "(not yet)"."""
    words = words_in(text)
    crossed = not words and CROSS.match(text) is not None
    return crossed or _answers_no(words, contract) or doubts_alone(words, contract)


def _is_struck(text: str) -> bool:
    """Say whether a folded line is crossed out, with the box or the bullet before it or without."""
    opened = STRUCK_FROM.match(text)
    return opened is not None and any(
        closed.end() == len(text) and closed.start() - opened.end() <= LONGEST_STRUCK
        for closed in STRUCK_TO.finditer(text, opened.end() + 1)
    )


def is_question(line: Line) -> bool:
    """Say whether a line ends in a question mark."""
    return QUESTION.search(line.folded) is not None


def says_doubt(text: str, contract: Contract) -> bool:
    """Say whether a folded text denies, asks for or fails at something."""
    return not phrases_for(contract, "doubt").isdisjoint(words_in(text))


def words_in(text: str) -> list[str]:
    """Return the words of a folded text; an apostrophe is no end of a word."""
    return WORD.findall(text.replace("'", ""))


def _is_unticked(line: Line, named: Sequence[Item], at: int) -> bool:
    """Say whether an empty box or a cross stands before a row."""
    start = named[at - 1].end if at else 0
    before = line.text[start : named[at].start]
    # Behind another name a box belongs to that one.
    return (not at or bool(CELL_END.search(before))) and bool(EMPTY.search(before))


def _is_set_apart(line: Line, named: Sequence[Item], at: int, contract: Contract) -> bool:
    """Say whether a row is told from the one beside it: "Orders, not Products: modify", "Orders or Products"."""
    for before, behind, own in ((at - 1, at, True), (at, at + 1, False)):
        if before >= 0 and behind < len(named) and named[before].kind == named[behind].kind == "scope":
            words = words_in(line.folded[named[before].end : named[behind].start])
            if not (_partings(contract) if own else phrases_for(contract, "or_")).isdisjoint(words):
                return True
    return False


@cache
def _partings(contract: Contract) -> frozenset[str]:
    """Return the words, folded, that tell a row from the one before it: "or", "not", "except", "instead of"."""
    uses: tuple[Use, ...] = ("or_", "doubt", "except_", "aside")
    return frozenset().union(*(phrases_for(contract, use) for use in uses))


def _is_taken_back(line: Line, row: Sequence[Item], stop: int | None, contract: Contract) -> bool:
    """Say whether what follows a row and its level takes them back: "Orders modify - no"."""
    tail = line.folded[row[-1].end : stop]
    marked = any(MARK.search(line.folded, before.end, item.start) for before, item in pairwise(row))
    if not marked and CROSS.match(tail):
        return True
    answer = ANSWER.match(tail)
    if len(row) > 1 and answer and answer[1] in no_words(contract):
        return True
    thoughts = [words_in(thought) for thought in THOUGHT_END.split(tail)[:2]]
    if any(item.id == "read-only" for item in row):
        return any(doubts_alone(words, contract) for words in thoughts)  # "Read-only (no changes)" explains
    return any(_turns_down(words, contract) for words in thoughts)


def _turns_down(words: Sequence[str], contract: Contract) -> bool:
    """Say whether a few words deny what stands before them: "not yet", "does not work", "granted: false"."""
    denied = len(words) <= MOST_IN_DENIAL and not phrases_for(contract, "not_").isdisjoint(words)
    to_do = " ".join(words) in phrases_for(contract, "to_do")
    return denied or to_do or _answers_no(words, contract) or doubts_alone(words, contract)


def _answers_no(words: Sequence[str], contract: Contract) -> bool:
    """Say whether words are a "no" or a "false", alone or behind a word for setting: "granted: false"."""
    settled = len(words) == 1 or (len(words) == 2 and words[0] in _settled(contract))
    return settled and words[-1] in no_words(contract)


@cache
def _settled(contract: Contract) -> frozenset[str]:
    """Return the words, folded, that say of a row that it was set: "granted", "active", "ticked"."""
    uses: tuple[Use, ...] = ("setting", "yes", "ticked")
    return frozenset().union(*(phrases_for(contract, use) for use in uses))


def doubts_alone(words: Sequence[str], contract: Contract) -> bool:
    """Say whether words hold a doubt and nothing that would explain it: "we never change them" explains."""
    doubts = phrases_for(contract, "doubt")
    return not doubts.isdisjoint(words) and all(word in doubts or word in _idle(contract) for word in words)


@cache
def _idle(contract: Contract) -> frozenset[str]:
    """Return the words, folded, that explain nothing beside a doubt."""
    return fillers_of(contract) | phrases_for(contract, "setting") | phrases_for(contract, "remark")


def _contradicts_itself(line: Line, items: Sequence[Item], contract: Contract) -> bool:
    """Say whether a later thought names another level of the one row: "should be modify, but is read-only"."""
    before, turned = None, False
    for item in items:
        if item.kind == "level":
            if turned and before and item.id != before.id and is_proper(item, line, contract):
                return True
            before, turned = item, False
        turned = turned or item.kind == "except"
    return False


def is_off(before: str, behind: str, contract: Contract) -> bool:
    """Say whether what stands beside a machine name plainly has it as not granted: "store_v2_orders: false"."""
    value = VALUE.match(behind)
    return (
        EMPTY.search(before) is not None
        or (value is not None and value["said"] != " " and value["word"] in no_words(contract))
        or CROSS.match(behind) is not None
    )


def denies(head: str, before: str, behind: str, contract: Contract) -> bool:
    """Say whether words around a machine name leave open if it was granted: "Missing: store_v2_orders"."""
    thoughts = (THOUGHT_END.split(head[-LONGEST_HEAD:])[-1], *THOUGHT_END.split(before)[1:][-1:])
    words = {word for text in (*thoughts, THOUGHT_END.split(behind)[0]) for word in words_in(text)}
    nearest = words_in(before)[-1:]
    return (
        not phrases_for(contract, "doubt").isdisjoint(words)
        or not phrases_for(contract, "except_").isdisjoint(words)
        or not no_words(contract).isdisjoint(nearest)
        or STRUCK_BEFORE.search(before) is not None
    )


def denies_setting(words: Sequence[str], contract: Contract) -> bool:
    """Say whether words deny that something was set: a denial stands before the word for it."""
    denials = no_words(contract) | phrases_for(contract, "doubt")
    setting = [at for at, word in enumerate(words) if word in phrases_for(contract, "setting")]
    return bool(setting) and not denials.isdisjoint(words[: setting[-1]])

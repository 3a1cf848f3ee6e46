"""Reading a box from words: "Modify, radio button, not checked", as screen readers and settings files have it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from ..contract import Contract
from ..text import Line, fold
from ..vocabulary import WORD
from .words import Item

# Bounded: a line may hold thousands of blanks.
COUNT = r"[\s,]{0,4}+\b\d{1,2} [^\W\d_]{1,3} \d{1,2}\b"  # "1 of 3"
# A level that was crossed out; what stands before it is not, or it would be a whole row.
STRUCK = re.compile(
    r"(?<=\w)(.{1,9})(~~[^~]{1,40}~~|<(?:s|del|strike)>[^<]{1,40}</(?:s|del|strike)>)", re.IGNORECASE
)
BESIDE = r"[\s,:=(\u2013-]{0,6}+"  # a word follows, so giving signs back would not help


def without_struck(line: Line) -> Line:
    """Return the line with blanks for each level that is crossed out behind a row: "Orders: ~~Modify~~ Read-only"."""
    if "~~" not in line.text and "</" not in line.text:
        return line
    spans = [found.span(2) for found in STRUCK.finditer(line.text)]
    text, folded = (_blanked(whole, spans) for whole in (line.text, line.folded))
    return Line(line.number, text, folded, line.hidden)


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in spans:
        kept += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*kept, text[at:]])


def with_boxes(line: Line, items: Sequence[Item], contract: Contract) -> Line:
    """Return the line with a box in place of each word for one, if levels stand beside them."""
    alone = all(item.kind != "scope" for item in items) or _told_one_by_one(line, items, contract)
    if _last_words(contract, alone).isdisjoint(WORD.findall(line.folded)):
        return line
    found = [
        match
        for match in _states(contract, alone).finditer(line.folded)
        if not match["state"] or any(_apart(item, match) for item in items if item.kind == "level")
    ]
    if not any(match["state"] for match in found):
        return line
    signs = {match.start(): _sign(match, contract, alone) for match in found}
    text, folded = (_replaced(whole, found, signs) for whole in (line.text, line.folded))
    return Line(line.number, text, folded, line.hidden)


def _told_one_by_one(line: Line, items: Sequence[Item], contract: Contract) -> bool:
    """Say whether each of several levels has its own answer: {"orders": {"read": true, "write": false}}."""
    ends = [item.end for item in items if item.kind == "level"]
    return len(ends) > 1 and all(_answer(contract).match(line.folded, end) for end in ends)


@cache
def _answer(contract: Contract) -> re.Pattern[str]:
    answers = _any(("true", "false", "no", *_phrases(contract, "yes")))
    return re.compile(rf"[\"'`]?\s{{0,3}}[:=]\s{{0,3}}(?:{answers})\b")


def _apart(item: Item, match: re.Match[str]) -> bool:
    return item.end <= match.start("state") or item.start >= match.end("state")


def _sign(match: re.Match[str], contract: Contract, alone: bool) -> str:
    if not match["state"]:
        return " "
    return " [ ] " if match["state"] in _unticked(contract, alone) else " [x] "


def _replaced(text: str, found: Iterable[re.Match[str]], signs: dict[int, str]) -> str:
    kept, at = [], 0
    for match in found:
        kept += [text[at : match.start()], signs[match.start()]]
        at = match.end()
    return "".join([*kept, text[at:]])


@cache
def _states(contract: Contract, alone: bool) -> re.Pattern[str]:
    """Return the pattern for words of a box, with what a screen reader says around them."""
    states = _any((*_unticked(contract, alone), *_ticked(contract, alone)))
    kinds = _any(_phrases(contract, "radio"))
    return re.compile(
        rf"{BESIDE}(?:\b(?:{kinds})\b{BESIDE})?(?P<state>\b(?:{states})\b)[)]?(?:{COUNT})?|{BESIDE}\b(?:{kinds})\b|{COUNT}"
    )


@cache
def _last_words(contract: Contract, alone: bool) -> frozenset[str]:
    """Return the words that every phrase for a box ends in: most lines have none of them."""
    return frozenset(
        WORD.findall(phrase)[-1] for phrase in (*_unticked(contract, alone), *_ticked(contract, alone))
    )


@cache
def _unticked(contract: Contract, alone: bool) -> frozenset[str]:
    # Beside a row's name "no" and "false" are its level.
    return frozenset((*_phrases(contract, "unticked"), *(("false", "no") if alone else ())))


@cache
def _ticked(contract: Contract, alone: bool) -> frozenset[str]:
    return frozenset((*_phrases(contract, "ticked"), *(_phrases(contract, "yes") if alone else ())))


def _phrases(contract: Contract, key: str) -> list[str]:
    return [fold(text) for named in contract.languages.values() for text in getattr(named.phrases, key)]


def _any(phrases: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, set(phrases)), key=len, reverse=True)) or r"(?!)"

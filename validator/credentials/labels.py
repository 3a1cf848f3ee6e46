"""Finding the labels in a line: which words name a field, and where its value would begin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Literal

from ..contract import Contract
from ..text import Line
from ..vocabulary import WORD, Vocabulary, Words, spoken_words, words_of
from .strangers import stranger_before, stranger_behind

Part = Literal["value", "key", "site", "other"]

JOINER = re.compile(r"[ \t]{0,3}[_.-]?[ \t]{0,3}|'")
ATTACHED = re.compile(r"[_.-]?")
# What may stand between a label and its value. The named group is there where the writer plainly meant
# "this is it"; without it the value itself has to speak.
STARS = r"(?<!\*)\*{1,2}(?!\*)"  # bold in Markdown; more of them hide a value
AFTER = re.compile(
    rf"""(?:["'`_)\]}}~\\]|{STARS}|\.(?=[:=]))*[ ]*"""
    r"""(?P<said>\t|=>|->|:=|[:=|>\u2192\u21d2\u27f6\u27a1]|(?<=["'])[ ]*,)?"""
    rf"""(?:[\s"'`_(\[{{<=:>|~\\,-]|{STARS})*(?:is\b|to\b)?[\s"'`:]*"""
)
LAST_WORD = re.compile(r"(?<![^\W_])([^\W\d_]{2,20})\s*$")
LONGEST_END = 21  # letters of a last word, and what stands before it
FIRST_WORD = re.compile(r"[\s>|*#/\u2022-]*([^\W\d_]{2,20})(?=\s*(?:[:=]|$))")
FARTHEST_DENIAL = 2  # words: as in "Not the client ID"
# Letters: common words such as "endpoint" have no more, and what German and Dutch write as one word
# ("Zugriffstoken") has more.
LONGEST_COMMON = 9
# Words that may stand before a label at the beginning of a line: what programs put there.
OPENERS = frozenset(
    "export const let var val def define set setx env declare local private public protected internal"
    " process static final readonly string str char text int h header param data field parameter add key label title"
    " variable".split()
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a label stands for."""

    field: str  # a field's id; "" for a label that is none of ours
    part: Part  # the value itself, a store's key, a shop's address, or none of them
    sure: bool  # False for a single common word, such as "token"
    exact: bool = False  # the field's own label, as it stands in the file


@dataclass(frozen=True, slots=True)
class Label:
    """A label found in a line."""

    meaning: Meaning
    start: int  # where its first word begins, prefixes included
    end: int
    value_at: int  # where a value would begin
    leads: bool  # nothing but decoration stands before it
    said: bool  # a separator follows it
    stranger: str  # whose it is where it is not ours: STRIPE_CLIENT_SECRET; "" for ours
    unfit: bool  # a word beside it says that its value is not the one: "Old access token", "Access token (expired)"
    account: str  # what tells several accounts apart: BC_UK_ACCESS_TOKEN, CLIENT_ID_PROD; "" for nothing


def with_whole_labels(lines: Sequence[Line], contract: Contract) -> tuple[Line, ...]:
    """Return the lines with every label on one line that a mail program broke over two: "CLIENT", "ID: abc"."""
    vocabulary = _vocabulary(contract)
    whole = list(lines)
    for at, (line, below) in enumerate(pairwise(lines)):
        # Few lines begin like that, and it is seen at once.
        first = FIRST_WORD.match(below.folded)
        if first is None:
            continue
        last = LAST_WORD.search(line.folded, max(len(line.folded.rstrip()) - LONGEST_END, 0))
        if last is None or last[1] not in vocabulary.starts:
            continue
        text, start = f"{last[1]} {first[1]}", last.start(1)
        words = Words([last[1], first[1]], [0, len(last[1]) + 1])
        found = vocabulary.longest(words, 0, text)
        # Alone each of the two would be no label, so nothing is taken from another.
        if found and found[1] == 2 and vocabulary.longest(words, 1, text) is None:
            word = whole[at].text[start : last.end(1)]
            whole[at] = replace(whole[at], text=whole[at].text[:start], folded=whole[at].folded[:start])
            whole[at + 1] = replace(
                below,
                text=f"{word} {below.text[first.start(1) :]}",
                folded=f"{last[1]} {below.folded[first.start(1) :]}",
            )
    return tuple(line for line in whole if line.text.strip())


def find_labels(line: Line, contract: Contract, most: int) -> list[Label]:
    """Return the labels of a line from left to right, whether or not a value follows them; no more than `most`."""
    vocabulary = _vocabulary(contract)
    if not vocabulary.occurs(line):
        return []
    starts = vocabulary.starts
    words = words_of(line)
    labels: list[Label] = []
    free = 0  # the first word that no label has yet
    for at in [at for at, word in enumerate(words.texts) if word in starts]:
        found = vocabulary.longest(words, at, line.folded) if at >= free else None
        if found is None or _holds_own(words, at + 1, found[1], line, vocabulary):
            continue
        meaning, after = found
        first = _first_attached(words, at, line.folded, labels[-1].end if labels else 0)
        known = after
        while after < len(words.texts) and _is_suffix(words, after, line.folded, contract):
            after += 1
        if _goes_on(words, after, line.folded):
            after = known
            meaning = Meaning("", "other", True)
            # "ACCESS_TOKEN_SECRET" is no secret of ours either.
            while _goes_on(words, after, line.folded):
                after += 1
        end = words.end(after - 1)
        said, value_at = sign_behind(line.folded, end)
        labels.append(
            Label(
                meaning=meaning,
                start=words.starts[first],
                end=end,
                value_at=value_at,
                leads=not labels and all(_opens(word, contract) for word in words.texts[:first]),
                said=said,
                stranger=_stranger(words, first, at, end, line.folded, labels, contract),
                # Behind another label the word may be the end of an account's name.
                unfit=not labels and _is_unfit(words, first, after, line.folded, contract),
                account=_account([*words.texts[first:at], *words.texts[known:after]], contract),
            )
        )
        free = after
        if len(labels) == most:
            break
    return labels


def sign_behind(folded: str, end: int) -> tuple[bool, int]:
    """Say whether a separator follows the end of a label, and where a value would begin."""
    # Every part of the pattern may be empty, so it matches right here.
    gap = next(AFTER.finditer(folded, end))
    return gap["said"] is not None, gap.end()


def _holds_own(words: Words, start: int, stop: int, line: Line, vocabulary: Vocabulary[Meaning]) -> bool:
    """Say whether a field's own label begins within another: in "NAME: Huboo token API PATH: ..." "token" is a name."""
    for at in range(start, stop):
        own = vocabulary.longest(words, at, line.folded)
        end = words.end(own[1] - 1) if own and own[0].exact else 0
        if own and line.text[words.starts[at] : end].isupper() and line.text[end : end + 1] == ":":
            return True
    return False


def _first_attached(words: Words, at: int, folded: str, floor: int) -> int:
    while (
        at > 0
        and words.starts[at - 1] >= floor
        and ATTACHED.fullmatch(folded, words.end(at - 1), words.starts[at])
    ):
        at -= 1
    return at


def _goes_on(words: Words, after: int, folded: str) -> bool:
    """Say whether the name goes on after the label's words (ACCESS_TOKEN_EXPIRES), other than by a number."""
    return after < len(words.texts) and bool(
        ATTACHED.fullmatch(folded, words.end(after - 1), words.starts[after])
    )


def _is_suffix(words: Words, at: int, folded: str, contract: Contract) -> bool:
    """Say whether a word only tells which of several it is: ACCESS_TOKEN_PROD, accessToken2, CLIENT_ID_VALUE."""
    word = words.texts[at]
    if not _goes_on(words, at, folded):
        return False
    name = word.rstrip("0123456789")
    known = name == "" or name in contract.suffixes or word in contract.suffixes
    return known and len(word) < len(name) + 3


def _stranger(
    words: Words, first: int, at: int, end: int, folded: str, labels: Sequence[Label], contract: Contract
) -> str:
    """Return whose a label is where it is not ours: "stripe" of STRIPE_CLIENT_SECRET; "" for ours."""
    prefix = words.texts[first:at]
    # BC_UK_ACCESS_TOKEN is ours.
    if any(word.rstrip("0123456789") in contract.own for word in prefix):
        return ""
    # What stands before another label's neighbour is that one's value: "CLIENT NAME: Stripe CLIENT ID: ...".
    named = bool(labels) and labels[-1].meaning.part == "other"
    before = "" if named else stranger_before(folded, words.starts[first], contract)
    behind, certain = stranger_behind(folded, end, contract)
    if before or (behind and certain):
        return before or behind
    return "" if all(_opens(word, contract) for word in prefix) else "_".join(prefix)


def _is_unfit(words: Words, first: int, after: int, folded: str, contract: Contract) -> bool:
    unfit = spoken_words(contract, "unfit")
    if 0 < first <= FARTHEST_DENIAL and words.texts[0] in spoken_words(contract, "denials"):
        return True
    if first and words.texts[first - 1] in unfit:
        return folded[words.end(first - 1) : words.starts[first]].isspace()
    if stranger_behind(folded, words.end(after - 1), contract)[0]:
        return True
    behind = after < len(words.texts) and words.texts[after] in unfit
    return behind and folded[words.end(after - 1) : words.starts[after]].strip() == "("


def _account(words: Sequence[str], contract: Contract) -> str:
    """Return the words before and behind a label that say whose it is; "bigcommerce" and "store" say nothing."""
    return "_".join(
        word
        for word in words
        if word in contract.apart or not (_opens(word, contract) or word in contract.own)
    )


def _opens(word: str, contract: Contract) -> bool:
    return word in contract.prefixes or word in OPENERS or (word.isdigit() and len(word) < 4)


@cache
def _vocabulary(contract: Contract) -> Vocabulary[Meaning]:
    vocabulary: Vocabulary[Meaning] = Vocabulary(JOINER)
    for field in contract.fields:
        names = [named.field(field.id) for named in contract.languages.values()]
        spoken = [text for name in names for text in (name.name, name.target, *name.aliases)]
        vocabulary.enter([field.label], Meaning(field.id, "value", True, exact=True))
        _enter(vocabulary, [*field.aliases, *spoken], field.id, "value")
        _enter(vocabulary, field.key_aliases, field.id, "key")
        _enter(vocabulary, field.site_aliases, field.id, "site")
    others = [text for named in contract.languages.values() for text in named.other_labels]
    vocabulary.enter([*contract.other_labels, *others], Meaning("", "other", True))
    return vocabulary


def _enter(vocabulary: Vocabulary[Meaning], names: Iterable[str], field: str, part: Part) -> None:
    for name in names:
        words = WORD.findall(name)
        vocabulary.enter([name], Meaning(field, part, len(words) > 1 or len(name) > LONGEST_COMMON))

"""Which labels of a line a value belongs to, and which part of the line is theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ..contract import AddressShape, Contract
from ..text import Line
from .labels import Label
from .pieces import CUT, HIDDEN, PLAUSIBLE, TOKEN, Grade

# What is left of the tag around a label: "</key>".
TAG_END = re.compile(r"<?/\w{1,40}>")
# What a merchant would call no value: one to be filled in, one that is hidden or cut, or an address of mail.
STANDS = re.compile(
    r"<.*>|\{.*\}|\[.*\]|\$.*|\w[^\W_]*_\w+|[xX]{5,}|TODO|TBD|FIXME|todo|[^@]+@[^@][^@.]*\.[^@]+|[^.\u2026]{2,}(?:\.{3}|\u2026)[^.\u2026]*"
)
# What stands before the name of a value that is to be filled in: "your_access_token" is no label.
ASKING = re.compile(r"(?:the|insert|paste|enter|put|tu|wklej)[_-]|(?:your|my|tw[oó]j)[ _-]", re.IGNORECASE)
YOURS = re.compile(r"\b(?:your|my|tw[oó]j) $", re.IGNORECASE)
OPENED, CLOSED = frozenset("<[{$%"), frozenset(">]}%")
COMMENT = re.compile(r"(?:#|//)(?:\s|$)")
NOTE = re.compile(r"\(?[^\W\d_]{2,20}\)|\*")  # "(required)", or a star for it
MOST_IN_SENTENCE = 3  # labels with a separator; no sentence has as many
MOST_TURNED = 8  # labels of a line that has its values before them


@dataclass(frozen=True, slots=True)
class Spot:
    """A label with the part of its line that belongs to it."""

    label: Label
    start: int
    end: int


def without_places(line: Line, labels: list[Label]) -> list[Label]:
    """Return the labels of a line without those that say what another's value is to be put in for: "<client_id>"."""
    if len(labels) < 2:
        return labels
    return labels[:1] + [
        label for before, label in pairwise(labels) if not _is_place(line.text, before, label)
    ]


def _is_place(text: str, before: Label, label: Label) -> bool:
    gap = text[before.end : label.start]
    closed = text[label.end : label.end + 1]
    if gap[-1:] in OPENED and ">" not in gap and (closed in CLOSED or gap.endswith("$")):
        return before.said and not any(letter.isalnum() for letter in gap)
    asked = ASKING.search(f"{gap}{text[label.start : label.end]}")
    return before.said and asked is not None and not any(letter.isalnum() for letter in gap[: asked.start()])


def is_name(line: Line, label: Label) -> bool:
    """Say whether a label names a value; it does not where it says what is to be put in: "<client_id>"."""
    before = line.text[: label.start]
    place = before[-1:] in OPENED or YOURS.search(before) or ASKING.match(line.text, label.start)
    return not label.stranger and not place


def in_a_row(labels: list[Label]) -> list[Label]:
    """Return the labels of a line, each as at the beginning of one where the line is a whole file without its ends."""
    said = sum(label.said and not label.stranger for label in labels)
    if said < MOST_IN_SENTENCE or not labels[0].leads:
        return labels
    return [replace(label, leads=_begins_a_pair(label)) for label in labels]


def _begins_a_pair(label: Label) -> bool:
    # "stores/<store-hash>/v3" is a part of an address.
    return label.said and not label.stranger and label.meaning.sure and label.meaning.part != "key"


def spots_of(line: Line, labels: Sequence[Label], contract: Contract) -> list[Spot]:
    """Return the labels of a line that a value belongs to, each with its part of the line."""
    if not labels:
        return []
    kept = []
    # The second tag around a value ends it, and has none of its own.
    closing = {label.start for label in labels if line.text.startswith("</", max(label.start - 2, 0))}
    for at, label in enumerate(labels):
        if label.start in closing:
            continue
        end = labels[at + 1].start if at + 1 < len(labels) else len(line.text)
        text = line.text[label.value_at : end]
        last = end == len(line.text)
        # A label within a line needs a value; at its beginning a separator, or nothing, will do.
        begins = label.leads and (label.said or (last and holds_nothing(text, label)))
        # A sentence may end in one: "and this is the client ID:".
        colon = line.text[label.end :].strip(" *_\"'") == ":"
        leads_on = colon and label.meaning.sure and not label.stranger
        if leads_on or begins or _speaks(text, label, contract):
            kept.append(label)
    if not kept and len(labels) == 1 and labels[0].meaning.part == "value":
        # The label may stand behind its value: "abc… (client ID)".
        before = line.text[: labels[0].start]
        return [Spot(labels[0], 0, labels[0].start)] if PLAUSIBLE.search(before) else []
    ours = [label for label in labels if label.meaning.part != "other"]
    if _values_lead(line.text, ours):
        ends = [0, *(label.end for label in ours)]
        return [Spot(label, end, label.start) for end, label in zip(ends, ours, strict=False)]
    stops = sorted((*(label.start for label in kept), *closing, len(line.text)))
    next_stop = dict(pairwise(stops))
    ends = [next_stop[label.start] for label in kept]
    return [Spot(label, min(label.value_at, end), end) for label, end in zip(kept, ends, strict=True)]


def _values_lead(text: str, labels: Sequence[Label]) -> bool:
    """Say whether each label of a line stands behind its value: "a7f3 (access token), 9c2e (client ID)"."""
    if not 1 < len(labels) <= MOST_TURNED or PLAUSIBLE.search(text, labels[-1].end):
        return False
    ends = [0, *(label.end for label in labels)]
    return all(PLAUSIBLE.search(text[end : label.start]) for end, label in zip(ends, labels, strict=False))


def holds_nothing(text: str, label: Label) -> bool:
    """Say whether a label's part of the line is empty but for a tag's end or an aside, such as "(required)"."""
    rest = text.strip()
    return (
        not rest
        or COMMENT.match(rest) is not None
        or TAG_END.fullmatch(rest) is not None
        or (not label.said and NOTE.fullmatch(rest) is not None)
    )


def _speaks(text: str, label: Label, contract: Contract) -> bool:
    if label.meaning.part == "other":
        return label.said and bool(text.strip())
    if label.meaning.part == "key":
        shape = contract.field(label.meaning.field).shape
        first = TOKEN.search(text)
        return (
            first is not None
            and (label.said or _names_key(text, first[0], label))
            and isinstance(shape, AddressShape)
            and shape.key.fits(first[0])
            and may_be_key(first[0], label)
        )
    if PLAUSIBLE.search(text):
        return True
    # Nothing says "this is it", but what stands there is plainly hidden, cut off or to be filled in.
    held = text.strip(" \t\"'`|;()\u2013-")
    return (
        label.leads
        and (" " not in held or held.startswith("<"))
        and bool(HIDDEN.search(held) or CUT.search(held) or STANDS.fullmatch(held))
    )


def _names_key(text: str, first: str, label: Label) -> bool:
    """Say whether a key stands behind a label without a separator: "the store hash is a7f3", "hash a7f3" alone."""
    sure = label.meaning.sure or (label.leads and text.strip() == first)
    return sure and any(letter.isdigit() for letter in first)


def may_be_key(text: str, label: Label) -> bool:
    """Say whether what stands behind a label may be a store's key: "commit hash: c5c3186" and a number are none."""
    bare = text.rpartition("stores/")[2]
    if bare.isdigit():
        return False  # the number of a store, which BigCommerce has as well
    return label.meaning.sure or bare != text or (label.leads and not bare.isalpha())


def grade_of(label: Label) -> Grade:
    """Return how sure a label makes its value."""
    if label.stranger:
        return Grade.FOREIGN
    if not label.meaning.sure:
        return Grade.WEAK
    return Grade.LINE if label.leads else Grade.INSIDE

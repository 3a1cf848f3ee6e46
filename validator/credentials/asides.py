"""Labels that are none of their own: words of a note, "Access token (keep secret): ...", or a label said twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..contract import Contract, ValueShape
from ..text import Line
from .labels import Label, sign_behind
from .pieces import PLAUSIBLE, TOKEN

OPENED = re.compile(r"[ \t*_]{0,4}[(\[](?P<note>[^()\[\]]{1,60})[)\]]")
CALLED = re.compile(r"\s{0,3}[:=]{1,2}\s{0,3}[\w.:>-]{2,40}[(\[{]\s{0,3}[\"'`]?")  # a function, or a table
DASHED = re.compile(r"\s{1,3}[\u2013\u2014-]\s{1,3}")


def without_asides(line: Line, labels: list[Label], contract: Contract) -> list[Label]:
    """Return the labels of a line without those that are only words of a note beside another label."""
    if len(labels) < 2:
        return labels
    kept: list[Label] = []
    note = 0  # where the note beside the last label ends
    for at, label in enumerate(labels):
        if label.start < note:
            continue
        if kept and _is_repeated(line, kept[-1], label):
            kept[-1] = replace(label, start=kept[-1].start, leads=kept[-1].leads)
            continue
        if kept and _is_dashed(line, kept[-1], labels[at:], contract):
            kept[-1] = replace(kept[-1], value_at=label.value_at, said=label.said)
            continue
        aside = OPENED.match(line.text, label.end)
        # Its own words may be the better name: "Token (client ID): ...".
        if (
            aside
            and label.meaning.sure
            and label.meaning.part == "value"
            and not PLAUSIBLE.search(aside["note"])
        ):
            note = aside.end()
            if at + 1 < len(labels) and labels[at + 1].start < note:
                said, value_at = sign_behind(line.folded, note)
                kept.append(replace(label, value_at=value_at, said=said))
                continue
        kept.append(label)
    return kept


def _is_repeated(line: Line, before: Label, label: Label) -> bool:
    """Say whether a label says once more what the one before it said: TOKEN = os.getenv("TOKEN", "a7f3...")."""
    return (
        before.meaning == label.meaning
        and before.account == label.account
        and before.stranger == label.stranger
        and CALLED.fullmatch(line.text, before.end, label.start) is not None
        and PLAUSIBLE.search(line.text, label.end) is not None
    )


def _is_dashed(line: Line, label: Label, rest: Sequence[Label], contract: Contract) -> bool:
    """Say whether a common word behind a dash is a note: what follows fits the label before, and not the word."""
    word = rest[0]
    if (
        not label.meaning.sure
        or word.meaning.sure
        or label.meaning.part != "value"
        or word.meaning.part != "value"
    ):
        return False
    if not DASHED.fullmatch(line.text, label.end, word.start):
        return False
    value = TOKEN.search(line.text, word.value_at, rest[1].start if len(rest) > 1 else len(line.text))
    mine, others = (contract.field(found.meaning.field).shape for found in (label, word))
    fits = [
        isinstance(shape, ValueShape) and value is not None and shape.fits(value[0])
        for shape in (mine, others)
    ]
    return fits == [True, False]

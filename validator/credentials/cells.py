"""Tables with their labels in the first row: where cells begin and end, and which label heads which column."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from ..text import Line
from .labels import Label

WORD = re.compile(r"\S+")
BORDER = re.compile(r"(?:[\s>#/*\u2502-]*(?=\|))?\s*\|?")  # in a mail or a comment something stands before it
COLUMN_ENDS = ("|", "\t", ";", ",")


def only_labels(line: Line, labels: Sequence[Label], end: str | None) -> bool:
    """Say whether a line is a table's first row: every label fills a cell of its own."""
    if end:
        cells = {line.text[start:stop].strip(" \t\"'*`") for start, stop in cells_of(line.text, end)}
        return all(line.text[label.start : label.end] in cells for label in labels)
    rest = line.text[: labels[0].start] + line.text[labels[-1].end :]
    return side_by_side(line, labels) and not any(letter.isalnum() for letter in rest)


def side_by_side(line: Line, labels: Sequence[Label]) -> bool:
    """Say whether nothing but signs stands between labels."""
    between = "".join(line.text[before.end : label.start] for before, label in pairwise(labels))
    return not any(letter.isalnum() for letter in between)


def cells_of(text: str, end: str | None) -> list[tuple[int, int]]:
    """Return where the cells of a table's row begin and end; by white space where nothing marks the columns."""
    if end is None:
        return [found.span() for found in WORD.finditer(text)]
    inner = BORDER.match(text).end() if end == "|" else 0  # type: ignore[union-attr]  # it may be empty
    stop = len(text.rstrip().removesuffix("|")) if end == "|" else len(text)
    ends = [at for at in range(inner, stop) if text[at] == end]
    return [*zip([inner, *(at + 1 for at in ends)], [*ends, stop], strict=True)]


def by_column(columns: Sequence[tuple[int, int]], labels: Sequence[Label]) -> list[Label | None]:
    """Return for each column the label that heads it; None where none does."""
    starts = [label.start for label in labels]
    first = [bisect_left(starts, start) for start, _ in columns]
    return [
        labels[at] if at < len(labels) and starts[at] < stop else None
        for at, (_, stop) in zip(first, columns, strict=True)
    ]

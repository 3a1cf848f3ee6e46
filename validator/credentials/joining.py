"""Values that were broken over lines: put together where the pieces leave no doubt, and doubted where they do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..contract import AddressShape, Field, ValueShape
from ..text import Line
from .labels import Label
from .pieces import TOKEN, Reading, bare, fits_exactly, is_like_a_word, is_whole

# What a mail program or a page of a PDF puts before a line, or after one that it broke.
LINE_OPENING = re.compile(r"[\s>|*#/;\u2022\u2023\u25aa\u00b7-]*")
BROKEN_END = re.compile(r"(?<=\w)[=\\\u2010-]$|(?<=\w)\\$")
HYPHENS = ("-", "\u2010")  # stand behind a word as well, where a sign of a program does not
# "1st" and "2024" are words of a sentence.
REST_IN_SENTENCE = re.compile(r"(?=.*\d)(?=.*[a-z])[0-9a-z]{5,}")
NUMBERED = re.compile(r"\W*\d{1,3}\b")
ROW = re.compile(r"\W*(\d{1,2})\W*")  # a line that holds but the number of a row
FARTHEST_ROW = 6  # lines to the number of the row before, or after
MOST_PIECES = 6  # lines that one broken value may lie in


def continued(
    pieces: Sequence[Reading],
    field: Field,
    at: int,
    lines: Sequence[Line],
    labels: Sequence[Sequence[Label]],
) -> list[Reading]:
    """Put a value together that was broken over several lines; only an exact fit counts.

    Where the first piece is whole as well, but for a hyphen behind it, both are returned.
    """
    first = pieces[0]
    text, hidden = BROKEN_END.sub("", first.value), first.hidden
    if not text or first.part != "value":
        return []
    marked = text != first.value  # a sign says that it goes on
    begun = first._replace(value=text)
    for below in range(at + 1, min(at + MOST_PIECES, len(lines))):
        line = lines[below]
        # The lost end of one line may have become the rest of the next: "f6c3 NAME: Huboo".
        rest = line.text[: labels[below][0].start] if labels[below] else line.text
        opened = LINE_OPENING.match(rest)
        tokens = [bare(token) for token in TOKEN.findall(rest, opened.end() if opened else 0)]
        if not tokens or not (marked or _may_be_rest(tokens[0], lines[at], labels[below])):
            return []
        if len(tokens) > 1 and not REST_IN_SENTENCE.fullmatch(tokens[0]):
            return []
        if opened and opened[0].endswith("/") and isinstance(field.shape, AddressShape):
            text += "/"
        text += BROKEN_END.sub("", tokens[0])
        hidden += line.hidden
        whole = first._replace(value=text, joined=True, hidden=hidden)
        if fits_exactly(whole, field):
            doubtful = first.value.endswith(HYPHENS) and _is_value(begun, field)
            return [begun, whole] if doubtful else [whole]
    return []


def with_its_end(reading: Reading, field: Field, at: int, lines: Sequence[Line]) -> list[Reading]:
    """Put a value together whose last one or two characters slipped to the next line.

    It counts as cut where these may be a word, and where nobody knows how long the rest of an address is. Where they
    may be a page's number, the value may be whole without them, and both are returned. Of issued values one in thirty
    is so short, so a lone letter is most likely the last one.
    """
    shape = field.shape
    below = lines[at + 1] if at + 1 < len(lines) else None
    if below is None or below.number != lines[at].number + 1 or not is_whole(reading, field):
        return [reading]
    opened = LINE_OPENING.match(below.text)
    end = below.text[opened.end() if opened else 0 :].rstrip()
    if isinstance(shape, AddressShape):
        open_end = "/stores/" in reading.value and not reading.value.rstrip("/").endswith(f"/{shape.version}")
        rest = open_end and not reading.value.endswith("/") and shape.key.spelled(end)
        return [reading._replace(cut=True) if rest and any(map(str.isdigit, end)) else reading]
    lost = shape.lengths[0] - len(reading.value)
    if not 0 < lost == len(end) < 3 or not shape.spelled(end) or _numbers_row(at + 1, lines):
        return [reading]
    if lost > 1 and end.isalpha():
        return [reading._replace(cut=True)]
    together = reading._replace(value=reading.value + end, joined=True)
    return [reading, together] if end.isdigit() else [together]


def _may_be_rest(token: str, line: Line, labels: Sequence[Label]) -> bool:
    """Tell the rest of a value from a word, "thanks", and from what stands before a label: "export", "4."."""
    if not any(letter.isdigit() for letter in token):
        return not labels and not is_like_a_word(token)
    numbered = NUMBERED.match(line.text) is not None
    return not (labels and numbered and token.isdigit())


def _numbers_row(at: int, lines: Sequence[Line]) -> bool:
    """Say whether a line holds a number that goes on from the one some lines above, or is gone on from below."""
    near = {
        place: int(found[1])
        for place in range(max(at - FARTHEST_ROW, 0), min(at + FARTHEST_ROW + 1, len(lines)))
        if (found := ROW.fullmatch(lines[place].text))
    }
    number = near.get(at)
    return number is not None and any(
        (other - number) * (place - at) > 0 and abs(other - number) == 1 for place, other in near.items()
    )


def _is_value(reading: Reading, field: Field) -> bool:
    return isinstance(field.shape, ValueShape) and is_whole(reading, field)

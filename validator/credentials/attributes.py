"""Lists of names and values, as programs write them: `name: CLIENT_ID` and `value: ...` on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..text import Line

# What opens a row of a list: a bracket, a hyphen, and in a mail or a comment what stands before each line.
NAME = re.compile(
    r"(?P<word>[\W_]{0,40}(?:name|key|variable|field)\b[\"'`]?\s{0,3}[:=]\s{0,3})"
    r"[\"'`]?[^\W\d][\w .-]{1,60}[\"'`]?,?\s*"
)
VALUE = re.compile(r"(?P<word>[\W_]{0,40}value\b[\"'`]?\s{0,3}[:=]\s{0,3})\S")
LONGEST = 120  # characters of a line that holds but a name


def without_attributes(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with blanks for the words "name" and "value" where one follows the other."""
    clean = list(lines)
    for at in range(len(lines) - 1):
        value = VALUE.match(lines[at + 1].folded)
        name = NAME.fullmatch(lines[at].folded) if value and len(lines[at].folded) < LONGEST else None
        if name and value:
            clean[at] = _blanked(lines[at], len(name["word"]))
            clean[at + 1] = _blanked(lines[at + 1], len(value["word"]))
    return clean


def _blanked(line: Line, end: int) -> Line:
    return replace(line, text=" " * end + line.text[end:], folded=" " * end + line.folded[end:])

"""Values that no label names: what has the shape of one, and what its own line says about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..contract import Contract
from ..text import Line, fold
from ..vocabulary import WORD, spoken_words
from .line_reader import LONGEST_MENTION, OTHERS_LINE
from .pieces import TOKEN, Grade, Reading, bare, could_be
from .strangers import is_something_else

SHORTEST = 20  # characters; no value and no address is shorter
LONG_RUN = re.compile(rf"\S{{{SHORTEST}}}")  # most lines of a mail have none


def loose_in(
    lines: Sequence[Line],
    readings: Sequence[Reading],
    foreign: Mapping[int, Sequence[tuple[int, int]]],
    contract: Contract,
) -> Iterator[Reading]:
    """Yield what has the shape of a value and belongs to no label; each value once.

    `foreign` holds, by a line's number, the parts of it that belong to other labels.
    """
    seen = {reading.value for reading in readings}
    joined = "\n".join(reading.value for reading in readings if reading.joined)
    for at, line in enumerate(lines):
        if not LONG_RUN.search(line.text):
            continue
        text = _without(line.text, foreign.get(line.number, ()))
        found = {
            value: place
            for value, place in _values(text)
            if value not in seen
            and value not in joined
            and any(could_be(value, field) for field in contract.fields)
        }
        if not found:
            continue
        seen.update(found)
        folded, above = fold(text), _above(lines, at, contract)
        # What a line says is read once, however many values it holds.
        corrects = {True: _corrects(line, contract), False: _corrects(lines[max(at - 1, 0)], contract)}
        for value, place in found.items():
            spoken = any(map(str.isalpha, line.text[: min(place[0], LONGEST_MENTION)]))
            grade = _grade(value, folded, place, contract)
            if not spoken and at > 0 and "/" not in value and _heads_something_else(lines[at - 1], contract):
                grade = Grade.ELSEWHERE
            yield Reading(
                "",
                "value",
                value,
                line.number,
                grade,
                hidden=line.hidden,
                spoken=spoken,
                below=above,
                corrects=corrects[spoken or at == 0],
            )


def _values(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield what is long enough for a value, and where it stands."""
    for found in TOKEN.finditer(text):
        # Most words of a mail are shorter, even with what stands around them.
        value = bare(found[0]).rstrip(".") if len(found[0]) >= SHORTEST else ""
        # "ID:secret", as programs are told the two.
        for part in value.split(":") if ":" in value and "://" not in value else [value]:
            if len(part) >= SHORTEST:
                yield part, found.span()


def _grade(value: str, folded: str, place: tuple[int, int], contract: Contract) -> Grade:
    """Say what a line tells of a value in it: "Commit hash: ..." says by itself what it is; an address always does."""
    if "/" in value:
        return Grade.LOOSE
    if is_something_else(folded, *place, contract):
        return Grade.ELSEWHERE
    return Grade.FOREIGN if OTHERS_LINE.match(folded) else Grade.LOOSE


def _heads_something_else(line: Line, contract: Contract) -> bool:
    """Say whether a short line says that the value below it is none of ours: "Webhook"."""
    if len(line.folded) >= LONGEST_MENTION or LONG_RUN.search(line.folded):
        return False
    return is_something_else(line.folded, len(line.folded), len(line.folded), contract)


def _above(lines: Sequence[Line], at: int, contract: Contract) -> int:
    """Return the number of the line above the one at a place, or of the next one where that holds only "or"."""
    above = at - 1
    if above > 0 and spoken_words(contract, "phrases.or_").issuperset(WORD.findall(lines[above].folded)):
        above -= 1
    return lines[above].number if above >= 0 else 0


def _corrects(line: Line, contract: Contract) -> bool:
    """Say whether a line tells that what stood above is to be replaced: "Correction: ...", "ignore the above"."""
    return not spoken_words(contract, "corrections").isdisjoint(WORD.findall(line.folded))


def _without(text: str, parts: Sequence[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in parts:
        kept.append(text[at:start])
        at = end
    return " ".join([*kept, text[at:]])

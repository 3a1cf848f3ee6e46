"""Reading one line, and what stands right below it: the values that its labels name, whole or in pieces."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ..contract import Contract
from ..text import Line
from .asides import without_asides
from .joining import continued, with_its_end
from .labels import Label, find_labels
from .pieces import (
    HIDDEN,
    PLAUSIBLE,
    TO_FILL_IN,
    Grade,
    Reading,
    is_finished,
    is_whole,
    stands_for,
    values_in,
)
from .spots import (
    STANDS,
    Spot,
    grade_of,
    holds_nothing,
    in_a_row,
    is_name,
    may_be_key,
    spots_of,
    without_places,
)

# What says something else of a variable: "type = string".
ATTRIBUTE = re.compile(r"\s*(?:type|sensitive|description|nullable|required)\s*[=:].{0,80}")
ASIDE = re.compile(r"[\W_]*[^\W\d_]{0,12}[\W_]*")  # "Copy", or the mark that opens a piece of code
# A line that says by itself what it is about: "Password: ...", "DATABASE_URL=...".
OTHERS_LINE = re.compile(r"[\s>*-]*[^\W\d][\w .-]{1,40}(?:=(?!\s|$)|:\s+\S)")
# What says something of a store's key instead of naming it: "Store hash: not known yet".
WORDS = re.compile(r"[\s\"'(]{0,3}[^\W\d_]+ [^\W\d_]+(?![\w>}\]])")
SECTION = re.compile(r"[\s#]*\[?\s*([^\W_]+)\s*(?:\]|:)\s*")
MOST_LABELS = 250  # forty files
FARTHEST = 3  # lines that a value may stand below its label
LONGEST_MENTION = 60  # characters of a line that heads the value below it


class LineReader:
    """Holds what was read so far, and reads one line after the other."""

    def __init__(self, lines: Sequence[Line], contract: Contract) -> None:
        self.lines = lines
        self.contract = contract
        self.labels: list[list[Label]] = []
        self.spots: list[list[Spot]] = []
        known: dict[str, tuple[list[Label], list[Spot]]] = {}  # a thread quotes the same lines over and over
        left = MOST_LABELS
        section = ""
        for at, line in enumerate(lines):
            section = _section(line, section, contract)
            if not section and _is_heading(lines, at) and not self._asks(at - 1):
                word = line.folded.strip()
                section = word if word in contract.strangers else ""
            if line.text not in known:
                found = without_asides(line, find_labels(line, contract, left), contract)
                labels = in_a_row(without_places(line, found))
                known[line.text] = labels, spots_of(line, labels, contract)
            labels, spots = known[line.text]
            if section:
                labels = [replace(label, stranger=section) for label in labels]
                spots = [replace(spot, label=replace(spot.label, stranger=section)) for spot in spots]
            self.labels.append(labels)
            self.spots.append(spots)
            left -= len(labels)
        self.too_much = left <= 0
        self.readings: list[Reading] = []
        self.names: list[str] = []
        # Where in each line something belongs to another label.
        self.foreign: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)

    def _asks(self, at: int) -> bool:
        """Say whether a line ends in a label, so that the next holds its value: an account may be called "Shopify"."""
        return (
            at >= 0
            and bool(self.labels[at])
            and self.labels[at][-1].value_at >= len(self.lines[at].text.rstrip())
        )

    def _line(self, at: int) -> int:
        """Read the values of one line, and the next where a label's value stands there."""
        line = self.lines[at]
        if self._is_headed(at):
            # "The new access token", and a value below it.
            self._take(self.labels[at][0], self.lines[at + 1].text, at + 1, True, below=True)
            return at + 2
        for spot in self.spots[at]:
            text = line.text[spot.start : spot.end]
            if spot.label.meaning.part == "other":
                self.names.append(text)
                self.foreign[line.number].append((spot.start, spot.end))
                continue
            last = spot.end == len(line.text)
            if not last or not holds_nothing(text, spot.label):
                self._take(spot.label, text, at, last)
            elif (below := self._below(spot.label, at)) is not None:
                self._take(spot.label, self.lines[below].text, below, True, below=True)
        return at + 1

    def _is_headed(self, at: int) -> bool:
        """Say whether a short line that only mentions a label stands above a value."""
        alone = (
            not self.spots[at] and len(self.labels[at]) == 1 and len(self.lines[at].text) < LONGEST_MENTION
        )
        is_ours = alone and self.labels[at][0].meaning.part == "value" and not self.labels[at][0].stranger
        return is_ours and at + 1 < len(self.lines) and self._is_value(at + 1)

    def _below(self, label: Label, at: int) -> int | None:
        """Return the place of the line that holds a label's value: the next, or one after a word aside."""
        field = self.contract.field(label.meaning.field)
        first, sentences = None, 0
        for below in range(at + 1, min(at + 1 + FARTHEST, len(self.lines))):
            text = self.lines[below].text
            if (self.spots[below] and not self._to_fill_in(below)) or OTHERS_LINE.match(text):
                break
            if any(letter.isalnum() for letter in text):
                first = below if first is None else first
                base = Reading(field.id, label.meaning.part, "", below, Grade.LINE)
                if any(is_whole(reading, field) for reading in values_in(text, field, base)):
                    return below
            elif first is None and HIDDEN.search(text):
                return below
            # One sentence may explain the field.
            sentences += not ASIDE.fullmatch(text) and not ATTRIBUTE.fullmatch(text)
            if sentences > 1:
                break
        return first

    def _is_value(self, at: int) -> bool:
        text = self.lines[at].text
        return not self.labels[at] and PLAUSIBLE.search(text) is not None and " " not in text.strip()

    def _is_label_only(self, at: int) -> bool:
        spots = self.spots[at]
        alone = len(spots) == 1 and spots[0].start >= len(self.lines[at].text.rstrip(" \t:|*"))
        return alone and not self._to_fill_in(at)

    def _to_fill_in(self, at: int) -> bool:
        """Say whether what looks like a label says what a value is to be put in for: "<your token>"."""
        line = self.lines[at]
        text = line.text.strip()
        a_name = text[0].isalnum() and any(is_name(line, spot.label) for spot in self.spots[at])
        return TO_FILL_IN.fullmatch(text) is not None and not a_name

    def _take(self, label: Label, text: str, at: int, last: bool, below: bool = False) -> None:
        field = self.contract.field(label.meaning.field)
        line = self.lines[at]
        base = Reading(
            field.id,
            label.meaning.part,
            "",
            line.number,
            grade_of(label),
            hidden=line.hidden,
            exact=label.meaning.exact,
            unfit=label.unfit,
            account=label.account,
        )
        values = values_in(text, field, base)
        if last and not any(is_finished(reading, field) for reading in values):
            values = continued(values[-1:] or [base], field, at, self.lines, self.labels) or values
        if last and len(values) == 1 and not values[0].joined:
            values = with_its_end(values[0], field, at, self.lines)
        if label.meaning.part == "key":
            keys = [reading for reading in values if may_be_key(reading.value, label)]
            values = [] if WORDS.match(text) else _likeliest_keys(keys)
        self.readings += [
            reading
            for reading in values
            if is_whole(reading, field) or self._stands_for_it(reading, label, len(values) == 1, below)
        ]

    def _stands_for_it(self, reading: Reading, label: Label, alone: bool, below: bool) -> bool:
        """Say whether what is no whole value stands where one belongs; `alone`: nothing else stands there."""
        value = reading.value
        if below:
            return alone and (PLAUSIBLE.search(value) is not None or stands_for(value))
        # Without a separator only what looks like a value is one, or like what stands in its place.
        meant = label.leads and (
            label.said
            or reading.cut
            or HIDDEN.search(value) is not None
            or STANDS.fullmatch(value) is not None
        )
        return meant or ((alone or not label.leads) and PLAUSIBLE.search(value) is not None)

    def _is_whole_in(self, text: str, at: int, id: str) -> bool:
        field = self.contract.field(id)
        base = Reading(id, "value", "", at, Grade.LINE)
        return any(is_whole(found, field) for found in values_in(text, field, base))


def _section(line: Line, before: str, contract: Contract) -> str:
    """Return whose part of a file a line is in, where it is not ours: below "[stripe]", or "paypal:"."""
    found = SECTION.fullmatch(line.folded) if len(line.folded) < LONGEST_MENTION else None
    if not found:
        return before
    return found[1] if found[1] in contract.strangers else ""


def _is_heading(lines: Sequence[Line], at: int) -> bool:
    """Say whether a line holds one word and has an empty line above it, as what heads a part of a text."""
    return lines[at].text.strip().isalnum() and (at == 0 or lines[at].number - lines[at - 1].number > 1)


def _likeliest_keys(keys: list[Reading]) -> list[Reading]:
    """Return the keys with a digit, else the first: in `storeHash: 'a7f3', type: 'json'` each word might be one."""
    return [key for key in keys if any(letter.isdigit() for letter in key.value)] or keys[:1]

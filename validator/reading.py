"""From lines to readings: every value that a label names, and every loose one that could be a value."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .cells import COLUMN_ENDS, by_column, cells_of, only_labels, side_by_side
from .contract import AddressShape, Contract, Field, ValueShape
from .labels import Label, find_labels, with_whole_labels
from .pieces import (
    HIDDEN,
    PLAUSIBLE,
    TO_FILL_IN,
    TOKEN,
    Grade,
    Reading,
    bare,
    could_be,
    fits_exactly,
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
from .text import Line

# What a mail program or a page of a PDF puts before a line, or after one that it broke.
LINE_OPENING = re.compile(r"[\s>|*#/;\u2022\u2023\u25aa\u00b7-]*")
BROKEN_END = re.compile(r"(?<=\w)[=\\\u2010-]$|(?<=\w)\\$")
# What says something else of a variable: "type = string".
ATTRIBUTE = re.compile(r"\s*(?:type|sensitive|description|nullable|required)\s*[=:].{0,80}")
ASIDE = re.compile(r"[\W_]*[^\W\d_]{0,12}[\W_]*")  # "Copy", or the mark that opens a piece of code
RULE = re.compile(r"[\s|:+=-]+")
MOST_LABELS = 1_000  # a long thread with ten files quoted in it over and over has some hundred
SHORTEST_LOOSE = 20  # characters; no value and no address is shorter
LONG_RUN = re.compile(rf"\S{{{SHORTEST_LOOSE}}}")  # most lines of a mail have none
FARTHEST = 3  # lines that a value may stand below its label
LONGEST_MENTION = 60  # characters of a line that heads the value below it
MOST_PIECES = 6  # lines that one broken value may lie in


@dataclass(frozen=True, slots=True)
class Paste:
    """All that was read."""

    readings: tuple[Reading, ...]
    loose: tuple[Reading, ...]  # of the same shapes, without a label; field is ""
    names: tuple[str, ...]  # texts of other labels, such as the account's name


def read(lines: Sequence[Line], contract: Contract) -> Paste | None:
    """Read every labelled value, and every loose one whose shape is that of a field.

    None for a text with so many labels that it cannot be somebody's credentials.
    """
    reader = _Reader(with_whole_labels(lines, contract), contract)
    if reader.too_much:
        return None
    reader.run()
    loose = tuple(_loose(reader, contract))
    return Paste(tuple(reader.readings), loose, tuple(reader.names))


class _Reader:
    def __init__(self, lines: Sequence[Line], contract: Contract) -> None:
        self.lines = lines
        self.contract = contract
        self.labels: list[list[Label]] = []
        self.spots: list[list[Spot]] = []
        known: dict[str, tuple[list[Label], list[Spot]]] = {}  # a thread quotes the same lines over and over
        left = MOST_LABELS
        for line in lines:
            if line.text not in known:
                labels = in_a_row(without_places(line, find_labels(line, contract, left)))
                known[line.text] = labels, spots_of(line, labels, contract)
            labels, spots = known[line.text]
            self.labels.append(labels)
            self.spots.append(spots)
            left -= len(labels)
        self.too_much = left <= 0
        self.readings: list[Reading] = []
        self.names: list[str] = []
        # Where in each line something belongs to another label.
        self.foreign: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)

    def run(self) -> None:
        at = self._values_first()
        while at < len(self.lines):
            at = self._header(at) or self._column(at) or self._in_order(at) or self._line(at)

    def _values_first(self) -> int:
        """Read values that stand above their labels, where nothing else does; return the line to go on from."""
        pairs = [at for at in range(1, len(self.lines)) if self._is_label_only(at) and self._is_value(at - 1)]
        first = pairs[0] - 1 if pairs else 0
        if (
            len(pairs) < 2
            or any(self.spots[:first])
            or pairs != [*range(first + 1, first + 2 * len(pairs), 2)]
        ):
            return 0
        after = pairs[-1] + 1
        if after < len(self.lines) and self._is_value(after):
            return 0  # the last label has a value below it, so the first value is a stray one
        for at in pairs:
            label = self.spots[at][0].label
            if label.meaning.part != "other":
                self._take(label, self.lines[at - 1].text, at - 1, False, below=True)
        return after

    def _is_value(self, at: int) -> bool:
        text = self.lines[at].text
        return not self.labels[at] and PLAUSIBLE.search(text) is not None and " " not in text.strip()

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
        is_ours = alone and self.labels[at][0].meaning.part == "value" and self.labels[at][0].known_prefix
        return is_ours and at + 1 < len(self.lines) and self._is_value(at + 1)

    def _below(self, label: Label, at: int) -> int | None:
        """Return the place of the line that holds a label's value: the next, or one after a word aside."""
        field = self.contract.field(label.meaning.field)
        first, sentences = None, 0
        for below in range(at + 1, min(at + 1 + FARTHEST, len(self.lines))):
            text = self.lines[below].text
            if self.spots[below] and not self._to_fill_in(below):
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
        )
        values = values_in(text, field, base)
        if last and not any(is_finished(reading, field) for reading in values):
            joined = self._continued(values[-1:] or [base], field, at)
            values = [joined] if joined else values
        elif last and len(values) == 1:
            values = [self._with_its_end(values[0], field, at)]
        if label.meaning.part == "key":
            values = _likeliest_keys([reading for reading in values if may_be_key(reading.value, label)])
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

    def _continued(self, pieces: list[Reading], field: Field, at: int) -> Reading | None:
        """Put a value together that was broken over several lines; only an exact fit counts."""
        first = pieces[0]
        text, hidden = BROKEN_END.sub("", first.value), first.hidden
        if not text or first.part != "value":
            return None
        for below in range(at + 1, min(at + MOST_PIECES, len(self.lines))):
            line = self.lines[below]
            # The lost end of one line may have become the rest of the next: "f6c3 NAME: Huboo".
            rest = line.text[: self.labels[below][0].start] if self.labels[below] else line.text
            opened = LINE_OPENING.match(rest)
            tokens = [bare(token) for token in TOKEN.findall(rest, opened.end() if opened else 0)]
            if len(tokens) != 1:
                return None
            if opened and opened[0].endswith("/") and isinstance(field.shape, AddressShape):
                text += "/"
            text += BROKEN_END.sub("", tokens[0])
            hidden += line.hidden
            whole = first._replace(value=text, joined=True, hidden=hidden)
            if fits_exactly(whole, field):
                return whole
        return None

    def _with_its_end(self, reading: Reading, field: Field, at: int) -> Reading:
        """Put a value together whose last one or two characters slipped to the next line."""
        shape = field.shape
        below = self.lines[at + 1] if at + 1 < len(self.lines) else None
        if not isinstance(shape, ValueShape) or below is None or below.number != self.lines[at].number + 1:
            return reading
        end = below.text.strip()
        lost = shape.lengths[0] - len(reading.value)
        # Two letters may be a word; with a digit they are none.
        if 0 < lost == len(end) < 3 and shape.spelled(end) and (lost == 1 or not end.isalpha()):
            return reading._replace(value=reading.value + end, joined=True)
        return reading

    def _column(self, at: int) -> int | None:
        """Read labels that stand one below the other, followed by as many values in the same order."""
        end = at
        while end < len(self.lines) and self._is_label_only(end):
            end += 1
        count = end - at
        if count < 2:
            return None
        values = []
        for below in range(end, min(end + count, len(self.lines))):
            if self.spots[below]:
                break
            values.append(below)
        labels = [self.spots[place][0].label for place in range(at, end)]
        if len({label.meaning.field for label in labels}) == 1:
            return end - 1  # one label in two languages
        if len(values) == count and not self._misplaced(labels, values):
            for label, below in zip(labels, values, strict=True):
                if label.meaning.part != "other":
                    self._take(label, self.lines[below].text, below, False, below=True)
            return end + count
        # Fewer values than labels: nobody can say whose they are, unless the shape does.
        if values:
            self._unsure(labels, values)
        return end + len(values)

    def _in_order(self, at: int) -> int | None:
        """Read labels in a row and as many whole values behind them: "(client_id, client_secret) VALUES (...)"."""
        labels, line = self.labels[at], self.lines[at]
        if len(labels) < 2 or any(
            label.meaning.part != "value" or not label.known_prefix for label in labels
        ):
            return None
        if not side_by_side(line, labels):
            return None
        values = self._tokens_behind(at, labels[-1].end, len(labels))
        if len(values) != len(labels) or not all(
            self._is_whole_in(text, place, label.meaning.field)
            for label, (place, text) in zip(labels, values, strict=True)
        ):
            return None
        for label, (place, text) in zip(labels, values, strict=True):
            self._take(label, text, place, False, below=True)
        return values[-1][0] + 1

    def _tokens_behind(self, at: int, start: int, count: int) -> list[tuple[int, str]]:
        """Return what could be values behind a place of a line, and on the lines below while there are too few."""
        found: list[tuple[int, str]] = []
        for place in range(at, min(at + FARTHEST + count, len(self.lines))):
            if len(found) >= count or (place > at and self.spots[place]):
                break
            tokens = TOKEN.finditer(self.lines[place].text, start if place == at else 0)
            found += [(place, token[0]) for token in tokens if PLAUSIBLE.search(token[0])]
        return found

    def _misplaced(self, labels: Sequence[Label], values: Sequence[int]) -> bool:
        """Say whether a value plainly belongs to another label of the column: one of them has none."""
        ids = [label.meaning.field if label.meaning.part == "value" else "" for label in labels]
        for id, below in zip(ids, values, strict=True):
            fitting = [other for other in ids if other and self._holds_whole(below, other)]
            if id and fitting and id not in fitting:
                return True
        return False

    def _holds_whole(self, at: int, id: str) -> bool:
        return self._is_whole_in(self.lines[at].text, at, id)

    def _is_whole_in(self, text: str, at: int, id: str) -> bool:
        field = self.contract.field(id)
        base = Reading(id, "value", "", at, Grade.LINE)
        return any(is_whole(found, field) for found in values_in(text, field, base))

    def _unsure(self, labels: Sequence[Label], values: Sequence[int]) -> None:
        for below in values:
            line = self.lines[below]
            fitting = []
            for label in labels:
                if label.meaning.part == "value":
                    field = self.contract.field(label.meaning.field)
                    base = Reading(field.id, "value", "", line.number, grade_of(label), hidden=line.hidden)
                    fitting += [
                        found for found in values_in(line.text, field, base) if is_whole(found, field)
                    ]
            if len(fitting) > 1 and below == values[0] and self._stands_alone(below - 1):
                # An empty line parts the label above from the others, which have no value.
                fitting = [found for found in fitting if found.field == labels[-1].meaning.field]
            if len(fitting) == 1:
                self.readings += fitting

    def _stands_alone(self, at: int) -> bool:
        """Say whether an empty line comes before a line, and none after it."""
        before, line, after = self.lines[at - 1 : at + 2]
        return line.number - before.number > 1 == after.number - line.number

    def _is_label_only(self, at: int) -> bool:
        spots = self.spots[at]
        alone = len(spots) == 1 and spots[0].start >= len(self.lines[at].text.rstrip(" \t:|*"))
        return alone and not self._to_fill_in(at)

    def _header(self, at: int) -> int | None:
        """Read a table whose first row holds the labels and whose next rows hold the values."""
        line = self.lines[at]
        labels = [label for label in self.labels[at] if label.known_prefix]
        ours = [label.meaning.field for label in labels if label.meaning.field]
        # "| Client ID | id klienta |" is no first row, nor is one of "name" and "notes".
        if len(labels) < 2 or not ours or len(set(ours)) < len(ours) or at + 1 == len(self.lines):
            return None
        end = next((end for end in COLUMN_ENDS if end in line.text), None)
        if not only_labels(line, labels, end):
            return None
        below = at + 1
        if RULE.fullmatch(self.lines[below].text):
            below += 1
        columns = cells_of(line.text, end)
        heads = by_column(line.text, columns, labels)
        read = False
        while below < len(self.lines):
            row = self.lines[below]
            cells = cells_of(row.text, end)
            inside = by_column(row.text, cells, [label for label in self.labels[below] if label.leads])
            # In its own column a label says what is to be put in there.
            labelled = any(
                label and label.meaning.part == "value" and is_name(row, label) and label.meaning.field != id
                for label, id in zip(
                    inside, [head.meaning.field if head else "" for head in heads], strict=False
                )
            )
            # A mail strips the last cell where nothing is in it.
            short = end is not None and 1 < len(cells) < len(columns) and self._fits(row, cells, heads)
            if labelled or (not short and len(cells) != (len(columns) if end else len(labels))):
                break
            for label, (start, stop) in zip(heads if end else labels, cells, strict=not short):
                if label and label.meaning.part != "other":
                    self._take(replace(label, leads=True, said=True), row.text[start:stop], below, False)
            read = True
            below += 1
        return below if read else None

    def _fits(self, row: Line, cells: Sequence[tuple[int, int]], heads: Sequence[Label | None]) -> bool:
        """Say whether each cell of a row that is too short holds a whole value of its column."""
        return all(
            head is None
            or head.meaning.part != "value"
            or self._is_whole_in(row.text[start:stop], row.number, head.meaning.field)
            for head, (start, stop) in zip(heads, cells, strict=False)
        )


def _likeliest_keys(keys: list[Reading]) -> list[Reading]:
    """Return the keys with a digit, else the first: in `storeHash: 'a7f3', type: 'json'` each word might be one."""
    return [key for key in keys if any(letter.isdigit() for letter in key.value)] or keys[:1]


def _loose(reader: _Reader, contract: Contract) -> Iterator[Reading]:
    """Yield what has the shape of a value and belongs to no label; each value once."""
    seen = {reading.value for reading in reader.readings}
    joined = [reading.value for reading in reader.readings if reading.joined]
    for line in reader.lines:
        if not LONG_RUN.search(line.text):
            continue
        for found in TOKEN.finditer(_without(line.text, reader.foreign[line.number])):
            # Most words of a mail are shorter, even with what stands around them.
            value = bare(found[0]).rstrip(".") if len(found[0]) >= SHORTEST_LOOSE else ""
            # "ID:secret", as programs are told the two.
            for part in value.split(":") if ":" in value and "://" not in value else [value]:
                if len(part) < SHORTEST_LOOSE or part in seen or any(part in whole for whole in joined):
                    continue
                if any(could_be(part, field) for field in contract.fields):
                    seen.add(part)
                    yield Reading("", "value", part, line.number, Grade.LOOSE, hidden=line.hidden)


def _without(text: str, parts: Sequence[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in parts:
        kept.append(text[at:start])
        at = end
    return " ".join([*kept, text[at:]])

"""From lines to readings: every value that a label names, and every loose one that could be a value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from ..contract import AddressShape, Contract
from ..text import Line
from .attributes import without_attributes
from .cells import COLUMN_ENDS, by_column, cells_of, only_labels, side_by_side
from .labels import Label, with_whole_labels
from .line_reader import ASIDE, FARTHEST, LineReader
from .loose import loose_in
from .pieces import PLAUSIBLE, TOKEN, Grade, Reading, could_be, is_whole, values_in
from .spots import grade_of, is_name

# Not in an address whose slashes were turned: "stores\nx7f3\v3".
WRITTEN_END = re.compile(r"(?:\\r)?\\n(?![0-9a-z]+\\)")
RULE = re.compile(r"[\s|:+=>#/*\u2502-]+")
MOST_LOOSE = 100  # values without a label; nobody has as many, and each is judged as every field's


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
    clean = without_attributes([*map(_without_written_ends, lines)])
    reader = _Reader(with_whole_labels(clean, contract), contract)
    if reader.too_much:
        return None
    reader.run()
    loose = loose_in(reader.lines, reader.readings, reader.foreign, contract)
    return Paste(tuple(_ours(reader)), tuple(islice(loose, MOST_LOOSE)), tuple(reader.names))


def _without_written_ends(line: Line) -> Line:
    """Put blanks for the line ends that a program wrote out in a text that has others; no value holds a backslash."""
    if "\\n" not in line.text:
        return line
    text, folded = (WRITTEN_END.sub(lambda end: " " * len(end[0]), text) for text in (line.text, line.folded))
    return replace(line, text=text, folded=folded)


class _Reader(LineReader):
    """Knows the layouts in which labels and values stand on lines of their own."""

    def run(self) -> None:
        at = self._values_first()
        while at < len(self.lines):
            at = self._header(at) or self._column(at) or self._in_order(at) or self._line(at)

    def _values_first(self) -> int:
        """Read values that stand above their labels, where nothing else does; return the line to go on from."""
        others = (at for at, spots in enumerate(self.spots) if spots and not self._is_label_only(at))
        end = next(others, len(self.lines))
        labels = [at for at in range(end) if self._is_label_only(at)]
        if not labels or not (self._alternate(labels) or self._fit_above(labels)):
            return 0
        for at in labels:
            label, above = self.spots[at][0].label, self._above(at)
            if label.meaning.part != "other" and above >= 0 and not self.spots[above]:
                self._take(label, self.lines[above].text, above, False, below=True)
        return labels[-1] + 1

    def _alternate(self, labels: Sequence[int]) -> bool:
        """Say whether each label stands below a value, and none before the first and behind the last."""
        first, after = labels[0] - 1, labels[-1] + 1
        return (
            len(labels) > 1
            and labels == [*range(first + 1, first + 2 * len(labels), 2)]
            and first >= 0
            and all(self._is_value(at - 1) for at in labels)
            and not (after < len(self.lines) and self._is_value(after))
        )

    def _fit_above(self, labels: Sequence[int]) -> bool:
        """Say whether more labels fit what is above them than fit what is below them."""
        above = sum(self._fits_label(self._above(at), at) for at in labels)
        return above > max(1, sum(self._fits_label(at + 1, at) for at in labels))

    def _above(self, at: int) -> int:
        """Return the line that holds the value above a label: the next, or the one before a word aside."""
        far = at > 1 and ASIDE.fullmatch(self.lines[at - 1].text) and self._fits_label(at - 2, at)
        return at - 2 if far else at - 1

    def _fits_label(self, at: int, label_at: int) -> bool:
        meaning = self.spots[label_at][0].label.meaning
        return (
            0 <= at < len(self.lines)
            and meaning.part == "value"
            and not self.spots[at]
            and self._is_whole_in(self.lines[at].text, at, meaning.field)
        )

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
        if len(values) == count and end + count < len(self.lines) and self._is_ours(end + count):
            # More values than labels: one label was not copied, and nobody can say which.
            return end + count + 1
        if len(values) == count and not self._misplaced(labels, values):
            for label, below in zip(labels, values, strict=True):
                if label.meaning.part != "other":
                    self._take(label, self.lines[below].text, below, False, below=True)
            return end + count
        if len(values) == 1 and labels[-1].meaning.part != "other" and self._goes_on_in_turn(end + 1):
            self._take(labels[-1], self.lines[end].text, end, True, below=True)
            return end + 1
        # Fewer values than labels: nobody can say whose they are, unless the shape does.
        if values:
            self._unsure(labels, values)
        return end + len(values)

    def _goes_on_in_turn(self, at: int) -> bool:
        """Say whether the next label has its value right below it, as all seem to have but the one that is empty."""
        return at + 1 < len(self.lines) and self._is_label_only(at) and self._is_value(at + 1)

    def _is_ours(self, at: int) -> bool:
        value = self.lines[at].text.strip()
        return self._is_value(at) and any(could_be(value, field) for field in self.contract.fields)

    def _in_order(self, at: int) -> int | None:
        """Read labels in a row and as many whole values behind them: "(client_id, client_secret) VALUES (...)"."""
        labels, line = self.labels[at], self.lines[at]
        if len(labels) < 2 or any(label.meaning.part != "value" or label.stranger for label in labels):
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
        named = [other for other in dict.fromkeys(ids) if other]
        for id, below in zip(ids, values, strict=True):
            fitting = [other for other in named if self._holds_whole(below, other)]
            if id and fitting and id not in fitting:
                return True
        return False

    def _holds_whole(self, at: int, id: str) -> bool:
        return self._is_whole_in(self.lines[at].text, at, id)

    def _unsure(self, labels: Sequence[Label], values: Sequence[int]) -> None:
        # A column may say the same label over and over.
        alike: dict[tuple[str, Grade], int] = {}
        for label in labels:
            if label.meaning.part == "value":
                same = label.meaning.field, grade_of(label)
                alike[same] = alike.get(same, 0) + 1
        for below in values:
            line = self.lines[below]
            fitting = []
            for (id, grade), count in alike.items():
                field = self.contract.field(id)
                base = Reading(id, "value", "", line.number, grade, hidden=line.hidden)
                whole = [found for found in values_in(line.text, field, base) if is_whole(found, field)]
                fitting += whole * count
            if len(fitting) > 1 and below == values[0] and self._stands_alone(below - 1):
                # Empty lines part the label above from the others, which have no value.
                fitting = [found for found in fitting if found.field == labels[-1].meaning.field]
            if len(fitting) == 1:
                self.readings += fitting

    def _stands_alone(self, at: int) -> bool:
        """Say whether more empty lines come before a line than after it."""
        before, line, after = self.lines[at - 1 : at + 2]
        return line.number - before.number > after.number - line.number

    def _header(self, at: int) -> int | None:
        """Read a table whose first row holds the labels and whose next rows hold the values."""
        line = self.lines[at]
        labels = [label for label in self.labels[at] if not label.stranger]
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
        heads = by_column(columns, labels)
        first = below
        while below < len(self.lines):
            row = self.lines[below]
            cells = cells_of(row.text, end)
            # A mail strips the last cell where nothing is in it.
            short = end is not None and 1 < len(cells) < len(columns) and self._fits(row, cells, heads)
            if self._has_own_label(below, cells, heads) or (
                not short and len(cells) != (len(columns) if end else len(labels))
            ):
                break
            for label, (start, stop) in zip(heads if end else labels, cells, strict=not short):
                if label and label.meaning.part != "other":
                    self._take(replace(label, leads=True, said=True), row.text[start:stop], below, False)
            below += 1
        return below if below > first else None

    def _has_own_label(
        self, at: int, cells: Sequence[tuple[int, int]], heads: Sequence[Label | None]
    ) -> bool:
        """Say whether a row begins with the name of a value; in its own column that says what is to be put in there."""
        row = self.lines[at]
        inside = by_column(cells, [label for label in self.labels[at] if label.leads])
        return any(
            label
            and label.meaning.part == "value"
            and is_name(row, label)
            and not (head and head.meaning.field == label.meaning.field)
            for label, head in zip(inside, heads, strict=False)
        )

    def _fits(self, row: Line, cells: Sequence[tuple[int, int]], heads: Sequence[Label | None]) -> bool:
        """Say whether each cell of a row that is too short holds a whole value of its column."""
        return all(
            head is None
            or head.meaning.part != "value"
            or self._is_whole_in(row.text[start:stop], row.number, head.meaning.field)
            for head, (start, stop) in zip(heads, cells, strict=False)
        )


def _ours(reader: _Reader) -> list[Reading]:
    """Return the readings without those of other services; unknown prefixes are believed where nothing else is.

    They are believed, too, where an address of ours or most of our fields are among them: WHOLESALE_ACCESS_TOKEN,
    WHOLESALE_CLIENT_ID and WHOLESALE_CLIENT_SECRET are another account's, beside ACCESS_TOKEN and the others.
    """
    if all(reading.grade == Grade.FOREIGN for reading in reader.readings):
        return reader.readings
    accounts = _accounts(reader)
    return [
        reading._replace(grade=Grade.INSIDE if reading.grade == Grade.FOREIGN else reading.grade)
        for reading in reader.readings
        if reading.grade > Grade.FOREIGN or reading.account in accounts
    ]


def _accounts(reader: _Reader) -> set[str]:
    """Return the unknown prefixes that stand before so much of ours that they tell accounts of ours apart."""
    fields = {field.id: field for field in reader.contract.fields}
    starts = tuple(field.shape.prefix for field in fields.values() if isinstance(field.shape, AddressShape))
    told: dict[str, set[str]] = {}
    for reading in reader.readings:
        account = reading.account
        if reading.grade != Grade.FOREIGN or not account:
            continue
        if reading.value.lower().startswith(starts):
            told[account] = {*fields}
        elif could_be(reading.value, fields[reading.field]) and reader.contract.strangers.isdisjoint(
            account.split("_")
        ):
            told.setdefault(account, set()).add(reading.field)
    return {account for account, found in told.items() if len(found) >= max(len(fields) - 1, 2)}

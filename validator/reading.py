"""From lines to readings: every value that a label names, and every loose one that could be a value."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import pairwise

from .contract import AddressShape, Contract, Field, ValueShape
from .labels import Label, Part, find_labels, with_whole_labels
from .text import Line

# Within an address a pair of brackets stands for a part that is still to be filled in.
TOKEN = re.compile(
    r"""(?:[^\s"'`,;|&<>()\[\]\u201c-\u201f\u2018-\u201b\u00ab\u00bb]"""
    r"""|(?<=/)(?:<[\w -]{1,40}>|\[[\w -]{1,40}\](?=/)))+"""
)
LINK = re.compile(r"(?<![0-9A-Za-z])https?://", re.IGNORECASE)
PLACE_HOLDER = re.compile(r"<[^<>]{1,80}>|\{\{?[^{}]{1,80}\}?\}|\$\{?\w{1,80}\}?|\[[^\[\]]{1,80}\]")
WRAPPING = "*_~{}\\=:!?"
# What a mail program or a page of a PDF puts before a line, or after one that it broke.
LINE_OPENING = re.compile(r"[\s>|*#/;\u2022\u2023\u25aa\u00b7-]*")
BROKEN_END = re.compile(r"(?<=\w)[=\\\u2010-]$|(?<=\w)\\$")
CUT = re.compile(r"(?:\.{2,}|\u2026)$")
CUT_MARK = re.compile(r" ?[(\[](?:\.{2,}|\u2026)[)\]]")
# A run with a digit among its first letters: a value has one almost always, a word never. It starts where a run
# starts, so that no text makes the search go over it again and again.
PLAUSIBLE = re.compile(r"(?<![0-9A-Za-z])(?=[A-Za-z]{0,40}[0-9])[0-9A-Za-z]{16,}|://|/stores/", re.IGNORECASE)
NOTHING = frozenset(("null", "none", "nil", "undefined", "na", "n/a", "-", "--", "brak", "empty"))
# What is left of the tag around a label: "</key>".
TAG_END = re.compile(r"<?/\w{1,40}>")
HIDDEN = re.compile(r"[*\u2022\u25cf\u25e6]")  # what stands in place of a value that is not shown
# What says something else of a variable: "type = string".
ATTRIBUTE = re.compile(r"\s*(?:type|sensitive|description|nullable|required)\s*[=:].{0,80}")
# What stands where a value is still to be filled in: "<token>", "your_token".
TO_FILL_IN = re.compile(r"[<{\[$].*[>}\]]|\$\w+|\w*_\w*")
ASKING = re.compile(r"(?:your|my|the|insert|paste|enter|put|tu|wklej|tw[oó]j)_", re.IGNORECASE)
STANDS = re.compile(
    r"<.*>|\{.*\}|\[.*\]|\$.*|\w+_\w+|[xX]{5,}|[^@]+@[^@]+\.[^@]+|[^.\u2026]{2,}(?:\.{3}|\u2026)[^.\u2026]*"
)
NOTE = re.compile(r"\(?[^\W\d_]{2,20}\)|\*")  # "(required)", or a star for it
ASIDE = re.compile(r"[\W_]*[^\W\d_]{0,12}[\W_]*")  # "Copy", or the mark that opens a piece of code
COLUMN_ENDS = ("|", "\t", ";", ",")
RULE = re.compile(r"[\s|:+=-]+")
MOST_IN_SENTENCE = 3  # labels with a separator; no sentence has as many
MOST_TURNED = 8  # labels of a line that has its values before them
MOST_LABELS = 1_000  # a long thread with ten files quoted in it over and over has some hundred
SHORTEST_LOOSE = 20  # characters; no value and no address is shorter
LONGEST_WORD = 14  # letters; what stands on a button, or greets at a mail's end, has fewer
FARTHEST = 3  # lines that a value may stand below its label
MOST_PIECES = 6  # lines that one broken value may lie in
MOST_GROUPS = 16  # words that it may be written in: 64 characters, four by four


class Grade(IntEnum):
    """How sure we are that the writer meant this value for this field."""

    LOOSE = 0  # no label: only the shape speaks
    FOREIGN = 1  # somebody else's prefix stands before the label
    WEAK = 2  # a label that names many things
    INSIDE = 3  # a label within a line
    LINE = 4  # a label at the beginning of a line


@dataclass(frozen=True, slots=True)
class Reading:
    """A value, and what it was read for."""

    field: str
    part: Part  # the value itself, a store's key, or a shop's address
    value: str
    line: int
    grade: Grade
    joined: bool = False  # put together from pieces
    cut: bool = False  # ends in dots
    hidden: int = 0  # invisible characters that were removed from its line
    exact: bool = False  # behind the field's own label


@dataclass(frozen=True, slots=True)
class Paste:
    """All that was read."""

    readings: tuple[Reading, ...]
    loose: tuple[Reading, ...]  # of the same shapes, without a label; field is ""
    names: tuple[str, ...]  # texts of other labels, such as the account's name


@dataclass(frozen=True, slots=True)
class _Spot:
    """A label with the part of its line that belongs to it."""

    label: Label
    start: int
    end: int


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
        left = MOST_LABELS
        for line in lines:
            self.labels.append(_in_a_row(find_labels(line, contract, left)))
            left -= len(self.labels[-1])
        self.too_much = left <= 0
        self.spots = [
            _spots(line, labels, contract) for line, labels in zip(self.lines, self.labels, strict=True)
        ]
        self.readings: list[Reading] = []
        self.names: list[str] = []
        # Where in each line something belongs to another label.
        self.foreign: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)

    def run(self) -> None:
        at = self._values_first()
        while at < len(self.lines):
            at = self._header(at) or self._column(at) or self._line(at)

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
        for spot in self.spots[at]:
            text = line.text[spot.start : spot.end]
            if spot.label.meaning.part == "other":
                self.names.append(text)
                self.foreign[line.number].append((spot.start, spot.end))
                continue
            last = spot.end == len(line.text)
            if not last or not _holds_nothing(text, spot.label):
                self._take(spot.label, text, at, last)
            elif (below := self._below(spot.label, at)) is not None:
                self._take(spot.label, self.lines[below].text, below, True, below=True)
        return at + 1

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
                if any(_is_whole(reading, field) for reading in _values(text, field, base)):
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
        text = self.lines[at].text.strip()
        known = any(spot.label.known_prefix for spot in self.spots[at])
        a_name = known and text[0].isalnum() and not ASKING.match(text)
        return TO_FILL_IN.fullmatch(text) is not None and not a_name

    def _take(self, label: Label, text: str, at: int, last: bool, below: bool = False) -> None:
        field = self.contract.field(label.meaning.field)
        line = self.lines[at]
        base = Reading(
            field.id,
            label.meaning.part,
            "",
            line.number,
            _grade(label),
            hidden=line.hidden,
            exact=label.meaning.exact,
        )
        values = _values(text, field, base)
        if last and not any(_is_finished(reading, field) for reading in values):
            joined = self._continued(values[-1:] or [base], field, at)
            values = [joined] if joined else values
        elif last and len(values) == 1:
            values = [self._with_its_end(values[0], field, at)]
        if label.meaning.part == "key":
            values = [reading for reading in values if _may_be_key(reading.value, label)]
        self.readings += [
            reading
            for reading in values
            if _is_whole(reading, field) or self._stands_for_it(reading, label, len(values) == 1, below)
        ]

    def _stands_for_it(self, reading: Reading, label: Label, alone: bool, below: bool) -> bool:
        """Say whether what is no whole value stands where one belongs; `alone`: nothing else stands there."""
        value = reading.value
        if below:
            return alone and (PLAUSIBLE.search(value) is not None or _stands_for(value))
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
            tokens = [_bare(token) for token in TOKEN.findall(LINE_OPENING.sub("", line.text, count=1))]
            if self.spots[below] or len(tokens) != 1:
                return None
            text += BROKEN_END.sub("", tokens[0])
            hidden += line.hidden
            whole = replace(first, value=text, joined=True, hidden=hidden)
            if _fits_exactly(whole, field):
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
            return replace(reading, value=reading.value + end, joined=True)
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
        if len(values) == count and not self._misplaced(labels, values):
            for label, below in zip(labels, values, strict=True):
                if label.meaning.part != "other":
                    self._take(label, self.lines[below].text, below, False, below=True)
            return end + count
        # Fewer values than labels: nobody can say whose they are, unless the shape does.
        if values:
            self._unsure(labels, values)
        return end + len(values)

    def _misplaced(self, labels: Sequence[Label], values: Sequence[int]) -> bool:
        """Say whether a value plainly belongs to another label of the column: one of them has none."""
        ids = [label.meaning.field if label.meaning.part == "value" else "" for label in labels]
        for id, below in zip(ids, values, strict=True):
            fitting = [other for other in ids if other and self._holds_whole(below, other)]
            if id and fitting and id not in fitting:
                return True
        return False

    def _holds_whole(self, at: int, id: str) -> bool:
        field = self.contract.field(id)
        base = Reading(id, "value", "", at, Grade.LINE)
        return any(_is_whole(found, field) for found in _values(self.lines[at].text, field, base))

    def _unsure(self, labels: Sequence[Label], values: Sequence[int]) -> None:
        for below in values:
            line = self.lines[below]
            fitting = []
            for label in labels:
                if label.meaning.part == "value":
                    field = self.contract.field(label.meaning.field)
                    base = Reading(field.id, "value", "", line.number, _grade(label), hidden=line.hidden)
                    fitting += [found for found in _values(line.text, field, base) if _is_whole(found, field)]
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
        if len(labels) < 2 or at + 1 == len(self.lines):
            return None
        end = next((end for end in COLUMN_ENDS if end in line.text), None)
        if not _only_labels(line, labels, end):
            return None
        below = at + 1
        if RULE.fullmatch(self.lines[below].text):
            below += 1
        columns = _cells(line.text, end)
        by_column = _by_column(line.text, columns, labels)
        read = False
        while below < len(self.lines):
            row = self.lines[below]
            cells = _cells(row.text, end)
            if len(cells) != (len(columns) if end else len(labels)):
                break
            for label, (start, stop) in zip(by_column if end else labels, cells, strict=True):
                if label and label.meaning.part != "other":
                    self._take(replace(label, leads=True), row.text[start:stop], below, False)
            read = True
            below += 1
        return below if read else None


def _in_a_row(labels: list[Label]) -> list[Label]:
    """Return the labels of a line, each as at the beginning of one where the line is a whole file without its ends."""
    said = sum(label.said and label.known_prefix for label in labels)
    if said < MOST_IN_SENTENCE or not labels[0].leads:
        return labels
    return [replace(label, leads=_begins_a_pair(label)) for label in labels]


def _begins_a_pair(label: Label) -> bool:
    # "stores/<store-hash>/v3" is a part of an address.
    return label.said and label.known_prefix and label.meaning.sure and label.meaning.part != "key"


def _spots(line: Line, labels: Sequence[Label], contract: Contract) -> list[_Spot]:
    """Return the labels of a line that a value belongs to, each with its part of the line."""
    kept = []
    # The second tag around a value ends it, and has none of its own.
    closing = {label.start for label in labels if line.text.startswith("</", max(label.start - 2, 0))}
    for at, label in enumerate(labels):
        if label.start in closing:
            continue
        end = labels[at + 1].start if at + 1 < len(labels) else len(line.text)
        text = line.text[label.value_at : end]
        # A label within a line needs a value; at its beginning a separator, or nothing, will do.
        last = end == len(line.text)
        # A sentence may end in one: "and this is the client ID:".
        colon = line.text[label.end :].strip(" *_\"'") == ":"
        leads_on = colon and label.meaning.sure and label.known_prefix
        begins = label.leads and (label.said or (last and _holds_nothing(text, label)))
        if leads_on or begins or _speaks(text, label, contract):
            kept.append(label)
    if not kept and len(labels) == 1 and labels[0].meaning.part == "value":
        # The label may stand behind its value: "abc… (client ID)".
        before = line.text[: labels[0].start]
        return [_Spot(labels[0], 0, labels[0].start)] if PLAUSIBLE.search(before) else []
    ours = [label for label in labels if label.meaning.part != "other"]
    if _values_lead(line.text, ours):
        ends = [0, *(label.end for label in ours)]
        return [_Spot(label, end, label.start) for end, label in zip(ends, ours, strict=False)]
    stops = sorted((*(label.start for label in kept), *closing, len(line.text)))
    next_stop = dict(pairwise(stops))
    ends = [next_stop[label.start] for label in kept]
    return [_Spot(label, min(label.value_at, end), end) for label, end in zip(kept, ends, strict=True)]


def _values_lead(text: str, labels: Sequence[Label]) -> bool:
    """Say whether each label of a line stands behind its value: "a7f3 (access token), 9c2e (client ID)"."""
    if not 1 < len(labels) <= MOST_TURNED or PLAUSIBLE.search(text, labels[-1].end):
        return False
    ends = [0, *(label.end for label in labels)]
    return all(PLAUSIBLE.search(text[end : label.start]) for end, label in zip(ends, labels, strict=False))


def _holds_nothing(text: str, label: Label) -> bool:
    """Say whether a label's part of the line is empty but for a tag's end or an aside, such as "(required)"."""
    rest = text.strip()
    return (
        not rest
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
            label.said
            and first is not None
            and isinstance(shape, AddressShape)
            and shape.key.fits(first[0])
            and _may_be_key(first[0], label)
        )
    if PLAUSIBLE.search(text):
        return True
    # Nothing says "this is it", but what stands there is plainly hidden, cut off or to be filled in.
    held = text.strip(" \t\"'`|")
    return (
        label.leads
        and " " not in held
        and bool(HIDDEN.search(held) or CUT.search(held) or STANDS.fullmatch(held))
    )


def _may_be_key(text: str, label: Label) -> bool:
    """Say whether what stands behind a label may be a store's key: "commit hash: c5c3186" and a number are none."""
    bare = text.rpartition("stores/")[2]
    if bare.isdigit():
        return False  # the number of a store, which BigCommerce has as well
    return label.meaning.sure or bare != text or (label.leads and not bare.isalpha())


def _grade(label: Label) -> Grade:
    if not label.known_prefix:
        return Grade.FOREIGN
    if not label.meaning.sure:
        return Grade.WEAK
    return Grade.LINE if label.leads else Grade.INSIDE


def _values(text: str, field: Field, base: Reading) -> list[Reading]:
    """Return what a label's part of the line holds: all whole values, else what stands in their place."""
    text = CUT_MARK.sub("\u2026", text)
    held = PLACE_HOLDER.match(text.strip(" \t\"'`*"))
    tokens = [token for token in map(_bare, TOKEN.findall(text)) if token]
    found = [_reading(token, base) for token in dict.fromkeys(tokens)]
    whole = [reading for reading in found if _is_whole(reading, field)]
    together = replace(base, value="".join(tokens[:MOST_GROUPS]), joined=True)
    apart = 1 < len(tokens) <= MOST_GROUPS and _fits_exactly(together, field)
    if apart and not any(_is_finished(reading, field) for reading in whole):
        return [together]
    if whole:
        return whole
    if held:
        return [replace(base, value=held[0])]
    if not tokens or (len(tokens) == 1 and tokens[0].casefold() in NOTHING):
        return []
    run = text.strip(" \t\"'`" + WRAPPING)
    if len(tokens) == 2 and isinstance(field.shape, ValueShape) and len(run) in field.shape.lengths:
        # As long as a value, with one sign in it that none has.
        return [replace(base, value=run)]
    plausible = [reading for reading in found if PLAUSIBLE.search(reading.value)]
    if plausible:
        return plausible[:1]
    # Words in place of a value: handed on as they stand, so that they can be called that.
    return found if len(found) == 1 else [replace(base, value=text.strip())]


def _stands_for(text: str) -> bool:
    """Say whether a text below a label stands for its value: it is damaged, hidden or to be filled in, but no word."""
    if TO_FILL_IN.fullmatch(text):
        return True
    return " " not in text and (
        len(text) >= LONGEST_WORD
        or any(letter.isdigit() or letter == "@" for letter in text)
        or HIDDEN.search(text) is not None
    )


def _reading(token: str, base: Reading) -> Reading:
    value = CUT.sub("", token)
    return replace(base, value=value.rstrip(".") if value == token else value, cut=value != token)


def _bare(token: str) -> str:
    if "***" in token or "___" in token:
        return token
    token = token.replace("\\/", "/")
    # A link that leads by way of another site has the real address at its end.
    token = token[max((link.start() for link in LINK.finditer(token)), default=0) :]
    return token.strip(WRAPPING) if "{" not in token.strip(WRAPPING) else token


def _is_whole(reading: Reading, field: Field) -> bool:
    shape = field.shape
    if reading.cut:
        return False
    if isinstance(shape, ValueShape):
        return shape.fits(reading.value)
    if reading.part == "key":
        return shape.key.fits(reading.value.removeprefix("stores/").strip("/"))
    return "/stores/" in reading.value or "://" in reading.value


def _is_finished(reading: Reading, field: Field) -> bool:
    """Say whether nothing can be missing at the end of a value."""
    if isinstance(field.shape, AddressShape):
        return reading.part != "value" or reading.value.rstrip("/").endswith(f"/{field.shape.version}")
    return _is_whole(reading, field)


def _fits_exactly(reading: Reading, field: Field) -> bool:
    """Say whether pieces put together make a value of the usual length: words have no digits."""
    shape = field.shape
    if isinstance(shape, ValueShape):
        digits = any(letter.isdigit() for letter in reading.value)
        return digits and len(reading.value) == shape.lengths[0] and shape.fits(reading.value)
    inside = reading.value.removeprefix(shape.prefix)
    return (
        inside != reading.value and inside.rstrip("/").endswith(f"/{shape.version}") and inside.count("/") < 3
    )


def _only_labels(line: Line, labels: Sequence[Label], end: str | None) -> bool:
    """Say whether a line is a table's first row: every label fills a cell of its own."""
    if end:
        cells = [line.text[start:stop].strip(" \t\"'*`") for start, stop in _cells(line.text, end)]
        return all(line.text[label.start : label.end] in cells for label in labels)
    between = [line.text[before.end : label.start] for before, label in pairwise(labels)]
    rest = line.text[: labels[0].start] + "".join(between) + line.text[labels[-1].end :]
    return not any(letter.isalnum() for letter in rest)


def _cells(text: str, end: str | None) -> list[tuple[int, int]]:
    """Return where the cells of a table's row begin and end; by white space where nothing marks the columns."""
    if end is None:
        return [found.span() for found in re.finditer(r"\S+", text)]
    inner = len(text) - len(text.lstrip(" |")) if end == "|" else 0
    stop = len(text.rstrip(" |")) if end == "|" else len(text)
    cells, start = [], inner
    for found in re.finditer(re.escape(end), text[:stop]):
        if found.start() >= inner:
            cells.append((start, found.start()))
            start = found.end()
    return [*cells, (start, stop)]


def _by_column(text: str, columns: Sequence[tuple[int, int]], labels: Sequence[Label]) -> list[Label | None]:
    return [next((label for label in labels if start <= label.start < stop), None) for start, stop in columns]


def _loose(reader: _Reader, contract: Contract) -> Iterator[Reading]:
    """Yield what has the shape of a value and belongs to no label; each value once."""
    seen = {reading.value for reading in reader.readings}
    joined = [reading.value for reading in reader.readings if reading.joined]
    for line in reader.lines:
        if len(line.text) < SHORTEST_LOOSE:
            continue
        for found in TOKEN.finditer(_without(line.text, reader.foreign[line.number])):
            # Most words of a mail are shorter, even with what stands around them.
            value = _bare(found[0]).rstrip(".") if len(found[0]) >= SHORTEST_LOOSE else ""
            if len(value) < SHORTEST_LOOSE or value in seen or any(value in whole for whole in joined):
                continue
            if any(_could_be(value, field) for field in contract.fields):
                seen.add(value)
                yield Reading("", "value", value, line.number, Grade.LOOSE, hidden=line.hidden)


def _without(text: str, parts: Sequence[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in parts:
        kept.append(text[at:start])
        at = end
    return " ".join([*kept, text[at:]])


def _could_be(value: str, field: Field) -> bool:
    shape = field.shape
    if isinstance(shape, AddressShape):
        host = shape.prefix.removeprefix("https://").partition("/")[0]
        starts = (shape.prefix, shape.prefix.partition(host)[2])  # in a request the path alone
        return value.lower().startswith(starts) or any(
            mistake.pattern.search(value) for mistake in shape.mistakes
        )
    # A long word has no digits; a value without one is one in twenty thousand.
    return shape.fits(value) and any(letter.isdigit() for letter in value)

"""Draws the things that stand on a screen, one function a kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ..contract import Contract, Scope
from . import icons
from .scene import Entry, Part
from .shapes import Box, Canvas, number

GAP = 14  # between parts that stand below each other
LEVELS = {"none": "None"}  # levels that the panel writes otherwise than the contract calls them


@dataclass(slots=True)
class Pen:
    """What a part needs to be drawn: the canvas, whose panel it is, the words, and how wide the picture is."""

    canvas: Canvas
    side: str  # the first letter of the panel's classes of colour
    say: Callable[[str], str]  # a scene's text in the reader's language
    contract: Contract
    narrow: bool
    later: list[Callable[[], None]] = field(default_factory=list)  # what lies over everything else

    def remember(self, id: str, place: Box) -> None:
        """Note where a thing lies that a mark or an arrow may point to."""
        if id:
            self.canvas.places[id] = place

    def of(self, colour: str) -> str:
        """Return the class of a colour in this panel."""
        return f"{self.side}-{colour}"


def draw_parts(pen: Pen, parts: tuple[Part, ...], area: Box) -> float:
    """Draw parts below each other from the area's top, and return where the last one ends."""
    y = area.y
    for at, part in enumerate(parts):
        y = KINDS[part.kind](pen, part, Box(area.x, y + (GAP if at else 0), area.width, 0))
    return y


def _title(pen: Pen, part: Part, area: Box) -> float:
    return _lines(pen, part, area, "x-title", 28, "ink") + 2


def _head(pen: Pen, part: Part, area: Box) -> float:
    return _lines(pen, part, area, "x-head", 22, "ink")


def _text(pen: Pen, part: Part, area: Box) -> float:
    return _lines(pen, part, area, "x-note", 19, "dim")


def _lines(pen: Pen, part: Part, area: Box, style: str, height: float, colour: str) -> float:
    canvas = pen.canvas
    lines = canvas.lines(pen.say(part.text), style, area.width)
    room = Box(area.x, area.y, area.width, height * len(lines))
    for at, line in enumerate(lines):
        canvas.text(area.x, area.y + height * (at + 0.72), line, style, pen.of(colour), room)
    return room.bottom


def _bars(pen: Pen, part: Part, area: Box) -> float:
    return draw_bars(pen.canvas, pen.of("bar"), part.bars, area)


def draw_bars(canvas: Canvas, colour: str, lengths: tuple[int, ...], area: Box) -> float:
    """Draw bars in place of words that do not matter; lengths are in percent, 0 is an empty line."""
    y = area.y
    for length in lengths:
        if length:
            canvas.path(f"M{number(area.x + 4)} {number(y + 8)}h{number(area.width * length // 100 - 8)}", colour)
        y += 20
    return y


def _button(pen: Pen, part: Part, area: Box) -> float:
    entry = Entry(part.text, part.id, main=True)
    return _push(pen, entry, Box(area.x, area.y, _push_width(pen, entry), 36))


def _buttons(pen: Pen, part: Part, area: Box) -> float:
    right = area.x + area.width
    for entry in reversed(part.entries):
        width = _push_width(pen, entry)
        right -= width
        _push(pen, entry, Box(right, area.y, width, 36))
        right -= 10
    return area.y + 36


def _push_width(pen: Pen, entry: Entry) -> float:
    return pen.canvas.measure(pen.say(entry.text), "x-bold") + 32


def _push(pen: Pen, entry: Entry, box: Box) -> float:
    colour, ink = ("go", "go-ink") if entry.main else ("field", "ink")
    pen.canvas.rectangle(box, pen.of(colour), 5)
    middle = box.x + box.width / 2
    pen.canvas.text(middle, box.y + 23, pen.say(entry.text), "x-bold", pen.of(ink), box, "middle")
    pen.remember(entry.id, box)
    return box.bottom


def _menu_button(pen: Pen, part: Part, area: Box) -> float:
    canvas, text = pen.canvas, pen.say(part.text)
    box = Box(area.x, area.y, canvas.measure(text, "x-bold") + 58, 36)
    canvas.rectangle(box, pen.of("go"), 5)
    canvas.text(box.x + 16, box.y + 23, text, "x-bold", pen.of("go-ink"), box)
    canvas.path(f"M{number(box.right - 26)} {number(box.y + 16)}l5 5l5-5", pen.of("go-line"))
    pen.remember(part.id, box)
    pen.later.append(lambda: _opened(pen, part.entries, box))
    return box.bottom


def _opened(pen: Pen, entries: tuple[Entry, ...], under: Box) -> None:
    canvas = pen.canvas
    texts = [pen.say(entry.text) for entry in entries]
    width = max(under.width, *(canvas.measure(text, "x-text") + 40 for text in texts))
    box = Box(under.x, under.bottom + 8, width, 44 * len(entries) + 8)
    canvas.rectangle(box, pen.of("menu"), 5)
    for at, (entry, text) in enumerate(zip(entries, texts, strict=True)):
        row = Box(box.x + 8, box.y + 8 + 44 * at, box.width - 16, 36)
        canvas.text(row.x + 10, row.y + 23, text, "x-text", pen.of("ink"), row)
        pen.remember(entry.id, row)


def _field(pen: Pen, part: Part, area: Box) -> float:
    canvas = pen.canvas
    box = Box(area.x, _lines(pen, part, area, "x-note", 18, "ink") + 4, area.width, 36)
    canvas.rectangle(box, pen.of("field"), 5)
    value = canvas.cut(part.value, "x-text", box.width - 24 - (34 if part.copy else 0))
    if value:
        canvas.text(box.x + 12, box.y + 23, value, "x-text", pen.of("ink"), box)
    if part.typed:
        caret = box.x + 14 + canvas.measure(value, "x-text")
        canvas.path(f"M{number(caret)} {number(box.y + 9)}v18", pen.of("icon"))
    if part.copy:
        icon = Box(box.right - 35, box.y, 35, 36)
        canvas.path(f"M{number(icon.x + 0.5)} {number(box.y + 1)}v34", pen.of("line"))
        icons.draw(canvas, "copy", pen.of("icon"), icon.x + 10, icon.y + 10)
        pen.remember(part.copy, icon.grown(-5))
    pen.remember(part.id, box)
    return box.bottom


def _table(pen: Pen, part: Part, area: Box) -> float:
    canvas, row = pen.canvas, 40
    box = Box(area.x, area.y, area.width, row * (len(part.bars) + 1))
    canvas.rectangle(box, pen.of("card"), 4)
    widths = [canvas.measure(pen.say(column), "x-tab") for column in part.columns]
    spare = (area.width - 32 - sum(widths)) / max(1, len(widths) - 1)
    x = area.x + 16
    for column, width in zip(part.columns, widths, strict=True):
        canvas.text(x, box.y + 25, pen.say(column), "x-tab", pen.of("ink"), Box(x, box.y, width, row))
        x += width + spare
    for at, length in enumerate(part.bars, 1):
        y = box.y + row * at
        canvas.path(f"M{number(box.x)} {number(y + 0.5)}h{number(box.width)}", pen.of("line"))
    for at, length in enumerate(part.bars, 1):
        draw_bars(canvas, pen.of("bar"), (length,), Box(area.x + 16, box.y + row * at + 12, area.width - 32, 0))
    return box.bottom


def _cards(pen: Pen, part: Part, area: Box) -> float:
    canvas, across, gap, height = pen.canvas, 2 if pen.narrow else 3, 12, 96
    width = (area.width - gap * (across - 1)) // across
    boxes = [
        Box(area.x + at % across * (width + gap), area.y + at // across * (height + gap), width, height)
        for at in range(len(part.entries))
    ]
    for box in boxes:
        canvas.rectangle(box, pen.of("card"), 8)
    for box, entry in zip(boxes, part.entries, strict=True):
        middle = box.x + box.width / 2
        if not entry.text:
            canvas.path(f"M{number(middle - 12)} {number(box.y + 38)}h24", pen.of("blot"))
            canvas.path(f"M{number(middle - 28)} {number(box.y + 74)}h56", pen.of("bar"))
            continue
        icons.draw(canvas, "shop", pen.of("shop"), middle - 16, box.y + 18)
        canvas.text(middle, box.y + 79, pen.say(entry.text), "x-bold", pen.of("ink"), box, "middle")
        pen.remember(entry.id, box)
    return boxes[-1].bottom


def _scopes(pen: Pen, part: Part, area: Box) -> float:
    first, last = part.rows or (1, len(pen.contract.required_scopes))
    scopes = pen.contract.required_scopes[first - 1 : last]
    return (_scopes_narrow if pen.narrow else _scopes_wide)(pen, part, scopes, area)


def _scopes_wide(pen: Pen, part: Part, scopes: tuple[Scope, ...], area: Box) -> float:
    canvas, pitch = pen.canvas, 26
    columns = (area.x + area.width - 250, area.x + area.width - 176, area.x + area.width - 82)
    rows = [Box(area.x, area.y + pitch * at, area.width, pitch) for at in range(len(scopes))]
    for row in rows[1:]:
        canvas.path(f"M{number(row.x)} {number(row.y + 0.5)}h{number(row.width)}", pen.of("line"))
    choices = []
    for row, scope in zip(rows, scopes, strict=True):
        for at, level in enumerate(scope.levels):
            # A row with one level besides None has it where the fullest one stands in the others.
            x = columns[0 if level.id == "none" else 1 if level.id == "read-only" else 2]
            choices.append((row, x, level.id, level.id == scope.required, at))
    for row, x, _, chosen, _ in choices:
        if not chosen:
            canvas.path(_disc(x + 7, row.middle, 6.5), pen.of("field"))
    for row, x, _, chosen, _ in choices:
        if chosen:
            canvas.path(_disc(x + 7, row.middle, 7), pen.of("go"))
    for row, x, _, chosen, _ in choices:
        if chosen:
            canvas.path(_disc(x + 7, row.middle, 3), pen.of("go-ink"))
    for row, scope in zip(rows, scopes, strict=True):
        room = Box(row.x, row.y, columns[0] - row.x, row.height)
        canvas.text(row.x + 2, row.middle + 5, scope.label, "x-note", pen.of("ink"), room)
    for row, x, level, chosen, _ in choices:
        style, colour = ("x-tab", "ink") if chosen else ("x-note", "dim")
        text = LEVELS.get(level, level)
        canvas.text(x + 20, row.middle + 5, text, style, pen.of(colour), Box(x, row.y, 94, row.height))
    for row, scope in zip(rows, scopes, strict=True):
        at = columns[0 if scope.required == "none" else 1 if scope.required == "read-only" else 2]
        pen.remember(f"{part.id}:{scope.id}", Box(at - 4, row.y, 66 if scope.required == "none" else 84, pitch))
    pen.remember(part.id, Box(columns[0] - 6, area.y, area.x + area.width - columns[0] + 6, rows[-1].bottom - area.y))
    return rows[-1].bottom


def _scopes_narrow(pen: Pen, part: Part, scopes: tuple[Scope, ...], area: Box) -> float:
    canvas = pen.canvas
    levels = {scope.id: LEVELS.get(str(scope.required), str(scope.required)) for scope in scopes}
    left = area.x + area.width - 22 - max(canvas.measure(level, "x-tab") for level in levels.values())
    y, rows = area.y, []
    for scope in scopes:
        lines = canvas.lines(scope.label, "x-note", left - area.x - 10)
        rows.append((scope, lines, Box(area.x, y, area.width, 11 + 17 * len(lines))))
        y = rows[-1][2].bottom
    for _, _, row in rows[1:]:
        canvas.path(f"M{number(row.x)} {number(row.y + 0.5)}h{number(row.width)}", pen.of("line"))
    for _, _, row in rows:
        canvas.path(_disc(left + 7, row.middle, 7), pen.of("go"))
    for _, _, row in rows:
        canvas.path(_disc(left + 7, row.middle, 3), pen.of("go-ink"))
    for scope, lines, row in rows:
        for at, line in enumerate(lines):
            room = Box(row.x, row.y, left - row.x, row.height)
            canvas.text(row.x, row.y + 18 + 17 * at, line, "x-note", pen.of("ink"), room)
        room = Box(left, row.y, row.right - left, row.height)
        canvas.text(left + 20, row.middle + 5, levels[scope.id], "x-tab", pen.of("ink"), room)
        pen.remember(f"{part.id}:{scope.id}", Box(left - 4, row.y, row.right - left + 6, row.height))
    pen.remember(part.id, Box(left - 6, area.y, area.x + area.width - left + 8, y - area.y))
    return y


def _disc(x: float, y: float, radius: float) -> str:
    r, d = number(radius), number(2 * radius)
    return f"M{number(x - radius)} {number(y)}a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0-{d} 0"


KINDS: Mapping[str, Callable[[Pen, Part, Box], float]] = {
    "title": _title,
    "head": _head,
    "text": _text,
    "bars": _bars,
    "button": _button,
    "buttons": _buttons,
    "menu-button": _menu_button,
    "field": _field,
    "table": _table,
    "scopes": _scopes,
    "cards": _cards,
}

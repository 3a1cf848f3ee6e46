"""Draws the things that stand on a screen, one function a kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from ..contract import Contract, Scope
from . import icons
from .scene import Entry, Part
from .shapes import Box, Canvas, number

GAP = 14  # between parts that stand below each other
LEVELS = {"none": "None"}  # levels that the panel writes otherwise than the contract calls them


@dataclass(frozen=True, slots=True)
class Pen:
    """What a part needs to be drawn: the canvas, whose panel it is, the words, and how wide the picture is."""

    canvas: Canvas
    side: str  # the first letter of the panel's classes of colour
    say: Callable[[str], str]  # a scene's text in the reader's language
    contract: Contract
    narrow: bool

    def on(self, canvas: Canvas) -> Pen:
        """Return the same pen on another canvas."""
        return replace(self, canvas=canvas)

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
            canvas.path(
                f"M{number(area.x + 4)} {number(y + 8)}h{number(area.width * length // 100 - 8)}", colour
            )
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
    return _opened(pen, part.entries, box) if part.entries else box.bottom


def _opened(pen: Pen, entries: tuple[Entry, ...], under: Box) -> float:
    canvas = pen.canvas
    texts = [pen.say(entry.text) for entry in entries]
    width = max(under.width, *(canvas.measure(text, "x-text") + 40 for text in texts))
    box = Box(under.x, under.bottom + 12, width, 42 * len(entries) + 14)
    canvas.rectangle(box, pen.of("menu"), 5)
    for at, (entry, text) in enumerate(zip(entries, texts, strict=True)):
        row = Box(box.x + 11, box.y + 12 + 42 * at, box.width - 22, 32)
        canvas.text(row.x + 8, row.y + 21, text, "x-text", pen.of("ink"), row)
        pen.remember(entry.id, row)
    return box.bottom


def _field(pen: Pen, part: Part, area: Box) -> float:
    canvas = pen.canvas
    # A ring around the box must not touch the words above it.
    box = Box(area.x, _lines(pen, part, area, "x-note", 18, "ink") + 8, area.width, 36)
    canvas.rectangle(box, pen.of("focus" if part.typed else "field"), 5)
    value = canvas.cut(part.value, "x-text", box.width - 24 - (34 if part.copy or part.choice else 0))
    if value:
        canvas.text(box.x + 12, box.y + 23, value, "x-text", pen.of("ink"), box)
    if part.choice:
        canvas.path(f"M{number(box.right - 26)} {number(box.y + 16)}l5 5l5-5", pen.of("icon"))
    if part.copy:
        icon = Box(box.right - 35, box.y, 35, 36)
        canvas.path(f"M{number(icon.x + 0.5)} {number(box.y + 1)}v34", pen.of("line"))
        icons.draw(canvas, "copy", pen.of("icon"), icon.x + 10, icon.y + 10)
        pen.remember(part.copy, icon.grown(-5))
    pen.remember(part.id, box)
    return box.bottom


def _card(pen: Pen, part: Part, area: Box) -> float:
    canvas, start = pen.canvas, len(pen.canvas.items)
    inset = 14 if pen.narrow else 20
    inner = Box(area.x + inset, area.y + inset - 2, area.width - 2 * inset, 0)
    box = Box(area.x, area.y, area.width, draw_parts(pen, part.parts, inner) + inset - area.y)
    under = Canvas(canvas.theme, canvas.width)
    under.rectangle(box, pen.of("card"), 6)
    canvas.beneath(start, under)
    return box.bottom


def _list(pen: Pen, part: Part, area: Box) -> float:
    canvas, pitch = pen.canvas, 40
    rows = [Box(area.x, area.y + pitch * at, area.width, pitch) for at in range(len(part.entries))]
    _draw_rules(pen, rows)
    for row in rows:
        icons.draw(canvas, "more", pen.of("icon"), row.right - 12, row.middle - 4)
    for row, entry in zip(rows, part.entries, strict=True):
        text = pen.say(entry.text)
        canvas.text(row.x, row.middle + 5, text, "x-text", pen.of("ink"), row)
        pen.remember(entry.id, Box(row.x - 4, row.y + 6, canvas.measure(text, "x-text") + 10, pitch - 12))
    return rows[-1].bottom


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
    for at in range(1, len(part.bars) + 1):
        y = box.y + row * at
        canvas.path(f"M{number(box.x)} {number(y + 0.5)}h{number(box.width)}", pen.of("line"))
    for at, length in enumerate(part.bars, 1):
        draw_bars(
            canvas, pen.of("bar"), (length,), Box(area.x + 16, box.y + row * at + 12, area.width - 32, 0)
        )
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
    canvas, pitch, right = pen.canvas, 27, area.x + area.width
    # A row with a single level besides None has it where the fullest one stands in the others.
    columns = {"none": right - 246, "read-only": right - 172}
    rows = [(scope, Box(area.x, area.y + pitch * at, area.width, pitch)) for at, scope in enumerate(scopes)]
    bottom = rows[-1][1].bottom
    choices = [
        (Box(columns.get(level.id, right - 78), row.y, 78, pitch), level.id, level.id == scope.required)
        for scope, row in rows
        for level in scope.levels
    ]
    _draw_rules(pen, [row for _, row in rows])
    _draw_discs(
        pen, [box for box, _, chosen in choices if not chosen], [box for box, _, chosen in choices if chosen]
    )
    for scope, row in rows:
        room = Box(row.x, row.y, columns["none"] - row.x, pitch)
        canvas.text(row.x + 2, row.middle + 4.5, scope.label, "x-note", pen.of("ink"), room)
    for box, level, chosen in choices:
        style, colour = ("x-tab", "ink") if chosen else ("x-note", "dim")
        canvas.text(box.x + 20, box.middle + 4.5, LEVELS.get(level, level), style, pen.of(colour), box)
    for scope, row in rows:
        x = columns.get(str(scope.required), right - 78)
        width = canvas.measure(LEVELS.get(str(scope.required), str(scope.required)), "x-tab") + 22
        pen.remember(f"{part.id}:{scope.id}", Box(x, row.y + 5, width, pitch - 10))
    pen.remember(part.id, Box(columns["none"] - 10, area.y, right - columns["none"] + 16, bottom - area.y))
    return bottom


def _scopes_narrow(pen: Pen, part: Part, scopes: tuple[Scope, ...], area: Box) -> float:
    canvas = pen.canvas
    levels = {scope.id: LEVELS.get(str(scope.required), str(scope.required)) for scope in scopes}
    left = area.x + area.width - 24 - max(canvas.measure(level, "x-tab") for level in levels.values())
    y, rows = area.y, []
    for scope in scopes:
        lines = canvas.lines(scope.label, "x-note", left - area.x - 22)
        rows.append((scope, lines, Box(area.x, y, area.width, 10 + 17 * len(lines))))
        y = rows[-1][2].bottom
    _draw_rules(pen, [row for _, _, row in rows])
    _draw_discs(pen, [], [Box(left, row.y, 0, row.height) for _, _, row in rows])
    for scope, lines, row in rows:
        for at, line in enumerate(lines):
            room = Box(row.x, row.y, left - row.x, row.height)
            canvas.text(row.x, row.y + 18 + 17 * at, line, "x-note", pen.of("ink"), room)
        room = Box(left, row.y, row.right - left, row.height)
        canvas.text(left + 20, row.middle + 4.5, levels[scope.id], "x-tab", pen.of("ink"), room)
        width = canvas.measure(levels[scope.id], "x-tab") + 22
        pen.remember(f"{part.id}:{scope.id}", Box(left, row.y + 5, width, row.height - 10))
    pen.remember(part.id, Box(left - 11, area.y, area.x + area.width - left + 12, y - area.y))
    return y


def _draw_rules(pen: Pen, rows: list[Box]) -> None:
    for row in rows[1:]:
        pen.canvas.path(f"M{number(row.x)} {number(row.y + 0.5)}h{number(row.width)}", pen.of("line"))


def _draw_discs(pen: Pen, empty: list[Box], chosen: list[Box]) -> None:
    for boxes, radius, colour in ((empty, 6.5, "field"), (chosen, 7, "go"), (chosen, 3, "go-ink")):
        for box in boxes:
            pen.canvas.path(_disc(box.x + 7, box.middle, radius), pen.of(colour))


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
    "card": _card,
    "list": _list,
    "table": _table,
    "scopes": _scopes,
    "cards": _cards,
}

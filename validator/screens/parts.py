"""Draws the things that stand on a screen, one function a kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from . import icons
from .pen import Pen, draw_bars, draw_rules
from .scene import Entry, Part
from .scope_rows import draw_scopes
from .shapes import Box, Canvas, number

GAP = 14  # between parts that stand below each other


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
    return draw_bars(pen, part.bars, area)


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
    draw_rules(pen, rows)
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
        draw_bars(pen, (length,), Box(area.x + 16, box.y + row * at + 12, area.width - 32, 0))
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
    "scopes": draw_scopes,
    "cards": _cards,
}

"""Draws the navigation at the left of a panel."""

from __future__ import annotations

from . import icons
from .pen import Pen
from .scene import Menu
from .shapes import Box, number

PITCH = 24  # between entries
SPACE = 9  # a gap between groups of entries
HEAD_ICONS = ("store", "home", "find")


def menu_height(menu: Menu) -> float:
    """Return the height a navigation needs."""
    return _head_height(menu) + _entries_height(menu.entries) + 18


def _entries_height(entries: tuple[str, ...]) -> float:
    return sum(SPACE if entry in ("", "^") else PITCH for entry in entries)


def draw_menu(pen: Pen, menu: Menu, active: str, area: Box) -> None:
    """Draw a navigation over the whole height of an area; the panel's highlight lies on the active entry."""
    top = Box(area.x, area.y, area.width, _head_height(menu))
    if menu.name:
        _draw_head(pen, menu, top)
    y = top.bottom + 8
    rows = []
    for at, entry in enumerate(menu.entries):
        if entry == "^":
            y = area.bottom - 10 - SPACE - _entries_height(menu.entries[at + 1 :])
        elif entry:
            rows.append((entry, Box(area.x, y, area.width, PITCH)))
        y += _entries_height((entry,))
    _draw_entries(pen, rows, active, indent=30 if menu.title else 40 if not menu.name else 16)


def _head_height(menu: Menu) -> float:
    return 40 + 24 * len(menu.head) + (26 if menu.title else 0) if menu.name else 6


def _draw_head(pen: Pen, menu: Menu, top: Box) -> None:
    canvas = pen.canvas
    block = Box(top.x, top.y, top.width, top.height - (26 if menu.title else 0))
    canvas.rectangle(block, pen.of("top"))
    canvas.text(top.x + 16, top.y + 25, menu.name, "x-bold", pen.of("side-ink"), block)
    for at, _ in enumerate(menu.head):
        icons.draw(canvas, HEAD_ICONS[at], pen.of("side-icon"), top.x + 16, top.y + 37 + 24 * at)
    for at, text in enumerate(menu.head):
        canvas.text(top.x + 42, top.y + 50 + 24 * at, text, "x-note", pen.of("side-dim"), block)
    if menu.title:
        icons.draw(canvas, "back", pen.of("side-icon"), top.x + 16, block.bottom + 12)
        canvas.text(top.x + 30, block.bottom + 21, menu.title, "x-tab", pen.of("side-ink"), top)


def _draw_entries(pen: Pen, rows: list[tuple[str, Box]], active: str, indent: float) -> None:
    canvas = pen.canvas
    for entry, row in rows:
        pen.remember(entry.removeprefix("@"), Box(row.x + 10, row.y + 5, row.width - 20, row.height - 10))
        if entry == active:
            canvas.rectangle(row, pen.of("active"))
    for entry, row in rows:
        if entry.startswith("~"):
            canvas.path(f"M{number(row.x + indent + 4)} {number(row.middle)}h{entry[1:]}", pen.of("side-bar"))
    for entry, row in rows:
        if indent == 40 and entry.startswith("~"):
            canvas.path(f"M{number(row.x + 22)} {number(row.middle)}h0", pen.of("side-blot"))
        elif indent == 40:
            icons.draw(canvas, "grid", pen.of("side-icon"), row.x + 15, row.middle - 7)
        elif indent == 16:
            icons.draw(canvas, "more", pen.of("side-icon"), row.right - 28, row.middle - 4)
    for entry, row in rows:
        if not entry.startswith("~"):
            style, colour = ("x-tab", "side-ink") if entry == active else ("x-note", "side-dim")
            canvas.text(row.x + indent, row.middle + 4.5, pen.say(entry), style, pen.of(colour), row)

"""Draws the rows of the scope table, as the contract has them."""

from __future__ import annotations

from ..contract import Scope
from .pen import Pen, draw_rules
from .scene import Part
from .shapes import Box, number

LEVELS = {"none": "None"}  # levels that the panel writes otherwise than the contract calls them
DISC = 20  # from the left of a choice to its words


def draw_scopes(pen: Pen, part: Part, area: Box) -> float:
    """Draw the scope table with the levels that the contract asks for; a narrow picture shows only these."""
    first, last = part.rows or (1, len(pen.contract.required_scopes))
    scopes = pen.contract.required_scopes[first - 1 : last]
    return (_draw_narrow if pen.narrow else _draw_wide)(pen, part, scopes, area)


def _draw_wide(pen: Pen, part: Part, scopes: tuple[Scope, ...], area: Box) -> float:
    canvas, pitch = pen.canvas, 27
    columns = _columns(pen, scopes, area.x + area.width)
    rows = [(scope, Box(area.x, area.y + pitch * at, area.width, pitch)) for at, scope in enumerate(scopes)]
    choices = []
    for scope, row in rows:
        for level in scope.levels:
            x, width = columns[_column(level.id)]
            choices.append((Box(x, row.y, width, pitch), level.id, level.id == scope.required))
            if level.id == scope.required:
                width = DISC + canvas.measure(_written(level.id), "x-tab") + 2
                pen.remember(f"{part.id}:{scope.id}", Box(x, row.y + 5, width, pitch - 10))
    draw_rules(pen, [row for _, row in rows])
    _draw_discs(
        pen, [box for box, _, chosen in choices if not chosen], [box for box, _, chosen in choices if chosen]
    )
    left = columns["none"][0]
    for scope, row in rows:
        room = Box(row.x, row.y, left - row.x, pitch)
        canvas.text(row.x + 2, row.middle + 4.5, scope.label, "x-note", pen.of("ink"), room)
    for box, name, chosen in choices:
        style, colour = ("x-tab", "ink") if chosen else ("x-note", "dim")
        canvas.text(box.x + DISC, box.middle + 4.5, _written(name), style, pen.of(colour), box)
    bottom = rows[-1][1].bottom
    pen.remember(part.id, Box(left - 10, area.y, area.x + area.width - left + 16, bottom - area.y))
    return bottom


def _columns(pen: Pen, scopes: tuple[Scope, ...], right: float) -> dict[str, tuple[float, float]]:
    """Return left edge and width of each column of choices; the last one ends at the right."""
    widths = {"none": 0.0, "read-only": 0.0, "fullest": 0.0}
    for scope in scopes:
        for level in scope.levels:
            needed = DISC + pen.canvas.measure(_written(level.id), "x-tab") + 14.0
            widths[_column(level.id)] = max(widths[_column(level.id)], needed)
    columns = dict[str, tuple[float, float]]()
    for name, width in reversed(widths.items()):
        right -= width
        columns[name] = (right, width)
    return columns


def _column(level: str) -> str:
    # A row with a single level besides None has it where the fullest one stands in the others.
    return level if level in ("none", "read-only") else "fullest"


def _written(level: str) -> str:
    return LEVELS.get(level, level)


def _draw_narrow(pen: Pen, part: Part, scopes: tuple[Scope, ...], area: Box) -> float:
    canvas = pen.canvas
    levels = {scope.id: _written(str(scope.required)) for scope in scopes}
    left = area.x + area.width - DISC - 4 - max(canvas.measure(level, "x-tab") for level in levels.values())
    y, rows = area.y, []
    for scope in scopes:
        lines = canvas.lines(scope.label, "x-note", left - area.x - 22)
        rows.append((scope, lines, Box(area.x, y, area.width, 10 + 17 * len(lines))))
        y = rows[-1][2].bottom
    draw_rules(pen, [row for _, _, row in rows])
    _draw_discs(pen, [], [Box(left, row.y, 0, row.height) for _, _, row in rows])
    for scope, lines, row in rows:
        for at, line in enumerate(lines):
            room = Box(row.x, row.y, left - row.x, row.height)
            canvas.text(row.x, row.y + 18 + 17 * at, line, "x-note", pen.of("ink"), room)
        room = Box(left, row.y, row.right - left, row.height)
        canvas.text(left + DISC, row.middle + 4.5, levels[scope.id], "x-tab", pen.of("ink"), room)
        width = DISC + canvas.measure(levels[scope.id], "x-tab") + 2
        pen.remember(f"{part.id}:{scope.id}", Box(left, row.y + 5, width, row.height - 10))
    pen.remember(part.id, Box(left - 11, area.y, area.x + area.width - left + 12, y - area.y))
    return y


def _draw_discs(pen: Pen, empty: list[Box], chosen: list[Box]) -> None:
    for boxes, radius, colour in ((empty, 6.5, "field"), (chosen, 7, "go"), (chosen, 3, "go-ink")):
        for box in boxes:
            pen.canvas.path(_disc(box.x + 7, box.middle, radius), pen.of(colour))


def _disc(x: float, y: float, radius: float) -> str:
    r, d = number(radius), number(2 * radius)
    return f"M{number(x - radius)} {number(y)}a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0-{d} 0"

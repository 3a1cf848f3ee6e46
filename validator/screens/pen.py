"""What everything on a screen is drawn with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ..contract import Contract
from .shapes import Box, Canvas, number


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


def draw_bars(pen: Pen, lengths: tuple[int, ...], area: Box) -> float:
    """Draw bars in place of words that do not matter; lengths are in percent, 0 is an empty line."""
    y = area.y
    for length in lengths:
        if length:
            pen.canvas.path(
                f"M{number(area.x + 4)} {number(y + 8)}h{number(area.width * length // 100 - 8)}",
                pen.of("bar"),
            )
        y += 20
    return y


def draw_rules(pen: Pen, rows: list[Box]) -> None:
    """Draw a line between each two rows."""
    for row in rows[1:]:
        pen.canvas.path(f"M{number(row.x)} {number(row.y + 0.5)}h{number(row.width)}", pen.of("line"))

"""Small line drawings, each in a square of its own; our own, and nobody's logo."""

from __future__ import annotations

import re

from .shapes import Canvas, number

# Each starts with an absolute move and goes on relatively, so that it can be put anywhere.
ICONS = {
    "copy": ("M5 5h9v10h-9z", "M2 11v-9h9"),
    "shop": (
        "M4 12l3-8h18l3 8",
        "M4 12a4 4 0 0 0 8 0a4 4 0 0 0 8 0a4 4 0 0 0 8 0",
        "M6 17v11h20v-11",
        "M13 28v-7h6v7",
    ),
    "store": ("M2 6l1-4h10l1 4z", "M3 6v8h10v-8"),
    "home": ("M1 8l7-6l7 6", "M3 7v7h10v-7"),
    "find": ("M2 7a5 5 0 1 0 10 0a5 5 0 1 0-10 0", "M10.5 10.5l4 4"),
    "more": ("M0 0l4 4l-4 4",),
    "back": ("M4 0l-4 4l4 4",),
    "file": ("M3 1h7l4 4v11h-11z", "M10 1v4h4"),
    "down": ("M8 1v9", "M4 6l4 4l4-4", "M2 14h12"),
    "grid": ("M1 1h5v5h-5z", "M9 1h5v5h-5z", "M1 9h5v5h-5z", "M9 9h5v5h-5z"),
}
START = re.compile(r"^M([\d.]+) ([\d.]+)")


def draw(canvas: Canvas, name: str, colour: str, x: float, y: float) -> None:
    """Draw an icon with its upper left corner at a place."""
    for stroke in ICONS[name]:
        canvas.path(
            START.sub(lambda at: f"M{number(x + float(at[1]))} {number(y + float(at[2]))}", stroke), colour
        )

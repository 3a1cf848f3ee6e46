"""Draws what tells the reader where to click: rings and arrows with a number."""

from __future__ import annotations

from .shapes import Box, Canvas, number

BADGE = 13  # radius of the disc with the number
AIR = 5  # between a thing and the ring around it
ON_ARROW = 11  # radius of a disc on an arrow


def ring_of(place: Box) -> Box:
    """Return the ring around a place."""
    return place.grown(AIR)


def draw_ring(canvas: Canvas, place: Box, text: str, taken: list[Box]) -> Box:
    """Draw a ring around a place and its number where it covers no word; return the disc's box."""
    ring = ring_of(place)
    radius = min(9, ring.height / 2)
    canvas.rectangle(ring, "m-halo", radius)
    canvas.rectangle(ring, "m-ring", radius)
    x, y = _free_spot(canvas, ring, taken)
    return draw_badge(canvas, x, y, text, BADGE)


def draw_arrow(canvas: Canvas, start: Box, end: Box, text: str) -> Box:
    """Draw an arrow from the right of one place to the left of another, with its number in the middle."""
    x1, y1, x2, y2 = start.right + 2, start.middle, end.x - 3, end.middle
    bend = (x2 - x1) / 2
    curve = f"M{number(x1)} {number(y1)}C{number(x1 + bend)} {number(y1)} {number(x2 - bend)} {number(y2)} "
    curve += f"{number(x2 - 7)} {number(y2)}"
    canvas.path(curve, "m-halo")
    canvas.path(curve, "m-ring")
    canvas.path(f"M{number(x2)} {number(y2)}l-11-7v14z", "m-tip")
    return draw_badge(canvas, (x1 + x2) / 2 - 3, (y1 + y2) / 2, text, ON_ARROW)


def draw_badge(canvas: Canvas, x: float, y: float, text: str, radius: float) -> Box:
    """Draw a number on a disc."""
    disc = Box(x - radius, y - radius, 2 * radius, 2 * radius)
    canvas.circle(x, y, radius, "m-badge")
    canvas.text(x, y + 5, text, "x-mark", "m-ink", disc, "middle")
    return disc


def _free_spot(canvas: Canvas, ring: Box, taken: list[Box]) -> tuple[float, float]:
    """Return the first spot on the ring that covers nothing to be read, nor another mark, nor leaves the picture."""
    out, over = 8, 4
    spots = (
        (ring.right + out, ring.middle),
        (ring.right - over, ring.y - over),
        (ring.right + over, ring.y),
        (ring.right - 16, ring.y - over),
        (ring.right + over, ring.bottom),
        (ring.x - out, ring.middle),
        (ring.x, ring.y - over),
        (ring.x, ring.bottom + over),
        (ring.right - over, ring.bottom + over),
        (ring.x + ring.width / 2, ring.y - out),
        (ring.x + ring.width / 2, ring.bottom + out),
    )
    page = Box(0, 0, canvas.width, canvas.height).grown(-6)
    words = [word.box for word in canvas.words]

    def cost(spot: tuple[float, float]) -> int:
        disc = Box(spot[0] - BADGE - 1, spot[1] - BADGE - 1, 2 * BADGE + 2, 2 * BADGE + 2)
        return (
            sum(disc.meets(word) for word in words)
            + 2 * sum(disc.meets(other) for other in taken)
            + 3 * (not page.holds(disc))
        )

    return min(spots, key=cost)

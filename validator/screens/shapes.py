"""Boxes, and the canvas on which parts are drawn in the order in which they lie over each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from .metrics import text_width
from .theme import Theme


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in units of the picture."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """The height of the middle."""
        return self.y + self.height / 2

    def grown(self, by: float) -> Box:
        """Return the box with every edge moved outwards."""
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def meets(self, other: Box) -> bool:
        """Say whether the two boxes share any area."""
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )

    def holds(self, other: Box) -> bool:
        """Say whether the other box lies wholly inside."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of text on the canvas."""

    text: str
    box: Box  # the room it was reckoned to take
    within: Box  # the box it must not leave
    style: str  # its class of type
    colour: str  # its class of colour


@dataclass(slots=True)
class Canvas:
    """What has been drawn so far: marked-up shapes, words with their boxes, and the places that marks can point to."""

    theme: Theme
    width: float
    height: float = 0
    items: list[tuple[str, Word | None]] = field(default_factory=list)
    places: dict[str, Box] = field(default_factory=dict)

    @property
    def words(self) -> list[Word]:
        """All words, in the order of the drawing."""
        return [word for _, word in self.items if word]

    def rectangle(self, box: Box, colour: str, radius: float = 0) -> None:
        """Draw a rectangle; one that has an outline is drawn on half units, where a line of one unit is sharp."""
        if self.theme.outlined(colour):
            box = box.grown(-0.5)
        round_ = f' rx="{number(radius)}"' if radius else ""
        self._add(
            f'<rect class="{colour}" x="{number(box.x)}" y="{number(box.y)}" '
            f'width="{number(box.width)}" height="{number(box.height)}"{round_}/>'
        )

    def circle(self, x: float, y: float, radius: float, colour: str) -> None:
        """Draw a circle."""
        self._add(f'<circle class="{colour}" cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"/>')

    def path(self, data: str, colour: str) -> None:
        """Draw a path; one that follows another of its colour becomes part of it."""
        start = f'<path class="{colour}" d="'
        if self.items and self.items[-1][0].startswith(start):
            self.items[-1] = (self.items[-1][0].removesuffix('"/>') + data + '"/>', None)
        else:
            self._add(f'{start}{data}"/>')

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        style: str,
        colour: str,
        within: Box,
        anchor: str = "start",
    ) -> Word:
        """Draw one line of text."""
        size, width = self.theme.size(style), self.measure(text, style)
        left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
        box = Box(left, baseline - 0.74 * size, width, 0.96 * size)
        word = Word(text, box, within, style, colour)
        turned = f' text-anchor="{anchor}"' if anchor != "start" else ""
        place = f'class="{style} {colour}" x="{number(x)}" y="{number(baseline)}"{turned}'
        self.items.append((f"<text {place}>{escape(text, quote=False)}</text>", word))
        return word

    def measure(self, text: str, style: str) -> int:
        """Return the width that a text may take in a style."""
        kind = self.theme.kind(style)
        return text_width(text, kind.size, kind.bold)

    def lines(self, text: str, style: str, room: float) -> list[str]:
        """Break a text into lines that fit; a word that is longer than a line stands alone on its own."""
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if not lines[-1] or self.measure(longer, style) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def cut(self, text: str, style: str, room: float) -> str:
        """Return the text as a box on a screen shows it: what does not fit gives way to an ellipsis."""
        if self.measure(text, style) <= room:
            return text
        while text and self.measure(text + "…", style) > room:
            text = text[:-1]
        return text.rstrip("… ") + "…"

    def beneath(self, at: int, draw: Canvas) -> None:
        """Put what was drawn on another canvas below everything from item `at` on."""
        self.items[at:at] = draw.items

    def _add(self, item: str) -> None:
        self.items.append((item, None))


def number(value: float) -> str:
    """Write a coordinate: no more than two decimals, and none where none are needed."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))

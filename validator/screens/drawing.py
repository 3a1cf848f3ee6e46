"""Turns a scene and a language into a drawing: one for wide columns, and one for narrow ones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ..contract import load_contract
from .marks import draw_arrow, draw_ring, ring_of
from .pen import Pen
from .reading import CONTRACT, forget_files, load_scene, load_words, refuse
from .scene import Scene, ScreenWords
from .shapes import Box, Canvas
from .theme import load_theme
from .windows import draw_window

# Units of width; a unit is about a pixel where a picture is shown.
WIDE, NARROW = 660, 360
MARGIN = 1
LEAST = 300.0  # height of a window, so that it looks like one


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished drawing."""

    canvas: Canvas

    @property
    def size(self) -> tuple[int, int]:
        """Width and height, in units."""
        return round(self.canvas.width), round(self.canvas.height)

    @property
    def inside(self) -> str:
        """The shapes, as SVG."""
        return "".join(item for item, _ in self.canvas.items)


@cache
def draw_scene(name: str, language: str, narrow: bool = False) -> Drawing:
    """Draw a scene that comes with the package."""
    return draw(load_scene(name), load_words(language), language, narrow)


def forget() -> None:
    """Forget what was read and drawn, so that the next picture is drawn from the files as they are now."""
    draw_scene.cache_clear()
    forget_files()


def draw(scene: Scene, words: ScreenWords, language: str, narrow: bool = False) -> Drawing:
    """Draw a scene; `DataError` where a mark or an arrow points to nothing."""
    contract = load_contract(CONTRACT)
    names = contract.names(language)

    def say(text: str) -> str:
        key = text.removeprefix("@")
        if key == text:
            return text
        return words.labels[key] if key in words.labels else names.field(key).target

    # Windows between which nothing is carried over stand below each other where there is little room.
    stacked = narrow and not scene.level
    columns = 1 if stacked else len(scene.windows)
    gap = 26 if narrow else 36
    width = NARROW if narrow else WIDE
    room = (width - 2 * MARGIN - gap * (columns - 1)) / columns
    least, drop = (0.0 if stacked and len(scene.windows) > 1 else LEAST), 0.0
    canvas = Canvas(load_theme(), width)
    for _ in range(
        3
    ):  # at most, until all windows are as tall as the tallest, and what is to lie level lies level
        canvas, heights = Canvas(load_theme(), width), list[float]()
        for at, window in enumerate(scene.windows):
            pen = Pen(canvas, "s" if window.side == "source" else "t", say, contract, narrow)
            platform = contract.source_platform if window.side == "source" else contract.target_platform
            x, y = (0.0, sum(heights) + gap * at) if stacked else ((room + gap) * at, 0.0)
            area = Box(MARGIN + x, MARGIN + y, room, 0)
            heights.append(draw_window(pen, window, platform, area, scene.narrow, least, drop))
        canvas.height = (sum(heights) + gap * (len(heights) - 1) if stacked else max(heights)) + 2 * MARGIN
        before = least, drop
        if not stacked:
            least = max(heights)
        if scene.level:
            first, second = (_place(scene, canvas, name, "level") for name in scene.level)
            drop += second.y - first.y
        if (least, drop) == before:
            break
    _draw_marks(scene, canvas)
    return Drawing(canvas)


def _draw_marks(scene: Scene, canvas: Canvas) -> None:
    taken = list[Box]()
    for at, mark in enumerate(scene.marks):
        place = _place(scene, canvas, mark.on, f"marks[{at}].on")
        others = [
            ring_of(canvas.places[other.on])
            for other in scene.marks
            if other is not mark and other.on in canvas.places
        ]
        taken.append(draw_ring(canvas, place, mark.number, taken + others))
    for at, arrow in enumerate(scene.arrows):
        start = _place(scene, canvas, arrow.start, f"arrows[{at}].from")
        end = _place(scene, canvas, arrow.end, f"arrows[{at}].to")
        draw_arrow(canvas, start, end, arrow.number)


def _place(scene: Scene, canvas: Canvas, name: str, where: str) -> Box:
    if name not in canvas.places:
        known = ", ".join(place for place in canvas.places if not place.startswith("~"))
        refuse(scene.file, where, f"nothing on the screen is called '{name}'; there is: {known}")
    return canvas.places[name]


def svg(drawing: Drawing, attributes: str = "") -> str:
    """Return a drawing as an SVG element; colours and type come from the stylesheet."""
    width, height = drawing.size
    return f'<svg{attributes} viewBox="0 0 {width} {height}" width="{width}" height="{height}">{drawing.inside}</svg>'

"""The markup of a picture on a page."""

from __future__ import annotations

from html import escape
from pathlib import Path

from .drawing import WIDE, Drawing, draw_scene, svg
from .marks import draw_ring
from .reading import load_scene, load_words
from .real import Screenshot, find_screenshot
from .scene import Scene
from .shapes import Box, Canvas
from .theme import load_theme

# Two arrows that point outwards.
ENLARGE = "M12 3h5v5M17 3l-6 6M8 17H3v-5M3 17l6-6"


def figure_html(scene: str, language: str, screenshots: Path | None = None, address: str = "") -> str:
    """Return the picture of a scene as a whole figure.

    screenshots: folder with real ones, `<language>/<scene>.png` or `.webp`. address: of that folder on the site,
    as seen from the page. `DataError` names file, line and cure where a picture cannot be drawn.
    """
    words, step = load_words(language), load_scene(scene).step
    real = find_screenshot(screenshots, scene, language) if screenshots else None
    if real:
        room, picture = (
            "",
            _real(real, load_scene(scene), f"{address.rstrip('/')}/{language}/{real.file.name}"),
        )
    else:
        room, picture = _drawn(draw_scene(scene, language), draw_scene(scene, language, narrow=True))
    alt, close = escape(words.alt[scene]), escape(words.figure["close"])
    enlarge = escape(words.figure["enlarge"].format(step=step))
    return (
        f'<figure class="screen" data-screen="{scene}">{room}'
        f'<div class="screen-picture{" screen-real" if real else ""}" role="img" aria-label="{alt}" translate="no">'
        f"{picture}</div>"
        f'<button class="screen-enlarge" type="button" hidden aria-label="{enlarge}" data-close="{close}">'
        f'<svg viewBox="0 0 20 20" aria-hidden="true"><path d="{ENLARGE}"/></svg></button></figure>'
    )


def _drawn(wide: Drawing, narrow: Drawing) -> tuple[str, str]:
    """Return empty pictures, which keep the place while the drawing itself is put off, and the drawings."""
    rooms = [
        f'<svg class="{name}" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'aria-hidden="true"></svg>'
        for name, (width, height) in (("screen-wide", wide.size), ("screen-narrow", narrow.size))
    ]
    drawings = [
        svg(drawing, f' class="{name}" aria-hidden="true"')
        for name, drawing in (("screen-wide", wide), ("screen-narrow", narrow))
    ]
    return "".join(rooms), "".join(drawings)


def _real(real: Screenshot, scene: Scene, address: str) -> str:
    """Return a real screenshot, with the scene's marks over it where the scene gives their place."""
    height = round(WIDE * real.height / real.width)
    canvas, taken = Canvas(load_theme(), WIDE, height), list[Box]()
    for mark in scene.marks:
        if mark.real:
            x, y, wide, high = mark.real
            place = Box(WIDE * x / 1000, height * y / 1000, WIDE * wide / 1000, height * high / 1000)
            taken.append(draw_ring(canvas, place, mark.number, taken))
    over = svg(Drawing(canvas), ' class="screen-over" aria-hidden="true"') if taken else ""
    return (
        f'<img src="{escape(address)}" width="{real.width}" height="{real.height}" alt="" loading="lazy" '
        f'decoding="async">{over}'
    )

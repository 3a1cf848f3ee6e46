"""The markup of a picture on a page."""

from __future__ import annotations

from html import escape

from .drawing import Drawing, draw_scene, svg
from .reading import load_scene, load_words


def figure_html(scene: str, language: str) -> str:
    """Return a picture as a whole figure; `DataError` names file, line and cure where it cannot be drawn."""
    words, step = load_words(language), load_scene(scene).step
    wide, narrow = draw_scene(scene, language), draw_scene(scene, language, narrow=True)
    enlarge = escape(words.figure["enlarge"].format(step=step))
    return (
        f'<figure class="screen" data-screen="{scene}">'
        f"{_room(wide, 'screen-wide')}{_room(narrow, 'screen-narrow')}"
        f'<div class="screen-picture" role="img" aria-label="{escape(words.alt[scene])}" translate="no">'
        f"{_picture(wide, 'screen-wide')}{_picture(narrow, 'screen-narrow')}</div>"
        f'<button class="screen-enlarge" type="button" hidden aria-label="{enlarge}" '
        f'data-close="{escape(words.figure["close"])}"></button></figure>'
    )


def _room(drawing: Drawing, name: str) -> str:
    """Return an empty picture of the same size: it keeps the place while the drawing itself is put off."""
    width, height = drawing.size
    return (
        f'<svg class="{name} screen-room" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'aria-hidden="true"></svg>'
    )


def _picture(drawing: Drawing, name: str) -> str:
    return svg(drawing, f' class="{name}" aria-hidden="true" focusable="false"')

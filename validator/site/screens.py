"""The picture of a step, or its place while there is none."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from ..tables import DataError
from .page import Page

SCREENS = f"{str(__package__).rpartition('.')[0]}.screens"


def screen(scene: str, page: Page, store: Callable[[str], str]) -> ET.Element:
    """Return the picture of a scene; an empty place of its size on a site without pictures."""
    html = _figure(scene, page.language, page.screenshots, page.screenshots_address)
    place = ET.Element("div", {"class": "picture" if html else "picture picture--empty", "data-scene": scene})
    # What stands inside a picture is no text to be found.
    place.set("data-search-exclude", "")
    if html:
        place.text = store(html)
    return place


def forget() -> None:
    """Forget the pictures that were made, so that a change is seen while the site is served."""
    _figure.cache_clear()
    if find_spec(SCREENS):
        import_module(SCREENS).forget()


@cache
def _figure(scene: str, language: str, screenshots: str, address: str) -> str:
    # A site that uses the checker alone may leave the pictures out.
    if find_spec(SCREENS) is None:
        return ""
    screens = import_module(SCREENS)
    if scene not in screens.scene_names():
        raise DataError(f"[[screen {scene}]]: no such scene; known: {', '.join(screens.scene_names())}")
    return str(screens.figure_html(scene, language, Path(screenshots) if screenshots else None, address))

"""The picture of a step, or its place while there is none."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from ..tables import DataError
from .page import Page

SCREENS = f"{str(__package__).rpartition('.')[0]}.screens"


def screen(scene: str, page: Page, store: Callable[[str], str]) -> ET.Element:
    """Return the picture of a scene; an empty place of its size on a site without pictures."""
    html = _figure(scene, page)
    place = ET.Element("div", {"class": "picture" if html else "picture picture--empty", "data-scene": scene})
    # What stands inside a picture is no text to be found.
    place.set("data-search-exclude", "")
    if html:
        place.text = store(html)
    return place


def forget() -> None:
    """Forget the scenes and words that were read, so that a change is seen while the site is served."""
    if find_spec(SCREENS):
        import_module(SCREENS).forget()


def _figure(scene: str, page: Page) -> str:
    # A site that uses the checker alone may leave the pictures out.
    if find_spec(SCREENS) is None:
        return ""
    screens = import_module(SCREENS)
    if scene not in screens.scene_names():
        raise DataError(f"[[screen {scene}]]: no such scene; known: {', '.join(screens.scene_names())}")
    folder = Path(page.screenshots) if page.screenshots else None
    return str(screens.figure_html(scene, page.language, folder, page.screenshots_address))

"""The picture of a step, or its place while there is none."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from .page import Page


def screen(scene: str, page: Page, store: Callable[[str], str]) -> ET.Element:
    """Return the picture of a scene; an empty place of its size where there is no such scene."""
    html = _drawn(scene, page.language)
    place = ET.Element("div", {"class": "screen" if html else "screen screen--empty", "data-scene": scene})
    if html:
        place.text = store(html)
    return place


def _drawn(scene: str, language: str) -> str:
    # A site that uses the checker alone may leave the pictures out.
    name = f"{__package__.rpartition('.')[0]}.screens"
    if find_spec(name) is None:
        return ""
    module = import_module(name)
    try:
        return str(module.figure_html(scene, language))
    except (AttributeError, LookupError, FileNotFoundError):
        return ""

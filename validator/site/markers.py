"""Lines that stand for a part of a page: `[[checker]]`, `[[scope-form]]`, `[[scope-table]]`, `[[screen step-06]]`."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping

from ..tables import DataError
from .checker import checker
from .page import Page
from .scope_form import scope_form
from .scope_table import scope_table
from .screens import screen

MARKER = re.compile(r"\[\[(?P<name>[a-z-]+)(?: (?P<argument>[\w.-]+))?\]\]")

PARTS: Mapping[str, Callable[[Page], ET.Element]] = {
    "checker": checker,
    "scope-form": scope_form,
    "scope-table": scope_table,
}


def fill_markers(root: ET.Element, page: Page, store: Callable[[str], str]) -> None:
    """Replace each paragraph that holds a marker and nothing else; `store` keeps finished HTML as it is."""
    for parent in list(root.iter()):
        for at, child in enumerate(parent):
            marker = (
                MARKER.fullmatch((child.text or "").strip()) if child.tag == "p" and not len(child) else None
            )
            if marker:
                parent[at] = _part(marker["name"], marker["argument"], page, store)
                parent[at].tail = child.tail


def _part(name: str, argument: str | None, page: Page, store: Callable[[str], str]) -> ET.Element:
    if name == "screen" and argument:
        return screen(argument, page, store)
    if name not in PARTS or argument:
        raise DataError(
            f"[[{name}]]: no such marker; known: {', '.join(PARTS)}, screen with the name of a scene"
        )
    return PARTS[name](page)

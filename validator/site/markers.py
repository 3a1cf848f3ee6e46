"""Lines that stand for a part of a page: `[[checker]]`, `[[scope-form]]`, `[[scope-table]]`, `[[screen step-06]]`."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping

from ..tables import DataError
from .checker import checker
from .html import template
from .page import Page
from .scope_form import scope_form
from .scope_table import scope_table
from .screens import screen
from .support import finding_codes, step_links

MARKER = re.compile(r"\[\[(?P<name>[a-z-]+)(?: (?P<argument>[\w.-]+))?\]\]")

HEADING = re.compile(r"h([1-6])")

# Each is given the page and the level of the heading it stands under.
PARTS: Mapping[str, Callable[[Page, int], ET.Element]] = {
    "checker": checker,
    "finding-codes": finding_codes,
    "scope-form": scope_form,
    "scope-table": scope_table,
    "self-test": lambda page, _: template("self-test.html", page.words),
    "support-steps": step_links,
}


def fill_markers(root: ET.Element, page: Page, store: Callable[[str], str]) -> None:
    """Replace each paragraph that holds a marker and nothing else; `store` keeps finished HTML as it is."""
    parents = {child: parent for parent in root.iter() for child in parent}
    depth = 1
    for element in list(root.iter()):
        heading = HEADING.fullmatch(element.tag)
        depth = int(heading[1]) if heading else depth
        marker = _marker(element)
        if marker:
            part = _part(marker["name"], marker["argument"], page, depth, store)
            part.tail = element.tail
            siblings = parents[element]
            siblings[list(siblings).index(element)] = part


def _marker(element: ET.Element) -> re.Match[str] | None:
    alone = element.tag == "p" and not len(element)
    return MARKER.fullmatch((element.text or "").strip()) if alone else None


def _part(name: str, argument: str | None, page: Page, depth: int, store: Callable[[str], str]) -> ET.Element:
    if name == "screen" and argument:
        return screen(argument, page, store)
    if name not in PARTS or argument:
        raise DataError(
            f"[[{name}]]: no such marker; known: {', '.join(PARTS)}, screen with the name of a scene"
        )
    return PARTS[name](page, depth)

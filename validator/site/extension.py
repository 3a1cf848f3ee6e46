"""The Markdown extension: steps become sections, one-line markers become tables, forms and pictures."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import override

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from ..contract import load_contract
from .labels import MARK, SOURCE_LABEL, TARGET_LABEL, mark, panel_label
from .markers import fill_markers
from .page import CHECKER, GUIDE, HELP, SCOPES, Page
from .steps import add_copy_buttons, add_way, section_steps, spread_language

# Before the list of contents is made (5), so that headings carry what it shows; after inline text (20), whose
# underscores and stars must not be looked for in machine names; after the attribute lists (8) that carry the ids.
AFTER_ATTRIBUTES = 7
# Before links (160), so that double brackets are not taken for one; after code (190), where they are shown as written.
BEFORE_LINKS = 175


class ValidatorExtension(Extension):
    """What the pages of a guide need beyond Markdown."""

    def __init__(self, **options: object) -> None:
        self.config = {
            "contract": ["bigcommerce-huboo", "Name of a contract, or the path of its file"],
            "language": ["en", "Language of the page"],
            "guide": [GUIDE, "The page with the steps"],
            "help": [HELP, "The page with a section for each finding"],
            "scopes": [SCOPES, "The page with the scope table and the scope form"],
            "checker": [CHECKER, "The page with the checker"],
            "first": ["", "Address of the site's first page, as seen from the page"],
            "screenshots": ["", "Folder with real screenshots, one folder per language"],
            "screenshots_address": ["", "Address of that folder, as seen from the page"],
        }
        super().__init__(**options)

    @override
    def extendMarkdown(self, md: Markdown) -> None:
        page = Page(
            contract=load_contract(self.getConfig("contract")),
            language=self.getConfig("language"),
            guide=self.getConfig("guide"),
            help=self.getConfig("help"),
            scopes=self.getConfig("scopes"),
            checker=self.getConfig("checker"),
            first=self.getConfig("first"),
            screenshots=self.getConfig("screenshots"),
            screenshots_address=self.getConfig("screenshots_address"),
        )
        md.registerExtension(self)
        md.inlinePatterns.register(_Label(SOURCE_LABEL, md, "source"), "ui", BEFORE_LINKS)
        md.inlinePatterns.register(_Label(TARGET_LABEL, md, "target"), "ui-target", BEFORE_LINKS)
        md.inlinePatterns.register(_Mark(MARK, md), "mark", BEFORE_LINKS)
        md.treeprocessors.register(_Parts(md, page), "validator", AFTER_ATTRIBUTES)


class _Label(InlineProcessor):
    def __init__(self, pattern: str, md: Markdown, side: str) -> None:
        super().__init__(pattern, md)
        self._side = side

    @override
    def handleMatch(  # type: ignore[override]  # the base class still declares the old, shorter form
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element, int, int]:
        return panel_label(m["label"], m["meaning"], self._side), m.start(0), m.end(0)


class _Mark(InlineProcessor):
    @override
    def handleMatch(  # type: ignore[override]  # as above
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element, int, int]:
        return mark(m["number"]), m.start(0), m.end(0)


class _Parts(Treeprocessor):
    def __init__(self, md: Markdown, page: Page) -> None:
        super().__init__(md)
        self._page = page

    @override
    def run(self, root: ET.Element) -> None:
        fill_markers(root, self._page, self.md.htmlStash.store)
        spread_language(root)
        section_steps(root, self._page.contract, self._page.words)
        add_copy_buttons(root, self._page.words)
        add_way(root, self._page)

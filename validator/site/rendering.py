"""A page whose Markdown was converted in an earlier build, from the same text and files, is not converted again."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pkgutil import iter_modules
from typing import TYPE_CHECKING, override

import markdown.extensions

from .store import STORE

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page
    from mkdocs.structure.toc import TableOfContents

# Markdown's own extensions and ours. Others may read files, or tell a plugin what they saw.
MARKDOWN = "markdown.extensions."
PURE = frozenset(("validator", *(module.name for module in iter_modules(markdown.extensions.__path__))))
LOG = logging.getLogger("mkdocs")


@dataclass(frozen=True, slots=True)
class _Rendered:
    """What MkDocs knows of a page when it has converted it."""

    content: str | None
    toc: TableOfContents
    title: str | None
    anchors: set[str] | None
    links: dict[str, dict[str, str]]  # to other pages' anchors: by the page's file, by anchor


def render(page: Page, config: MkDocsConfig, files: Files, drawn_from: object) -> None:
    """Convert a page, or take what came of it last time; `drawn_from` tells of the files that our extension reads."""
    question = (
        "page", page.markdown, page.file.src_uri, page.file.url,
        [(file.src_uri, file.url, file.inclusion.value) for file in files],
        config.markdown_extensions, config.mdx_configs, config.validation, drawn_from,
    )  # fmt: skip
    kept = STORE.find(question) if _is_pure(config) else None
    if isinstance(kept, _Rendered):
        page.content, page.toc = kept.content, kept.toc
        page._title_from_render, page.present_anchor_ids = kept.title, kept.anchors  # noqa: SLF001
        page.links_to_anchors = {files.src_uris[file]: links for file, links in kept.links.items()}
        return
    said = _Said()
    LOG.addHandler(said)
    try:
        type(page).render(page, config, files)
    finally:
        LOG.removeHandler(said)
    # What is said of a page has to be said each time; a quiet build says nothing, one that says more than usual
    # does not look at links.
    if (
        _is_pure(config)
        and not said.anything
        and LOG.isEnabledFor(logging.INFO)
        and page.links_to_anchors is not None
    ):
        links = {file.src_uri: links for file, links in page.links_to_anchors.items()}
        rendered = _Rendered(page.content, page.toc, page._title_from_render, page.present_anchor_ids, links)  # noqa: SLF001
        STORE.keep(question, rendered)


def _is_pure(config: MkDocsConfig) -> bool:
    """Say whether a page is made of what it is asked for with, and nothing is learned from it elsewhere."""
    return all(str(name).removeprefix(MARKDOWN) in PURE for name in config.markdown_extensions)


class _Said(logging.Handler):
    anything = False

    @override
    def emit(self, record: logging.LogRecord) -> None:
        self.anything |= record.levelno >= logging.INFO

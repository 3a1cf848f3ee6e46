"""The place to paste credentials into, and what to look at by eye where it cannot run."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from ..contract import AddressShape, Field, ValueShape
from .html import template, text
from .page import Page


def checker(page: Page, depth: int) -> ET.Element:
    """Return the place for a paste and the places for the answer."""
    fields = [page.contract.field(id) for id in page.contract.form_order]
    return template(
        "checker.html",
        page.words,
        contract=text(page.contract.id),
        depth=str(depth + 1),
        language=text(page.all_words.language),
        guide=text(page.guide),
        help=text(page.help),
        scopes=text(page.scopes),
        checker=text(page.checker),
        manual="".join(_manual(field, page) for field in fields),
    )


def _manual(field: Field, page: Page) -> str:
    names = page.names.field(field.id)
    return (
        f'<li><b translate="no">{text(field.label)}</b> → <b>{text(names.target)}</b>:'
        f" {_shape(field.shape, page)}</li>"
    )


def _shape(shape: ValueShape | AddressShape, page: Page) -> str:
    if isinstance(shape, AddressShape):
        start, end = f"<code>{text(shape.prefix)}</code>", f"<code>/{text(shape.version)}/</code>"
        return text(page.words["manual_address"]).replace("{start}", start).replace("{end}", end)
    return (
        text(page.words["manual_value"])
        .replace("{length}", str(shape.lengths[0]))
        .replace("{characters}", f"<code>{text(shape.characters)}</code>")
    )

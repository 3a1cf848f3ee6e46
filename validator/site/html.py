"""Elements of a page, made from templates in which words stand as `$name`."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from string import Template

from ..tables import DataError

# A place in a word that the page fills in later, with a number or a name.
PLACE = re.compile(r"\{(?P<name>[a-z]+)\}")


def template(name: str, words: Mapping[str, str], **parts: str) -> ET.Element:
    """Return the element that a template makes with these words; `parts` are finished HTML."""
    texts = {
        key: PLACE.sub(r'<span data-slot="\g<name>"></span>', html.escape(word))
        for key, word in words.items()
    }
    try:
        return ET.fromstring(_template(name).substitute(texts, **parts))  # noqa: S314  # our own file
    except KeyError as missing:
        raise DataError(f"words: page.{missing.args[0]}: missing; {name} needs it") from None


def text(value: str) -> str:
    """Return a text as HTML."""
    return html.escape(value)


@cache
def _template(name: str) -> Template:
    return Template((files(__package__) / "templates" / name).read_text(encoding="utf-8"))

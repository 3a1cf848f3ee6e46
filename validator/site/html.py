"""Elements of a page, made from templates in which words stand as `$name`."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from string import Template

# What two elements have in common stands in a template of its own.
INCLUDE = re.compile(r'<include href="(?P<name>[a-z-]+\.html)" />')
# A place in a word that the page fills in later, with a number or a name.
PLACE = re.compile(r"\{(?P<name>[a-z]+)\}")
NEIGHBOUR = re.compile(r'\s*<link rel="(?:prev|next)" [^>]*>')
# Where nothing is typed, HTML knows no such attribute.
COMPLETED = re.compile(r'(<input [^>]*type="checkbox"[^>]*?) autocomplete="off"')
PLAIN_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)


def template(name: str, words: Mapping[str, str], **parts: str) -> ET.Element:
    """Return the element that a template makes with these words; `parts` are finished HTML."""
    source = _template(name)
    needed = {key: _places(html.escape(words[key])) for key in source.get_identifiers() if key not in parts}
    return ET.fromstring(source.substitute(needed, **parts))  # noqa: S314  # our own file


def text(value: str) -> str:
    """Return a text as HTML."""
    return html.escape(value)


def with_wide_tables(page: str) -> str:
    """Return a finished page whose plain tables scroll where the window is narrow: in the theme, a script does that."""
    return PLAIN_TABLE.sub(
        r'<div class="md-typeset__scrollwrap"><div class="md-typeset__table">\g<0></div></div>', page
    )


def without_completion(page: str) -> str:
    """Return a finished page whose boxes to tick say nothing about completion, as the theme's do."""
    return COMPLETED.sub(r"\g<1>", page)


def without_neighbours(page: str) -> str:
    """Return a finished page whose head names no next page: Firefox fetches it at once, which the policy refuses."""
    head, body, rest = page.partition("<body")
    return NEIGHBOUR.sub("", head) + body + rest


@cache
def _template(name: str) -> Template:
    return Template(INCLUDE.sub(lambda found: _source(found["name"]), _source(name)))


def _source(name: str) -> str:
    return (files(__package__) / "templates" / name).read_text(encoding="utf-8").rstrip("\n")


def _places(word: str) -> str:
    return PLACE.sub(r'<span data-slot="\g<name>"></span>', word)

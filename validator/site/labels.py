"""Labels of the panels inside a sentence: as they stand on the screen, with what they mean."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from markdown.util import AtomicString

# [[ui Create API account|Utwórz konto API]]: the source's label | its meaning in the reader's language.
SOURCE_LABEL = r"\[\[ui (?P<label>[^|\[\]]+?)(?:\s*\|\s*(?P<meaning>[^|\[\]]+?))?\s*\]\]"
# [[ui-target Połącz]]: a label of the target's form, which speaks the reader's language.
TARGET_LABEL = SOURCE_LABEL.replace("ui ", "ui-target ", 1)

# [[mark 2]]: the number of a mark on the picture, where a sentence speaks of it.
MARK = r"\[\[mark (?P<number>\d{1,2})\]\]"


def mark(number: str) -> ET.Element:
    """Return a number that looks as it does on the picture."""
    span = ET.Element("span", {"class": "screen-mark"})
    span.text = AtomicString(number)
    return span


def panel_label(label: str, meaning: str | None, side: str) -> ET.Element:
    """Return a label of the source's or the target's panel; the source's panel speaks English."""
    span = ET.Element("span", {"class": f"ui ui--{side}"})
    name = ET.SubElement(span, "b", {"lang": "en", "translate": "no"} if side == "source" else {})
    # Not to be read as Markdown: a label may hold any sign.
    name.text = AtomicString(label)
    if meaning:
        name.tail = " "
        ET.SubElement(span, "span", {"class": "ui__meaning"}).text = AtomicString(f"({meaning})")
    return span

"""Turns the headings of steps and what follows them into sections."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from itertools import pairwise

from ..contract import Contract, Step
from ..report import CODES
from .html import template, text
from .page import Page

STEP_ID = re.compile(r"step-(?P<number>\d+)")
HEADING = re.compile(r"h[1-6]")
STEP = "step"  # class of a step's section
TOOLS = ("credentials-checker", "scope-form")  # what steps send readers to
# The anchor that links of the old guide use, whatever the page's language.
OLD_ANCHOR = "krok-{}"


def spread_language(root: ET.Element) -> None:
    """Give what stands below a heading with a language that language, up to the next part of the page."""
    language = ""
    for element in root:
        if HEADING.fullmatch(element.tag):
            # Other headings get their id later: one that has it now begins a part.
            if element.get("id") or element.get("lang"):
                language = element.get("lang", "")
        elif language and "lang" not in element.attrib:
            element.set("lang", language)


def section_steps(root: ET.Element, contract: Contract, words: Mapping[str, str]) -> None:
    """Wrap each `## ... { #step-N }` with what follows, up to the next heading of its level or above."""
    steps = {step.number: step for step in contract.steps}
    section: ET.Element | None = None
    for element in list(root):
        step = _step(element, steps)
        if step:
            section = ET.Element("section")
            root.insert(list(root).index(element), section)
            section.tail = element.tail
            root.remove(element)
            _open(section, element, step, contract, words)
        elif element.tag in ("h1", "h2"):
            section = None
        elif section is not None:
            root.remove(element)
            section.append(element)
    sections = [element for element in root if element.get("class") == STEP]
    for section in sections:
        number = section.get("id", "").rpartition("-")[2]
        section.append(template("step-foot.html", words, number=number))


def add_way(root: ET.Element, page: Page) -> None:
    """Put below the guide, and below what it sends readers to, how far they have come and which step is next."""
    on_the_way = any(
        element.get("class") == STEP
        or element.tag in TOOLS
        or (element.tag == "h3" and element.get("id") in CODES)
        for element in root.iter()
    )
    if on_the_way:
        steps = str(len(page.contract.steps))
        root.append(template("progress.html", page.words, steps=steps, guide=text(page.guide)))


def add_copy_buttons(root: ET.Element, words: Mapping[str, str]) -> None:
    """Put a button that copies its short link below the first paragraph of every section that a finding leads to."""
    elements = list(root)
    for heading, below in pairwise(elements):
        if heading.tag == "h3" and heading.get("id") in CODES:
            button = template("copy-section.html", words, code=heading.get("id", ""))
            root.insert(list(root).index(below) + 1, button)


def _step(element: ET.Element, steps: Mapping[int, Step]) -> Step | None:
    match = STEP_ID.fullmatch(element.get("id", "")) if element.tag == "h2" else None
    return steps.get(int(match["number"])) if match else None


def _open(
    section: ET.Element, heading: ET.Element, step: Step, contract: Contract, words: Mapping[str, str]
) -> None:
    platform = contract.source_platform if step.side == "source" else contract.target_platform
    section.attrib |= {
        "class": STEP,
        "id": OLD_ANCHOR.format(step.number),
        "data-side": step.side,
    }
    heading.set("data-toc-label", f"{step.number}. {''.join(heading.itertext()).strip()}")
    title = ET.Element("span", {"class": "step__title"})
    title.text = heading.text
    title.extend(list(heading))
    for child in list(heading):
        heading.remove(child)
    heading.text = None
    number = ET.SubElement(heading, "span", {"class": "step__number"})
    # Read aloud and found by search as "Krok 6:", seen as a large 6.
    spoken = ET.SubElement(number, "span", {"class": "unseen"})
    before, _, after = words["step"].partition("{step}")
    spoken.text, spoken.tail = before, str(step.number)
    ET.SubElement(number, "span", {"class": "unseen"}).text = f"{after} "
    heading.append(title)
    section.append(heading)
    before, _, after = words["on_side"].partition("{side}")
    side = ET.SubElement(section, "p", {"class": "step__side"})
    side.text = before
    name = ET.SubElement(side, "b", {"translate": "no"})
    name.text, name.tail = platform, after

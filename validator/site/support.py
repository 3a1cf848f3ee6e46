"""What a support agent copies: links and sentences for every step in every language, and the finding codes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from html import escape

from ..report import CODES
from .alternates import Edition
from .html import template, text
from .page import Page
from .sections import Section

# The steps of other languages are known when all of them are built: then the table takes this element's place.
STEPS = '<div data-support-steps=""></div>'
STEPS_PLACE = re.compile(r'<div data-support-steps=""\s*(?:/>|></div>)')
PLACE = re.compile(r"\{[a-z]+\}\.?")  # at a sentence's end, three dots are enough


def step_links(page: Page, depth: int) -> ET.Element:
    """Return the place of the table of links."""
    return ET.fromstring(STEPS)  # noqa: S314  # our own


def finding_codes(page: Page, depth: int) -> ET.Element:
    """Return every finding's code with its sentence and its place on the help page.

    What is copied leads to the merchant's language, which need not be the agent's.
    """
    rows = "".join(
        f'<tr><th scope="row"><code translate="no">{text(code)}</code></th>'
        f"<td>{text(PLACE.sub('\u2026', page.all_words.findings[code].first))} "
        f'<a href="{text(page.help)}#{text(code)}">{text(page.words["to_help"])}</a></td>'
        f"<td>{_button(f'{page.first}h/{code}/', None, page.words['support_link'], page.words)}</td></tr>"
        for code in CODES
    )
    return template("finding-codes.html", page.words, rows=rows)


def with_step_links(
    html: str, own: Edition, editions: Sequence[Edition], steps: Mapping[str, Mapping[int, Section]]
) -> str:
    """Return a page with the table of links: steps down, languages across; `steps` are those of each language."""
    if not STEPS_PLACE.search(html):
        return html
    shown = [edition for edition in editions if edition.language in steps]
    head = "".join(
        f'<th scope="col" lang="{escape(edition.language)}">{escape(edition.name)}</th>' for edition in shown
    )
    rows = "".join(
        f'<tr><th scope="row">{number}. {escape(_title(section))}</th>'
        + "".join(_cell(number, edition, own, steps[edition.language]) for edition in shown)
        + "</tr>"
        for number, section in steps[own.language].items()
    )
    table = (
        f'<div class="support-steps" data-search-exclude="" role="region" '
        f'aria-label="{escape(own.words["support_steps_label"])}"><table class="step-links">'
        f"<thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
    return STEPS_PLACE.sub(lambda _: table, html)


def _cell(number: int, edition: Edition, own: Edition, steps: Mapping[int, Section]) -> str:
    sentence = edition.words["support_sentence"]
    sentence = sentence.replace("{step}", str(number)).replace("{title}", _title(steps[number]))
    link = f"{edition.language}/s/{number}/"
    # The support page lies one level below its language's first page, which may lie below the site's.
    up = "../../" if own.home.endswith(f"/{own.language}/") else "../"
    return (
        f'<td data-language="{escape(edition.name)}">'
        f"{_button(up + link, None, own.words['support_link'], own.words)} "
        f"{_button(up + link, sentence, own.words['support_sentence_button'], own.words)}</td>"
    )


def _button(link: str, sentence: str | None, label: str, words: Mapping[str, str]) -> str:
    whole = f' data-copy-text="{escape(sentence)}"' if sentence else ""
    return (
        f'<button type="button" class="copy-link" data-copy-link="{escape(link)}"{whole}>'
        f'<span class="copy-link__before">{escape(label)}</span>'
        f'<span class="copy-link__after">{escape(words["copied"])}</span></button>'
    )


def _title(section: Section) -> str:
    """Return a step's title without its number."""
    return section.title.partition(": ")[2] or section.title

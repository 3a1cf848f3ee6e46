"""Short links: small pages that show a step in a chat, and take whoever opens them on to it.

`/s/6/` leads to step 6 and `/h/swapped/` to that section of the help page, each in the language that the reader chose
last or that the browser asks for; `/de/s/6/` leads there in German. They are made from the finished pages.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template

from babel.core import get_global

from ..contract import Contract
from ..report import CODES
from ..screens import share_png, share_svg, share_text
from ..screens.share import HEIGHT, WIDTH
from .alternates import Edition
from .beside import FOLDER
from .pages import Pages
from .sections import Section
from .store import stored
from .support import with_step_links

STEP_ID = re.compile(r"step-(?P<number>\d+)")
SCRIPT = f"{FOLDER}/short-link.js"
PICTURES = "assets/share"
INDEX = "index.html"
SUPPORT_PLACE = "support"  # address of the page for support, below a language's first


@dataclass(frozen=True, slots=True)
class Target:
    """What a short link leads to, in one language."""

    name: str  # of the short link, such as "s/6"
    place: str  # address of the page and its part, below the edition's first page
    section: Section
    step: int  # whose picture is shown


def step_targets(sections: Sequence[Section]) -> Iterator[Target]:
    """Yield what short links lead to on the guide: every step."""
    for section in sections:
        step = STEP_ID.fullmatch(section.id)
        if step:
            yield Target(f"s/{step['number']}", f"#{section.id}", section, int(step["number"]))


def help_targets(sections: Sequence[Section], place: str, contract: Contract) -> Iterator[Target]:
    """Yield what short links lead to on the help page at `place`: every section that a finding leads to."""
    for section in sections:
        if section.id in CODES:
            step = contract.step(CODES[section.id].step) or contract.step("file") or 1
            yield Target(f"h/{section.id}", f"{place}#{section.id}", section, step)


class ShortLinks:
    """Collects what every language has, and writes the pages when all languages are there."""

    def __init__(self) -> None:
        self._found: dict[str, dict[str, Target]] = {}  # language, name of the short link

    def add(self, language: str, found: Iterator[Target]) -> None:
        """Take what a page of one language has."""
        self._found.setdefault(language, {}).update({target.name: target for target in found})

    def write(
        self,
        pages: Pages,
        editions: Sequence[Edition],
        site_name: str,
        site_url: str,
        cache: Path,
        drawn_from: str,
    ) -> None:
        """Add the pages to those of a finished site; pictures that `cache` holds are not drawn again.

        `drawn_from` tells of the files that pictures are drawn from.
        """
        linked = [edition for edition in editions if edition.language in self._found]
        self._fill_support_pages(pages, linked)
        for edition in linked:
            for name, target in self._found[edition.language].items():
                picture = _picture(target, edition.language, self._found, pages.site, cache, drawn_from)
                page = _Page(edition, target, site_name, site_url, f"{PICTURES}/{picture}", editions[0].home)
                folder = f"{edition.language}/{name}"
                pages[pages.site / folder / INDEX] = page.html(folder, page.onward, page.link)
                if edition is linked[0]:
                    there = [other for other in linked if name in self._found[other.language]]
                    links = (_link(other, self._found[other.language][name]) for other in there)
                    script = f'<script type="module" src="{edition.home}{SCRIPT}"></script>'
                    onward = f"{script}<noscript>{page.onward}</noscript>"
                    pages[pages.site / name / INDEX] = page.html(name, onward, " · ".join(links))

    def _fill_support_pages(self, pages: Pages, linked: Sequence[Edition]) -> None:
        steps = {
            language: {target.step: target.section for name, target in found.items() if name.startswith("s/")}
            for language, found in self._found.items()
        }
        for edition in linked:
            file = pages.site / edition.home.removeprefix(linked[0].home) / SUPPORT_PLACE / INDEX
            if file in pages:
                pages[file] = with_step_links(pages[file], edition, linked, steps)


@dataclass(frozen=True, slots=True)
class _Page:
    edition: Edition
    target: Target
    site_name: str
    site_url: str
    picture: str
    root: str

    @property
    def onward(self) -> str:
        address = escape(f"{self.edition.home}{self.target.place}")
        return f'<meta http-equiv="refresh" content="0; url={address}">'

    @property
    def link(self) -> str:
        return _link(self.edition, self.target)

    def html(self, name: str, onward: str, links: str) -> str:
        """Return the page; the address it is asked for by is its name."""
        words = {
            "language": self.edition.language,
            "locale": _locale(self.edition.language),
            "title": self.target.section.title,
            "description": self.target.section.sentence,
            # The step itself, so that search engines show that one.
            "canonical": self._whole(f"{self.edition.home.removeprefix(self.root)}{self.target.place}"),
            # Itself, so that a chat reads the picture here and not at the step.
            "own": self._whole(f"{name}/"),
            "site": self.site_name,
            "picture": self._whole(self.picture),
            "width": str(WIDTH),
            "height": str(HEIGHT),
            "shown": share_text(_scene(self.target), self.edition.language),
        }
        safe = {key: escape(value) for key, value in words.items()}
        return _template().substitute(safe, onward=onward, links=links)

    def _whole(self, place: str) -> str:
        return f"{self.site_url.rstrip('/')}/{place}"


def _locale(language: str) -> str:
    """Return a language with the country where most of its readers live: Open Graph knows no language alone."""
    return f"{language}_{get_global('likely_subtags')[language].rpartition('_')[2]}"


def _link(edition: Edition, target: Target) -> str:
    address, language = escape(f"{edition.home}{target.place}"), escape(edition.language)
    return f'<a href="{address}" hreflang="{language}" lang="{language}">{escape(target.section.title)}</a>'


def _scene(target: Target) -> str:
    return f"step-{target.step:02}"


def _picture(
    target: Target,
    language: str,
    found: Mapping[str, Mapping[str, Target]],
    site: Path,
    cache: Path,
    drawn_from: str,
) -> str:
    """Draw the picture of a link's step, unless it is there; return its file name."""
    scene = _scene(target)
    title = found[language][f"s/{target.step}"].section.title.partition(": ")[2]
    name = f"{language}-{target.step}.{_digest(scene, language, title, drawn_from)}.png"
    kept, laid = cache / name, site / PICTURES / name
    if not laid.is_file():
        if not kept.is_file():
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(share_png(scene, language, title))
        laid.parent.mkdir(parents=True, exist_ok=True)
        laid.write_bytes(kept.read_bytes())
    return name


@stored
def _digest(scene: str, language: str, title: str, _drawn_from: str) -> str:
    return hashlib.sha256(share_svg(scene, language, title).encode()).hexdigest()[:16]


@cache
def _template() -> Template:
    return Template((files(__package__) / "templates" / "short-link.html").read_text(encoding="utf-8"))

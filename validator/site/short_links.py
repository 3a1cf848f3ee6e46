"""Short links: small pages that show a step in a chat, and take whoever opens them on to it.

`/s/6/` leads to step 6 and `/h/swapped/` to that section of the help page, each in the language that the reader chose
last or that the browser asks for; `/de/s/6/` leads there in German. They are made from the finished pages.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
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
from .former import INDEX, lay
from .pages import Pages
from .policy import guarded
from .sections import Section
from .store import stored
from .support import with_step_links

STEP_ID = re.compile(r"step-(?P<number>\d+)")
SCRIPT = f"{FOLDER}/short-link.js"
PICTURES = "assets/share"
FOLDERS = ("s", "h")  # those of steps, and of the help
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


type Found = Mapping[str, Mapping[str, Target]]  # by language, and by the short link's name
type Pictures = Mapping[tuple[str, int], str]  # names of files, by language and step


@dataclass(frozen=True, slots=True)
class About:
    """What all short links of a site have in common."""

    site_name: str
    site_url: str
    guarded: bool  # by a policy in the page
    drawn_from: str  # tells of the files that pages are drawn from


class ShortLinks:
    """Collects what every language has, and writes the pages when all languages are there."""

    def __init__(self) -> None:
        self._found: dict[str, dict[str, Target]] = {}

    def add(self, language: str, found: Iterator[Target]) -> None:
        """Take what a page of one language has."""
        self._found.setdefault(language, {}).update({target.name: target for target in found})

    def fill(self, pages: Pages, editions: Sequence[Edition]) -> None:
        """Put the links to every step in every language on the pages for support."""
        linked = self._linked(editions)
        steps = {
            language: {target.step: target.section for name, target in found.items() if name.startswith("s/")}
            for language, found in self._found.items()
        }
        for edition in linked:
            file = pages.site / edition.home.removeprefix(linked[0].home) / SUPPORT_PLACE / INDEX
            if file in pages:
                pages[file] = with_step_links(pages[file], edition, linked, steps)

    def write(
        self,
        site: Path,
        about: About,
        editions: Sequence[Edition],
        cache: Path,
        drawn_for: Callable[[str], str],
    ) -> None:
        """Write the pages into a finished site; pictures that `cache` holds are not drawn again.

        `drawn_for` tells of the files that pictures in a language are drawn from.
        """
        pictures = {
            (language, target.step): _lay_picture(site, cache, language, target, drawn_for(language))
            for language, found in self._found.items()
            for name, target in found.items()
            if name.startswith("s/")
        }
        lay(site, _pages(about, self._linked(editions), editions[0].home, self._found, pictures))

    def _linked(self, editions: Sequence[Edition]) -> list[Edition]:
        return [edition for edition in editions if edition.language in self._found]


@stored
def _pages(
    about: About, linked: Sequence[Edition], root: str, found: Found, pictures: Pictures
) -> Mapping[str, str]:
    """Return the pages, each by its place."""
    pages = {}
    for edition in linked:
        for name, target in found[edition.language].items():
            picture = f"{PICTURES}/{pictures[edition.language, target.step]}"
            page = _Page(edition, target, about, picture, root)
            place = f"{edition.language}/{name}"
            pages[place] = page.html(place, page.onward, page.link)
            if edition is linked[0]:
                links = (
                    _link(other, found[other.language][name])
                    for other in linked
                    if name in found[other.language]
                )
                script = f'<script type="module" src="{edition.home}{SCRIPT}"></script>'
                onward = f"{script}<noscript>{page.onward}</noscript>"
                pages[name] = page.html(name, onward, " · ".join(links))
    return {place: guarded(page, place) if about.guarded else page for place, page in pages.items()}


@dataclass(frozen=True, slots=True)
class _Page:
    edition: Edition
    target: Target
    about: About
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
            "site": self.about.site_name,
            "picture": self._whole(self.picture),
            "width": str(WIDTH),
            "height": str(HEIGHT),
            "shown": share_text(_scene(self.target), self.edition.language),
        }
        safe = {key: escape(value) for key, value in words.items()}
        return _template().substitute(safe, onward=onward, links=links)

    def _whole(self, place: str) -> str:
        return f"{self.about.site_url.rstrip('/')}/{place}"


def _locale(language: str) -> str:
    """Return a language with the country where most of its readers live: Open Graph knows no language alone."""
    return f"{language}_{get_global('likely_subtags')[language].rpartition('_')[2]}"


def _link(edition: Edition, target: Target) -> str:
    address, language = escape(f"{edition.home}{target.place}"), escape(edition.language)
    return f'<a href="{address}" hreflang="{language}" lang="{language}">{escape(target.section.title)}</a>'


def _scene(target: Target) -> str:
    return f"step-{target.step:02}"


def _lay_picture(site: Path, cache: Path, language: str, step: Target, drawn_from: str) -> str:
    """Draw the picture of a step, unless it is there; return its file name."""
    scene, title = _scene(step), step.section.title.partition(": ")[2]
    name = f"{language}-{step.step}.{_digest(scene, language, title, drawn_from)}.png"
    kept, laid = cache / name, site / PICTURES / name
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(share_png(scene, language, title))
    laid.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(kept, laid)
    return name


@stored
def _digest(scene: str, language: str, title: str, _drawn_from: str) -> str:
    return hashlib.sha256(share_svg(scene, language, title).encode()).hexdigest()[:16]


@cache
def _template() -> Template:
    return Template((files(__package__) / "templates" / "short-link.html").read_text(encoding="utf-8"))

"""The site in its other languages: what search engines are told of them, the menu, the page for lost addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from mkdocs.exceptions import PluginError

from ..names import FALLBACK
from ..words import languages, load_words

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

LINK = re.compile(r'<link rel="alternate" href="(?P<address>[^"]*)" hreflang="(?P<language>[^"]*)">')
CHOICE = 'class="md-select__link"'
CHOICES = re.compile(rf'href="[^"]*" hreflang="(?P<language>[^"]*)" {CHOICE}')


@dataclass(frozen=True, slots=True)
class Edition:
    """The site in one language, as templates see it."""

    language: str
    name: str  # of the language, in itself
    home: str  # address of its first page, from the root of the host
    words: Mapping[str, str]


def editions(config: MkDocsConfig) -> tuple[Edition, ...]:
    """Return the site's languages, the one at its root first."""
    i18n = config.plugins.get("i18n")
    names = {language.locale: language.name for language in (i18n.config.languages if i18n else ())}
    own = config.theme.get("language", FALLBACK)
    default = i18n.default_language if i18n else own
    others = [language for language in (i18n.build_languages if i18n else ()) if language != default]
    root = urlsplit(config.site_url or "").path or "/"
    return tuple(
        Edition(
            language,
            names.get(language, language),
            f"{root}{place}",
            load_words(language if language in languages() else FALLBACK).page,
        )
        for language, place in ((default, ""), *((other, f"{other}/") for other in others))
    )


def keep_languages(config: MkDocsConfig, only: str) -> None:
    """Have one language built beside the one at the root, for somebody who works on it; "" for all."""
    i18n = config.plugins.get("i18n")
    if not only or not i18n:
        return
    known = {language.locale: language for language in i18n.config.languages}
    if only not in known:
        raise PluginError(f"{only}: no such language; known: {', '.join(known)}")
    for language in known.values():
        language.build = language.locale in (only, i18n.default_language)


def with_alternates(html: str, address: str, default: str) -> str:
    """Return a page whose alternatives have whole addresses; one of them is for every other language.

    `address` is the page's own, `default` the language that anybody else is given.
    """

    def whole(found: re.Match[str]) -> str:
        there = urljoin(address, found["address"])
        # The blank keeps the theme's script from asking for a sitemap below every one of these.
        links = [f'<link rel="alternate " href="{there}" hreflang="{found["language"]}">']
        if found["language"] == default:
            links.append(f'<link rel="alternate " href="{there}" hreflang="x-default">')
        return "".join(links)

    # With a target, the theme's script leaves the click to the browser, and to ours, which keeps the step.
    return LINK.sub(whole, html).replace(CHOICE, f'{CHOICE} target="_self"')


def without_page(html: str, all_editions: Sequence[Edition]) -> str:
    """Return a page that stands for no address: it has no alternatives, and its menu leads to the first pages."""
    homes = {edition.language: edition.home for edition in all_editions}

    def home(found: re.Match[str]) -> str:
        language = found["language"]
        return f'href="{homes.get(language, "/")}" hreflang="{language}" {CHOICE} target="_self"'

    return CHOICES.sub(home, LINK.sub("", html))

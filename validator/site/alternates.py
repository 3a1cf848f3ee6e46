"""The same page in the other languages: what search engines are told of it, and the menu that leads there."""

from __future__ import annotations

import re
from urllib.parse import urljoin

LINK = re.compile(r'<link rel="alternate" href="(?P<address>[^"]*)" hreflang="(?P<language>[^"]*)">')
CHOICE = 'class="md-select__link"'


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

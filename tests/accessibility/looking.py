"""What axe says of a page as it stands."""

from __future__ import annotations

from judges import Judges
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = """async rules => (await axe.run(document, { resultTypes: ["violations"], runOnly: rules })).violations
    .flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html.slice(0, 200)}`))"""
DRESS = """css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
}"""


def dress(page: Page, css: str) -> None:
    """Have a page follow these rules too, in place of those of the last call."""
    page.evaluate(DRESS, css)


def faults(page: Page, found: Judges) -> list[str]:
    """Return what axe finds: the rule, and where."""
    # Not a script of the page, which its policy would refuse.
    page.evaluate(found.axe.read_text(encoding="utf-8"))
    return page.evaluate(AXE, RULES)

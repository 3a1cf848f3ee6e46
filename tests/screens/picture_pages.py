"""A page that holds pictures, under a policy as strict as the site's, and what Chromium makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, Route

import validator.screens

FOLDER = Path(validator.screens.__file__).parent
ADDRESS = "http://pictures.test/"
SCHEMES = {"light": "default", "dark": "slate"}
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'"

# What is painted under a spot, as the browser sees it: the first shape from above that has an opaque area.
MEASURE = """
figure => {
  const art = [...figure.querySelectorAll(".screen-picture > svg")].find(svg => svg.checkVisibility());
  const frame = art.getBoundingClientRect();
  const box = shape => {
    const {x, y, width, height} = shape.getBBox();
    return {x, y, width, height};
  };
  const scale = frame.width / art.viewBox.baseVal.width;
  const ground = (text, x, y) => {
    for (const under of document.elementsFromPoint(x, y)) {
      if (under === text || under.matches("text, button, button *")) continue;
      const style = getComputedStyle(under);
      if (under.closest("svg") && style.fill !== "none" && style.fillOpacity === "1" && !under.matches("svg"))
        return style.fill;
    }
    return "";
  };
  return {
    narrow: art.classList.contains("screen-narrow"),
    scale,
    height: figure.getBoundingClientRect().height,
    expected: figure.getBoundingClientRect().width * art.viewBox.baseVal.height / art.viewBox.baseVal.width,
    texts: [...art.querySelectorAll("text")].map(text => {
      const style = getComputedStyle(text), seen = text.getBoundingClientRect();
      const middle = seen.top + seen.height / 2;
      return {
        text: text.textContent, box: box(text), size: parseFloat(style.fontSize), fill: style.fill,
        baseline: Number(text.getAttribute("y")),
        grounds: [ground(text, seen.left + 1, middle), ground(text, seen.right - 1, middle)],
      };
    }),
    rings: [...art.querySelectorAll("rect.m-ring")].map(box),
    discs: [...art.querySelectorAll(".m-badge")].map(box),
    tips: [...art.querySelectorAll(".m-tip")].map(box),
  };
}
"""


@contextmanager
def page_with(
    browser: Browser, html: str, palette: str = "light", width: int = 732, scripts: bool = True
) -> Iterator[tuple[Page, list[str]]]:
    """Open a page with pictures; yields it with the list of what the browser complained of."""
    context = browser.new_context(
        viewport={"width": width, "height": 16000}, java_script_enabled=scripts, reduced_motion="reduce"
    )
    page = context.new_page()
    complaints = list[str]()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.route("**/*", lambda route: _answer(route, html, palette))
    page.goto(ADDRESS)
    yield page, complaints
    context.close()


def _answer(route: Route, html: str, palette: str) -> None:
    name = route.request.url.removeprefix(ADDRESS)
    if name in ("screens.css", "screens.js"):
        kind = "text/css" if name.endswith("css") else "text/javascript"
        route.fulfill(body=(FOLDER / name).read_text(encoding="utf-8"), content_type=kind)
    elif name == "page.css":
        # The pages' own ground, so that a picture is seen as it will be.
        route.fulfill(
            body="body { margin: 6px } [data-md-color-scheme=slate] { background: #1e2129 }",
            content_type="text/css",
        )
    elif name:
        route.fulfill(body=b"", content_type="image/png")
    else:
        route.fulfill(
            content_type="text/html; charset=utf-8",
            headers={"Content-Security-Policy": POLICY},
            body=(
                '<!doctype html><html lang="pl"><meta charset="utf-8"><title>Pictures</title>'
                '<link rel="icon" href="icon.png">'
                '<link rel="stylesheet" href="page.css"><link rel="stylesheet" href="screens.css">'
                f'<body data-md-color-scheme="{SCHEMES[palette]}">{html}'
                '<script type="module" src="screens.js"></script>'
            ),
        )

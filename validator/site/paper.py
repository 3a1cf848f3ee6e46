"""The guide as a PDF, printed by a browser where there is one."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import urljoin

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 120  # seconds
# Where nobody chooses a size, Chromium takes the American one. At the foot of each sheet stands what a browser prints
# there of itself: the address, and how many sheets there are.
SHEET = """<style>@page {
  size: A4; font: 8pt sans-serif;
  @bottom-left { content: "%s" }
  @bottom-right { content: counter(page) " / " counter(pages) }
}</style>"""
# What leads from the page to another; a part of the same page stays a link within the PDF.
ONWARD = re.compile(r'(?P<before><a\b[^>]*\shref=")(?!#)(?P<link>[^"]*)')


def find_browser() -> str | None:
    """Return a browser that can print, or None."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def print_page(browser: str, page: Path, address: str, target: Path) -> None:
    """Print a page of the built site on A4, before its policy is in it: a browser takes files to be strangers.

    `address` is where the page will be published, which is where its links lead from.
    Raises `RuntimeError` where the browser made no PDF, with the end of what it said.
    """
    # Beside the page, so that what it links to is found from there.
    with (
        tempfile.TemporaryDirectory() as profile,
        tempfile.NamedTemporaryFile("w", dir=page.parent, suffix=".html", encoding="utf-8") as copy,
    ):
        html = page.read_text(encoding="utf-8").replace("</head>", f"{SHEET % address}</head>", 1)
        copy.write(ONWARD.sub(lambda a: a["before"] + urljoin(address, a["link"]), html))
        copy.flush()
        done = subprocess.run(  # noqa: S603  # arguments of our own
            [
                browser, "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--no-pdf-header-footer",
                # Chromium refuses its sandbox to root.
                *(["--no-sandbox"] if os.geteuid() == 0 else []),
                f"--user-data-dir={profile}", f"--print-to-pdf={target}", Path(copy.name).resolve().as_uri(),
            ],
            capture_output=True,
            check=False,
            text=True,
            timeout=PATIENCE,
        )  # fmt: skip
    if done.returncode or not target.is_file():
        raise RuntimeError(f"{browser} printed no {target.name}: {done.stderr.strip()[-300:]}")

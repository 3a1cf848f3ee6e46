"""The guide as a PDF, printed by a browser where there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 120  # seconds


def find_browser() -> str | None:
    """Return a browser that can print, or None."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def print_page(browser: str, page: Path, target: Path) -> None:
    """Print a page of the built site, before its policy is in it: a browser takes files to be strangers.

    Raises `RuntimeError` where the browser made no PDF, with the end of what it said.
    """
    with tempfile.TemporaryDirectory() as profile:
        done = subprocess.run(  # noqa: S603  # arguments of our own
            [
                browser, "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--no-pdf-header-footer",
                # Chromium refuses its sandbox to root.
                *(["--no-sandbox"] if os.geteuid() == 0 else []),
                f"--user-data-dir={profile}", f"--print-to-pdf={target}", page.resolve().as_uri(),
            ],
            capture_output=True,
            check=False,
            text=True,
            timeout=PATIENCE,
        )  # fmt: skip
    if done.returncode or not target.is_file():
        raise RuntimeError(f"{browser} printed no {target.name}: {done.stderr.strip()[-300:]}")

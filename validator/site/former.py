"""Small pages that a site takes over from the one before, where they are still the same.

MkDocs empties a site before it builds it anew. Seven hundred short links, each in a folder of its own, take longer to
remove and make again than to look at.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

INDEX = "index.html"
ASIDE = ".former"  # MkDocs leaves alone what begins with a dot


def set_aside(site: Path, names: Iterable[str]) -> None:
    """Move the folders of these names, in the site and in its languages, to where MkDocs does not empty them."""
    for folder in [found for name in names for found in (*site.glob(name), *site.glob(f"*/{name}"))]:
        aside = site / ASIDE / folder.relative_to(site)
        # What is there was left by a build that failed, and is as good.
        if not aside.exists():
            aside.parent.mkdir(parents=True, exist_ok=True)
            folder.rename(aside)


def lay(site: Path, pages: Mapping[str, str]) -> None:
    """Write pages into a site, each by its place such as `de/s/6`, and forget what was set aside."""
    for place, page in pages.items():
        folder, aside = site / place, site / ASIDE / place
        folder.parent.mkdir(parents=True, exist_ok=True)
        if not folder.exists() and _holds(aside, page):
            aside.rename(folder)
        else:
            folder.mkdir(exist_ok=True)
            (folder / INDEX).write_text(page, encoding="utf-8")
    shutil.rmtree(site / ASIDE, ignore_errors=True)


def _holds(folder: Path, page: str) -> bool:
    """Say whether a folder has this page and nothing else: compressed neighbours may be of another page."""
    index = folder / INDEX
    return index.is_file() and list(folder.iterdir()) == [index] and index.read_bytes() == page.encode()

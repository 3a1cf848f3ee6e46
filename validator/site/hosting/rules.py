"""What every host is to do with a finished site, whatever form it reads that in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..beside import FOLDER, FRAME_NAME
from ..policy import carried, directives_of, written

LOST = "404.html"
# Sent with everything. What a page carries itself, its policy, comes on top.
HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    # A window of another site that opens this one, or is opened by it, has no hold of it; and nothing of another
    # site is in this one's memory, for nothing is loaded from there.
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    # Those that Chromium knows of; it complains in the console of any other.
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            "accelerometer", "browsing-topics", "camera", "clipboard-read", "display-capture", "geolocation",
            "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment", "publickey-credentials-get",
            "serial", "usb", "xr-spatial-tracking",
        )
    ),
}  # fmt: skip
# Only a header can say this: the site frames nothing but its own checker, and nobody else frames the site.
ANCESTORS: dict[str, tuple[str, ...]] = {"frame-ancestors": ("'self'",)}
# A name that holds a digest of the content: what it names never changes.
UNCHANGING = re.compile(r"\.[0-9a-f]{16}\.\w+$")
FOR_EVER = "public, max-age=31536000, immutable"
# Kept, but asked for again each time: the answer is short as long as nothing has changed.
EACH_TIME = "no-cache"


@dataclass(frozen=True, slots=True)
class Rules:
    """What a host is to do."""

    pages: str  # policy to send with everything but the frame
    frame: str  # policy to send with the frame in which Python runs; empty where there is none
    lost: tuple[str, ...]  # folders with a page for lost addresses of their own, as "de"
    first: str  # folder that stands for the language at the root, as "pl"; empty where there is none
    pages_of_first: tuple[str, ...]  # folders at the root with a page in that language, as "help"
    unchanging: tuple[str, ...]  # paths of files that never change

    @property
    def together(self) -> str:
        """One policy for hosts that send the same with every file, the frame's sources added to the pages'."""
        whole = directives_of(self.pages)
        frame = directives_of(self.frame) if self.frame else {}
        for name in ("script-src", "worker-src"):
            # A digest of the frame's script would allow it everywhere, and so would it be in its own policy.
            more = [source for source in frame.get(name, ()) if source != "'none'"]
            whole[name] = tuple(dict.fromkeys((*whole[name], *more)))
        return written(whole)


def rules_of(site: Path) -> Rules:
    """Return the rules for a finished site, read from what its pages carry."""
    frame, files = site / FOLDER / FRAME_NAME, sorted(site.rglob("*"))
    lost = tuple(sorted(file.parent.name for file in site.glob(f"*/{LOST}")))
    # Each has short links; what is below the root with a page of its own belongs to the first.
    languages = {folder.name for folder in site.iterdir() if (folder / "s").is_dir()}
    return Rules(
        pages=_pages(file for file in files if file.suffix == ".html"),
        frame=_frame(frame.read_text(encoding="utf-8")) if frame.is_file() else "",
        lost=lost,
        first=next(iter(sorted(languages - set(lost))), ""),
        pages_of_first=tuple(
            sorted(
                page.parent.name for page in site.glob("*/index.html") if page.parent.name not in languages
            )
        ),
        unchanging=tuple(file.relative_to(site).as_posix() for file in files if UNCHANGING.search(file.name)),
    )


def _pages(files: Iterable[Path]) -> str:
    """Return what all pages carry together: they differ in the inline scripts that they hold, and in nothing else."""
    whole: dict[str, tuple[str, ...]] = {}
    for text in sorted(set(_carried(files))):
        for name, sources in directives_of(text).items():
            whole[name] = tuple(dict.fromkeys((*whole.get(name, ()), *sources)))
    return written(whole | ANCESTORS)


def _carried(files: Iterable[Path]) -> Iterator[str]:
    for file in files:
        policy = carried(file.read_text(encoding="utf-8"))
        if policy is not None:
            yield policy


def _frame(html: str) -> str:
    return written(directives_of(carried(html) or "") | ANCESTORS)

"""What a reader keeps of the site: the service worker with its list of files, and what makes the site installable."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from .alternates import Edition
from .beside import FOLDER, FRAME_NAME
from .search import NAME as SEARCH

SCRIPT = "service-worker.js"
MANIFEST = "manifest.webmanifest"
SLOT = "const RELEASE = null;"
# Kept when they are used or asked for; the pages' own list is kept at once.
RUNTIME = f"{FOLDER}/runtime/"
RUNTIME_LIST = f"{RUNTIME}manifest.json"
# The others are fetched only where these cannot be used, as in runtime.js.
USUAL = ("snapshot", "code")
# What runs Python and puts questions to it. Kept with Python: a page without a checker fetches none of it.
CHECKER = (
    "page.js", "checker.js", "scope-form.js", "live.js", "parts.js", "runtime.js", "files.js", "boot.js", "worker.js",
    FRAME_NAME, "runtime/manifest.json",
)  # fmt: skip
# Beside the pages: for chats and for developers.
LEFT_OUT = ("assets/share/", "assets/readme-", RUNTIME)
LEFT_OUT_ENDS = (".map", ".br", ".gz")
ICONS = (192, 512)  # pixels; what browsers ask of a site to be installed
PAPER = "#fbfaf7"


def lay_offline(site: Path, editions: Sequence[Edition], name: str, mark: Path) -> None:
    """Write service worker, icons and one manifest for each language below a finished site."""
    root = editions[0].home
    _lay_icons(site, mark)
    for edition in editions:
        folder = site / edition.home.removeprefix(root)
        (folder / MANIFEST).write_text(_manifest(edition, name, root), encoding="utf-8")
    release = {
        "shared": _digests(
            site, (path for path in sorted((site / "assets").rglob("*")) if _is_shared(site, path))
        ),
        "languages": {
            edition.language: _digests(site, _pages(site / edition.home.removeprefix(root), editions))
            for edition in editions
        },
        "checker": _digests(site, (site / FOLDER / name for name in CHECKER)),
        "runtime": _digests(site, _runtime(site)),
    }
    source = (files(__package__) / "browser" / SCRIPT).read_text(encoding="utf-8")
    listed = json.dumps(release, separators=(",", ":"))
    # A change of the script itself is a release as well.
    version = hashlib.sha256((listed + source).encode()).hexdigest()[:16]
    whole = json.dumps({"version": version} | release, indent=1)
    (site / SCRIPT).write_text(source.replace(SLOT, f"const RELEASE = {whole};"), encoding="utf-8")


def _pages(home: Path, editions: Sequence[Edition]) -> list[Path]:
    """Return a language's pages, its first one first, and what its search needs."""
    others = {edition.language for edition in editions}
    below = sorted(
        folder / "index.html"
        for folder in home.iterdir()
        if folder.name not in others | {"s", "h"} and (folder / "index.html").is_file()
    )
    return [home / "index.html", home / SEARCH, *below]


def _runtime(site: Path) -> Iterator[Path]:
    """Yield the files that Python starts from."""
    manifest = site / RUNTIME_LIST
    if manifest.is_file():
        parts = json.loads(manifest.read_text(encoding="utf-8"))["files"]
        for role, part in parts.items():
            if role in USUAL or "snapshot" not in parts:
                yield site / RUNTIME / part["file"]


def _is_shared(site: Path, path: Path) -> bool:
    place = path.relative_to(site).as_posix()
    if place.removeprefix(f"{FOLDER}/") in CHECKER:
        return False
    return path.is_file() and not place.startswith(LEFT_OUT) and not place.endswith(LEFT_OUT_ENDS)


def _digests(site: Path, paths: Iterable[Path]) -> dict[str, str]:
    """Map the address of each file, below the site's first page, to the start of its digest."""
    return {
        path.relative_to(site).as_posix().removesuffix("index.html"): hashlib.sha256(
            path.read_bytes()
        ).hexdigest()[:16]
        for path in paths
        if path.is_file()
    }


def _manifest(edition: Edition, name: str, root: str) -> str:
    content = {
        "id": edition.home,
        "name": name,
        "short_name": name,
        "description": edition.words["app_description"],
        "lang": edition.language,
        "start_url": edition.home,
        "scope": root,
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {
                "src": f"{root}assets/icon-{size}.png",
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": purpose,
            }
            for size in ICONS
            for purpose in ("any", "maskable")
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _lay_icons(site: Path, mark: Path) -> None:
    """Draw the site's mark in the sizes that installing needs, on paper and small enough to be cut to a circle."""
    # Only the build of a site needs this: everything else works without it.
    import resvg_py  # noqa: PLC0415

    inner = mark.read_text(encoding="utf-8")
    inner = inner[inner.index("<svg") :]
    for size in ICONS:
        drawn = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="{size}" height="{size}">'
            f'<rect width="100" height="100" fill="{PAPER}"/><svg x="25" y="25" width="50" height="50" '
            f"{inner.removeprefix('<svg')}</svg>"
        )
        (site / "assets" / f"icon-{size}.png").write_bytes(resvg_py.svg_to_bytes(svg_string=drawn))

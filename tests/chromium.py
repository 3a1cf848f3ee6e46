"""Finds the Chromium to test with, and gets one where there is none: `python tests/chromium.py --install`.

The machine's own comes first: it brings the libraries that a browser needs, which Playwright's own does not. With it
come the letters that the pictures are measured in, which not every machine has either.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import packages
from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# As root there is no sandbox; the rest keeps it from asking for anything by itself.
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
LETTERS = ("Liberation Sans", "Arial")
MISSING = (
    "No Chromium was found, and none could be installed. Install one (Debian: apt-get install chromium), "
    "or name yours: CHROMIUM=/path/to/chromium make test"
)
NO_LETTERS = (
    "The pictures are measured in the letters of Liberation Sans, as wide as those of Arial, and this machine has "
    "neither. Install them (Debian: apt-get install fonts-liberation) and test again"
)


def find_chromium() -> Path | None:
    """Return a Chromium that starts; None where there is none."""
    named = os.environ.get("CHROMIUM")
    if named:
        return Path(named) if _starts(Path(named)) else None
    for name in NAMES:
        found = shutil.which(name)
        if found and _starts(Path(found)):
            return Path(found)
    own = _of_playwright()
    return own if own.exists() and _starts(own) else None


def chromium() -> Path:
    """Return the Chromium to test with; `RuntimeError` says what to do where there is none."""
    found = find_chromium()
    if found is None:
        raise RuntimeError(MISSING)
    return found


def has_letters() -> bool:
    """Say whether the pictures can be measured here; a machine that keeps no list of its letters is taken to."""
    lister = shutil.which("fc-list")
    if lister is None:
        return sys.platform != "linux"
    names = [f":family={name}" for name in LETTERS]
    return any(subprocess.run([lister, name], check=False, capture_output=True).stdout for name in names)


def install() -> Path:
    """Return the Chromium to test with, after installing one, and letters, where there are none."""
    found = find_chromium()
    if found is None and "CHROMIUM" not in os.environ:
        for command in _ways():
            print("No Chromium here yet:", *command, flush=True)
            subprocess.run(command, check=False, stdin=subprocess.DEVNULL)
            found = find_chromium()
            if found:
                break
    if found is None:
        raise RuntimeError(MISSING)
    if not has_letters():
        packages.install("letters for the pictures", "fonts-liberation")
        if not has_letters():
            raise RuntimeError(NO_LETTERS)
    return found


def _ways() -> list[list[str]]:
    own = [sys.executable, "-m", "playwright", "install", "chromium"]
    found = packages.commands("chromium")
    # Ubuntu's package of this name only points to a snap, which a container cannot run.
    return [*(found if _is_debian() else []), *([[*own, "--with-deps"]] if found else []), own]


def _is_debian() -> bool:
    release = Path("/etc/os-release")
    return release.exists() and "ID=debian" in release.read_text(encoding="utf-8").splitlines()


def _of_playwright() -> Path:
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def _starts(path: Path) -> bool:
    try:
        return (
            subprocess.run([path, "--version"], check=False, capture_output=True, timeout=60).returncode == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        return False


if __name__ == "__main__":
    try:
        where = install() if "--install" in sys.argv else chromium()
    except RuntimeError as problem:
        sys.exit(str(problem))
    print(f"Testing with {where}")

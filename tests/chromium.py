"""Finds the Chromium to test with, and gets one where there is none: `python tests/chromium.py --install`.

The machine's own comes first: it brings the libraries that a browser needs, which Playwright's own does not.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = (
    "No Chromium was found, and none could be installed. Install one (Debian: apt-get install chromium), "
    "or name yours: CHROMIUM=/path/to/chromium make test"
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


def install() -> Path:
    """Return the Chromium to test with, after installing one where there is none."""
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
    return found


def _ways() -> list[list[str]]:
    own = [sys.executable, "-m", "playwright", "install", "chromium"]
    root = _as_root()
    if root is None or not shutil.which("apt-get"):
        return [own]
    # Ubuntu's package of this name only points to a snap, which a container cannot run.
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    debian = [[*apt, "update"], [*apt, "install", "--yes", "--no-install-recommends", "chromium"]]
    return [*(debian if _is_debian() else []), [*own, "--with-deps"], own]


def _as_root() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], check=False, capture_output=True).returncode == 0:
        return [sudo, "-n"]
    return None


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

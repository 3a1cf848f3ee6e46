"""Finds Firefox and WebKit to test with, and gets them: `python tests/engines/engines.py --install`."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # started by itself, it knows only its own folder

import packages

MINI_BROWSERS = ("*/webkit2gtk-4.*/MiniBrowser", "*/webkitgtk-6.*/MiniBrowser", "webkit2gtk-4.*/MiniBrowser")


@dataclass(frozen=True)
class Engine:
    name: str
    packages: tuple[str, ...]  # of Debian
    find: Callable[[], Path | None]

    @property
    def missing(self) -> str:
        return (
            f"No {self.name} was found, and none could be installed. Debian: "
            f"apt-get install {' '.join(self.packages)}"
        )


def firefox() -> Path | None:
    """Return Firefox; None where there is none."""
    return next((Path(found) for name in ("firefox-esr", "firefox") if (found := shutil.which(name))), None)


def webkit() -> Path | None:
    """Return the browser that comes with WebKitGTK; None where it, its driver or a screen for it is missing."""
    if not shutil.which("WebKitWebDriver") or not shutil.which("Xvfb"):
        return None
    return next((found for place in MINI_BROWSERS for found in sorted(Path("/usr/lib").glob(place))), None)


ENGINES = (
    Engine("Firefox", ("firefox-esr",), firefox),
    Engine("WebKit", ("webkit2gtk-driver", "xvfb"), webkit),
)


def install() -> None:
    """Install the engines that are missing; `RuntimeError` says what to do where that cannot be."""
    for engine in ENGINES:
        if engine.find() is None:
            packages.install(engine.name, *engine.packages)
        if engine.find() is None:
            raise RuntimeError(engine.missing)


if __name__ == "__main__":
    try:
        if "--install" in sys.argv:
            install()
        for engine in ENGINES:
            print(f"Testing with {engine.find() or engine.missing}")
    except RuntimeError as problem:
        sys.exit(str(problem))

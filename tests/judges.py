"""Finds what judges pages, and gets it where it is missing: `python tests/judges.py --install`.

axe and the Nu HTML checker come from npm, pinned in tests/accessibility; Java, which the latter runs in, from Debian.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import packages

from validator.runtime.node import install as install_packages

ROOT = Path(__file__).parents[1]
PINNED = ROOT / "tests" / "accessibility"
FOLDER = ROOT / "build" / "accessibility"
PACKAGE = "default-jre-headless"
MISSING = (
    "No Java was found, which the Nu HTML checker runs in, and none could be installed. "
    f"On Debian or Ubuntu: apt-get install {PACKAGE}"
)


@dataclass(frozen=True, slots=True)
class Judges:
    """The script of axe, for a page to run, and the Nu HTML checker, with the Java that runs it."""

    axe: Path
    nu: Path
    java: Path


def find_java() -> Path | None:
    """Return a Java that starts; None where there is none."""
    found = shutil.which("java")
    # macOS has a stand-in that only says where to get one.
    if not found or subprocess.run([found, "-version"], check=False, capture_output=True).returncode:
        return None
    return Path(found)


def judges() -> Judges:
    """Return what judges pages; `RuntimeError` says what to do where there is no Java."""
    java = find_java()
    if java is None:
        raise RuntimeError(MISSING)
    modules = install_packages(FOLDER, PINNED)
    return Judges(
        modules / "axe-core" / "axe.min.js", modules / "vnu-jar" / "build" / "dist" / "vnu.jar", java
    )


def install() -> Judges:
    """Return what judges pages, after installing a Java where there is none."""
    if find_java() is None:
        packages.install("Java", PACKAGE)
    return judges()


if __name__ == "__main__":
    try:
        found = install() if "--install" in sys.argv else judges()
    except RuntimeError as problem:
        sys.exit(str(problem))
    print(f"Judging with {found.axe.parent.name} and {found.nu.name} in {found.java}")

"""Measures everything and says how it compares: `make bench`, in parts: `make bench ARGS="--runs 3 --only page"`.

Writes build/bench.json and build/bench.svg, and prints a table. Nothing else should keep the machine busy.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import boot
import builds
import core
import page
import report
import results
from chromium import chromium
from playwright.sync_api import sync_playwright

PARTS = ("boot", "page", "builds", "core")


def main() -> None:
    """Measure the parts that are asked for, all by default."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="how often each thing is measured, in turn")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="parts to measure anew")
    asked = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium())
        results.add(results.circumstances(chromium=browser.version, runs=asked.runs))
        if "boot" in asked.only:
            results.add(boot.measure(browser, asked.runs))
        if "page" in asked.only:
            results.add(page.measure(browser, asked.runs))
        browser.close()
    if "builds" in asked.only:
        results.add(builds.measure(asked.runs))
    if "core" in asked.only:
        results.add(core.measure())
    report.write()


if __name__ == "__main__":
    main()

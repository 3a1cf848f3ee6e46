"""Measures everything and says how it compares: `make bench`, in parts: `make bench ARGS="--runs 3 --only page"`.

Writes build/bench.json and build/bench.svg, and prints a table. Nothing else should keep the machine busy.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import boot
import builds
import core
import page
import report
import results
import visitors


def main() -> None:
    """Measure the parts that are asked for, all by default."""
    engines = visitors.engines()
    parts: dict[str, Callable[[int], dict[str, object]]] = {
        "boot": lambda runs: boot.measure(asked.engines, runs),
        "bytes": lambda _: boot.count(),
        "warm": lambda _: _in_chromium(page.paste),
        "page": lambda runs: _in_chromium(lambda browser: page.measure(browser, runs)),
        "builds": builds.measure,
        "core": lambda _: core.measure(),
    }
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="how often each thing is measured, in turn")
    parser.add_argument("--only", nargs="+", choices=parts, default=parts, help="parts to measure anew")
    parser.add_argument("--engines", nargs="+", choices=engines, default=engines, help="browsers to start in")
    asked = parser.parse_args()
    results.add(results.circumstances(browsers=visitors.versions(engines)))
    for name, measure in parts.items():
        if name in asked.only:
            begun = time.monotonic()
            results.add(measure(asked.runs))
            taken = round(time.monotonic() - begun)
            results.note(name, runs=asked.runs, seconds=taken)
            print(f"{name}: {taken // 60} min {taken % 60} s", file=sys.stderr)
    report.write()


def _in_chromium(measure: Callable[[visitors.Browser], dict[str, object]]) -> dict[str, object]:
    with visitors.chromium_browser() as browser:
        return measure(browser)


if __name__ == "__main__":
    main()

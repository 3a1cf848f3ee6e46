"""How long the build takes for 1, 2, 4 ... languages, against plain MkDocs with the same Markdown."""

from __future__ import annotations

import sys

import sites
from results import medians

NUMBERS = (1, 2, 4, 8)


def measure(runs: int) -> dict[str, object]:
    """Return the ratio with the most languages there are, and the seconds behind it."""
    most = len(sites.languages())
    numbers = sorted({min(number, most) for number in NUMBERS})
    configs = {"plain": {n: sites.plain(n) for n in numbers}, "ours": {n: sites.ours(n) for n in numbers}}
    # What is kept from one build to the next is there before the first that counts.
    sites.build(configs["ours"][most])
    times: dict[str, dict[str, list[float]]] = {name: {} for name in configs}
    for run in range(runs):
        for number in numbers:
            for name, by in configs.items():
                times[name].setdefault(str(number), []).append(round(sites.build(by[number])[1], 2))
        print(f"build {run + 1} of {runs}", file=sys.stderr)
    middle = medians(times)
    return {
        "build_ratio": round(middle["ours"][str(most)] / middle["plain"][str(most)], 2),
        "build_s": {"medians": middle, "runs": times},
    }

"""What was measured: one file, build/bench.json, to which each part adds its own."""

from __future__ import annotations

import json
import os
import platform
import statistics
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "build"
BENCH = BUILD / "bench.json"
WORK = BUILD / "bench"  # sites and pages to be measured
TOOLS = ("mkdocs", "mkdocs-material", "brotli")

Runs = Mapping[str, list[float]]


def read() -> dict[str, object]:
    """Return what was measured so far."""
    return json.loads(BENCH.read_text(encoding="utf-8")) if BENCH.is_file() else {}


def add(part: Mapping[str, object]) -> None:
    """Write down what was measured, in the place of what was measured of the same before."""
    BENCH.parent.mkdir(exist_ok=True)
    BENCH.write_text(json.dumps({**read(), **part}, indent=1) + "\n", encoding="utf-8")


def circumstances(**more: object) -> dict[str, object]:
    """Return when and where something is measured, and with what."""
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "machine": f"{_processor()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}",
        "load": round(os.getloadavg()[0], 1),
        "versions": {"python": platform.python_version(), **{tool: version(tool) for tool in TOOLS}},
        **more,
    }


def medians(times: Mapping[str, Runs]) -> dict[str, dict[str, float]]:
    """Return the median of each series."""
    return {name: {about: median(runs) for about, runs in by.items()} for name, by in times.items()}


def median(values: Iterable[float]) -> float:
    """Return the middle value, to a tenth."""
    return round(statistics.median(values), 1)


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or "unknown processor"

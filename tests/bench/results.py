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
from typing import Any

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "build"
BENCH = BUILD / "bench.json"
WORK = BUILD / "bench"  # sites and pages to be measured

Runs = Mapping[str, list[float]]


def read() -> dict[str, Any]:
    """Return what was measured so far."""
    return json.loads(BENCH.read_text(encoding="utf-8")) if BENCH.is_file() else {}


def add(part: Mapping[str, object]) -> None:
    """Write down what was measured, in the place of what was measured of the same before."""
    BENCH.parent.mkdir(exist_ok=True)
    BENCH.write_text(json.dumps({**read(), **part}, indent=1) + "\n", encoding="utf-8")


def note(part: str, **about: object) -> None:
    """Write down when a part was measured, and how."""
    load = round(os.getloadavg()[0], 1)
    add({"parts": {**read().get("parts", {}), part: {"date": _today(), "load_after": load, **about}}})


def circumstances(browsers: Mapping[str, str]) -> dict[str, object]:
    """Return where something is measured, and with what."""
    packages = Path(__file__).with_name("package.json"), ROOT / "validator" / "runtime" / "package.json"
    pins = [json.loads(path.read_text(encoding="utf-8"))["dependencies"] for path in packages]
    return {
        "date": _today(),
        "machine": {
            "processor": _processor(),
            "cores": os.cpu_count(),
            "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9),
            "system": _system(),
        },
        "load_before": round(os.getloadavg()[0], 1),
        "versions": {
            **browsers,
            "Python": platform.python_version(),
            "Pyodide": pins[1]["pyodide"],
            "MkDocs": version("mkdocs"),
            "Material": version("mkdocs-material"),
            "Lighthouse": pins[0]["lighthouse"],
        },
    }


def medians(times: Mapping[str, Runs]) -> dict[str, dict[str, float]]:
    """Return the median of each series."""
    return {name: {about: median(runs) for about, runs in by.items()} for name, by in times.items()}


def median(values: Iterable[float]) -> float:
    """Return the middle value, to a tenth."""
    return round(statistics.median(values), 1)


def _today() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%d")


def _processor() -> str:
    about = Path("/proc/cpuinfo")
    for line in about.read_text(encoding="utf-8").splitlines() if about.is_file() else ():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or "unknown processor"


def _system() -> str:
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        name = platform.system()
    return f"{name}, {platform.system()} {platform.release()}, {platform.machine()}"

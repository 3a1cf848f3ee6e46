"""A start of the checker against a start of stock Pyodide, in turn: same checker, same server, same question.

From nothing, again in the same browser, over a slow line, and on a slow processor.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path

from line import Line, mobile, served
from results import BUILD, WORK, medians
from slowing import slowed
from visitors import window

from validator.runtime import Manifest, build_bundle
from validator.runtime.compress import compress
from validator.site.beside import lay_out

STOCK = ("pyodide.asm.js", "pyodide.asm.wasm", "pyodide.mjs", "python_stdlib.zip")
OURS = ("code", "snapshot")
SLOWER = 4  # times
QUESTION = {
    "language": "pl",
    "contract": "bigcommerce-huboo",
    "kind": "credentials",
    "text": "ACCESS TOKEN: abc",
}

WORKER = """
import { loadPyodide } from "./pyodide.mjs";
const python = await loadPyodide({ lockFileURL: new URL("pyodide-lock.json", import.meta.url).href });
await python.loadPackage("validator", { messageCallback: () => {} });
const { answer } = python.pyimport("validator.browser");
postMessage(answer(JSON.stringify(QUESTION)));
"""
# Each promises the milliseconds from the click, as it were, to the verdict.
SCRIPTS = {
    "stock": """async () => {
        const start = performance.now();
        const worker = new Worker("/stock/worker.js", { type: "module" });
        await new Promise((resolve, reject) => { worker.onmessage = resolve; worker.onerror = reject; });
        return performance.now() - start;
    }""",
    "ours": """async (question) => {
        const start = performance.now();
        const runtime = await import("/ours/runtime.js");
        const reply = await runtime.ask(() => question);
        if (!reply.view) throw new Error("no verdict");
        return performance.now() - start;
    }""",
}
# How many visits, over what line, on how slow a processor; and what they are called. Line and processor are slowed
# from without, so that every engine has the same.
WAYS = (
    (("cold", "second"), Line, 1),
    (("cold_10mbit",), mobile, 1),
    (("cold_slow",), Line, SLOWER),
)

Times = dict[str, dict[str, list[float]]]  # by who starts and by visit


def measure(engines: Sequence[str], runs: int) -> dict[str, object]:
    """Return ratios of each engine, and the times behind them."""
    folder = WORK / "boot"
    _lay_out(folder, build_bundle(BUILD / "runtime", compressed=True))
    times: dict[str, Times] = {engine: {name: {} for name in SCRIPTS} for engine in engines}
    for run in range(runs):
        for engine in engines:
            _visit(engine, folder, times[engine])
        print(f"start {run + 1} of {runs}", file=sys.stderr)
    middle = {engine: medians(by) for engine, by in times.items()}
    return {
        "boot": {engine: _ratios(found["ours"], found["stock"]) for engine, found in middle.items()},
        "boot_ms": {"medians": middle, "runs": times},
    }


def count() -> dict[str, object]:
    """Return the bytes that a first start fetches, compressed."""
    manifest = build_bundle(BUILD / "runtime", compressed=True)
    stock_files = [BUILD / "node" / "node_modules" / "pyodide" / name for name in STOCK]
    sizes = compress(stock_files, BUILD / "compressed", beside=False)
    stock = {name: br for name, (br, _) in sizes.items()}
    ours = {role: manifest.files[role].br or 0 for role in OURS}
    totals = {"stock": sum(stock.values()), "ours": sum(ours.values())}
    return {
        "bytes_ratio": round(totals["ours"] / totals["stock"], 3),
        "bytes": {**totals, "files": {"stock": stock, "ours": ours}},
    }


def _visit(engine: str, folder: Path, times: Times) -> None:
    """Make every kind of visit once. Each has an address of its own, of which the browser has seen nothing."""
    with window(engine) as browser:
        for visits, line, times_slower in WAYS:
            for name, script in SCRIPTS.items():
                slower = slowed(times_slower) if times_slower > 1 else nullcontext()
                with served(folder, line()) as address, slower:
                    for visit in visits:
                        browser.open(f"{address}/index.html")
                        taken = float(str(browser.ask(script, QUESTION)))
                        times[name].setdefault(visit, []).append(round(taken, 1))


def _ratios(ours: Mapping[str, float], stock: Mapping[str, float]) -> dict[str, float]:
    return {_ratio_of(visit): round(ours[visit] / stock[visit], 3) for visit in stock}


def _ratio_of(visit: str) -> str:
    kind, _, circumstance = visit.partition("_")
    return f"{kind}_ratio_{circumstance}".rstrip("_")


def _lay_out(folder: Path, manifest: Manifest) -> None:
    """Write what both pages need, compressed as it travels."""
    shutil.rmtree(folder, ignore_errors=True)
    stock = folder / "stock"
    stock.mkdir(parents=True)
    for name in STOCK:
        shutil.copyfile(BUILD / "node" / "node_modules" / "pyodide" / name, stock / name)
    lockfile = BUILD / "runtime" / manifest.files["lockfile"].file
    shutil.copyfile(lockfile, stock / "pyodide-lock.json")
    wheel = json.loads(lockfile.read_bytes())["packages"]["validator"]["file_name"]
    shutil.copyfile(BUILD / "runtime" / manifest.files["wheel"].file, stock / wheel)
    question = json.dumps({"id": 1, **QUESTION})
    (stock / "worker.js").write_text(WORKER.replace("QUESTION", question), encoding="utf-8")
    lay_out(folder / "ours", BUILD / "runtime")
    (folder / "index.html").write_text("<!doctype html><title>Bench</title>", encoding="utf-8")
    compress([stock / name for name in STOCK], BUILD / "compressed")

"""A start of the checker against a start of stock Pyodide, in turn: same checker, same server, same question.

From nothing, again in the same browser, over a slow line, and on a slow processor.
"""

from __future__ import annotations

import json
import shutil
import sys
from contextlib import nullcontext
from pathlib import Path

from line import Line, mobile, served
from playwright.sync_api import Browser
from results import BUILD, WORK, medians
from slowing import slowed

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
# How many visits, over what line, on how slow a processor; and what they are called.
WAYS = (
    (("cold", "second"), Line, 1),
    (("cold_10mbit", "second_10mbit"), mobile, 1),
    (("cold_slow",), Line, SLOWER),
)


def measure(browser: Browser, runs: int) -> dict[str, object]:
    """Return ratios, and the times and bytes behind them."""
    manifest = build_bundle(BUILD / "runtime", compressed=True)
    folder = WORK / "boot"
    stock_bytes = _lay_out(folder, manifest)
    our_bytes = sum(manifest.files[role].br or 0 for role in OURS)
    times: dict[str, dict[str, list[float]]] = {name: {} for name in SCRIPTS}
    for run in range(runs):
        for visits, line, times_slower in WAYS:
            for name in SCRIPTS:
                with (
                    served(folder, line()) as address,
                    slowed(times_slower) if times_slower > 1 else nullcontext(),
                ):
                    for visit, taken in zip(
                        visits, _visits(browser, address, name, len(visits)), strict=True
                    ):
                        times[name].setdefault(visit, []).append(taken)
        print(f"start {run + 1} of {runs}", file=sys.stderr)
    middle = medians(times)
    ratios = {visit: round(middle["ours"][visit] / middle["stock"][visit], 3) for visit in middle["stock"]}
    return {
        "boot": {"chromium": {_ratio_of(visit): ratio for visit, ratio in ratios.items()}},
        "boot_ms": {"medians": middle, "runs": times},
        "bytes_ratio": round(our_bytes / stock_bytes, 3),
        "bytes": {"stock": stock_bytes, "ours": our_bytes},
    }


def _ratio_of(visit: str) -> str:
    kind, _, circumstance = visit.partition("_")
    return f"{kind}_ratio_{circumstance}".rstrip("_")


def _lay_out(folder: Path, manifest: Manifest) -> int:
    """Write what both pages need; return the compressed bytes of stock Pyodide."""
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
    return sum(br for br, _ in compress([stock / name for name in STOCK], BUILD / "compressed").values())


def _visits(browser: Browser, address: str, name: str, number: int) -> list[float]:
    """Visit in a browser that has seen nothing, and again where more than one visit is asked for."""
    context = browser.new_context()
    taken = []
    for _ in range(number):
        page = context.new_page()
        page.goto(f"{address}/index.html")
        taken.append(round(float(page.evaluate(SCRIPTS[name], QUESTION)), 1))
        page.close()
    context.close()
    return taken

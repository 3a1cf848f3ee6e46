"""Measures a start of the checker against a start of stock Pyodide, in turn, in Chromium: `make bench`.

Both have the same checker, the same server and the same question; from nothing, and again in the same browser.
Writes build/bench.json.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import json
import platform
import shutil
import statistics
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))
from chromium import chromium

from validator.runtime import Manifest, build_bundle
from validator.runtime.compress import compress
from validator.site.beside import lay_out

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "build"
STOCK = ("pyodide.asm.js", "pyodide.asm.wasm", "pyodide.mjs", "python_stdlib.zip")
OURS = ("asm_js", "asm_wasm", "snapshot")
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
        if (!reply.report) throw new Error("no report");
        return performance.now() - start;
    }""",
}


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves what lies compressed as it lies, for ever."""

    extensions_map = {  # noqa: RUF012 - as the class above declares it
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        ready = path.with_name(f"{path.name}.br")
        found = ready if ready.is_file() else path
        if not found.is_file():
            self.send_error(404)
            return
        content = found.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(content)))
        if found is ready:
            self.send_header("Content-Encoding", "br")
        self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        pass


def main() -> None:
    """Measure, print a table, write build/bench.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    asked = parser.parse_args()
    manifest = build_bundle(BUILD / "runtime", compressed=True)
    folder = BUILD / "bench"
    stock_bytes = _lay_out(folder, manifest)
    with _served(folder) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium())
        version = browser.version
        times: dict[str, dict[str, list[float]]] = {name: {"cold": [], "second": []} for name in SCRIPTS}
        for run in range(asked.runs):
            for name in SCRIPTS:
                for visit, taken in zip(("cold", "second"), _visit(browser, address, name), strict=True):
                    times[name][visit].append(taken)
            print(f"run {run + 1} of {asked.runs}", flush=True)
        browser.close()
    medians = {
        name: {visit: statistics.median(runs) for visit, runs in by.items()} for name, by in times.items()
    }
    our_bytes = sum(manifest.files[role].br or 0 for role in OURS)
    ratios = {visit: medians["ours"][visit] / medians["stock"][visit] for visit in ("cold", "second")}
    result = {
        "machine": f"{platform.machine()}, {platform.system()}",
        "chromium": version,
        "runs": asked.runs,
        "boot": {"chromium": {f"{visit}_ratio": round(ratio, 3) for visit, ratio in ratios.items()}},
        "bytes_ratio": round(our_bytes / stock_bytes, 3),
        "bytes": {"stock": stock_bytes, "ours": our_bytes},
        "medians_ms": {name: {visit: round(ms) for visit, ms in by.items()} for name, by in medians.items()},
        "times_ms": {
            name: {visit: [round(ms) for ms in runs] for visit, runs in by.items()}
            for name, by in times.items()
        },
    }
    (BUILD / "bench.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(f"{'':<24}{'stock':>10}{'ours':>10}{'ratio':>8}")
    for visit, ratio in ratios.items():
        stock, ours = medians["stock"][visit], medians["ours"][visit]
        print(f"{f'Chromium, {visit} (ms)':<24}{stock:>10.0f}{ours:>10.0f}{ratio:>8.2f}")
    print(f"{'bytes, Brotli':<24}{stock_bytes:>10}{our_bytes:>10}{our_bytes / stock_bytes:>8.2f}")


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


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Handler, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def _visit(browser: Browser, address: str, name: str) -> tuple[float, float]:
    """Visit in a browser that has seen nothing, and again; return the milliseconds of both."""
    context = browser.new_context()
    taken = []
    for _ in range(2):
        page = context.new_page()
        page.goto(f"{address}/index.html")
        taken.append(float(page.evaluate(SCRIPTS[name], QUESTION)))
        page.close()
    context.close()
    return taken[0], taken[1]


if __name__ == "__main__":
    main()

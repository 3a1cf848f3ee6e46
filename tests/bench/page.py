"""The guide's page against one of Material as it comes with the same words; and from paste to verdict on ours."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import sites
from chromium import chromium
from line import Line, compressed, free_port, mobile, served
from playwright.sync_api import Browser
from results import BUILD, median, medians

from validator.runtime import node

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PAINTS = """() => new Promise((resolve) => {
    const found = {};
    new PerformanceObserver((list) => { for (const each of list.getEntries()) found[each.name] = each.startTime; })
        .observe({ type: "paint", buffered: true });
    new PerformanceObserver((list) => { for (const each of list.getEntries()) found.largest = each.startTime; })
        .observe({ type: "largest-contentful-paint", buffered: true });
    setTimeout(() => resolve([found["first-contentful-paint"], found.largest]), 300);
})"""
PASTE = """async (text) => {
    const element = document.querySelector("credentials-checker"), field = element.querySelector("textarea");
    const done = new Promise((resolve) => element.addEventListener("checked", resolve, { once: true }));
    const start = performance.now();
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { inputType: "insertFromPaste" }));
    await done;
    element.getBoundingClientRect();  // lays the page out
    return performance.now() - start;
}"""
PASTES = 15
CHANCE = random.Random()
LARGE = 64 * 1024 - 1
# What a mail with the file in it goes on with.
LETTER = "Please connect the store as we said on the phone: orders, products and stock. \n"
BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"


def measure(browser: Browser, runs: int) -> dict[str, object]:
    """Return bytes, paints and Lighthouse's scores."""
    port = free_port()  # Lighthouse wants a page to be where it says that it is
    configs = {"default": sites.default(), "ours": sites.ours(address=f"http://127.0.0.1:{port}/")}
    folders = {name: sites.build(config)[0] for name, config in configs.items()}
    sites.without_pictures(folders["default"])
    fetched = {name: _fetched(browser, folder) for name, folder in folders.items()}
    paints: dict[str, dict[str, list[float]]] = {name: {"first": [], "largest": []} for name in folders}
    scores: dict[str, dict[str, list[float]]] = {name: {each: [] for each in CATEGORIES} for name in folders}
    for run in range(runs):
        for name, folder in folders.items():
            for about, taken in zip(("first", "largest"), _paints(browser, folder), strict=True):
                paints[name][about].append(round(taken, 1))
            for category, score in _lighthouse(folder, port).items():
                scores[name][category].append(score)
        print(f"page {run + 1} of {runs}", file=sys.stderr)
    totals = {name: sum(sizes.values()) for name, sizes in fetched.items()}
    return {
        "page_bytes_ratio": round(totals["ours"] / totals["default"], 3),
        "page_bytes": {"totals": totals, "files": fetched},
        "paint_ms": {"medians": medians(paints), "runs": paints},
        "lighthouse": {category: median(score) for category, score in scores["ours"].items()},
        "lighthouse_default": {category: median(score) for category, score in scores["default"].items()},
    }


def paste(browser: Browser) -> dict[str, object]:
    """Return milliseconds from paste to verdict."""
    return {"warm_ms": _warm(browser, sites.build(sites.ours())[0])}


def _fetched(browser: Browser, folder: Path) -> dict[str, int]:
    """Return what a first visit fetches, compressed; ours keeps the site for later afterwards, which is not counted."""
    line = Line()
    with served(folder, line) as address:
        context = browser.new_context(service_workers="block")
        page = context.new_page()
        page.goto(address, wait_until="networkidle")
        context.close()
    sizes = {}
    for path in dict.fromkeys(urlsplit(each).path for each in line.asked):
        file = folder / path.lstrip("/") / "index.html" if path.endswith("/") else folder / path.lstrip("/")
        if file.is_file():
            sizes[path] = len(compressed(file) or brotli.compress(file.read_bytes()))
    return sizes


def _paints(browser: Browser, folder: Path) -> tuple[float, float]:
    with served(folder, mobile()) as address:
        context = browser.new_context(viewport={"width": 412, "height": 823}, device_scale_factor=1.75)
        page = context.new_page()
        page.goto(address, wait_until="networkidle")
        first, largest = page.evaluate(PAINTS)
        context.close()
    return first, largest


def _lighthouse(folder: Path, port: int) -> dict[str, float]:
    """Return Lighthouse's scores for a phone, of 100."""
    modules = node.install(BUILD / "lighthouse", Path(__file__).parent)
    with served(folder, Line(), port) as address:
        told = node.run(
            "node",
            modules / "lighthouse" / "cli" / "index.js",
            f"{address}/",
            "--output=json",
            "--quiet",
            f"--only-categories={','.join(CATEGORIES)}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
            cwd=BUILD,
            env={"CHROME_PATH": str(chromium())},
        )
    found = json.loads(told)["categories"]
    return {category: round(found[category]["score"] * 100) for category in CATEGORIES}


def _warm(browser: Browser, folder: Path) -> dict[str, object]:
    """Return the milliseconds from a paste to the verdict on the page, with Python running."""
    texts = {"usual": _file, "large": lambda: (_file() + LETTER * (LARGE // len(LETTER)))[:LARGE]}
    runs = {}
    with served(folder, Line()) as address:
        context = browser.new_context(service_workers="block")
        page = context.new_page()
        page.goto(f"{address}/checker/")
        for name, made in texts.items():
            page.evaluate(PASTE, made())
            runs[name] = [round(float(page.evaluate(PASTE, made())), 1) for _ in range(PASTES)]
        context.close()
    return {**{name: median(taken) for name, taken in runs.items()}, "runs": runs}


def _file() -> str:
    """Return a credentials file as BigCommerce hands it out, with other secrets every time."""
    made = ["".join(CHANCE.choice(BASE36) for _ in range(length)) for length in (31, 31, 64, 10)]
    return (
        f"ACCESS TOKEN: {made[0]}\nCLIENT ID: {made[1]}\nCLIENT SECRET: {made[2]}\nNAME: Huboo\n"
        f"API PATH: https://api.bigcommerce.com/stores/{made[3]}/v3/\n"
    )

"""Measures how the core's time grows with a paste, in CPython: usual files, and texts made to be slow.

Adds `core` to build/bench.json: milliseconds, and how much longer 64 KiB take than 16 KiB (4 is linear).
"""

from __future__ import annotations

import json
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from validator import check_credentials, compare_scopes, load_contract

BENCH = Path(__file__).parents[2] / "build" / "bench.json"
SMALL, LARGE = 16 * 1024, 64 * 1024
CHANCE = random.Random(3)  # the same texts every time
BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"


def _made(length: int) -> str:
    return "".join(CHANCE.choice(BASE36) for _ in range(length))


PIECES = {
    "prose": "We need access to modify your orders and products because the store needs content. ",
    "a label": "access token client id client secret api path ",
    "labels with colons": "client secret: ",
    "labels on lines": "client id\n",
    "labels with values": f"ACCESS TOKEN: {_made(31)}\n",
    "values": f"{_made(31)}\n",
    "one value": "0123456789abcdef",
    "json": '{"access_token":',
    "braces": "{",
    "tokens of a storefront": "eyJ-",
    "addresses": "https://api.bigcommerce.com/stores/",
    "other labels": "name: x ",
    "short lines": "a\n",
    "humps": "aBcD ",
    "tags": "<b ",
    "rows": "Content: modify\n",
    "levels": "modify or ",
    "machine names": "store_v2_orders ",
    "endless machine name": "store_a",
    "unknown rows": "strange row: modify\n",
    "header": "access token|client id\n",
    "invisible": "a\u200b",
}


def main() -> None:
    """Measure every text through both readers, print a table, add it to build/bench.json."""
    contract = load_contract("bigcommerce-huboo")
    readers: dict[str, Callable[[str], object]] = {
        "credentials": lambda text: check_credentials(text, contract),
        "scopes": lambda text: compare_scopes(text, contract),
    }
    usual = f"ACCESS TOKEN: {_made(31)}\nCLIENT ID: {_made(31)}\nCLIENT SECRET: {'0a1b2c3d' * 8}\n"
    rows = {f"{name}, usual file": (_milliseconds(read, usual), None) for name, read in readers.items()}
    for name, read in readers.items():
        for about, piece in PIECES.items():
            small, large = (_milliseconds(read, (piece * size)[:size]) for size in (SMALL, LARGE - 64))
            rows[f"{name}, {about}"] = (large, large / small)
    result = json.loads(BENCH.read_text(encoding="utf-8")) if BENCH.is_file() else {}
    result["core"] = {
        about: {"ms": round(ms, 2), "growth": growth and round(growth, 1)}
        for about, (ms, growth) in rows.items()
    }
    BENCH.parent.mkdir(exist_ok=True)
    BENCH.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(f"{'CPython, 64 KiB':<44}{'ms':>8}{'of 16 KiB':>12}")
    for about, (ms, growth) in rows.items():
        print(f"{about:<44}{ms:>8.1f}{f'{growth:.1f} x' if growth else '':>12}")


def _milliseconds(read: Callable[[str], object], text: str) -> float:
    read(text)
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        read(text)
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


if __name__ == "__main__":
    main()

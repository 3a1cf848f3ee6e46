"""How the core's time grows with a paste, in CPython: usual files, and texts made to be slow."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable

from validator import check_credentials, compare_scopes, load_contract

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
    "blanks between levels": "modify" + " " * 200,
    "invisible": "a\u200b",
}


def measure() -> dict[str, object]:
    """Return milliseconds by reader and text, and how much longer 64 KiB take than 16 KiB (4 is linear)."""
    contract = load_contract("bigcommerce-huboo")
    readers: dict[str, Callable[[str], object]] = {
        "credentials": lambda text: check_credentials(text, contract),
        "scopes": lambda text: compare_scopes(text, contract),
    }
    usual = f"ACCESS TOKEN: {_made(31)}\nCLIENT ID: {_made(31)}\nCLIENT SECRET: {'0a1b2c3d' * 8}\n"
    rows: dict[str, dict[str, float | None]] = {}
    for name, read in readers.items():
        rows[f"{name}, usual file"] = {"ms": round(_milliseconds(read, usual), 2), "growth": None}
        for about, piece in PIECES.items():
            small, large = (_milliseconds(read, (piece * size)[:size]) for size in (SMALL, LARGE - 64))
            rows[f"{name}, {about}"] = {"ms": round(large, 2), "growth": round(large / small, 1)}
    return {"core": rows}


def _milliseconds(read: Callable[[str], object], text: str) -> float:
    read(text)
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        read(text)
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)

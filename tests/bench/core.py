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


def _word() -> str:
    return "".join(CHANCE.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(6))


# Texts that are one piece over and over.
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


def _lines(*makers: Callable[[], str]) -> Callable[[int], str]:
    """Return what makes a text of some length: of each maker's lines an equal share, one share after the other."""

    def text(length: int) -> str:
        shares = []
        for make in makers:
            line = make()
            shares += [line, *(make() for _ in range(length // len(makers) // len(line) - 1))]
        return "".join(shares)

    return text


def _grouped() -> str:
    value = _made(31)
    return f"client id: {value[:8]} {value[8:16]} {value[16:24]} {value[24:]}\n"


TEXTS: dict[str, Callable[[int], str]] = {
    about: (lambda length, piece=piece: (piece * length)[:length]) for about, piece in PIECES.items()
} | {
    # What each of many lines or names could be compared with each of many others.
    "a column of labels, then of values": _lines(
        lambda: "client id\nclient secret\n", lambda: f"{_made(31)}\n{_made(31)}\n"
    ),
    "a column of labels, then of fewer values": _lines(
        lambda: "client id\nclient secret\n", lambda: f"{_made(31)} {_made(31)}\n"
    ),
    "a wide head of a table": lambda length: (
        "|" * (length // 3) + "client id|" + "name|" * (length // 80) + "\n" + "|" * (length // 3)
    ),
    "broken values, then others": _lines(_grouped, lambda: f"{_made(31)}\n"),
    "values, then damaged ones": _lines(
        lambda: f"ACCESS TOKEN: {_made(31)} {_made(31)}\n", lambda: f"access token: {_made(9)}\n"
    ),
    "addresses of stores": _lines(lambda: f"https://api.bigcommerce.com/stores/{_made(10)}/v3/\n"),
    "addresses of stores on one line": _lines(
        lambda: f"a https://api.bigcommerce.com/stores/{_made(10)}/v3/ "
    ),
    "unlike labelled values": _lines(lambda: f"client id: {_made(31)}\n"),
    "unlike machine names": _lines(lambda: f"store_v2_{_word()} "),
    "machine names and a question": lambda length: "store_v2_orders " * (length // 110) + "?" * (length // 2),
    "broken machine names": lambda length: "_abcdefgh_abcdefgh_abcdefg\n" * (length // 27),
    "a row with many levels": lambda length: (
        "Orders " + "modify read-only " * (length // 220) + "but " * (length // 220)
    ),
    "many columns": lambda length: "None\tRead-only\tModify\t" * 8 + "\t" * (length - 300) + "\nOrders\tx",
    "columns with a level each": lambda length: "None\t" * (length // 60) + "\t" * (length * 11 // 12) + "\n",
    "what is said of everything": lambda length: (
        "everything on none\nOrders: modify, Carts: modify\n" * (length // 49)
    ),
    "levels crossed out": lambda length: "Orders: " + "-~~-~~ " * (length // 7 - 2),
    # What a search could go over again from each of its signs.
    "a crossed-out row": lambda length: "~" * (length - 20) + "x Orders: modify",
    "dots in a value": lambda length: "client id: " + "." * (length - 20) + "a",
    "dots in an address of mail": lambda length: "client id: a@" + "." * (length - 20) + "@",
    "commas": lambda length: "Orders, Products, Customers, Themes, Content,\n" + "," * (length - 60),
    "signs before a box": lambda length: "Orders: modify checked" + " ," * (length // 2 - 20),
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
        for about, text in TEXTS.items():
            small, large = (_milliseconds(read, text(size)) for size in (SMALL, LARGE - 64))
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

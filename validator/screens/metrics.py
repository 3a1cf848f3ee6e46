"""How much room words take, before any browser has seen them."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files

from ..tables import read_table

# The widest usual system font is about this much wider than the table (Noto Sans; measured on the guide's words).
SLACK = 1.06


def text_width(text: str, size: float, bold: bool = False) -> int:
    """Return how many units of width `text` may take at a type size; rounded up, with slack."""
    return round(_advances(text, "bold" if bold else "regular") * size / 1000 * SLACK + 0.5)


@cache
def _advances(text: str, weight: str) -> int:
    return sum(_advance(sign, weight) for sign in text)


@cache
def _advance(sign: str, weight: str) -> int:
    widths = _widths(weight)
    plain = unicodedata.normalize("NFD", sign)[0]
    return widths.get(sign) or widths.get(plain) or max(widths.values())


@cache
def _widths(weight: str) -> dict[str, int]:
    table = read_table(files(__package__) / "widths.toml").table(weight)
    widths = tuple(table)
    return {sign: int(width) for width in widths for sign in table.text(width)}

"""The standard library for a plain start."""

from __future__ import annotations

from pathlib import Path


def make_stdlib(pyodide: Path) -> bytes:
    """Return the standard library as Pyodide ships it."""
    return (pyodide / "python_stdlib.zip").read_bytes()

"""The two files of a usual start: Python's memory as it is after its start, and the code that goes on from there."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

from . import wasm
from .cut import MARKS, cut, marking
from .node import run
from .stdlib import compiled_stdlib
from .usage import questions

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The memory of a Python that has imported the checker."""

    content: bytes
    slots: frozenset[int]  # of the table of functions: what types and functions in use offer


def take_snapshot(pyodide: Path, wheel: bytes) -> Snapshot:
    """Start Python and write its memory down; `pyodide` is the npm package's folder."""
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        (scratch / "stdlib.zip").write_bytes(compiled_stdlib(pyodide))
        (scratch / "checker.whl").write_bytes(wheel)
        stock = (pyodide / "pyodide.asm.js", pyodide / "pyodide.asm.wasm")
        files = (
            *stock,
            scratch / "stdlib.zip",
            scratch / "checker.whl",
            HERE / "warm.py",
            HERE / "offers.py",
        )
        made, slots = scratch / "snapshot.bin", scratch / "slots.json"
        run("node", HERE / "snapshot.js", *files, made, slots, cwd=HERE)
        return Snapshot(made.read_bytes(), frozenset(json.loads(slots.read_bytes())))


def code_for(snapshot: Snapshot, modules: Path) -> bytes:
    """Return the code that a snapshot needs, found by watching it at work; `modules` holds the npm packages."""
    whole = (modules / "pyodide" / "pyodide.asm.wasm").read_bytes()
    content = snapshot.content
    id = json.loads(content[4 : 4 + int.from_bytes(content[:4], "little")])["id"]
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        (scratch / "snapshot.bin").write_bytes(content)
        (scratch / "marking.wasm").write_bytes(marking(whole, id))
        (scratch / "questions.json").write_text(json.dumps(questions()), encoding="utf-8")
        files = [scratch / file for file in ("snapshot.bin", "marking.wasm", "questions.json")]
        functions, called = sum(1 for _ in wasm.bodies(whole)), scratch / "called.json"
        run("node", HERE / "watch.js", *files, str(MARKS), str(functions), called, cwd=HERE)
        callers = (HERE / "boot.js").read_text(encoding="utf-8")
        tool = modules / "binaryen" / "bin" / "wasm-opt"
        return cut(whole, set(json.loads(called.read_bytes())), snapshot.slots, callers, id, tool)

"""Cuts from Pyodide's code what the checker was never seen to use: nine tenths of it.

What is cut ends with a trap where it is called after all, and the page starts Python from scratch instead.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Collection
from pathlib import Path

from . import wasm as form
from .node import run

# How boot.js calls what the code offers.
CALL = re.compile(r"\bpython\.([A-Za-z_]\w*)\(")
# Where marks are made: far above what Python takes of the memory while it is watched.
MARKS = 1000 * 65536
# i32.const 1, i32.store8
MARK = b"\x41\x01\x3a\x00\x00"
CONST = b"\x41"
# No locals, unreachable, end.
TRAP = b"\x00\x00\x0b"
# Never called once there is a snapshot: the first that the linker writes, without parameters.
CONSTRUCTORS = "__wasm_call_ctors"
SECTION = "snapshot"
# What they hold comes with the snapshot.
NOT_CODE = (form.CUSTOM, form.DATA, form.DATA_COUNT)
# What the code is written in; anything newer that wasm-opt knows might be written into it, which browsers may not.
FEATURES = (
    "--mvp-features",
    *(
        f"--enable-{name}"
        for name in (
            "bulk-memory bulk-memory-opt call-indirect-overlong exception-handling multivalue mutable-globals "
            "nontrapping-float-to-int reference-types sign-ext simd"
        ).split()
    ),
)
PASSES = (
    "--remove-unused-module-elements",
    "--duplicate-function-elimination",
    "--simplify-globals-optimizing",
    "--remove-unused-module-elements",
)


def marking(wasm: bytes, snapshot: str) -> bytes:
    """Return code whose functions mark that they were called: each a byte of its own, from MARKS on."""
    marked = []
    for index, body in enumerate(form.bodies(wasm)):
        start = form.after_locals(body)
        mark = CONST + form.signed_written(MARKS + index) + MARK
        marked.append(body[:start] + mark + body[start:])
    return form.replaced(wasm, {form.CODE: form.bodies_written(marked)}, NOT_CODE) + form.custom(
        SECTION, snapshot.encode()
    )


def cut(
    wasm: bytes, called: Collection[int], slots: Collection[int], callers: str, snapshot: str, tool: Path
) -> bytes:
    """Return code with what some functions need: those called, counted from the first own, and slots of the table.

    Pyodide's table names five thousand functions, because somebody might call them through a pointer. Those that
    nobody was seen to call leave it, unless in `slots`; the others stay, with all that they could call by name.
    `callers` is the text that uses the code, `snapshot` the hash of the memory that it belongs to, `tool` Binaryen's
    wasm-opt.
    """
    first = form.imported_functions(wasm)
    offered = {name: (name, kind, index) for name, kind, index in form.exports(wasm)}
    trap = offered[CONSTRUCTORS][2]
    begun, table = form.table(wasm)
    filled = [
        function if slot in slots or function - first in called else trap
        for slot, function in enumerate(table)
    ]
    kept = [offered[name] for name in sorted(set(CALL.findall(callers)) & offered.keys())]
    functions = [TRAP if first + index == trap else body for index, body in enumerate(form.bodies(wasm))]
    small = form.replaced(
        wasm,
        {
            form.EXPORTS: form.exports_written(kept),
            form.ELEMENTS: form.table_written(begun, filled),
            form.CODE: form.bodies_written(functions),
        },
        NOT_CODE,
    )
    return _without_the_unreachable(small, tool) + form.custom(SECTION, snapshot.encode())


def _without_the_unreachable(wasm: bytes, tool: Path) -> bytes:
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        (scratch / "before.wasm").write_bytes(wasm)
        run("node", tool, *FEATURES, *PASSES, "before.wasm", "-o", "after.wasm", cwd=scratch)
        return (scratch / "after.wasm").read_bytes()

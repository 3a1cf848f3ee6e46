"""Takes from Pyodide's code what nobody here can reach: it offers itself to libraries that are loaded later."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from .node import run

# `var _f = Module["_f"] = wasmExports["f"];` thousands of times, without the spaces; and the same with an address.
OFFERED = re.compile(r'(?:var )?_\w+=Module\["_\w+"\]=wasmExports\["(\w+)"\];')
ADDRESS = re.compile(r'var (_\w+)=Module\["_\w+"\]=\d+;')
WORD = re.compile(r"[A-Za-z_$][\w$]*")

IMPORTS, EXPORTS = 2, 7
HEADER = 8
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


def trim(script: str, wasm: bytes, callers: str, tool: Path) -> tuple[str, bytes]:
    """Return script and code without the exports that neither the script nor the callers' text name.

    `tool` is Binaryen's wasm-opt, a script of Node.js.

    The script gives each of nine thousand exports a name of its own, of which it uses some hundreds: a fifth of its
    compressed bytes, and with the functions that only they reach a tenth of the code's.
    """
    body = OFFERED.sub("", script)
    named = Counter(WORD.findall(body))
    called = set(WORD.findall(callers))
    # The two mentions in the line itself do not count.
    spare = {name for name in ADDRESS.findall(body) if named[name] <= 2 and name not in called}
    # What the code imports under the same name is linked to its own export.
    wanted = {*named, *called, *_imports(wasm)}
    kept = [export for export in _exports(wasm) if wanted & {export[0], f"_{export[0]}"}]
    names = {name for name, _, _ in kept}
    script = OFFERED.sub(lambda match: match[0] if match[1] in names else "", script)
    script = ADDRESS.sub(lambda match: "" if match[1] in spare else match[0], script)
    return script, _without_the_unreachable(_with_exports(wasm, kept), tool)


def _without_the_unreachable(wasm: bytes, tool: Path) -> bytes:
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        (scratch / "before.wasm").write_bytes(wasm)
        names = ("before.wasm", "-o", "after.wasm")
        run("node", tool, *FEATURES, "--remove-unused-module-elements", *names, cwd=scratch)
        return (scratch / "after.wasm").read_bytes()


def _with_exports(wasm: bytes, exports: list[tuple[str, int, int]]) -> bytes:
    rows = [_text(name) + bytes([kind]) + _number(index) for name, kind, index in exports]
    section = _number(len(rows)) + b"".join(rows)
    replaced = bytes([EXPORTS]) + _number(len(section)) + section
    parts = [replaced if kind == EXPORTS else wasm[start:end] for kind, start, _, end in _sections(wasm)]
    return wasm[:HEADER] + b"".join(parts)


def _exports(wasm: bytes) -> Iterator[tuple[str, int, int]]:
    """Yield name, kind and index of each export."""
    count, at = _read_number(wasm, _section(wasm, EXPORTS))
    for _ in range(count):
        name, at = _read_text(wasm, at)
        kind = wasm[at]
        index, at = _read_number(wasm, at + 1)
        yield name, kind, index


def _imports(wasm: bytes) -> Iterator[str]:
    """Yield the name of each import."""
    count, at = _read_number(wasm, _section(wasm, IMPORTS))
    for _ in range(count):
        _, at = _read_text(wasm, at)
        name, at = _read_text(wasm, at)
        kind, at = wasm[at], at + 1
        match kind:
            case 0:  # a function: its type
                _, at = _read_number(wasm, at)
            case 1 | 2:  # a table, which has a type first, or a memory: its limits
                at += kind == 1
                bounded, at = wasm[at] & 1, at + 1
                for _ in range(1 + bounded):
                    _, at = _read_number(wasm, at)
            case 3:  # a global: its type, and whether it changes
                at += 2
            case 4:  # a tag: an attribute and its type
                _, at = _read_number(wasm, at + 1)
            case _:
                raise RuntimeError(f"pyodide.asm.wasm: import {name} is of an unknown kind, {kind}")
        yield name


def _section(wasm: bytes, wanted: int) -> int:
    return next(inside for kind, _, inside, _ in _sections(wasm) if kind == wanted)


def _sections(wasm: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Yield kind, start, start of the content and end of each section."""
    at = HEADER
    while at < len(wasm):
        length, inside = _read_number(wasm, at + 1)
        yield wasm[at], at, inside, inside + length
        at = inside + length


def _read_number(wasm: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte, at = wasm[at], at + 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def _read_text(wasm: bytes, at: int) -> tuple[str, int]:
    length, at = _read_number(wasm, at)
    return wasm[at : at + length].decode(), at + length


def _number(value: int) -> bytes:
    written = b""
    while value > 127:
        written += bytes([value & 127 | 128])
        value >>= 7
    return written + bytes([value])


def _text(text: str) -> bytes:
    return _number(len(text.encode())) + text.encode()

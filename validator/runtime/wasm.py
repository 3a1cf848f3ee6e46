"""Takes WebAssembly apart, section by section, and puts it together again: as much of it as cutting needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

CUSTOM, TYPES, IMPORTS, START, ELEMENTS, EXPORTS, CODE = 0, 1, 2, 8, 9, 7, 10
DATA, DATA_COUNT = 11, 12
HEADER = 8
FUNCTION, TABLE, MEMORY, GLOBAL, TAG = range(5)


def sections(wasm: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield kind, start and end of each section's content."""
    at = HEADER
    while at < len(wasm):
        length, inside = number(wasm, at + 1)
        yield wasm[at], inside, inside + length
        at = inside + length


def replaced(wasm: bytes, contents: Mapping[int, bytes], dropped: Iterable[int] = ()) -> bytes:
    """Return the module with other contents in some of its sections, and without those that are dropped."""
    parts = [wasm[:HEADER]]
    for kind, start, end in sections(wasm):
        if kind not in dropped:
            content = contents.get(kind, wasm[start:end])
            parts.append(bytes([kind]) + written(len(content)) + content)
    return b"".join(parts)


def custom(name: str, content: bytes) -> bytes:
    """Return a section of one's own, to be put at a module's end."""
    inside = text_written(name) + content
    return bytes([CUSTOM]) + written(len(inside)) + inside


def imported_functions(wasm: bytes) -> int:
    """Return how many functions are imported: the module's own are counted from there."""
    count, at = number(wasm, _content(wasm, IMPORTS))
    functions = 0
    for _ in range(count):
        _, at = text(wasm, at)
        name, at = text(wasm, at)
        kind, at = wasm[at], at + 1
        if kind == FUNCTION:
            functions += 1
            _, at = number(wasm, at)
        elif kind in (TABLE, MEMORY):  # a table has a type first; both have limits
            at += kind == TABLE
            bounded, at = wasm[at] & 1, at + 1
            for _ in range(1 + bounded):
                _, at = number(wasm, at)
        elif kind == GLOBAL:  # its type, and whether it changes
            at += 2
        elif kind == TAG:  # an attribute and its type
            _, at = number(wasm, at + 1)
        else:
            raise RuntimeError(f"pyodide.asm.wasm: import {name} is of an unknown kind, {kind}")
    return functions


def exports(wasm: bytes) -> Iterator[tuple[str, int, int]]:
    """Yield name, kind and index of each export."""
    count, at = number(wasm, _content(wasm, EXPORTS))
    for _ in range(count):
        name, at = text(wasm, at)
        kind = wasm[at]
        index, at = number(wasm, at + 1)
        yield name, kind, index


def exports_written(wanted: Iterable[tuple[str, int, int]]) -> bytes:
    """Return the content of a section of exports."""
    rows = [text_written(name) + bytes([kind]) + written(index) for name, kind, index in wanted]
    return written(len(rows)) + b"".join(rows)


def bodies(wasm: bytes) -> Iterator[bytes]:
    """Yield what each of the module's own functions consists of."""
    count, at = number(wasm, _content(wasm, CODE))
    for _ in range(count):
        length, at = number(wasm, at)
        yield wasm[at : at + length]
        at += length


def bodies_written(wanted: Iterable[bytes]) -> bytes:
    """Return the content of a section of code."""
    rows = [written(len(body)) + body for body in wanted]
    return written(len(rows)) + b"".join(rows)


def after_locals(body: bytes) -> int:
    """Return where a function's instructions begin."""
    groups, at = number(body, 0)
    for _ in range(groups):
        _, at = number(body, at)
        at += 1
    return at


def table(wasm: bytes) -> tuple[bytes, list[int]]:
    """Return how the table's one segment begins, and the functions that stand in it."""
    start = _content(wasm, ELEMENTS)
    segments, at = number(wasm, start)
    flags, at = number(wasm, at)
    # A place that is a global: global.get, its number, end.
    opcode, at = wasm[at], at + 1
    _, at = number(wasm, at)
    if (segments, flags, opcode, wasm[at]) != (1, 0, 0x23, 0x0B):
        raise RuntimeError(
            "pyodide.asm.wasm: its table is filled in a new way; correct validator/runtime/wasm.py"
        )
    begun = wasm[start : at + 1]
    count, at = number(wasm, at + 1)
    functions = []
    for _ in range(count):
        function, at = number(wasm, at)
        functions.append(function)
    return begun, functions


def table_written(begun: bytes, functions: Iterable[int]) -> bytes:
    """Return the content of a section of elements."""
    rows = [written(function) for function in functions]
    return begun + written(len(rows)) + b"".join(rows)


def number(wasm: bytes, at: int) -> tuple[int, int]:
    """Read a number without a sign; return it and where it ends."""
    value = shift = 0
    while True:
        byte, at = wasm[at], at + 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def text(wasm: bytes, at: int) -> tuple[str, int]:
    """Read a text; return it and where it ends."""
    length, at = number(wasm, at)
    return wasm[at : at + length].decode(), at + length


def written(value: int) -> bytes:
    """Write a number without a sign."""
    content = b""
    while value > 127:
        content += bytes([value & 127 | 128])
        value >>= 7
    return content + bytes([value])


def signed_written(value: int) -> bytes:
    """Write a number that may have a sign, here never a negative one."""
    content = written(value)
    # The highest bit of seven would be read as the sign.
    return content if content[-1] < 64 else content[:-1] + bytes([content[-1] | 128, 0])


def text_written(value: str) -> bytes:
    """Write a text."""
    content = value.encode()
    return written(len(content)) + content


def _content(wasm: bytes, wanted: int) -> int:
    return next(start for kind, start, _ in sections(wasm) if kind == wanted)

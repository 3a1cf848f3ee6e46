"""Runs in the Python whose memory was written down: where the types and functions lie that stay callable as a whole.

What one method of a type is seen to do says little about when the next one is needed.
"""

from __future__ import annotations

import builtins
import sys

MODULES = ("_json", "_sre", "binascii", "builtins")
# They would keep the compiler, files and the making of classes.
LEFT_OUT = (
    "__build_class__",
    "__import__",
    "breakpoint",
    "compile",
    "eval",
    "exec",
    "input",
    "open",
    "print",
)


def example() -> object:
    """Be a function, and make a generator."""
    yield


# Of each kind that has no name of its own.
KINDS: list[object] = [
    None,
    ...,
    NotImplemented,
    builtins,
    example,
    example(),
    example.__code__,
    len,
    "".join,
]
KINDS += [example.__get__(0), str.join, str.__add__, "".__add__, dict.fromkeys, type.__dict__["__name__"]]
KINDS += [type.__dict__, {}.keys(), {}.values(), {}.items(), reversed([]), reversed({}), reversed(range(0))]
KINDS += [iter(b""), iter("a"), iter("ż"), iter(()), iter([]), iter({}), iter({}.values()), iter({}.items())]
KINDS += [iter(set()), iter(range(0)), iter(range(2**99))]


def addresses(found: set[int]) -> bytes:
    """Write addresses as the memory has them."""
    return b"".join(address.to_bytes(4, "little") for address in sorted(found))


things = [
    thing
    for module in MODULES
    for name, thing in vars(sys.modules[module]).items()
    if name not in LEFT_OUT
]  # fmt: skip
types = addresses(
    {id(thing) for thing in things if isinstance(thing, type)} | {id(type(each)) for each in KINDS}
)
functions = addresses({id(thing) for thing in things if type(thing) is type(len)})

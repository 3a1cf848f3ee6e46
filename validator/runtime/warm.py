"""Runs in the Python whose memory is written down: loads what the reader needs, and forgets what loading needed."""

from __future__ import annotations

import codecs
import gc
import json
import sys
from collections.abc import Iterator
from dataclasses import is_dataclass
from types import FunctionType

from validator import packaged_contracts
from validator.browser import answer
from validator.words import Words, languages

# Python loads a codec when it is first used.
CODECS = ("ascii", "cp1250", "cp1251", "latin-1", "utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
USUAL = (
    {"kind": "credentials", "text": "ACCESS TOKEN: x\nCLIENT ID: y\n"},
    {"kind": "credentials", "bytes": ""},
    {"kind": "scopes", "text": "store_v2_orders"},
    {"kind": "levels", "levels": {}},
)
# These find, read and define modules and files. All is loaded by now, and the reader's Python has no files.
ONLY_FOR_LOADING = frozenset(
    """
    _ast _bz2 _compression _datetime _lzma _opcode _opcode_metadata _random _sitebuiltins _stat _string _struct
    _tokenize _typing _warnings ast bisect bz2 contextlib copy datetime dis encodings.cp437 errno fnmatch genericpath
    glob grp importlib inspect io keyword linecache lzma math ntpath opcode os pathlib posix posixpath pwd random
    reprlib shutil signal site stat string struct tempfile textwrap threading token tokenize tomllib typing warnings
    weakref zipfile zipimport zlib
    """.split()
)
# These stay, because others name them, but of their functions only the named ones are called from here on.
CALLED_LATER = {
    "__future__": (),
    "_frozen_importlib": (),
    "_frozen_importlib_external": (),
    "_weakrefset": (),
    "abc": (),
    "codecs": (),
    "collections": (),
    "copyreg": (),
    "dataclasses": ("replace", "_replace", "_is_dataclass_instance"),
    "functools": (),
    "operator": (),
    "types": (),
    "validator.tables": (),
}
# What a dataclass is given that nobody here asks for: none is shown as it is, and nothing would change one.
UNUSED = ("__repr__", "__setattr__", "__delattr__")
# What the site's build and the command line say: the reader's browser has the one in its pages, and not the other.
SAID_ELSEWHERE = ("page", "cli")
# By the kind of function, which has to stay the same: generators, coroutines and generators of both kinds.
GENERATOR, OTHER_KINDS = 0x20, 0x280


def reply(request: str) -> bytes:
    """Answer in bytes; half a character, which some paste may hold, becomes a question mark."""
    return answer(request).encode("utf-8", "replace")


def warm() -> None:
    """Load every contract and every language, and answer once in each."""
    for codec in CODECS:
        codecs.lookup(codec)
    for contract in packaged_contracts():
        for language in languages():
            for asked in USUAL:
                said = reply(json.dumps({"id": 0, "language": language, "contract": contract, **asked}))
                if "error" in json.loads(said):
                    raise RuntimeError(f"The checker does not answer {asked['kind']}: {contract}, {language}")


def gone(*_: object, **__: object) -> object:
    """Fail, and so make the page start Python from scratch."""
    raise SystemError


def gone_generator(*_: object, **__: object) -> Iterator[object]:
    """Fail as well, when the first value is asked for."""
    yield gone()


class Gone:
    """Stands where something was that only loading needed."""


def forget() -> None:
    """Let go of the modules that nobody needs any more, and of what others have taken from them."""
    gone = {
        name for name in sys.modules if name in ONLY_FOR_LOADING or name.split(".")[0] in ONLY_FOR_LOADING
    }
    modules = [sys.modules.pop(name) for name in sorted(gone) if name in sys.modules]
    # Some are known by a second name: importlib._bootstrap is also _frozen_importlib, which stays.
    staying = list(sys.modules.values())
    leaving = [module for module in modules if not any(module is other for other in staying)]
    for names in [vars(module) for module in (*staying, *leaving)]:
        for name, value in list(names.items()):
            if _home(value) in gone or any(value is module for module in leaving):
                names[name] = Gone
    things = gc.get_objects()
    for thing in things:
        if isinstance(thing, type) and is_dataclass(thing):
            for name in vars(thing).keys() & UNUSED:
                delattr(thing, name)
        elif isinstance(thing, Words):
            for name in SAID_ELSEWHERE:
                object.__setattr__(thing, name, Gone)
    sys.path_importer_cache.clear()
    sys.path.clear()
    for function in [each for each in things if isinstance(each, FunctionType) and _is_over(each)]:
        _empty(function)


def _is_over(function: FunctionType) -> bool:
    """Say whether nobody calls a function any more, whoever may still hold it."""
    home = function.__module__ or ""
    if home in CALLED_LATER:
        return function.__name__ not in CALLED_LATER[home]
    return home in ONLY_FOR_LOADING or home.split(".")[0] in ONLY_FOR_LOADING


def _empty(function: FunctionType) -> None:
    """Take away what a function does, and keep what it is: one that is called after all fails."""
    if function.__closure__ is None and not function.__code__.co_flags & OTHER_KINDS:
        generates = function.__code__.co_flags & GENERATOR
        function.__code__ = (gone_generator if generates else gone).__code__
    function.__defaults__ = function.__kwdefaults__ = None


def _home(value: object) -> str | None:
    """Return the module that a function or class written in Python comes from."""
    # Py_TPFLAGS_HEAPTYPE: the other types, as weakref.ref, are part of the code and cost nothing.
    if isinstance(value, FunctionType) or (isinstance(value, type) and value.__flags__ & 1 << 9):
        return value.__module__
    return None


warm()
forget()
for name in set(globals()) - {"__builtins__", "__name__", "answer", "gc", "gone", "reply"}:
    del globals()[name]
for _ in range(3):
    gc.collect()
# A check leaves no circles of objects behind, so there is nothing to look for. The search took a tenth of the time of
# 64 KiB, and up to half of it in one check of ten; and where it found a kind of object that was not there in the
# training, it called code that was cut.
gc.disable()

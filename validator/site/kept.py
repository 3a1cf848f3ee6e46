"""What is kept from one language to the next, and while the site is served from one build to the next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import override

from jinja2.bccache import Bucket, BytecodeCache

# Results of this many pages, or of parts of them; eight languages have some eighty.
PAGES = 256


class Templates(BytecodeCache):
    """The theme's templates, compiled: MkDocs starts anew with them in every language and at every build."""

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    @override
    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._compiled:
            bucket.bytecode_from_string(self._compiled[bucket.key])

    @override
    def dump_bytecode(self, bucket: Bucket) -> None:
        self._compiled[bucket.key] = bucket.bytecode_to_string()

    @override
    def clear(self) -> None:
        self._compiled.clear()


def forget(*modules: ModuleType) -> None:
    """Have modules forget what their functions remember of files that they read."""
    for module in modules:
        for each in vars(module).values():
            if hasattr(each, "cache_clear"):
                each.cache_clear()


def state_of(*places: Path) -> tuple[tuple[str, int, int], ...]:
    """Return what tells whether a file was changed, added or taken away in these places: folders or single files."""
    return tuple(_states(places))


def _states(places: tuple[Path, ...]) -> Iterator[tuple[str, int, int]]:
    for place in places:
        for path in [place] if place.is_file() else sorted(place.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                about = path.stat()
                yield str(path), about.st_mtime_ns, about.st_size

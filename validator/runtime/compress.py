"""Compresses files for servers that hand out what lies ready, and remembers by content what that has yielded."""

from __future__ import annotations

import gzip
import hashlib
import shutil
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli


def compress(files: Iterable[Path], memory: Path) -> dict[str, tuple[int, int]]:
    """Write FILE.br and FILE.gz beside each file; return the sizes of both by the file's name."""
    memory.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor() as pool:
        sizes = pool.map(lambda path: (path.name, _both(path, memory)), files)
        return dict(sizes)


def _both(path: Path, memory: Path) -> tuple[int, int]:
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    return (
        _one(path, ".br", memory / f"{digest}.br", lambda: _brotli(content)),
        _one(path, ".gz", memory / f"{digest}.gz", lambda: gzip.compress(content, 9, mtime=0)),
    )


def _one(path: Path, suffix: str, known: Path, make: Callable[[], bytes]) -> int:
    if not known.exists():
        half = known.with_name(known.name + ".part")
        half.write_bytes(make())
        half.rename(known)
    shutil.copyfile(known, path.with_name(path.name + suffix))
    return known.stat().st_size


def _brotli(content: bytes) -> bytes:
    # 16 MB, the widest window that browsers decode.
    return bytes(brotli.compress(content, quality=11, lgwin=24))

"""Compresses files for servers that hand out what lies ready, and remembers by content what that has yielded."""

from __future__ import annotations

import gzip
import hashlib
import shutil
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli


def compress(files: Iterable[Path], memory: Path, *, beside: bool = True) -> dict[str, tuple[int, int]]:
    """Write FILE.br and FILE.gz beside each file, or only measure; return the sizes of both by the file's name."""
    memory.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor() as pool:
        sizes = pool.map(lambda path: (path.name, _both(path, memory, beside=beside)), files)
        return dict(sizes)


def _both(path: Path, memory: Path, *, beside: bool) -> tuple[int, int]:
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    made: dict[str, Callable[[], bytes]] = {
        "br": lambda: _brotli(content),
        "gz": lambda: gzip.compress(content, 9, mtime=0),
    }
    for suffix, make in made.items():
        known = memory / f"{digest}.{suffix}"
        if not known.exists():
            half = memory / f"{known.name}.part"
            half.write_bytes(make())
            half.rename(known)
        if beside:
            shutil.copyfile(known, path.with_name(f"{path.name}.{suffix}"))
    br, gz = ((memory / f"{digest}.{suffix}").stat().st_size for suffix in made)
    return br, gz


def _brotli(content: bytes) -> bytes:
    # 16 MB, the widest window that browsers decode.
    return bytes(brotli.compress(content, quality=11, lgwin=24))

"""The standard library, as Pyodide ships it and compiled."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from pathlib import Path

from .node import run
from .wheel import STEADY, pack


def compiled_stdlib(pyodide: Path) -> bytes:
    """Return the standard library compiled, for the making of a snapshot.

    Compiled elsewhere it leaves no traces of the compiler in the memory that is written down: a sixth of it.
    """
    with tempfile.TemporaryDirectory() as scratch:
        archive = Path(scratch) / "stdlib.zip"
        shutil.copyfile(pyodide / "python_stdlib.zip", archive)
        run("pyodide", "py-compile", "--silent", archive, cwd=Path(scratch), env=STEADY)
        with zipfile.ZipFile(archive) as compiled:
            # Python remembers the times that a zip gives.
            return pack({name: compiled.read(name) for name in compiled.namelist()})

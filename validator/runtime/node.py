"""Runs Node.js, which comes from PyPI, with the packages that package-lock.json pins."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).parent
PINS = ("package.json", "package-lock.json", ".npmrc")


def install(folder: Path, room: Path = HERE) -> Path:
    """Install the packages that a room pins into a folder, unless they are there already; return its node_modules."""
    pins = {name: (room / name).read_bytes() for name in PINS}
    stamp = folder / "installed"
    wanted = hashlib.sha256(b"".join(pins.values())).hexdigest()
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name, content in pins.items():
            (folder / name).write_bytes(content)
        run("npm", "ci", "--no-progress", cwd=folder)
        stamp.write_text(wanted, encoding="utf-8")
    return folder / "node_modules"


def run(program: str, *arguments: str | Path, cwd: Path, env: Mapping[str, str] | None = None) -> str:
    """Run a program of this virtual environment; return what it printed, `RuntimeError` where it fails."""
    own = Path(sys.executable).parent
    path = f"{own}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(  # noqa: S603 - programs and arguments are this package's own
        [own / program, *arguments],
        cwd=cwd,
        env={**os.environ, "PATH": path, **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )
    if done.returncode != 0:
        told = f"{done.stdout}\n{done.stderr}".strip()
        raise RuntimeError(f"{program} {arguments[0]} failed:\n{told[-4000:]}")
    return done.stdout

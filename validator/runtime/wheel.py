"""Packs the checker into a wheel for Pyodide: compiled, without what only a site's build needs."""

from __future__ import annotations

import base64
import hashlib
import json
import tempfile
import zipfile
from dataclasses import dataclass
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from .node import run

PACKAGE = Path(__file__).parent.parent
NAME = PACKAGE.name
# The folders that touch the world outside.
LEFT_OUT = frozenset({"runtime", "screens", "site", "translations"})
SUFFIXES = frozenset({".py", ".toml"})
# The oldest time a zip can name: the time of packing is no part of the content.
LONG_AGO = (1980, 1, 1, 0, 0, 0)
# Compiled files carry a hash of their source in place of its time.
STEADY = {
    "SOURCE_DATE_EPOCH": "315532800",
    "PYTHONHASHSEED": "0",
    "PYTHONOPTIMIZE": "2",
    "PYTHONNODEBUGRANGES": "1",
}


@dataclass(frozen=True, slots=True)
class Wheel:
    """The checker as Pyodide takes it."""

    name: str
    content: bytes
    lockfile: bytes  # JSON, this wheel as its only package


def sources() -> dict[str, bytes]:
    """Return the files of the package that the browser gets, by their path."""
    inside = (path.relative_to(PACKAGE) for path in PACKAGE.rglob("*"))
    wanted = sorted(
        path for path in inside if path.suffix in SUFFIXES and not LEFT_OUT.intersection(path.parts)
    )
    return {f"{NAME}/{path.as_posix()}": (PACKAGE / path).read_bytes() for path in wanted}


def make_wheel(pyodide: Path) -> Wheel:
    """Return the compiled wheel and the lock file it is entered in; `pyodide` is the npm package's folder."""
    number = version(NAME)
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        plain = scratch / f"{NAME}-{number}-py3-none-any.whl"
        plain.write_bytes(pack({**sources(), **_about(number)}))
        lock = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))
        lockfile = scratch / "pyodide-lock.json"
        lockfile.write_text(json.dumps({**lock, "packages": {}}), encoding="utf-8")
        # In this order: `pyodide lockfile` does not take the tag that `pyodide py-compile` gives.
        add = ("lockfile", "add-wheels", "--input", lockfile, "--output", lockfile, plain.name)
        run("pyodide", *add, cwd=scratch)
        run("pyodide", "py-compile", "--silent", scratch, cwd=scratch, env=STEADY)
        (compiled,) = scratch.glob("*.whl")
        with zipfile.ZipFile(compiled) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        content = pack({**files, **_record(files, number)})
        lock = json.loads(lockfile.read_text(encoding="utf-8"))
        lock["packages"][NAME]["sha256"] = hashlib.sha256(content).hexdigest()
        return Wheel(compiled.name, content, json.dumps(lock, sort_keys=True).encode())


def pack(files: dict[str, bytes]) -> bytes:
    """Return a zip of files that is the same byte for byte whenever and wherever it is packed."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name])
    return packed.getvalue()


def _about(number: str) -> dict[str, bytes]:
    inside = f"{NAME}-{number}.dist-info"
    about = f"Metadata-Version: 2.4\nName: {NAME}\nVersion: {number}\n"
    wheel = f"Wheel-Version: 1.0\nGenerator: {NAME}.runtime\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    return {f"{inside}/METADATA": about.encode(), f"{inside}/WHEEL": wheel.encode()}


def _record(files: dict[str, bytes], number: str) -> dict[str, bytes]:
    name = f"{NAME}-{number}.dist-info/RECORD"
    rows = [f"{path},sha256={_digest(content)},{len(content)}" for path, content in sorted(files.items())]
    return {name: "\n".join([*rows, f"{name},,", ""]).encode()}


def _digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()

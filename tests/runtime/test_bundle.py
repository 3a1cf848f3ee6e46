"""The bundle is what its manifest says, holds nothing else, and is the same on every build."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
from pathlib import Path

import brotli
import pytest

from validator.runtime import Manifest, build_bundle, read_manifest
from validator.runtime.compress import compress
from validator.runtime.wheel import make_wheel, sources

PYODIDE = Path(__file__).parents[2] / "build" / "node" / "node_modules" / "pyodide"
ROLES = {"asm_js", "asm_wasm", "code", "loader", "lockfile", "snapshot", "stdlib", "wheel"}


def test_the_manifest_is_true(manifest: Manifest, folder: Path) -> None:
    assert set(manifest.files) == ROLES
    assert manifest == read_manifest(folder)
    for part in manifest.files.values():
        content = (folder / part.file).read_bytes()
        assert len(content) == part.size
        assert hashlib.sha256(content).hexdigest() == part.sha256
        assert part.sha256[:16] in part.file


def test_the_compressed_files_hold_the_same(manifest: Manifest, folder: Path) -> None:
    for part in manifest.files.values():
        shrunk = [(folder / f"{part.file}.{suffix}").read_bytes() for suffix in ("br", "gz")]
        assert [len(content) for content in shrunk] == [part.br, part.gz]
        assert {
            hashlib.sha256(content).hexdigest()
            for content in (brotli.decompress(shrunk[0]), gzip.decompress(shrunk[1]))
        } == {part.sha256}


def test_nothing_else_lies_in_the_folder(manifest: Manifest, folder: Path) -> None:
    named = {f"{part.file}{suffix}" for part in manifest.files.values() for suffix in ("", ".br", ".gz")}
    assert {path.name for path in folder.iterdir()} == {"manifest.json", *named}


def test_the_wheel_holds_the_checker_and_no_more(manifest: Manifest, folder: Path) -> None:
    with zipfile.ZipFile(folder / manifest.files["wheel"].file) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert names == {
        name.removesuffix(".py") + ".pyc" if name.endswith(".py") else name for name in sources()
    }
    assert not {
        name for name in names if name.split("/")[1] in {"runtime", "screens", "site", "translations"}
    }
    assert {"validator/browser.pyc", "validator/words/__init__.pyc"} <= names
    assert {name for name in names if name.startswith("validator/contracts/") and name.endswith(".toml")}


def test_the_wheel_is_the_same_on_every_build(manifest: Manifest, folder: Path) -> None:
    wheel = make_wheel(PYODIDE)
    assert wheel.content == (folder / manifest.files["wheel"].file).read_bytes()
    assert wheel.lockfile == (folder / manifest.files["lockfile"].file).read_bytes()


def test_the_lock_file_names_the_wheel_as_it_is(manifest: Manifest, folder: Path) -> None:
    lock = json.loads((folder / manifest.files["lockfile"].file).read_bytes())
    assert list(lock["packages"]) == ["validator"]
    assert lock["packages"]["validator"]["sha256"] == manifest.files["wheel"].sha256
    assert lock["packages"]["validator"]["depends"] == []


def test_the_record_in_the_wheel_is_complete(manifest: Manifest, folder: Path) -> None:
    with zipfile.ZipFile(io.BytesIO((folder / manifest.files["wheel"].file).read_bytes())) as archive:
        (record,) = (name for name in archive.namelist() if name.endswith("/RECORD"))
        listed = {row.split(",")[0] for row in archive.read(record).decode().splitlines()}
        assert listed == set(archive.namelist())


def test_a_second_build_is_the_same_byte_for_byte(manifest: Manifest, tmp_path: Path) -> None:
    # Beside the packages of the first build, so that npm is not asked again.
    (tmp_path / "node").symlink_to(PYODIDE.parents[1])
    again = build_bundle(tmp_path / "runtime", say=lambda _: None)
    assert {role: part.sha256 for role, part in again.files.items()} == {
        role: part.sha256 for role, part in manifest.files.items()
    }


def test_an_unchanged_bundle_is_left_alone(manifest: Manifest, folder: Path) -> None:
    said: list[str] = []
    before = (folder / "manifest.json").stat().st_mtime_ns
    assert build_bundle(folder, compressed=True, say=said.append) == manifest
    assert not said
    assert (folder / "manifest.json").stat().st_mtime_ns == before


def test_a_lost_file_is_made_again(manifest: Manifest, tmp_path: Path) -> None:
    (tmp_path / "node").symlink_to(PYODIDE.parents[1])
    target = tmp_path / "runtime"
    first = build_bundle(target, say=lambda _: None)
    (target / first.files["loader"].file).unlink()
    said: list[str] = []
    assert build_bundle(target, say=said.append) == first
    assert said
    assert (target / first.files["loader"].file).exists()


def test_the_usual_start_takes_fewer_bytes_than_pyodide_does(manifest: Manifest) -> None:
    stock = [
        PYODIDE / name for name in ("pyodide.asm.js", "pyodide.asm.wasm", "pyodide.mjs", "python_stdlib.zip")
    ]
    sizes = compress(stock, PYODIDE.parents[2] / "compressed", beside=False)
    ours = sum(manifest.files[role].br or 0 for role in ("code", "snapshot"))
    assert ours / sum(br for br, _ in sizes.values()) <= 0.75


def test_another_python_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("validator.runtime.bundle.PYTHON", (3, 8))
    with pytest.raises(RuntimeError, match=r"Python 3\.8"):
        build_bundle(tmp_path / "runtime")

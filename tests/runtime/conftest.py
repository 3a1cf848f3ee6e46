from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from booting import Boot, Booted, boot_bundle

from validator.runtime import Manifest, build_bundle

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def folder() -> Path:
    return ROOT / "build" / "runtime"


@pytest.fixture(scope="session")
def manifest(folder: Path) -> Manifest:
    return build_bundle(folder, compressed=True)


@pytest.fixture(scope="session")
def boot(manifest: Manifest, folder: Path) -> Boot:
    def run(way: str, requests: Sequence[str] = (), bundle: Path = folder) -> Booted:
        return boot_bundle(way, requests, bundle)

    return run

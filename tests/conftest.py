from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Site:
    folder: Path
    said: str  # what MkDocs printed


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The whole site, built once with the bundle that is at hand."""
    from validator.runtime import build_bundle

    build_bundle(ROOT / "build" / "runtime")
    folder = tmp_path_factory.mktemp("built") / "site"
    done = subprocess.run(
        [Path(sys.executable).parent / "mkdocs", "build", "--strict", "--site-dir", folder],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return Site(folder, done.stdout + done.stderr)

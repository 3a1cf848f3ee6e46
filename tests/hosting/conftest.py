from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import Hosted, host

from tests.nginx import MISSING, find_nginx
from validator.site.hosting.neighbours import lay_neighbours

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def hosted(site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    """The whole site with its compressed files, served by nginx as a host does."""
    if find_nginx() is None:
        pytest.fail(MISSING, pytrace=False)
    folder = tmp_path_factory.mktemp("nginx")
    root = folder / "site"
    shutil.copytree(site.folder, root)
    lay_neighbours(root, ROOT / "build" / "compressed")
    hosted = host(root, root, folder)
    yield hosted
    said = hosted.stop()
    assert "[warn]" not in said, said
    assert "[emerg]" not in said, said

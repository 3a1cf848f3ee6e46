"""What README and SECURITY say of files and commands is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from validator.site.hosting.__main__ import SERVICE, SETTINGS
from validator.site.hosting.nginx import ROOT as SERVED
from validator.site.hosting.releases import CURRENT, KEPT

ROOT = Path(__file__).parents[2]
# Made by the build.
BUILT = ("build/", "site/", ".venv/")
NAMED = re.compile(r"`((?:[\w.-]+/)+[\w.-]*)`")
TARGETS = re.compile(r"`make ([a-z]+)`|^    make ([a-z]+)", re.MULTILINE)


@pytest.mark.parametrize("name", ["README.md", "SECURITY.md", "CONTRIBUTING.md"])
def test_files_and_commands_are_there(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    named = {path for path in NAMED.findall(text) if not path.startswith(BUILT)}
    # Addresses of the site, and places that are made up, begin otherwise.
    own = {path for path in named if (ROOT / path.partition("/")[0]).is_dir()}
    assert own
    assert not {path for path in own if "<" not in path and not (ROOT / path).exists()}
    targets = {target for pair in TARGETS.findall(text) for target in pair if target}
    known = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert targets <= known


def test_readme_says_where_a_release_lies() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"`{SERVICE}/` to `{SERVED.rpartition('/')[0]}` and `{SETTINGS}/site.conf`" in text
    assert f"`{SERVICE}/{CURRENT}` leads to it" in text
    assert KEPT.days == 30
    assert "for thirty days" in text

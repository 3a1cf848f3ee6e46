"""What a build refuses, and how it says so."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_a_finding_without_its_help_section_fails_the_build(tmp_path: Path) -> None:
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    for folder in ("docs", "overrides"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    page = tmp_path / "docs" / "pl" / "help.md"
    text = page.read_text(encoding="utf-8")
    assert text.count("{ #old-secret }") == 1
    page.write_text(text.replace("{ #old-secret }", "{ #older-secret }"), encoding="utf-8")
    done = subprocess.run(
        [Path(sys.executable).parent / "mkdocs", "build", "--strict", "--site-dir", tmp_path / "site"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode != 0
    said = " ".join(done.stderr.split())
    assert f"{page}: no section for old-secret" in said
    assert "### Title { #old-secret }" in said

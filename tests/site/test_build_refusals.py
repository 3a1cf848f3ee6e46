"""What a build refuses, and how it says so."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_a_finding_without_its_help_section_fails_the_build(tmp_path: Path) -> None:
    page = _copy(tmp_path) / "pl" / "help.md"
    text = page.read_text(encoding="utf-8")
    assert text.count("{ #old-secret }") == 1
    page.write_text(text.replace("{ #old-secret }", "{ #older-secret }"), encoding="utf-8")
    said = _refused(tmp_path)
    assert f"{page}: no section for old-secret" in said
    assert "### Title { #old-secret }" in said


def test_an_inline_script_in_a_text_fails_the_build(tmp_path: Path) -> None:
    page = _copy(tmp_path) / "pl" / "scopes.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text + "\n<script>document.title = 1</script>\n", encoding="utf-8")
    line = text.count("\n") + 2
    assert f"{page}:{line}: an inline script is not allowed in a text" in _refused(tmp_path)


def test_a_style_in_a_text_fails_the_build(tmp_path: Path) -> None:
    page = _copy(tmp_path) / "pl" / "scopes.md"
    with page.open("a", encoding="utf-8") as text:
        text.write('\n<p style="color: red">x</p>\n')
    assert 'style="…" on <p> is not allowed; give it a class and a rule' in _refused(tmp_path)


def _copy(folder: Path) -> Path:
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    return folder / "docs"


def _refused(folder: Path) -> str:
    """Return what a build says that has to fail."""
    done = subprocess.run(
        [Path(sys.executable).parent / "mkdocs", "build", "--strict", "--site-dir", folder / "site"],
        cwd=folder,
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode != 0
    return " ".join(done.stderr.split())

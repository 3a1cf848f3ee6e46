"""While the site is served, Python for the browser follows the checker."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from validator.site.serving import RuntimeKeeper
from validator.site.store import digest_of


@dataclass
class Bench:
    """A bundle that is made of a word."""

    folder: Path
    wanted: str = "old"
    built: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)
    trouble: str = ""
    meanwhile: Callable[[], None] = lambda: None

    def __post_init__(self) -> None:
        self.keeper = RuntimeKeeper(
            self.folder,
            build=self._build,
            wanted=lambda: self.wanted,
            say=self.said.append,
            warn=self.warned.append,
        )

    def look(self) -> None:
        self.keeper.look()
        self.keeper.wait()

    def write(self, made_from: str) -> None:
        content = {"pyodide": "0", "made_from": made_from, "files": {}}
        (self.folder / "manifest.json").write_text(json.dumps(content), encoding="utf-8")

    def _build(self, folder: Path) -> str:
        assert folder == self.folder
        wanted = self.wanted
        self.built.append(wanted)
        self.meanwhile()
        if not self.trouble:
            self.write(wanted)
        return self.trouble


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    bench = Bench(tmp_path)
    bench.write("old")
    return bench


def test_nothing_is_built_while_nothing_has_changed(bench: Bench) -> None:
    bench.look()
    assert (bench.built, bench.said) == ([], [])


def test_a_change_is_built_once_and_said(bench: Bench) -> None:
    bench.wanted = "new"
    bench.look()
    bench.look()
    assert bench.built == ["new"]
    assert len(bench.said) == 2
    assert "building" in bench.said[0]
    assert "built" in bench.said[1]


def test_what_changes_in_the_meantime_is_built_as_well(bench: Bench) -> None:
    def change() -> None:
        bench.wanted = "newer"
        bench.keeper.look()

    bench.wanted, bench.meanwhile = "new", change
    bench.look()
    assert bench.built == ["new", "newer"]


def test_what_cannot_be_built_is_said_and_tried_again_after_the_next_change_alone(bench: Bench) -> None:
    bench.wanted, bench.trouble = "broken", "checks.py: a line"
    bench.look()
    bench.look()
    assert bench.built == ["broken"]
    assert len(bench.warned) == 1
    assert "checks.py: a line" in bench.warned[0]
    bench.wanted, bench.trouble = "mended", ""
    bench.look()
    assert bench.built == ["broken", "mended"]


def test_a_site_without_a_runtime_is_left_without(bench: Bench) -> None:
    (bench.folder / "manifest.json").unlink()
    bench.wanted = "new"
    bench.look()
    assert bench.built == []


def test_a_digest_changes_with_a_file_and_with_nothing_else(tmp_path: Path) -> None:
    words = tmp_path / "words" / "pl.toml"
    words.parent.mkdir()
    words.write_text("a", encoding="utf-8")
    before = digest_of([tmp_path])
    assert digest_of([tmp_path]) == before
    words.write_text("ab", encoding="utf-8")
    changed = digest_of([tmp_path])
    assert changed != before
    (tmp_path / "de.toml").write_text("", encoding="utf-8")
    assert digest_of([tmp_path]) != changed

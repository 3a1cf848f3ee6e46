"""What is kept from one build to the next is what would be made anew, or nothing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from validator.site import store
from validator.site.store import BUILDS, NAME, STORE, digest_of, stored

ROOT = Path(__file__).parents[2]
CONFIG = f"""\
site_name: Guide
plugins:
  - validator:
      contract: own.toml
theme:
  name: material
  font: false
  custom_dir: {ROOT / "overrides"}
  favicon: mark.svg
"""
MARKER = "[[scope-table]]"

made: list[str] = []


@stored
def doubled(text: str) -> str:
    made.append(text)
    return text * 2


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    made.clear()
    yield
    STORE.close(keep=False)


def ask(folder: Path, *texts: str, keep: bool = True) -> list[str]:
    """Return what had to be made in a build that asks for these."""
    made.clear()
    STORE.open(folder)
    assert [doubled(text) for text in texts] == [text * 2 for text in texts]
    STORE.close(keep=keep)
    return list(made)


def test_what_was_made_once_is_found_in_the_next_build(tmp_path: Path) -> None:
    assert ask(tmp_path, "a", "a", "b") == ["a", "b"]
    assert ask(tmp_path, "a", "b", "c") == ["c"]
    assert [file.name for file in tmp_path.iterdir()] == [NAME]


def test_nothing_is_kept_outside_a_build(tmp_path: Path) -> None:
    ask(tmp_path, "a")
    made.clear()
    assert doubled("a") == doubled("a") == "aa"
    assert made == ["a", "a"]


def test_a_build_that_failed_keeps_nothing(tmp_path: Path) -> None:
    ask(tmp_path, "a", keep=False)
    assert ask(tmp_path, "a") == ["a"]


def test_other_code_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(tmp_path, "a")
    monkeypatch.setattr(store, "_code", lambda: b"x" * store.DIGEST)
    assert ask(tmp_path, "a") == ["a"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: whole[:0],
        lambda whole: whole[:40],
        lambda whole: whole[:-1],
        lambda whole: whole.replace(b"aa", b"ab"),
        lambda whole: b"\0" * len(whole),
    ],
    ids=["empty", "begun", "cut", "changed", "zeros"],
)
def test_a_damaged_file_costs_time_alone(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    ask(tmp_path, "a")
    file = tmp_path / NAME
    whole = file.read_bytes()
    assert damage(whole) != whole
    file.write_bytes(damage(whole))
    assert ask(tmp_path, "a") == ["a"]
    assert ask(tmp_path, "a") == []


def test_a_place_that_cannot_be_written_to_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / NAME / "folder").mkdir(parents=True)
    assert ask(tmp_path, "a") == ["a"]
    assert [file.name for file in tmp_path.iterdir()] == [NAME]


def test_what_nobody_asks_for_is_dropped_in_the_end(tmp_path: Path) -> None:
    ask(tmp_path, "a", "b")
    for _ in range(BUILDS):
        assert ask(tmp_path, "a") == []
    assert ask(tmp_path, "a", "b") == ["b"]


def test_a_digest_tells_of_names_and_contents(tmp_path: Path) -> None:
    digests = set()
    for name, content in (("a", "b"), ("ab", ""), ("a", ""), ("b", "a")):
        folder = tmp_path / "folder"
        folder.mkdir()
        (folder / name).write_text(content, encoding="utf-8")
        digests.add(digest_of([folder]))
        (folder / name).unlink()
        folder.rmdir()
    assert len(digests) == 4


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A site of one page, with a contract of its own."""
    (tmp_path / "docs").mkdir()
    shutil.copy(ROOT / "docs" / "assets" / "mark.svg", tmp_path / "docs")
    shutil.copy(store.PACKAGE / "contracts" / "bigcommerce-huboo.toml", tmp_path / "own.toml")
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


def build(site: Path, text: str, *options: str) -> tuple[str, str]:
    """Build a site; return what was said, and the page."""
    (site / "docs" / "page.md").write_text(f"# Title\n\n{text}\n", encoding="utf-8")
    done = subprocess.run(
        [Path(sys.executable).parent / "mkdocs", "build", *options],
        cwd=site, capture_output=True, check=False, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stderr, (site / "site" / "page" / "index.html").read_text(encoding="utf-8")


def test_what_is_said_of_a_page_is_said_in_every_build(small: Path) -> None:
    for quiet in ("--quiet",), (), ():
        said, _ = build(small, "[elsewhere](gone.md)", *quiet)
        assert ("gone.md" in said) is not bool(quiet)


def test_a_page_follows_its_text_and_what_it_is_drawn_from(small: Path) -> None:
    before = build(small, MARKER)[1]
    assert build(small, MARKER)[1] == before
    assert "Something new" in build(small, f"{MARKER}\n\nSomething new.")[1]
    contract = (small / "own.toml").read_text(encoding="utf-8")
    (small / "own.toml").write_text(contract.replace('"Orders"', '"Purchases"'), encoding="utf-8")
    assert "Purchases" not in before
    assert "Purchases" in build(small, MARKER)[1]


def test_a_digest_leaves_out_what_is_named(tmp_path: Path) -> None:
    def digest(language: str) -> str:
        return digest_of([tmp_path], without=["pl" if language == "de" else "de"])

    (tmp_path / "de.toml").write_text("a", encoding="utf-8")
    (tmp_path / "pl.toml").write_text("a", encoding="utf-8")
    before = digest("de"), digest("pl")
    (tmp_path / "de.toml").write_text("b", encoding="utf-8")
    assert digest("de") != before[0]
    assert digest("pl") == before[1]

"""Releases: whole, at one moment, and with what the pages of yesterday ask for."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from validator.site.hosting import releases
from validator.site.hosting.releases import KEPT, release

START = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def make_site(folder: Path, number: int) -> Path:
    """Make a site whose page asks for one file whose name never changes, with its compressed neighbour."""
    site = folder / f"site-{number}"
    (site / "assets").mkdir(parents=True)
    name = f"core.{number:016x}.wasm"
    (site / "index.html").write_text(f'<link href="assets/{name}">', encoding="utf-8")
    for end in ("", ".br"):
        (site / "assets" / f"{name}{end}").write_text(f"{number}{end}", encoding="utf-8")
    (site / "assets" / "site.css").write_text(f"{number}", encoding="utf-8")
    return site


def kept(folder: Path) -> set[str]:
    return {file.name for file in (folder / "current" / "assets").iterdir()}


def names(*numbers: int) -> set[str]:
    return {"site.css"} | {f"core.{number:016x}.wasm{end}" for number in numbers for end in ("", ".br")}


def test_a_page_of_yesterday_finds_its_files_today(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        release(make_site(tmp_path, number), tmp_path / "www", START + number * DAY)
    assert kept(tmp_path / "www") == names(1, 2, 3)
    current = tmp_path / "www" / "current"
    assert (current / "assets" / f"core.{1:016x}.wasm.br").read_text(encoding="utf-8") == "1.br"
    # What keeps its name is today's, and so is the page.
    assert (current / "assets" / "site.css").read_text(encoding="utf-8") == "3"
    assert f"core.{3:016x}" in (current / "index.html").read_text(encoding="utf-8")


def test_what_was_replaced_long_ago_goes(tmp_path: Path) -> None:
    www = tmp_path / "www"
    release(make_site(tmp_path, 1), www, START)
    # The first one was in service for a year: its pages may be open until it is replaced, and some time after.
    release(make_site(tmp_path, 2), www, START + 365 * DAY)
    assert kept(www) == names(1, 2)
    release(make_site(tmp_path, 3), www, START + 365 * DAY + KEPT + DAY)
    assert kept(www) == names(2, 3)


def test_the_same_site_again_changes_nothing(tmp_path: Path) -> None:
    www = tmp_path / "www"
    release(make_site(tmp_path, 1), www, START)
    site = make_site(tmp_path, 2)
    first = release(site, www, START + DAY)
    assert release(site, www, START + 2 * DAY) == first
    assert kept(www) == names(1, 2)


def test_going_back_is_a_release_as_well(tmp_path: Path) -> None:
    www = tmp_path / "www"
    one = make_site(tmp_path, 1)
    release(one, www, START)
    release(make_site(tmp_path, 2), www, START + DAY)
    release(one, www, START + 2 * DAY)
    assert kept(www) == names(1, 2)
    assert (www / "current" / "assets" / "site.css").read_text(encoding="utf-8") == "1"


def test_two_releases_stay_whole(tmp_path: Path) -> None:
    www = tmp_path / "www"
    done = [release(make_site(tmp_path, number), www, START + number * DAY).id for number in range(4)]
    assert sorted(folder.name for folder in (www / "releases").iterdir()) == done[-2:]


def test_what_breaks_off_leaves_the_old_release_in_service(tmp_path: Path, monkeypatch) -> None:
    www = tmp_path / "www"
    release(make_site(tmp_path, 1), www, START - 2 * KEPT)
    site = make_site(tmp_path, 2)
    for step in ("_carry_over", "_write", "_lead_to"):
        with monkeypatch.context() as broken:
            broken.setattr(releases, step, _break_off)
            with pytest.raises(OSError, match="no space left"):
                release(site, www, START + DAY)
        assert kept(www) == names(1), step
        assert (www / "current" / "assets" / "site.css").read_text(encoding="utf-8") == "1"
    # And the next try is whole.
    release(site, www, START + 2 * DAY)
    assert kept(www) == names(1, 2)


def test_the_link_leads_somewhere_at_every_moment(tmp_path: Path, monkeypatch) -> None:
    www = tmp_path / "www"
    release(make_site(tmp_path, 1), www, START)
    found = []
    for name in ("symlink", "replace", "rename", "unlink", "rmdir"):
        original = getattr(os, name)

        def watched(*given, original=original, **named):
            found.append((www / "current" / "index.html").is_file())
            try:
                return original(*given, **named)
            finally:
                found.append((www / "current" / "index.html").is_file())

        monkeypatch.setattr(os, name, watched)
    release(make_site(tmp_path, 2), www, START + DAY)
    release(make_site(tmp_path, 3), www, START + 2 * DAY)
    assert len(found) > 20
    assert all(found)


def test_a_list_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    www = tmp_path / "www"
    release(make_site(tmp_path, 1), www, START)
    (www / "releases.json").write_text("[{}]", encoding="utf-8")
    with pytest.raises(RuntimeError, match=r"releases\.json: is no list of releases"):
        release(make_site(tmp_path, 2), www, START + DAY)


def _break_off(*_: object) -> None:
    raise OSError("no space left")

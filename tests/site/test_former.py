"""What a site takes over from the one before is what would be written anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from validator.site.former import ASIDE, INDEX, lay, set_aside

FOLDERS = ("s", "h")
PAGES = {"s/1": "<p>one</p>", "s/2": "<p>dwa: ź</p>", "de/s/1": "<p>eins</p>", "de/h/a": "<p>a</p>"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with short links, as the build before has left it."""
    lay(tmp_path, PAGES)
    return tmp_path


def rebuild(site: Path, pages: dict[str, str]) -> None:
    set_aside(site, FOLDERS)
    assert [
        entry.name for entry in site.iterdir() if not entry.name.startswith(".") and entry.name != "de"
    ] == []
    lay(site, pages)


def files(site: Path) -> dict[str, str]:
    return {
        file.relative_to(site).as_posix(): file.read_text(encoding="utf-8")
        for file in site.rglob("*")
        if file.is_file()
    }


def expected(pages: dict[str, str]) -> dict[str, str]:
    return {f"{place}/{INDEX}": page for place, page in pages.items()}


@pytest.mark.parametrize(
    "pages",
    [PAGES, PAGES | {"s/1": "<p>new</p>", "fr/s/1": "<p>un</p>"}, {"s/2": PAGES["s/2"]}, {}],
    ids=["same", "changed", "fewer", "none"],
)
def test_the_pages_are_there_and_none_beside_them(site: Path, pages: dict[str, str]) -> None:
    rebuild(site, pages)
    assert files(site) == expected(pages)
    assert not (site / ASIDE).exists()


def test_a_page_that_is_the_same_is_not_written_again(site: Path) -> None:
    before = {place: (site / place / INDEX).stat().st_ino for place in PAGES}
    rebuild(site, PAGES | {"s/1": "<p>new</p>"})
    assert {place for place in PAGES if (site / place / INDEX).stat().st_ino != before[place]} == {"s/1"}


def test_a_page_with_neighbours_is_written_without_them(site: Path) -> None:
    (site / "s/1" / f"{INDEX}.br").write_text("of another page", encoding="utf-8")
    rebuild(site, PAGES)
    assert files(site) == expected(PAGES)


def test_what_a_build_that_failed_has_left_is_in_nobodys_way(site: Path) -> None:
    set_aside(site, FOLDERS)
    lay_again = PAGES | {"s/1": "<p>later</p>"}
    (site / "s" / "1").mkdir(parents=True)
    (site / "s" / "1" / INDEX).write_text("<p>begun</p>", encoding="utf-8")
    set_aside(site, FOLDERS)
    lay(site, lay_again)
    assert files(site) == expected(lay_again)


def test_pages_of_the_site_that_stand_there_are_written_over(site: Path) -> None:
    set_aside(site, FOLDERS)
    (site / "s" / "1").mkdir(parents=True)
    (site / "s" / "1" / INDEX).write_text("<p>of a Markdown file</p>", encoding="utf-8")
    lay(site, PAGES)
    assert files(site) == expected(PAGES)

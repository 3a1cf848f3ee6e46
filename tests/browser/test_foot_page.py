"""The foot of a page, on a site that says where it is edited and where mistakes go."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from serving import Served, serve

ROOT = Path(__file__).parents[2]


@pytest.fixture
def published(tmp_path: Path) -> Iterator[Served]:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for line in ("repo_url:", "edit_uri:", "feedback:"):
        assert f"# {line}" in text
        text = text.replace(f"# {line}", line)
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    for folder in ("docs", "overrides"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    subprocess.run(
        [Path(sys.executable).parent / "mkdocs", "build", "--strict", "--site-dir", tmp_path / "site"],
        cwd=tmp_path,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        check=True,
        capture_output=True,
    )
    served = serve(tmp_path / "site")
    yield served
    served.stop()


def test_pages_lead_to_where_they_are_edited_and_mistakes_are_told(
    browser: Browser, published: Served
) -> None:
    context = browser.new_context(base_url=published.address)
    page = context.new_page()
    page.goto("/de/#step-6")
    edit = page.get_by_role("link", name="Diese Seite bearbeiten")
    assert edit.get_attribute("href") == "https://git.example.org/guide/edit/main/docs/de/index.md"
    report = page.get_by_role("link", name="Einen Fehler auf dieser Seite melden")
    assert report.get_attribute("href") == "mailto:somebody@example.org?subject=de/"
    report.evaluate(
        "link => { link.addEventListener('click', event => event.preventDefault()); link.click() }"
    )
    assert report.get_attribute("href") == "mailto:somebody@example.org?subject=%2Fde%2F%23step-6"
    page.goto("/de/")
    # Who read on has no step in the address: each step has its own link.
    reports = page.get_by_role("link", name="Einen Fehler in diesem Schritt melden")
    assert reports.evaluate_all("all => all.map(each => each.getAttribute('href'))") == [
        f"mailto:somebody@example.org?subject=%2Fde%2F%23step-{number}" for number in range(1, 17)
    ]
    context.close()


def test_on_a_telephone_no_button_of_the_support_page_lies_beyond_the_edge(page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/support/")
    rights = page.locator(".step-links button").evaluate_all(
        "(buttons) => buttons.map((button) => button.getBoundingClientRect().right)"
    )
    assert rights
    assert max(rights) <= 374
    # Without the head of the table, every cell says its language.
    names = page.locator(".step-links td[data-language]")
    assert names.count() * 2 == len(rights)
    assert names.first.evaluate("(cell) => getComputedStyle(cell, '::before').content") == '"Polski"'

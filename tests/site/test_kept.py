"""What MkDocs and the plugin for languages are spared changes nothing but the time that they take."""

from __future__ import annotations

import inspect
from pathlib import Path, PurePath

import pytest
from jinja2 import FileSystemLoader
from mkdocs_static_i18n import folder, reconfigure

from validator.site.kept import ThemeFiles, remember_places


def test_the_theme_is_looked_through_once_and_without_its_icons(tmp_path: Path) -> None:
    (tmp_path / ".icons" / "set").mkdir(parents=True)
    for name in ("main.html", ".icons/set/one.svg", ".hidden"):
        (tmp_path / name).touch()
    files = ThemeFiles([str(tmp_path)])
    assert files.list_templates() == ["main.html"]
    (tmp_path / "more.html").touch()
    assert files.list_templates() == ["main.html"]
    assert set(FileSystemLoader(tmp_path).list_templates()) > {"main.html", "more.html"}


@pytest.mark.parametrize("module", [folder, reconfigure])
def test_the_plugin_for_languages_looks_once_at_each_path(module: object) -> None:
    remember_places()
    remember_places()
    ask = module.is_relative_to
    assert ask(PurePath("de/index.md"), "de")
    assert not ask("design/index.md", "de")
    before = ask.cache_info().hits
    ask("design/index.md", "de")
    assert ask.cache_info().hits == before + 1
    # It would be of no use any more.
    assert " is_relative_to(" in inspect.getsource(module)

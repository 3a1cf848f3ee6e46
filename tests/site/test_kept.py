"""What MkDocs and the plugin for languages are spared changes nothing but the time that they take."""

from __future__ import annotations

import inspect
import sys
from functools import wraps
from pathlib import Path

import pytest
from jinja2 import FileSystemLoader
from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.utils.meta import get_data
from mkdocs_static_i18n import folder, reconfigure

from validator import words
from validator.contract import Contract, load_contract
from validator.site import html as elements
from validator.site import short_links
from validator.site.bench import MARKER
from validator.site.extension import ValidatorExtension
from validator.site.kept import ThemeFiles, forget, remember_files
from validator.site.plugin import FOR_ALL
from validator.site.screens import forget as forget_pictures
from validator.words import languages

ROOT = Path(__file__).parents[2]


def test_the_theme_is_looked_through_once_and_without_its_icons(tmp_path: Path) -> None:
    (tmp_path / ".icons" / "set").mkdir(parents=True)
    for name in ("main.html", ".icons/set/one.svg", ".hidden"):
        (tmp_path / name).touch()
    files = ThemeFiles([str(tmp_path)])
    assert files.list_templates() == ["main.html"]
    assert files.list_templates() == []
    assert set(FileSystemLoader(tmp_path).list_templates()) > {"main.html"}


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    config = MkDocsConfig()
    config.load_dict({"site_name": "Guide", "docs_dir": str(tmp_path), "site_dir": str(tmp_path / "site")})
    config.validate()
    return config


def test_the_plugin_for_languages_works_out_each_file_once(
    config: MkDocsConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    work_out = inspect.unwrap(folder.create_i18n_file)
    asked: list[tuple[str, str]] = []

    @wraps(work_out)
    def counted(file: File, language: str, *rest: object) -> File:
        asked.append((file.src_uri, language))
        return work_out(file, language, *rest)

    del counted.__wrapped__
    monkeypatch.setattr(folder, "create_i18n_file", counted)
    remember_files()
    remember_files()
    for name, language in [
        ("de/a.md", "de"),
        ("de/a.md", "pl"),
        ("pl/a.md", "pl"),
        ("pl/a.md", "de"),
        ("x.png", "de"),
    ]:
        file = File(name, config.docs_dir, config.site_dir, use_directory_urls=True)
        asking = (file, language, "pl", ["pl", "de"], config)
        first, second, plain = (
            make(*asking) for make in (folder.create_i18n_file, folder.create_i18n_file, work_out)
        )
        assert first is not second
        for made in first, second:
            assert made.alternates == {language: made}
            assert made.alternates[language] is made
            assert vars(made) | {"alternates": None} == vars(plain) | {"alternates": None}
    assert len(asked) == len(set(asked)) == 5


def test_the_plugin_for_languages_asks_where_it_is_heard() -> None:
    """The patch would be of no use any more."""
    assert "folder.create_i18n_file" in inspect.getsource(reconfigure)


opened: list[str] = []
sys.addaudithook(lambda event, about: opened.append(str(about[0])) if event == "open" else None)


@pytest.mark.parametrize("language", languages())
def test_a_page_is_drawn_from_the_words_of_its_language(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change of other words leaves what is kept of it as it is."""
    own = {language, *FOR_ALL}
    named = Contract.names
    asked: set[str] = set()
    monkeypatch.setattr(
        Contract, "names", lambda self, language: asked.add(language) or named(self, language)
    )
    load_contract("bigcommerce-huboo")  # has the names in all languages
    forget(words, elements, short_links)
    forget_pictures()
    opened.clear()
    pages = sorted((ROOT / "docs" / language).glob("*.md"))
    assert pages
    for page in pages:
        markdown = Markdown(
            extensions=["admonition", "attr_list", "tables", "toc", ValidatorExtension(language=language)]
        )
        text, _ = get_data(page.read_text(encoding="utf-8"))
        markdown.convert(text.replace(MARKER, ""))  # which the plugin fills in before
    read = {Path(file).stem for file in opened if file.endswith(".toml")}
    assert language in read
    assert read & set(languages()) <= own
    assert asked <= own

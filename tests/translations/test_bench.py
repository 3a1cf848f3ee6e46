"""What translators are shown: the table of all parts, the strip on a page, and one language built alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from validator.site.alternates import Edition, editions, keep_languages
from validator.site.bench import Work, with_strip, with_table
from validator.translations import Difference, Revisions, read_units, statuses
from validator.translations.units import page_units
from validator.words import load_words

ROOT = Path(__file__).parents[2]
PAGE = "# Title\n\nText.\n\n## First { #first }\n\nText.\n\n## Second { #second }\n\nText.\n"


def _work(tmp_path: Path, language: str = "de") -> Work:
    """One page of three parts: accepted, older than the Polish, and absent."""
    source = {unit.id: unit for unit in page_units(tmp_path / "docs/pl/index.md", PAGE)}
    translated = PAGE.replace("Text", "Wort").replace("First", "Erstes").partition("## Second")[0]
    own = {unit.id: unit for unit in page_units(tmp_path / f"docs/{language}/index.md", translated)}
    older = {
        unit.id: unit
        for unit in page_units(tmp_path / "docs/pl/index.md", PAGE.replace("Text.\n\n## S", "Other.\n\n## S"))
    }
    revisions = Revisions(language, tmp_path)
    revisions.accept(older, ["index.md#first"])
    revisions.accept(older | {"index.md#": source["index.md#"]}, ["index.md#"])
    remark = Difference("index.md#", tmp_path / f"docs/{language}/index.md", 3, "a straight apostrophe <b>")
    return Work({language: tuple(statuses(source, own, revisions))}, {language: (remark,)})


def _edition(language: str) -> Edition:
    return Edition(language, language.upper(), f"/{language}/", load_words(language).page)


def test_the_table_says_the_state_of_every_part(tmp_path: Path) -> None:
    html = with_table(
        "[[translations]]", _work(tmp_path), _edition("en"), [_edition("en"), _edition("de")], ""
    )
    rows = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', html)
    assert [title for title, _ in rows] == ["start of the page", "First", "Second"]
    assert [re.sub("<.*?>", "", cells) for _, cells in rows] == [
        "✓up to date",
        "the Polish has changed",
        "missing",
    ]
    assert "<a " not in html


def test_the_table_names_parts_in_the_pages_language(tmp_path: Path) -> None:
    shown = [_edition("en"), _edition("de")]
    html = with_table("[[translations]]", _work(tmp_path), _edition("de"), shown, "")
    assert re.findall(r'<th scope="row">(.*?)</th>', html)[1:] == ["Erstes", "Second"]


def test_the_table_leads_to_where_a_page_is_edited(tmp_path: Path) -> None:
    edit = "https://git.example.org/edit/main/docs/"
    html = with_table("[[translations]]", _work(tmp_path), _edition("de"), [_edition("de")], edit)
    assert html.count(f'<a href="{edit}de/index.md">') == 3


def test_sentences_of_the_checker_are_counted() -> None:
    source = read_units(ROOT / "docs", "pl")
    words = {id: unit for id, unit in source.items() if id.startswith("words:")}
    work = Work({"de": tuple(statuses(words, {}, Revisions("de")))}, {})
    html = with_table("[[translations]]", work, _edition("en"), [_edition("de")], "")
    assert f"missing: {len(words)}" in html


def test_the_strip_names_line_and_part_and_escapes(tmp_path: Path) -> None:
    html = with_strip("<body></body>", "de", "index.md", _work(tmp_path))
    assert "To do here: 3; in other files of this language: 0." in html
    assert "index.md:3: a straight apostrophe &lt;b&gt;" in html
    assert "index.md:5: index.md#first is stale" in html
    assert "docs/de/index.md:9: index.md#second is missing" in html
    other = with_strip("<body></body>", "de", "help.md", _work(tmp_path))
    assert "To do here: 0; in other files of this language: 3." in other
    assert with_strip("<body></body>", "fr", "index.md", _work(tmp_path)) == "<body></body>"


@pytest.fixture
def config() -> MkDocsConfig:
    return load_config(str(ROOT / "mkdocs.yml"))


def test_one_language_is_built_beside_the_polish(config: MkDocsConfig) -> None:
    keep_languages(config, "de")
    assert [edition.language for edition in editions(config)] == ["pl", "de"]


def test_a_language_that_is_none_is_refused(config: MkDocsConfig) -> None:
    with pytest.raises(PluginError, match="xx: no such language; known: pl, en, de"):
        keep_languages(config, "xx")


def test_without_a_choice_all_are_built(config: MkDocsConfig) -> None:
    keep_languages(config, "")
    assert len(editions(config)) > 2

"""The page for support: a link and a sentence for every step in every language, and every finding's code."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from validator import CODES, load_contract

ROOT = Path(__file__).parents[2]
LANGUAGES = re.findall(r"- locale: (\w+)", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
STEPS = [step.number for step in load_contract("bigcommerce-huboo").steps]


@pytest.fixture(params=LANGUAGES)
def page(request: pytest.FixtureRequest, site) -> tuple[Path, str]:
    folder = site.folder if request.param == "pl" else site.folder / request.param
    file = folder / "support" / "index.html"
    return file, file.read_text(encoding="utf-8")


def test_every_step_has_a_link_and_a_sentence_in_every_language(page: tuple[Path, str], site) -> None:
    file, html = page
    links = re.findall(r'data-copy-link="([^"]*/s/[^"]*)"(?: data-copy-text="([^"]*)")?', html)
    assert len(links) == 2 * len(STEPS) * len(LANGUAGES)
    for link, _ in links:
        assert (file.parent / link / "index.html").is_file(), link
    sentences = {link: unescape(text) for link, text in links if text}
    assert len(sentences) == len(links) // 2
    for link, sentence in sentences.items():
        language, _, number = link.strip("./").split("/")
        assert sentence.count("{link}") == 1
        assert f" {number}" in sentence
        title = re.search(
            r"<title>[^:]*: (.*)</title>",
            (site.folder / language / "s" / number / "index.html").read_text(encoding="utf-8"),
        )[1]
        assert unescape(title) in sentence


def test_every_code_is_listed_with_its_link(page: tuple[Path, str], site) -> None:
    file, html = page
    rows = re.findall(
        r'<th scope="row"><code translate="no">([a-z-]+)</code></th><td>(.*?)</td><td>(.*?)</td>', html
    )
    assert [code for code, _, _ in rows] == list(CODES)
    for code, said, button in rows:
        assert f'href="../help/#{code}"' in said
        assert "{" not in said
        assert "\u2026." not in said
        # In the merchant's language, which need not be the agent's.
        link = re.search(r'data-copy-link="([^"]*)"', button)[1]
        assert (file.parent / link).resolve() == site.folder / "h" / code
        assert (site.folder / "h" / code / "index.html").is_file()


def test_it_is_reached_from_every_page_and_kept_out_of_search(page: tuple[Path, str], site) -> None:
    file, _ = page
    home = (file.parents[1] / "index.html").read_text(encoding="utf-8")
    assert 'support/">' in re.search(r'<footer class="foot">(.*?)</footer>', home, re.DOTALL)[1]
    assert "support/" not in (file.parents[1] / "search.json").read_text(encoding="utf-8")

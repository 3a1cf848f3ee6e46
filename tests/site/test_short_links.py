"""Short links: a page for every step and every section of the help, in every language, with what chats show of it."""

from __future__ import annotations

import re
import struct
from html import escape
from pathlib import Path

import pytest

from validator import CODES, load_contract
from validator.screens.reading import load_words
from validator.site.sections import Section, sections_of

ROOT = Path(__file__).parents[2]
CONFIG = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
LANGUAGES = re.findall(r"- locale: (\w+)", CONFIG)
SITE = re.search(r"^site_url: .*?(https://[^\]\s]+)", CONFIG, re.MULTILINE)[1]
STEPS = [step.number for step in load_contract("bigcommerce-huboo").steps]
NAMES = [*(f"s/{number}" for number in STEPS), *(f"h/{code}" for code in CODES)]
TAGS = {
    "og:type", "og:site_name", "og:locale", "og:url", "og:title", "og:description", "og:image", "og:image:type",
    "og:image:width", "og:image:height", "og:image:alt", "twitter:card", "twitter:title", "twitter:description",
    "twitter:image", "twitter:image:alt",
}  # fmt: skip


def _tags(html: str) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]*)" content="([^"]+)">', html))


def _size(picture: Path) -> tuple[int, int]:
    """Return width and height of a PNG, from its header."""
    content = picture.read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", content[16:24])


@pytest.mark.parametrize("language", ["", *LANGUAGES])
def test_there_is_a_page_for_every_step_and_section(site, language: str) -> None:
    home = "" if language in ("", "pl") else f"{language}/"
    for name in NAMES:
        html = (site.folder / language / name / "index.html").read_text(encoding="utf-8")
        kind, part = name.split("/")
        place = f"#step-{part}" if kind == "s" else f"help/#{part}"
        tags = _tags(html)
        assert set(tags) == TAGS
        assert f'<link rel="canonical" href="{SITE}{home}{place}">' in html
        assert '<meta name="robots" content="noindex">' in html
        assert tags["og:url"] == f"{SITE}{f'{language}/' if language else ''}{name}/"
        assert f'<meta http-equiv="refresh" content="0; url=/{home}{place}">' in html
        assert f'<a href="/{home}{place}"' in html
        assert tags["og:title"] == tags["twitter:title"] == re.search(r"<h1>(.*)</h1>", html)[1]
        assert re.fullmatch(f"{language or 'pl'}_[A-Z]{{2}}", tags["og:locale"])
        step = re.search(r"-(\d+)\.", tags["og:image"])[1]
        shown = escape(load_words(language or "pl").alt[f"step-{int(step):02}"])
        assert tags["og:image:alt"] == tags["twitter:image:alt"]
        assert tags["og:image:alt"].endswith(f"{step}. {shown}")
        picture = site.folder / tags["og:image"].removeprefix(SITE)
        assert _size(picture) == (1200, 630) == (int(tags["og:image:width"]), int(tags["og:image:height"]))


def test_titles_name_the_step_in_the_language(site) -> None:
    titles = {
        language: re.search(
            r"<title>(.*)</title>",
            (site.folder / language / "s/6/index.html").read_text(encoding="utf-8"),
        )[1]
        for language in ("pl", "en", "de", "fr")
    }
    assert titles == {
        "pl": "Krok 6: Skopiuj ścieżkę API",
        "en": "Step 6: Copy the API path",
        "de": "Schritt 6: Kopieren Sie den API-Pfad",
        # With the narrow blank that French sets before a colon.
        "fr": "Étape 6\u202f: Copiez le chemin de l’API",
    }


def test_search_engines_are_not_told_of_them(site) -> None:
    assert "/s/" not in (site.folder / "sitemap.xml").read_text(encoding="utf-8")


def test_sections_are_read_with_their_first_sentence() -> None:
    html = (
        '<h1 id="a">No</h1><p>not this</p><h2 id="b">Two <b>words</b></h2><p class="step__side">no</p>'
        "<p>First &amp; only. Second.</p><p>Third</p><h3>without</h3><h3 id='c'>Last</h3>"
    )
    assert sections_of(html) == (Section("b", "Two words", "First & only."), Section("c", "Last", ""))


SIDE = '<h2 id="step-1">Step</h2><p class="step__side">in the panel</p>'
LABEL = '<span class="ui ui--source"><b>Save</b></span>'


@pytest.mark.parametrize(
    ("below", "sentence"),
    [
        # Where to go says less than what to do there.
        (f"<p>Go back to the window. There, click {LABEL}. It is blue.</p>", "There, click Save."),
        (f'<p>Click {LABEL} <span class="screen-mark">1</span>. Wait.</p>', "Click Save."),
        (
            f'<p>Choose {LABEL} <span class="screen-mark">1</span> in the list.</p>',
            "Choose Save in the list.",
        ),
        ("<p>Copy each value into its field:</p><ol><li>one</li></ol>", "Copy each value into its field."),
        (f'<div class="warning"><p>Before</p><p>Mind {LABEL}.</p></div><p>Wait.</p>', "Wait."),
        ("<p>Nothing is named. Nothing here either.</p>", "Nothing is named."),
    ],
)
def test_a_step_is_described_by_what_is_done_in_the_panel(below: str, sentence: str) -> None:
    assert [section.sentence for section in sections_of(SIDE + below)] == [sentence]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_description_is_a_sentence_of_its_own(site, language: str) -> None:
    said = {}
    for name in NAMES:
        html = (site.folder / language / name / "index.html").read_text(encoding="utf-8")
        said[name] = _tags(html)["og:description"]
    assert not {
        name: text for name, text in said.items() if not text.endswith(".") or not 10 < len(text) < 200
    }
    assert len(set(said.values())) == len(said)
    # The numbers of the picture are none of the text.
    assert not {
        name: text
        for name, text in said.items()
        if name.startswith("s/") and re.search(r" [1-9](?=[ .])", text)
    }

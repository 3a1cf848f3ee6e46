"""The site as MkDocs builds it."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from pages import BuiltPage, read_page

from validator import CODES, load_contract

CONTRACT = load_contract("bigcommerce-huboo")
ROOT = Path(__file__).parents[2]
CONFIG = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
LANGUAGES = re.findall(r"- locale: (?!pl)(\w+)", CONFIG)  # beside Polish
SHORT_LINK = re.compile(r"/[sh]/[^/]+/index\.html$")
SITE = re.search(r"^site_url: .*?(https://[^\]\s]+)", CONFIG, re.MULTILINE)[1]


@pytest.fixture(scope="session")
def pages(site) -> dict[Path, BuiltPage]:
    found = {path: read_page(path) for path in site.folder.rglob("*.html")}
    assert found
    return found


@pytest.fixture(scope="session")
def guide(site, pages) -> BuiltPage:
    return pages[site.folder / "index.html"]


def test_the_strict_build_warns_of_nothing(site) -> None:
    assert "WARNING" not in site.said
    assert "ERROR" not in site.said


def test_sixteen_steps_stand_in_order(guide) -> None:
    numbers = [step.number for step in CONTRACT.steps]
    assert [id for id in guide.ids if re.fullmatch(r"step-\d+", id)] == [
        f"step-{number}" for number in numbers
    ]
    assert [id for id in guide.ids if re.fullmatch(r"krok-\d+", id)] == [
        f"krok-{number}" for number in numbers
    ]


def test_every_step_has_its_picture(site) -> None:
    html = (site.folder / "index.html").read_text(encoding="utf-8")
    assert "picture--empty" not in html
    scenes = re.findall(r'data-scene="(step-\d+)"', html)
    assert scenes == [f"step-{step.number:02}" for step in CONTRACT.steps]


@pytest.mark.parametrize("name", ["index.html", "scopes/index.html"])
def test_the_scope_table_is_the_contract(site, name: str) -> None:
    html = (site.folder / name).read_text(encoding="utf-8")
    rows = {}
    for id, row in re.findall(r'<tr [^>]*id="scope-([^"]*)"[^>]*>(.*?)</tr>', html, re.DOTALL):
        label = re.search(r"<th.*?<b[^>]*>([^<]*)</b>", row, re.DOTALL)[1].replace("&amp;", "&")
        code = re.search(r"<code[^>]*>([^<]*)</code>", row)
        rows[id] = (label, code[1] if code else "")
    wanted = {
        scope.id: (scope.label, next(level.machine for level in scope.levels if level.id == scope.required))
        for scope in CONTRACT.required_scopes
    }
    assert list(rows) == list(wanted)
    assert rows == wanted


def test_the_row_that_must_stay_is_marked(site) -> None:
    html = (site.folder / "index.html").read_text(encoding="utf-8")
    marked = re.findall(r'<tr [^>]*class="scope scope--keep"[^>]*id="scope-([^"]*)"', html)
    assert marked == [scope.id for scope in CONTRACT.required_scopes if scope.required == scope.levels[0].id]


def test_old_names_of_scopes_can_be_found(site) -> None:
    html = (site.folder / "index.html").read_text(encoding="utf-8")
    missing = [
        old
        for scope in CONTRACT.required_scopes
        for old in CONTRACT.names("pl").scope(scope.id).old
        if old not in html
    ]
    assert not missing


def test_every_finding_has_its_help(site, pages) -> None:
    page = pages[site.folder / "help" / "index.html"]
    assert set(CODES) - {id for _, id in page.headings} == set()


def test_no_link_leads_nowhere(site, pages) -> None:
    broken = []
    for page in pages.values():
        if page.path.name == "404.html":
            continue
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or link.startswith("javascript:"):
                continue
            base = site.folder if parts.path.startswith("/") else page.path.parent
            target = (base / unquote(parts.path).lstrip("/")).resolve() if parts.path else page.path
            target = target / "index.html" if target.is_dir() else target
            lost = parts.fragment and target in pages and parts.fragment not in pages[target].ids
            if lost or not target.is_file():
                broken.append(f"{page.path.relative_to(site.folder)}: {link}")
    # The theme's switches for drawer and search are no places.
    assert not [link for link in broken if not link.endswith(("#__drawer", "#__search"))]


def test_ids_stand_once(pages) -> None:
    doubles = {(str(page.path), id) for page in pages.values() for id in page.ids if page.ids.count(id) > 1}
    assert not doubles


def test_headings_skip_no_level(pages) -> None:
    for page in pages.values():
        levels = [level for level, _ in page.headings]
        assert levels[:1] in ([1], []), page.path
        assert all(after <= before + 1 for before, after in pairwise(levels)), page.path


def _language(site, page: BuiltPage) -> str:
    """Return the language of the folder that a page is in; the root is Polish."""
    folder = page.path.relative_to(site.folder).parts[0]
    return folder if folder in LANGUAGES else "pl"


def test_pages_speak_the_language_of_their_folder(site, pages) -> None:
    for page in pages.values():
        if page.path.name != "404.html":
            assert page.lang == _language(site, page), page.path


def test_every_page_names_itself_in_every_language(site, pages) -> None:
    for page in pages.values():
        html = page.path.read_text(encoding="utf-8")
        if page.path.name == "404.html" or 'content="noindex"' in html:
            continue
        name = page.path.parent.relative_to(site.folder).as_posix()
        bare = name.removeprefix(_language(site, page)).strip("/.")
        wanted = {code: "/".join(part for part in (code, bare) if part) for code in LANGUAGES}
        wanted = {code: f"{SITE}{path}/" for code, path in wanted.items()}
        root = f"{SITE}{bare}/" if bare else SITE
        links = re.findall(r'<link rel="alternate " href="([^"]*)" hreflang="([^"]*)">', html)
        assert {language: address for address, language in links} == wanted | {"pl": root, "x-default": root}
        # The theme asks for a sitemap below each alternative that it finds.
        assert 'rel="alternate"' not in html


def test_every_page_has_a_title_and_a_description_of_its_own(site, pages) -> None:
    said: dict[tuple[str, str], Path] = {}
    for page in pages.values():
        if page.path.name == "404.html" or SHORT_LINK.search(page.path.as_posix()):
            continue
        html = page.path.read_text(encoding="utf-8")
        title = re.search(r"<title>([^<]+)</title>", html)[1]
        description = re.search(r'<meta name="description" content="([^"]+)">', html)[1]
        for kind, text in (("title", title), ("description", description)):
            assert said.setdefault((kind, text), page.path) == page.path
        # More is cut off where people look for something.
        assert 40 <= len(description) <= 300, page.path
    assert len(said) == 2 * (len(LANGUAGES) + 1) * len(list((ROOT / "docs" / "pl").glob("*.md")))


def test_pages_ask_no_other_host(pages) -> None:
    loaded = re.compile(
        r'<(?:script|img|iframe|source)[^>]*\ssrc="(https?:)?//|<link[^>]*rel="(?:stylesheet|preconnect)"[^>]*href="https?://'
    )
    assert not [page.path for page in pages.values() if loaded.search(page.path.read_text(encoding="utf-8"))]


def test_the_theme_is_still_patched(site) -> None:
    """overrides/main.html replaces texts of the theme's header; a new version may write them otherwise."""
    html = (site.folder / "index.html").read_text(encoding="utf-8")
    assert re.search(r'<dialog class="find".*</dialog>\s*</nav>\s*</header>', html, re.DOTALL)
    assert 'for="__drawer" hidden' in html


def test_only_pages_with_a_checker_load_its_script(site, pages) -> None:
    with_script = {
        str(page.path.parent.relative_to(site.folder))
        for page in pages.values()
        if any(link.endswith("validator/page.js") for link in page.links)
    }
    folders = ("", *(f"{language}/" for language in LANGUAGES))
    assert with_script == {f"{folder}{name}" for folder in folders for name in ("checker", "scopes")}

"""The guide on paper."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser

from tests.chromium import find_chromium
from validator import load_contract
from validator.site.paper import print_page

ADDRESS = "https://guide.example.org/de/"
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
STEPS = [step.number for step in load_contract("bigcommerce-huboo").steps]
SIZES = {"A4": (595, 842), "Letter": (612, 792)}  # points
PICTURE = re.compile(r'data-scene="step-(?P<step>\d+)".*?<svg[^>]*screen-wide.*?</svg>', re.DOTALL)


@pytest.fixture(scope="module")
def folder(site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the site as it is when the build prints: without a policy."""
    copy = tmp_path_factory.mktemp("paper") / "site"
    shutil.copytree(site.folder, copy, ignore=shutil.ignore_patterns("share", "runtime"))
    page = copy / "de" / "index.html"
    page.write_text(POLICY.sub("", page.read_text(encoding="utf-8")), encoding="utf-8")
    return copy


@pytest.fixture(scope="module", params=["A4", "Letter"])
def paper(request: pytest.FixtureRequest, folder: Path, browser: Browser) -> tuple[str, Path]:
    """The guide, printed by the build, and by a reader in America whose page is dark."""
    target = folder.parent / f"{request.param}.pdf"
    if request.param == "A4":
        print_page(str(find_chromium()), folder / "de" / "index.html", ADDRESS, target)
    else:
        page = browser.new_page(color_scheme="dark")
        page.goto((folder / "de" / "index.html").as_uri())
        page.pdf(path=target, format="Letter", print_background=True)
        page.close()
    return request.param, target


def test_its_sheets_are_white_to_the_edge(paper: tuple[str, Path]) -> None:
    size, file = paper
    with pypdfium2.PdfDocument(file) as document:
        # Sixteen steps with pictures take more than a page each two steps, and less than two each.
        assert 8 <= len(document) <= 24
        for sheet in document:
            assert tuple(round(side) for side in sheet.get_size()) == SIZES[size]
            drawn = sheet.render(scale=0.5)
            row = bytes(drawn.buffer)[: drawn.width * drawn.n_channels]
            assert set(row) == {255}


def test_steps_stand_with_their_pictures(paper: tuple[str, Path], folder: Path) -> None:
    html = (folder / "de" / "index.html").read_text(encoding="utf-8")
    pictures = {int(found["step"]): _words(found[0]) for found in PICTURE.finditer(html)}
    titles = dict(re.findall(r'<h2 id="step-(\d+)">.*?<span class="step__title">(.*?)</span></h2>', html))
    assert list(pictures) == STEPS == [int(number) for number in titles]
    with pypdfium2.PdfDocument(paper[1]) as document:
        sheets = [_letters(sheet.get_textpage().get_text_bounded()) for sheet in document]
    for number in STEPS:
        title = _letters(_plain(titles[str(number)]))
        with_title = [sheet for sheet in sheets if title in sheet]
        assert any(all(word in sheet for word in pictures[number]) for sheet in with_title), number


def test_it_says_where_it_comes_from_and_which_rows_to_choose(paper: tuple[str, Path]) -> None:
    with pypdfium2.PdfDocument(paper[1]) as document:
        text = "".join(sheet.get_textpage().get_text_bounded() for sheet in document)
        pages = len(document)
    assert ADDRESS in text
    # A reader's browser adds them itself.
    assert (f"{pages} / {pages}" in text) == (paper[0] == "A4")
    contract = load_contract("bigcommerce-huboo")
    names = contract.names("de")
    missing = [
        scope.id
        for scope in contract.required_scopes
        if _letters(names.scope(scope.id).gives) not in _letters(text)
    ]
    assert not missing


def test_its_links_lead_to_the_published_site(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "guide.pdf"
    print_page(str(find_chromium()), folder / "de" / "index.html", ADDRESS, target)
    links = set(re.findall(rb"/URI \(([^)]*)\)", target.read_bytes()))
    assert f"{ADDRESS}checker/".encode() in links
    assert not [link for link in links if not link.startswith(b"https://")]
    assert not list((folder / "de").glob("tmp*.html"))


def test_a_browser_that_prints_nothing_is_named(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"/bin/false printed no guide\.pdf"):
        print_page("/bin/false", folder / "de" / "index.html", ADDRESS, tmp_path / "guide.pdf")


def _words(picture: str) -> list[str]:
    found = re.findall(r"<text[^>]*>(.*?)</text>", picture, re.DOTALL)
    return [word for word in (_letters(_plain(text)) for text in found) if len(word) > 2]


def _plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


def _letters(text: str) -> str:
    """Return a text without what a printer may put elsewhere: spaces and ends of lines."""
    return re.sub(r"[\s\u00ad\ufffe-]+", "", text)

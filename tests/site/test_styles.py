"""One stylesheet, with what pages and scripts can meet of the theme's rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from validator.site.pages import Pages
from validator.site.styles import StylesError, joined, lay_styles, names_of

PAGE = """<!doctype html><html class="no-js"><link rel="stylesheet" href="../assets/stylesheets/main.css">
<link rel="stylesheet" href="../assets/own.css">
<body dir="ltr"><p class="one two" id="place" data-kind="a b">Class three is only spoken of.
<script>mark("added"); x.dataset.levelName = ""</script>
<script type="application/json">{"not-a-name": 1}</script>"""
THEME = "assets/stylesheets/main.css"


def left(css: str, place: str = THEME) -> str:
    text = joined([(place, css)], names_of([PAGE], []))
    return text.removeprefix('@charset "utf-8";').removesuffix("\n")


@pytest.mark.parametrize(
    "selector",
    [
        "p", "*", ".one", "p.one.two", "#place", ".no-js p~.one", ".added", "[dir=ltr] p",
        '[data-kind~="b"]', '[data-kind^="a"]', '[data-kind$="b"]', '[data-kind*=" "]', "[data-level-name]",
        "p:not(.three)", ":is(.three,.one)", "p:hover", "p::before", "html:has(.one)", ":root",
    ],
)  # fmt: skip
def test_what_can_apply_stays(selector: str) -> None:
    assert left(f"{selector}{{color:red}}") == f"{selector}{{color:red}}"


@pytest.mark.parametrize(
    "selector",
    [
        "b", ".three", "p.three", "#elsewhere", ".three .one", "[dir=rtl] p", "[data-kind=a]", "[data-other]",
        '[data-kind$="a"]', ":is(.three,b)", "html:has(.three)", ".not-a-name", "p:is(.three)",
    ],
)  # fmt: skip
def test_what_cannot_apply_goes(selector: str) -> None:
    assert left(f"{selector}{{color:red}}") == ""


def test_a_rule_keeps_those_of_its_selectors_that_can_apply() -> None:
    assert left(".three,.one,b{color:red}") == ".one{color:red}"


def test_a_group_without_rules_goes() -> None:
    assert left("@media print{b{color:red}}@media screen{p{color:red}}") == "@media screen{p{color:red}}"


def test_what_a_rule_alone_referred_to_goes_with_it() -> None:
    css = (
        ":root{--far:1px;--near:var(--far);--kept:2px}.three{top:var(--near);animation:turn 1s}"
        "@keyframes turn{0%{top:0}}p{top:var(--kept)}"
    )
    assert left(css) == ":root{--kept:2px}p{top:var(--kept)}"


def test_an_animation_that_is_used_stays() -> None:
    css = "@keyframes turn{0%{top:0}to{top:1px}}p{animation:1s turn}"
    assert left(css) == css


def test_the_browser_says_what_has_the_focus() -> None:
    assert left("p:not(.focus-visible){outline:none}") == "p:not(:focus-visible){outline:none}"


def test_what_the_site_wrote_itself_stays() -> None:
    assert left("/* why */ .three { color: red }", "assets/own.css") == ".three{color:red}"


@pytest.mark.parametrize("css", ["p{color:red;b{top:0}}", '@import "other.css";', "p{color}", "p{}}"])
def test_what_cannot_be_read_is_named(css: str) -> None:
    with pytest.raises(StylesError, match=r"assets/own\.css, line 1: "):
        left(css, "assets/own.css")


@pytest.fixture
def small_site(tmp_path: Path) -> Path:
    for name, content in (
        ("index.html", PAGE.replace("../", "")),
        ("de/index.html", PAGE),
        ("404.html", PAGE.replace("../", "/below/")),
        (THEME, ".one{color:red}.three{color:red}"),
        (f"{THEME}.map", ""),
        ("assets/own.css", ".three{top:0}"),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def test_every_page_links_to_the_one_file(small_site: Path) -> None:
    with Pages(small_site) as pages:
        lay_styles(pages)
    (sheet,) = small_site.rglob("*.css*")
    assert sheet.read_text(encoding="utf-8") == '@charset "utf-8";.one{color:red}.three{top:0}\n'
    assert re.fullmatch(r"site\.[0-9a-f]{16}\.css", sheet.name)
    for page, above in (("index.html", ""), ("de/index.html", "../"), ("404.html", "/below/")):
        links = re.findall(r'stylesheet" href="([^"]*)"', (small_site / page).read_text(encoding="utf-8"))
        assert links == [f"{above}assets/{sheet.name}"]


def test_a_stylesheet_that_is_not_there_is_named(small_site: Path) -> None:
    (small_site / "assets" / "own.css").unlink()
    with (
        pytest.raises(StylesError, match=r"\.\./assets/own\.css|/below/assets/own\.css"),
        Pages(small_site) as pages,
    ):
        lay_styles(pages)


def test_relative_addresses_that_would_break_are_named(small_site: Path) -> None:
    (small_site / THEME).write_text(".one{background:url(picture.png)}", encoding="utf-8")
    with pytest.raises(StylesError, match=r"picture\.png"):
        lay_styles(Pages(small_site))

"""Every scene in every language, palette and width, as Chromium draws it."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from chromium import NO_LETTERS, has_letters
from picture_pages import MEASURE, SCHEMES, page_with
from playwright.sync_api import Browser

from validator.screens import figure_html, scene_names
from validator.screens.drawing import Drawing, draw_scene
from validator.screens.reading import load_scene, word_languages
from validator.screens.shapes import Box
from validator.screens.theme import load_theme

WIDTHS = {"wide": 619, "narrow": 390}
HAIR = 0.6  # units; the half of a line's width, and rounding
READABLE = 4.5


@pytest.fixture(scope="module", params=word_languages())
def language(request) -> str:
    return request.param


@pytest.fixture(scope="module", params=tuple(WIDTHS))
def width(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def measured(browser: Browser, language: str, width: str) -> dict[str, dict[str, dict]]:
    """What Chromium measured, by palette and scene; the page's own switch turns the palette."""
    if not has_letters():
        pytest.fail(NO_LETTERS, pytrace=False)
    html = "".join(figure_html(scene, language) for scene in scene_names())
    found = {}
    with page_with(browser, html, width=WIDTHS[width]) as (page, complaints):
        for palette, scheme in SCHEMES.items():
            page.evaluate("scheme => document.body.dataset.mdColorScheme = scheme", scheme)
            found[palette] = {
                scene: page.locator(f'[data-screen="{scene}"]').evaluate(MEASURE) for scene in scene_names()
            }
        assert complaints == []
    return found


@pytest.fixture(params=("light", "dark"))
def palette(request) -> str:
    return request.param


@pytest.fixture(params=scene_names())
def scene(request) -> str:
    return request.param


@pytest.fixture
def seen(measured, scene: str) -> dict:
    return measured["light"][scene]


@pytest.fixture
def drawing(scene: str, language: str, width: str) -> Drawing:
    return draw_scene(scene, language, narrow=width == "narrow")


def test_the_width_chooses_the_picture_and_its_place_is_kept(seen, scene, width):
    assert seen["narrow"] == (width == "narrow")
    assert seen["height"] == pytest.approx(seen["expected"], abs=1)


def test_no_text_leaves_its_box(seen, scene, drawing):
    texts = seen["texts"]
    assert [text["text"] for text in texts] == [word.text for word in drawing.canvas.words]
    for text, word in zip(texts, drawing.canvas.words, strict=True):
        inked = ink(text)
        assert word.within.grown(HAIR).holds(inked), f"{text['text']}: {inked} leaves {word.within}"
        assert drawn_area(drawing).holds(inked)


def test_no_two_texts_overlap(seen, scene):
    for first, second in combinations(seen["texts"], 2):
        assert not ink(first).meets(ink(second)), f"{first['text']} and {second['text']}"


def test_what_must_be_read_stands_out(measured, scene, palette):
    for text in measured[palette][scene]["texts"]:
        for ground in text["grounds"]:
            assert ground, f"{text['text']}: nothing painted under it"
            assert contrast(text["fill"], ground) >= READABLE, f"{text['text']}: {text['fill']} on {ground}"


def test_letters_are_large_enough(seen, scene):
    assert min(text["size"] for text in seen["texts"]) * seen["scale"] >= 11.5


def test_rings_lie_on_their_targets(seen, scene, drawing):
    marks, rings = load_scene(scene).marks, [box(ring) for ring in seen["rings"]]
    assert len(rings) == len(marks)
    assert 1 <= len(marks) + len(load_scene(scene).arrows) <= 3
    for mark, ring in zip(marks, rings, strict=True):
        place = drawing.canvas.places[mark.on]
        assert ring.holds(place)
        assert place.grown(7).holds(ring)
        assert drawn_area(drawing).grown(-2).holds(ring), "cut off"
        inside = [text for text in seen["texts"] if place.grown(1).meets(ink(text))]
        assert inside or mark.on == "copy", "a ring around nothing"
        for text, word in zip(seen["texts"], drawing.canvas.words, strict=True):
            if word.style == "x-mark":
                continue
            assert ring.holds(ink(text)) or not ring.meets(ink(text)), f"the ring cuts {text['text']}"


def test_discs_cover_nothing_to_be_read(seen, scene, drawing):
    discs = [box(disc) for disc in seen["discs"]]
    numbers = [word for word in drawing.canvas.words if word.style == "x-mark"]
    assert len(discs) == len(numbers)
    for disc in discs:
        covered = [text["text"] for text in seen["texts"] if disc.meets(ink(text))]
        assert len(covered) == 1, covered
        assert re.fullmatch(r"\d+", covered[0])
        assert drawn_area(drawing).holds(disc), "cut off"


def test_arrows_end_at_their_fields(seen, scene, drawing):
    arrows, tips = load_scene(scene).arrows, [box(tip) for tip in seen["tips"]]
    assert len(arrows) == len(tips)
    for arrow, tip in zip(arrows, tips, strict=True):
        end, start = drawing.canvas.places[arrow.end], drawing.canvas.places[arrow.start]
        assert 0 <= end.x - tip.right <= 6
        assert end.y < tip.middle < end.bottom
        assert start.right < tip.x


@pytest.mark.parametrize("name", ["light", "dark"])
def test_marks_stand_out_whatever_lies_under_them(name):
    theme = load_theme()
    ring, halo = theme.colour("m-ring", name, "stroke"), theme.colour("m-halo", name, "stroke")
    assert contrast(_rgb(ring), _rgb(halo)) >= READABLE
    assert contrast(_rgb(theme.colour("m-ink", name)), _rgb(theme.colour("m-badge", name))) >= READABLE


def _rgb(colour: str) -> str:
    return ", ".join(str(part) for part in bytes.fromhex(colour.removeprefix("#")))


def ink(text: dict) -> Box:
    """Return where letters are: a font's own box is taller than any of them."""
    return Box(
        text["box"]["x"], text["baseline"] - 0.74 * text["size"], text["box"]["width"], 0.95 * text["size"]
    )


def box(measured: dict) -> Box:
    return Box(measured["x"], measured["y"], measured["width"], measured["height"])


def drawn_area(drawing: Drawing) -> Box:
    return Box(0, 0, *drawing.size)


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    shares = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

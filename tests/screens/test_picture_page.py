"""What pictures do on a page: enlarge, print, stand there without a script, and weigh little."""

from __future__ import annotations

import brotli
import pytest
from markdown import markdown
from picture_pages import FOLDER, page_with
from playwright.sync_api import Browser

from validator.screens import figure_html, scene_names
from validator.screens.reading import load_words, word_languages

LIMIT = 40 * 1024


@pytest.mark.parametrize("width", [390, 1280])
def test_a_click_or_a_key_enlarges_and_escape_leads_back(browser: Browser, width):
    html = figure_html("step-06", "pl") + '<p><a href="#x">x</a></p>'
    with page_with(browser, html, width=width) as (page, complaints):
        page.set_viewport_size({"width": width, "height": 800})
        opener = page.get_by_role("button", name="Powiększ ilustrację do kroku: 6")
        small = page.locator("figure .screen-picture").bounding_box()
        for key in ("Enter", "Space", None):
            opener.focus()
            opener.click() if key is None else page.keyboard.press(key)
            dialog = page.get_by_role("dialog", name="Powiększ ilustrację do kroku: 6")
            large = dialog.locator(".screen-wide:visible").last.bounding_box()
            assert large["width"] > small["width"]
            assert dialog.get_by_role("img").get_attribute("aria-label") == load_words("pl").alt["step-06"]
            assert dialog.get_by_role("button").evaluate("button => button === document.activeElement")
            badge = dialog.locator("circle.m-badge").bounding_box()
            assert 0 < badge["x"] < width
            page.keyboard.press("Escape")
            page.locator("dialog").wait_for(state="detached")
            assert opener.evaluate("button => button === document.activeElement")
        opener.click()
        page.get_by_role("button", name="Zamknij powiększenie").click()
        page.locator("dialog").wait_for(state="detached")
        assert complaints == []


def test_without_a_script_the_picture_is_simply_there(browser: Browser):
    with page_with(browser, figure_html("step-05", "pl"), scripts=False) as (page, _):
        assert page.locator(".screen-wide text", has_text="Create API Account").is_visible()
        assert not page.locator("button").is_visible()


def test_pictures_keep_their_place_from_the_first_moment(browser: Browser):
    html = "".join(figure_html(scene, "pl") for scene in scene_names())
    with page_with(browser, html, scripts=False) as (page, _):
        unstyled = page.evaluate("[...document.querySelectorAll('figure')].map(one => one.offsetHeight)")
        page.set_viewport_size({"width": 732, "height": 300})  # now nearly all of them are put off
        assert (
            page.evaluate("[...document.querySelectorAll('figure')].map(one => one.offsetHeight)") == unstyled
        )


def test_paper_gets_the_light_palette_and_whole_pictures(browser: Browser):
    with page_with(browser, figure_html("step-05", "pl"), "dark") as (page, _):
        ground = "getComputedStyle(document.querySelector('.s-page')).fill"
        dark = page.evaluate(ground)
        page.emulate_media(media="print")
        assert page.evaluate(ground) != dark
        assert page.evaluate(ground) == "rgb(245, 246, 251)"
        style = page.evaluate("({...getComputedStyle(document.querySelector('figure'))})")
        assert style["breakInside"] == "avoid"
        assert not page.locator(".screen-enlarge").is_visible()


def test_a_sentence_can_speak_of_a_mark(browser: Browser):
    html = markdown("Click [[mark 1]], then [[mark 2]].", extensions=["validator"])
    assert html == (
        '<p>Click <span class="screen-mark">1</span>, then <span class="screen-mark">2</span>.</p>'
    )
    with page_with(browser, html + figure_html("step-04", "pl"), "dark") as (page, complaints):
        there = "getComputedStyle(document.querySelector('.m-badge')).fill"
        here = "getComputedStyle(document.querySelector('.screen-mark')).backgroundColor"
        assert page.evaluate(here) == page.evaluate(there)
        assert complaints == []


@pytest.mark.parametrize("language", word_languages())
def test_all_pictures_together_are_small(language):
    html = "".join(figure_html(scene, language) for scene in scene_names())
    ways = (html.encode(), (FOLDER / "screens.css").read_bytes(), (FOLDER / "screens.js").read_bytes())
    assert sum(len(brotli.compress(way)) for way in ways) <= LIMIT


def test_markup_needs_no_leave_from_a_policy():
    for scene in scene_names():
        html = figure_html(scene, "pl")
        assert "style=" not in html
        assert "<style" not in html
        assert "<script" not in html
        assert " on" not in html.split("aria-label")[0]
        assert " id=" not in html

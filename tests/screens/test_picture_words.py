"""The words of the pictures: the same keys in every language, and text alternatives of a good length."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from validator import load_contract
from validator.screens import scene_names
from validator.screens.reading import CONTRACT, load_scene, load_words, word_languages

# What a language sets its quotations in; others are taken as they are.
QUOTES = {"pl": "„”", "en": "“”", "de": "„“", "uk": "«»", "fr": "«»", "it": "«»", "es": "«»"}


@pytest.fixture(params=word_languages())
def language(request) -> str:
    return request.param


def test_every_step_has_a_picture():
    steps = {load_scene(name).step for name in scene_names()}
    assert steps == {step.number for step in load_contract(CONTRACT).steps}
    for name in scene_names():
        assert name.startswith(f"step-{load_scene(name).step:02}")


def test_a_window_is_on_the_side_of_its_step():
    sides = {step.number: step.side for step in load_contract(CONTRACT).steps}
    for name in scene_names():
        scene = load_scene(name)
        assert sides[scene.step] in {window.side for window in scene.windows}, name


def test_every_language_has_the_same_words(language):
    source, words = load_words("pl"), load_words(language)
    assert set(words.labels) ^ set(source.labels) == set()
    assert set(words.figure) ^ set(source.figure) == set()
    assert set(words.alt) ^ set(scene_names()) == set()


def test_placeholders_are_kept(language):
    for key, text in load_words("pl").figure.items():
        assert re.findall(r"{.*?}", load_words(language).figure[key]) == re.findall(r"{.*?}", text)


def test_text_alternatives_say_enough_and_not_too_much(language):
    words = load_words(language)
    for scene, text in words.alt.items():
        assert 40 <= len(text) <= 250, scene
        assert text == text.strip()
        assert text.endswith(".")
        assert "<" not in text
        assert '"' not in text
        opening, closing = QUOTES.get(language, "“”")
        assert text.count(opening) == text.count(closing) > 0, scene
    assert len(set(words.alt.values())) == len(words.alt)


def test_what_is_marked_is_named_in_the_text_alternative():
    for name in scene_names():
        scene, alt = load_scene(name), load_words("pl").alt[name]
        for label in re.findall(r'text = "([A-Z][^"]+)", id = "([^"]+)"', _file(scene)):
            if label[1] in {mark.on for mark in scene.marks}:
                assert f"„{label[0]}”" in alt, name


def _file(scene) -> str:
    return Path(str(scene.file)).read_text(encoding="utf-8")

"""Data that cannot be drawn is refused with file, line and cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from validator import DataError
from validator.screens.drawing import draw
from validator.screens.reading import load_scene, load_words, read_menus, read_scene, read_words

GOOD = """\
# A button.
step = 5
narrow = "content"

[[windows]]
side = "source"

[[windows.parts]]
part = "card"

[[windows.parts.parts]]
part = "button"
id = "go"
text = "Go"

[[marks]]
on = "go"
"""
# The rows are as long as they are. fmt: off
# What is changed, into what, and what the refusal says.
FAULTS = {
    "an unknown part": (
        '"button"',
        '"knob"',
        "scene.toml:12: windows[0].parts[0].parts[0].part: 'knob' is not known",
    ),
    "an unknown key": (
        'id = "go"',
        'ids = "go"',
        "scene.toml:13: windows[0].parts[0].parts[0].ids: unknown key",
    ),
    "an unknown word": (
        'text = "Go"',
        'text = "@goo"',
        "scene.toml:14: windows[0].parts[0].parts[0].text: no word '@goo'; known: @api_path",
    ),
    "an unknown target": (
        'on = "go"',
        'on = "gone"',
        "scene.toml:17: marks[0].on: nothing on the screen is called 'gone'; there is: go",
    ),
    "an unknown side": (
        '"source"',
        '"left"',
        "scene.toml:6: windows[0].side: 'left' is not known here; known: source, target",
    ),
    "an unknown menu": (
        'side = "source"',
        'side = "source"\nmenu = "cellar"',
        "scene.toml:7: windows[0].menu: 'cellar' is not known",
    ),
    "no such entry": (
        'side = "source"',
        'side = "source"\nmenu = "advanced"\nactive = "Jobs"',
        "scene.toml:8: windows[0].active: the menu advanced has no such entry",
    ),
    "an unknown cut": (
        '"content"',
        '"top"',
        "scene.toml:3: narrow: 'top' is not known; known: menu, content",
    ),
    "no step": ("step = 5", "", "scene.toml:1: step: a whole number is needed here"),
    "a place of three numbers": (
        'on = "go"',
        'on = "go"\nreal = [1, 2, 3]',
        "scene.toml:18: marks[0].real: four thousandths",
    ),
    "an arrow to nowhere": (
        "[[marks]]\non",
        '[[arrows]]\nnumber = 1\nto = "gone"\nfrom',
        "scene.toml:18: arrows[0].to: nothing",
    ),
    "no TOML": ("step = 5", "step = ", "scene.toml: Invalid value (at line 2"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_scene_is_refused(tmp_path: Path, fault):
    old, new, message = FAULTS[fault]
    assert GOOD.count(old) == 1
    file = tmp_path / "scene.toml"
    file.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError) as refusal:
        draw(read_scene(file), load_words("pl"), "pl")
    assert message in str(refusal.value)


def test_the_good_scene_is_drawn(tmp_path: Path):
    file = tmp_path / "scene.toml"
    file.write_text(GOOD, encoding="utf-8")
    assert "Go</text>" in draw(read_scene(file), load_words("pl"), "pl").inside


def test_faulty_words_and_menus_are_refused(tmp_path: Path):
    words, menus = tmp_path / "xx.toml", tmp_path / "menus.toml"
    words.write_text('[labels]\nconnect = "OK"\n[alt]\nstep-01 = ""\n', encoding="utf-8")
    menus.write_text('[main]\nentries = ["A"]\nentry = "B"\n', encoding="utf-8")
    with pytest.raises(DataError, match=r"^xx\.toml:4: alt\.step-01: must not be empty"):
        read_words(words)
    with pytest.raises(DataError, match=r"^menus\.toml:3: main\.entry: unknown key"):
        read_menus(menus)


def test_unknown_names_are_refused():
    with pytest.raises(DataError, match=r"step-99: no such scene; known: step-01"):
        load_scene("step-99")
    with pytest.raises(DataError, match=r"words/xx\.toml: no such file"):
        load_words("xx")

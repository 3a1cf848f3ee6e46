"""Small scenes and what the renderer makes of them, byte for byte.

A scene is `snapshots/<name>.toml`, what it becomes `<name>.svg.txt` beside it, wide and narrow. After a change that
is meant, and looked at, write them anew: `SNAPSHOTS=write make test ARGS=tests/screens/test_scene_snapshots.py`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from validator.screens.drawing import draw, svg
from validator.screens.reading import load_words, read_scene

FOLDER = Path(__file__).parent / "snapshots"
SCENES = sorted(file.stem for file in FOLDER.glob("*.toml"))


def test_there_are_scenes():
    assert SCENES


@pytest.mark.parametrize("name", SCENES)
def test_the_drawing_is_as_it_was(name):
    scene = read_scene(FOLDER / f"{name}.toml")
    drawn = "\n".join(
        svg(draw(scene, load_words("pl"), "pl", narrow), ' xmlns="http://www.w3.org/2000/svg"').replace(
            "><", ">\n<"
        )
        for narrow in (False, True)
    )
    file = FOLDER / f"{name}.svg.txt"
    if os.environ.get("SNAPSHOTS") == "write":
        file.write_text(drawn + "\n", encoding="utf-8")
    assert drawn + "\n" == file.read_text(encoding="utf-8")

"""A real screenshot takes the drawing's place in its language."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from validator import DataError
from validator.screens import figure_html
from validator.screens.__main__ import main
from validator.screens.figure import _real
from validator.screens.reading import read_scene
from validator.screens.real import find_screenshot

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 1440, 900) + b"\x08\x02\0\0\0"
WEBP = {
    "VP8 ": b"\0\0\0\0\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 1440, 900),
    "VP8L": b"\0\0\0\0\x2f" + (1439 | 899 << 14).to_bytes(4, "little") + b"\0" * 5,
    "VP8X": b"\0\0\0\0\0\0\0\0" + (1439).to_bytes(3, "little") + (899).to_bytes(3, "little"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pl").mkdir()
    (tmp_path / "pl" / "step-05.png").write_bytes(PNG)
    return tmp_path


def test_it_replaces_the_drawing_in_its_language_only(folder):
    real = figure_html("step-05", "pl", folder, "../assets/screens/")
    assert 'src="../assets/screens/pl/step-05.png" width="1440" height="900"' in real
    assert "Create API Account" not in real.partition("<img")[2]
    assert 'class="screen-enlarge"' in real
    assert "<img" not in figure_html("step-05", "en", folder)
    assert "<img" not in figure_html("step-06", "pl", folder)


@pytest.mark.parametrize("kind", WEBP)
def test_webp_sizes_are_read(tmp_path, kind):
    (tmp_path / "pl").mkdir()
    start = b"RIFF\0\0\0\0WEBP" + kind.encode() + WEBP[kind]
    (tmp_path / "pl" / "step-01.webp").write_bytes(start.ljust(40, b"\0"))
    found = find_screenshot(tmp_path, "step-01", "pl")
    assert found
    assert (found.width, found.height) == (1440, 900)


def test_its_mark_is_drawn_where_the_scene_says(tmp_path, folder):
    file = tmp_path / "scene.toml"
    scene = 'step = 5\nnarrow = "content"\n[[marks]]\non = "x"\nreal = [250, 500, 100, 40]\n'
    file.write_text(scene, encoding="utf-8")
    real = find_screenshot(folder, "step-05", "pl")
    assert real
    over = _real(real, read_scene(file), "a.png")
    assert 'viewBox="0 0 660 412"' in over
    assert '<rect class="m-ring" x="160.5" y="201.5" width="75" height="25.48"' in over
    assert ">5</text>" in over
    file.write_text(scene.replace("real = [250, 500, 100, 40]\n", ""), encoding="utf-8")
    assert "<svg" not in _real(real, read_scene(file), "a.png")


def test_what_cannot_be_used_is_refused(folder):
    (folder / "pl" / "step-01.png").write_bytes(b"GIF89a")
    with pytest.raises(DataError, match=r"step-01\.png: neither PNG nor WebP"):
        find_screenshot(folder, "step-01", "pl")
    (folder / "pl" / "step-05.webp").write_bytes(b"")
    with pytest.raises(DataError, match="keep one of them"):
        find_screenshot(folder, "step-05", "pl")


def test_a_command_lists_what_is_drawn_and_what_is_real(folder, capsys):
    assert main([str(folder)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "pl  step-05  real   1440 x 900" in lines
    assert any(line.startswith("pl  step-06  drawn  660 x") for line in lines)
    (folder / "pl" / "step-5.png").write_bytes(PNG)
    assert main([str(folder)]) == 1
    assert "step-5.png: no scene" in capsys.readouterr().err

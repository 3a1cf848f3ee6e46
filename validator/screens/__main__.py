"""Lists the pictures: `python -m validator.screens [FOLDER]`, with real screenshots in FOLDER/<language>/."""

from __future__ import annotations

import sys
from pathlib import Path

from ..tables import DataError
from .drawing import draw_scene
from .reading import load_words, scene_names, word_languages
from .real import find_screenshot

FOLDER = Path("docs/assets/screens")


def main(arguments: list[str]) -> int:
    """Print a line per picture and language, and say which screenshots fit no scene."""
    folder = Path(arguments[0]) if arguments else FOLDER
    try:
        for line in listing(folder):
            sys.stdout.write(f"{line}\n")
    except DataError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    strays = stray_files(folder)
    for file in strays:
        sys.stderr.write(f"{file}: no scene or language of this name; it is shown nowhere\n")
    return 1 if strays else 0


def listing(folder: Path) -> list[str]:
    """Return a line per language and scene: drawn or real, with its size."""
    lines = []
    for language in word_languages():
        for scene in scene_names():
            real = find_screenshot(folder, scene, language)
            width, height = (real.width, real.height) if real else draw_scene(scene, language).size
            words = "" if scene in load_words(language).alt else "  no text alternative"
            lines.append(f"{language}  {scene}  {'real ' if real else 'drawn'}  {width} x {height}{words}")
    return lines


def stray_files(folder: Path) -> list[Path]:
    """Return the files that belong to no scene."""
    names, languages = scene_names(), word_languages()
    return [
        file
        for file in sorted(folder.glob("*/*"))
        if file.is_file() and (file.stem not in names or file.parent.name not in languages)
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The bitmap that chats show beside a link: a step's number and title, and its picture."""

from __future__ import annotations

import re
from contextlib import ExitStack
from html import escape
from importlib.resources import as_file, files

from .drawing import Drawing, draw_scene
from .metrics import text_width
from .reading import load_scene, load_words
from .shapes import number
from .theme import Theme, load_theme

WIDTH, HEIGHT = 1200, 630
MARGIN = 56
TEXT = 400  # width of the column with the title
SIZES = (52, 46, 40, 35, 30)  # of the title, until it fits
ROOM = 306  # height of the title
# The font is narrower than the ones that the table of widths is made for; measured on the guide's titles.
NARROWER = 0.92
# Packaged under the SIL Open Font License; Latin, Greek and Cyrillic.
FONTS = ("font_source_sans_pro", "files")
FACES = ("SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf", "SourceSansPro-Bold.ttf")
FAMILY = "Source Sans Pro"
AFTER_HYPHEN = re.compile(r"(?<=\w-)(?=\w)")
HOLDING = re.compile("[\u00a0\u202f]")
PAPER, INK, QUIET = "#ffffff", "#22263a", "#5a6078"


def share_png(scene: str, language: str, title: str) -> bytes:
    """Return a PNG of 1200 x 630 pixels with a step's number, its title in the reader's language, and its picture."""
    # Only the build of a site needs this: everything else works without it.
    import resvg_py  # noqa: PLC0415

    with ExitStack() as stack:
        fonts = [str(stack.enter_context(as_file(files(FONTS[0]) / FONTS[1] / face))) for face in FACES]
        return resvg_py.svg_to_bytes(
            svg_string=share_svg(scene, language, title),
            skip_system_fonts=True,
            font_files=fonts,
            font_family=FAMILY,
        )


def share_svg(scene: str, language: str, title: str) -> str:
    """Return the same picture as SVG, complete in itself."""
    theme, step = load_theme(), load_scene(scene).step
    ring = theme.colour("m-badge", "light")
    size, lines = _fitting(title)
    words = "".join(
        f'<text x="{MARGIN}" y="{number(238 + size * 1.16 * at)}" font-size="{size}" font-weight="600" '
        f'fill="{INK}">{escape(line, quote=False)}</text>'
        for at, line in enumerate(lines)
    )
    label = load_words(language).figure["step"].format(step=step)
    pill = text_width(label, 34, bold=True) + 52
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'font-family="{FAMILY}"><style>{_style(theme)}</style>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>'
        f'<rect width="{WIDTH}" height="12" fill="{ring}"/>'
        f'<rect x="{MARGIN}" y="92" width="{pill}" height="60" rx="30" fill="{ring}"/>'
        f'<text x="{MARGIN + pill / 2:.0f}" y="133" font-size="34" font-weight="700" fill="{PAPER}" '
        f'text-anchor="middle">{escape(label, quote=False)}</text>'
        f"{words}"
        f'<text x="{MARGIN}" y="{HEIGHT - MARGIN}" font-size="28" fill="{QUIET}">BigCommerce → Huboo</text>'
        f"{_placed(draw_scene(scene, language))}</svg>"
    )


def share_text(scene: str, language: str) -> str:
    """Return what that picture shows, for those who do not see it."""
    words = load_words(language)
    return f"{words.figure['step'].format(step=load_scene(scene).step)}. {words.alt[scene]}"


def _fitting(title: str) -> tuple[int, list[str]]:
    for size in SIZES:
        lines = _lines(title, size)
        if len(lines) * size * 1.16 <= ROOM and all(
            text_width(line, size, bold=True) * NARROWER <= TEXT for line in lines
        ):
            return size, lines
    size = SIZES[-1]
    return size, _lines(title, size)[: int(ROOM / (size * 1.16))]


def _lines(title: str, size: int) -> list[str]:
    """Break a title at its blanks and hyphens, but not at the blanks that hold words together."""
    lines = [""]
    for word in title.split(" "):
        for at, part in enumerate(AFTER_HYPHEN.split(HOLDING.sub(" ", word))):
            longer = f"{lines[-1]}{'' if at else ' '}{part}".strip()
            if not lines[-1] or text_width(longer, size, bold=True) * NARROWER <= TEXT:
                lines[-1] = longer
            else:
                lines.append(part)
    return lines


def _placed(drawing: Drawing) -> str:
    width, height = drawing.size
    left = MARGIN + TEXT + 36
    scale = min((WIDTH - left - 40) / width, (HEIGHT - 12 - 2 * 40) / height)
    x = left + (WIDTH - left - 40 - width * scale) / 2
    y = 12 + (HEIGHT - 12 - height * scale) / 2
    return f'<g transform="translate({number(x)} {number(y)}) scale({number(scale * 1000)}e-3)">{drawing.inside}</g>'


def _style(theme: Theme) -> str:
    """Return the stylesheet's rules with the light palette filled in: the renderer knows no variables."""
    return "".join(
        f".{name}{{{';'.join(f'{key}:{theme.filled_in(value, "light")}' for key, value in rule.items())}}}"
        for name, rule in theme.rules.items()
    )

"""Draws windows of a browser, with a panel, a dialog and a download bar in them, and puts them beside each other."""

from __future__ import annotations

from . import icons
from .menus import draw_menu, menu_height
from .parts import draw_parts
from .pen import Pen
from .reading import load_menus
from .scene import Dialog, Window
from .shapes import Box, Canvas, number

BAR = 38  # height of a window's own bar
STRIP = 10  # what a narrow picture shows of a navigation that it leaves out
RADIUS = 9


def draw_window(
    pen: Pen, window: Window, platform: str, area: Box, keep: str, least: float, drop: float
) -> float:
    """Draw a window over the area's width from its top, and return its height.

    keep: what a narrow picture keeps of it. least: its least height. drop: how much lower than usual a dialog lies.
    """
    canvas = pen.canvas
    menu = load_menus().get(window.menu)
    start = len(canvas.items)
    beside = _menu_width(pen, menu is not None, keep)
    padding = 14 if area.width < 200 else 18 if pen.narrow else 26
    page = Box(area.x + beside, area.y + BAR, area.width - beside, 0)
    inner = Box(page.x + padding, page.y + padding, page.width - 2 * padding, 0)
    # Beside a whole navigation a narrow picture has room for bars only.
    bottom = inner.y if pen.narrow and keep == "menu" else draw_parts(pen, window.parts, inner)
    foot = 50 if window.download[0] else 0
    height = max(
        bottom + padding + foot - area.y,
        BAR + foot + (menu_height(menu) if menu and beside > STRIP else 0),
        least,
    )
    if window.dialog:
        height = max(height, _dialog_height(pen, window.dialog, area) + BAR + foot + 48 + drop)
    whole = Box(area.x, area.y, area.width, height)
    ground = Canvas(canvas.theme, canvas.width, places=canvas.places)
    _draw_ground(pen.on(ground), window, platform, whole, beside, foot)
    if menu and beside > STRIP:
        draw_menu(pen.on(ground), menu, window.active, Box(area.x, page.y, beside, height - BAR - foot))
    canvas.beneath(start, ground)
    if window.dialog:
        _draw_dialog(pen, window.dialog, Box(area.x, page.y, area.width, height - BAR - foot), drop, not foot)
    if foot:
        _draw_download(pen, window, Box(area.x, whole.bottom - foot, area.width, foot))
    canvas.rectangle(whole, "w-edge", RADIUS)
    return height


def _menu_width(pen: Pen, has_menu: bool, keep: str) -> float:
    if not has_menu:
        return 0
    return 190 if not pen.narrow or keep == "menu" else STRIP


def _draw_ground(pen: Pen, window: Window, platform: str, whole: Box, beside: float, foot: float) -> None:
    canvas = pen.canvas
    canvas.rectangle(whole, "w-chrome", RADIUS)
    small = whole.width < 200
    left = whole.x + (10 if small else 66)
    if not small:
        for at in range(3):
            canvas.circle(whole.x + 18 + 15 * at, whole.y + BAR / 2, 4.5, "w-dot")
    width = canvas.measure(platform, "x-tab") + 28
    tab = Box(left, whole.y + 7, width, BAR - 7)
    canvas.path(_tab(tab), "w-tab" if pen.side == "s" else "t-page")
    canvas.text(tab.x + 14, tab.y + 20, platform, "x-tab", "w-ink", tab)
    if window.address and not pen.narrow:
        room = Box(tab.right + 16, whole.y + 7, whole.right - tab.right - 62, 24)
        address = canvas.cut(window.address, "x-note", room.width - 24)
        canvas.rectangle(room, "w-tab" if pen.side == "s" else "t-page", 12)
        canvas.text(room.x + 12, room.y + 16.5, address, "x-note", pen.of("dim"), room)
    body = Box(whole.x, whole.y + BAR, whole.width, whole.height - BAR - foot)
    canvas.path(_body(body, rounded=not foot), pen.of("page"))
    if beside:
        canvas.path(_beside(body, beside, rounded=not foot), pen.of("side"))
    if pen.narrow and beside > STRIP:
        lengths = (60, 0, 90, 80, 90, 40, 0, 0, 90, 70, 85, 50)
        room = Box(body.x + beside + 18, body.y + 22, body.width - beside - 36, 0)
        path = "".join(
            f"M{number(room.x + 4)} {number(room.y + 8 + 20 * at)}h{number(room.width * length // 100 - 8)}"
            for at, length in enumerate(lengths)
            if length
        )
        canvas.path(path, pen.of("bar"))


def _tab(box: Box) -> str:
    x, y, r = number(box.x), number(box.bottom), 6
    return (
        f"M{x} {y}v{number(r - box.height)}a{r} {r} 0 0 1 {r}-{r}h{number(box.width - 2 * r)}"
        f"a{r} {r} 0 0 1 {r} {r}v{number(box.height - r)}z"
    )


def _body(box: Box, rounded: bool) -> str:
    r = RADIUS if rounded else 0
    return (
        f"M{number(box.x)} {number(box.y)}h{number(box.width)}v{number(box.height - r)}"
        f"a{r} {r} 0 0 1-{r} {r}h{number(2 * r - box.width)}a{r} {r} 0 0 1-{r}-{r}z"
    )


def _beside(box: Box, width: float, rounded: bool) -> str:
    r = RADIUS if rounded else 0
    return (
        f"M{number(box.x)} {number(box.y)}h{number(width)}v{number(box.height)}"
        f"h{number(r - width)}a{r} {r} 0 0 1-{r}-{r}z"
    )


def _dialog_padding(over: Box) -> float:
    return 12 if over.width < 200 else 24


def _dialog_area(over: Box, drop: float = 0) -> Box:
    width = min(over.width - (16 if over.width < 200 else 36), 420)
    return Box(over.x + (over.width - width) // 2, over.y + 24 + drop, width, 0)


def _dialog_height(pen: Pen, dialog: Dialog, over: Box) -> float:
    """Return the height a dialog needs, by drawing it where nobody sees it."""
    trial = pen.on(Canvas(pen.canvas.theme, pen.canvas.width))
    return _draw_dialog_parts(trial, dialog, _dialog_area(over), _dialog_padding(over)) - over.y - 24


def _draw_dialog(pen: Pen, dialog: Dialog, over: Box, drop: float, rounded: bool) -> None:
    canvas, area = pen.canvas, _dialog_area(over, drop)
    box = Box(area.x, area.y, area.width, _dialog_height(pen, dialog, over))
    if not dialog.alone:
        canvas.path(_body(over, rounded), pen.of("veil"))
    canvas.rectangle(box, pen.of("card"), 8)
    _draw_dialog_parts(pen, dialog, area, _dialog_padding(over))
    pen.remember(dialog.id, box)


def _draw_dialog_parts(pen: Pen, dialog: Dialog, area: Box, padding: float) -> float:
    canvas = pen.canvas
    inner = Box(area.x + padding, area.y + padding - 4, area.width - 2 * padding, 0)
    lines = canvas.lines(pen.say(dialog.title), "x-head", inner.width)
    room = Box(inner.x, inner.y, inner.width, 23 * len(lines))
    for at, line in enumerate(lines):
        canvas.text(inner.x, inner.y + 18 + 23 * at, line, "x-head", pen.of("ink"), room)
    return draw_parts(pen, dialog.parts, Box(inner.x, room.bottom + 12, inner.width, 0)) + padding


def _draw_download(pen: Pen, window: Window, bar: Box) -> None:
    canvas = pen.canvas
    text, id = window.download
    text = canvas.cut(pen.say(text), "x-tab", bar.width - 100)
    chip = Box(bar.x + 16, bar.y + 8, canvas.measure(text, "x-tab") + 50, 34)
    canvas.rectangle(chip, pen.of("card"), 6)
    icons.draw(canvas, "file", "w-icon", chip.x + 12, chip.y + 8)
    canvas.text(chip.x + 36, chip.y + 22, text, "x-tab", "w-ink", chip)
    if not pen.narrow:
        icons.draw(canvas, "down", "w-icon", bar.right - 34, bar.y + 17)
    pen.remember(id, chip)

"""Reads scenes, menus and words, and refuses what cannot be drawn by file, line and cure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import NoReturn

from ..contract import Side, load_contract
from ..names import FALLBACK
from ..tables import DataError, Source, Table, read_table
from .scene import Arrow, Dialog, Entry, Mark, Menu, Part, Scene, ScreenWords, Window

# The keys that each kind of part takes; "part" itself stands in all of them.
PARTS = {
    "title": ("text", "id"),
    "head": ("text", "id"),
    "text": ("text", "id"),
    "bars": ("bars",),
    "button": ("text", "id"),
    "menu-button": ("text", "id", "entries"),
    "field": ("text", "id", "value", "copy", "typed", "choice"),
    "list": ("entries",),
    "card": ("parts",),
    "table": ("columns", "bars"),
    "scopes": ("id", "rows"),
    "cards": ("entries",),
    "buttons": ("entries",),
}
# The pictures are those of this integration.
CONTRACT = "bigcommerce-huboo"
HEADER = re.compile(r"^\s*\[\[?\s*([\w.\"-]+)\s*\]\]?\s*(?:#.*)?$")
KEY = re.compile(r"^\s*([\w-]+|\"[^\"]+\")\s*=")


def scene_names() -> tuple[str, ...]:
    """Return the names of all scenes, in the order of the steps."""
    entries = files(__package__).joinpath("scenes").iterdir()
    return tuple(sorted(entry.name[:-5] for entry in entries if entry.name.endswith(".toml")))


@cache
def load_scene(name: str) -> Scene:
    """Load a scene that comes with the package."""
    if name not in scene_names():
        raise DataError(f"{name}: no such scene; known: {', '.join(scene_names())}")
    return read_scene(files(__package__) / "scenes" / f"{name}.toml")


@cache
def load_menus() -> dict[str, Menu]:
    """Load the navigations of the two panels."""
    return read_menus(files(__package__) / "menus.toml")


@cache
def load_words(language: str) -> ScreenWords:
    """Load the words of the pictures in a language."""
    known = word_languages()
    if language not in known:
        raise DataError(f"screens/words/{language}.toml: no such file; add it, as in: {', '.join(known)}")
    folder = files(__package__) / "words"
    return read_words(folder / f"{language}.toml", folder / f"{FALLBACK}.toml")


def forget_files() -> None:
    """Forget what was read."""
    for load in (load_scene, load_menus, load_words):
        load.cache_clear()


def word_languages() -> tuple[str, ...]:
    """Return the languages there are words for."""
    entries = files(__package__).joinpath("words").iterdir()
    return tuple(sorted(entry.name[:-5] for entry in entries if entry.name.endswith(".toml")))


def read_scene(file: Source) -> Scene:
    """Read a scene; `DataError` names file, line and cure."""
    with lined(file):
        table = read_table(file)
        table.only("step", "narrow", "level", "windows", "marks", "arrows")
        step = table.number("step")
        return Scene(
            name=file.name.removesuffix(".toml"),
            file=file,
            step=step,
            narrow=_choice(table, "narrow", ("menu", "content")),
            windows=tuple(_window(item) for item in table.tables("windows")),
            marks=tuple(_mark(item, step) for item in table.tables("marks")),
            arrows=tuple(_arrow(item) for item in table.tables("arrows")),
            level=_pair(table),
        )


def read_menus(file: Source) -> dict[str, Menu]:
    """Read the navigations."""
    with lined(file):
        table = read_table(file)
        names = tuple(table)
        return {name: _menu(table.table(name)) for name in names}


def read_words(file: Source, instead: Source | None = None) -> ScreenWords:
    """Read the words of one language; those of another stand for what is not translated yet."""
    with lined(file):
        table = read_table(file, instead)
        table.only("labels", "figure", "alt")
        return ScreenWords(*(_texts(table.table(group)) for group in ("labels", "figure", "alt")))


def refuse(file: Source, where: str, reason: str) -> NoReturn:
    """Raise `DataError` for a key of a file, with its line."""
    raise DataError(f"{file.name}:{line_of(file.read_text(encoding='utf-8'), where)}: {where}: {reason}")


@contextmanager
def lined(file: Source) -> Iterator[None]:
    """Add the line to the refusals that arise inside."""
    try:
        yield
    except DataError as error:
        name, _, rest = str(error).partition(": ")
        where, colon, reason = rest.partition(": ")
        if name != file.name or not colon:
            raise
        line = line_of(file.read_text(encoding="utf-8"), where)
        raise DataError(f"{name}:{line}: {where}: {reason}") from None


def line_of(text: str, where: str) -> int:
    """Return the line of a key such as `windows[0].parts[2].text`, or of the nearest thing around it."""
    lines = _lines(text)
    while where and where not in lines:
        where = re.sub(r"(?:\.[^.\[\]]+|\[\d+\]|^[^.\[\]]+)$", "", where)
    return lines.get(where, 1)


def _lines(text: str) -> dict[str, int]:
    lines: dict[str, int] = {}
    counts: dict[str, int] = {}
    here = ""
    for at, line in enumerate(text.splitlines(), 1):
        if header := HEADER.match(line):
            here = _open(header[1], line.lstrip().startswith("[["), counts)
            lines.setdefault(here, at)
        elif key := KEY.match(line):
            lines.setdefault(f"{here}.{key[1].strip('"')}".lstrip("."), at)
    return lines


def _open(name: str, listed: bool, counts: dict[str, int]) -> str:
    here, parts = "", name.split(".")
    for at, part in enumerate(parts, 1):
        here = f"{here}.{part}".lstrip(".")
        if listed and at == len(parts):
            counts[here] = counts.get(here, -1) + 1
        if here in counts:
            here = f"{here}[{counts[here]}]"
    return here


def _window(table: Table) -> Window:
    table.only("side", "address", "menu", "active", "parts", "dialog", "download")
    sides: dict[str, Side] = {"source": "source", "target": "target"}
    menu = _choice(table, "menu", tuple(load_menus())) if table.has("menu") else ""
    active = table.text("active", "")
    if active and menu and active not in load_menus()[menu].entries:
        table.refuse(
            "active", f"the menu {menu} has no such entry; it has: {_list(load_menus()[menu].entries)}"
        )
    dialog, download = table.table("dialog"), table.table("download")
    download.only("text", "id")
    return Window(
        side=table.one_of("side", sides.__getitem__, "source, target"),
        address=table.text("address", ""),
        menu=menu,
        active=active,
        parts=tuple(_part(item) for item in table.tables("parts")),
        dialog=_dialog(dialog) if table.has("dialog") else None,
        download=(_word(download, "text"), download.text("id", "")) if table.has("download") else ("", ""),
    )


def _dialog(table: Table) -> Dialog:
    table.only("id", "title", "alone", "parts")
    parts = tuple(_part(item) for item in table.tables("parts"))
    return Dialog(table.text("id", ""), _word(table, "title"), table.flag("alone", False), parts)


def _part(table: Table) -> Part:
    kind = _choice(table, "part", tuple(PARTS))
    table.only("part", *PARTS[kind])
    rows = table.numbers("rows")
    if rows and len(rows) != 2:
        table.refuse("rows", "two numbers are needed: the first row and the last")
    return Part(
        kind=kind,
        id=table.text("id", ""),
        text=_word(table, "text") if table.has("text") else "",
        value=table.text("value", ""),
        copy=table.text("copy", ""),
        bars=table.numbers("bars"),
        entries=tuple(_entry(item) for item in table.tables("entries")),
        columns=table.texts("columns"),
        rows=rows,
        typed=table.flag("typed", False),
        choice=table.flag("choice", False),
        parts=tuple(_part(item) for item in table.tables("parts")),
    )


def _entry(table: Table) -> Entry:
    table.only("text", "id", "main")
    text = _word(table, "text") if table.has("text") else ""
    return Entry(text, table.text("id", ""), table.flag("main", False))


def _mark(table: Table, step: int) -> Mark:
    table.only("on", "number", "real")
    real = table.numbers("real")
    if real and len(real) != 4:
        table.refuse("real", "four thousandths of the screenshot are needed: [x, y, width, height]")
    number = table.number("number") if table.has("number") else step
    return Mark(table.text("on"), str(number), real)


def _pair(table: Table) -> tuple[str, ...]:
    names = table.texts("level")
    if names and len(names) != 2:
        table.refuse("level", "two names are needed: a thing in a dialog, and the thing beside it")
    return names


def _arrow(table: Table) -> Arrow:
    table.only("from", "to", "number")
    return Arrow(table.text("from"), table.text("to"), str(table.number("number")))


def _menu(table: Table) -> Menu:
    table.only("name", "title", "head", "entries", "foot")
    return Menu(
        table.text("name", ""),
        table.text("title", ""),
        table.texts("head"),
        table.texts("entries"),
        table.text("foot", ""),
    )


def _word(table: Table, key: str) -> str:
    text = table.text(key)
    if text.startswith("@") and text[1:] not in _known_words():
        table.refuse(key, f"no word '{text}'; known: {', '.join('@' + word for word in _known_words())}")
    return text


def _known_words() -> tuple[str, ...]:
    fields = load_contract(CONTRACT).form_order
    return (*fields, *load_words("pl").labels)


def _texts(table: Table) -> dict[str, str]:
    keys = tuple(table)
    return {key: table.text(key) for key in keys}


def _choice(table: Table, key: str, known: tuple[str, ...]) -> str:
    value = table.text(key)
    if value not in known:
        table.refuse(key, f"'{value}' is not known; known: {', '.join(known)}")
    return value


def _list(entries: tuple[str, ...]) -> str:
    return ", ".join(entry for entry in entries if entry and not entry.startswith("~"))

"""What a picture shows, before it is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from ..contract import Side
from ..tables import Source


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a row of its like: a button, a card, an entry of an opened menu."""

    text: str  # "" for one whose words do not matter: a bar stands for them
    id: str
    main: bool  # the one the panel itself puts forward


@dataclass(frozen=True, slots=True)
class Part:
    """One thing on a screen; parts of a window stand below each other."""

    kind: str
    id: str  # what marks and arrows call it
    text: str
    value: str  # what stands in a field; a sample
    copy: str  # what marks call the copy icon of a field; "" for a field without one
    bars: tuple[int, ...]  # lengths of bars that stand for words, in percent
    entries: tuple[Entry, ...]
    columns: tuple[str, ...]
    rows: tuple[int, ...]  # the first and the last row of the scope table; none for all
    typed: bool  # whether the reader is typing here
    choice: bool  # whether a field offers a choice instead of taking words
    parts: tuple[Part, ...]  # what stands on a card


@dataclass(frozen=True, slots=True)
class Dialog:
    """A dialog that lies over its window."""

    id: str
    title: str
    alone: bool  # nothing lies under it: a page that consists of one box
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """A window of the browser with one platform's panel in it."""

    side: Side
    address: str
    menu: str  # the name of a menu; "" for a window without
    active: str  # the entry the panel has highlighted
    parts: tuple[Part, ...]
    dialog: Dialog | None
    download: tuple[str, str]  # name of the file in the download bar, and what marks call it; "" for none


@dataclass(frozen=True, slots=True)
class Mark:
    """A ring around the thing to click, with a number."""

    on: str
    number: str
    real: tuple[
        int, ...
    ]  # its place on a real screenshot: x, y, width, height in thousandths; none if not said


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow from a value to the place where it is pasted, with a number."""

    start: str
    end: str
    number: str


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture."""

    name: str
    file: Source
    step: int
    narrow: str  # what a narrow picture keeps of a window: "menu" or "content"
    windows: tuple[Window, ...]
    marks: tuple[Mark, ...]
    arrows: tuple[Arrow, ...]
    level: tuple[str, ...]  # a thing in a dialog, and the thing beside it that it lies level with


@dataclass(frozen=True, slots=True)
class Menu:
    """The navigation at the left of a panel."""

    name: str  # of the shop, as the panel shows it; "" for none
    title: str  # of the part of the navigation that is open; "" for its first level
    head: tuple[str, ...]
    entries: tuple[str, ...]  # "": a gap; "^": the rest stands at the bottom; "~40": a bar for words
    foot: str


@dataclass(frozen=True, slots=True)
class ScreenWords:
    """What the pictures say in one language."""

    labels: dict[str, str]  # the target panel's own words
    figure: dict[str, str]  # words around the picture
    alt: dict[str, str]  # scene to text alternative

"""Colours and type of the pictures, read from the stylesheet that the page uses too."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

RULE = re.compile(r"^\.screen \.([\w-]+) \{ ([^}]*) \}$", re.MULTILINE)
SETTING = re.compile(r"([\w-]+): ([^;]+)")
PALETTES = {
    "light": re.compile(r"^\.screen,\n\.screen-mark \{([^}]*)\}", re.MULTILINE),
    "dark": re.compile(r'\[data-md-color-scheme="slate"\] :is\([^)]*\) \{([^}]*)\}'),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A style of type."""

    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Theme:
    """The rules of the drawing, and the palettes that fill in their colours."""

    rules: Mapping[str, Mapping[str, str]]  # class to its settings
    palettes: Mapping[str, Mapping[str, str]]  # palette to variable to colour

    def kind(self, style: str) -> Kind:
        """Return what a class of type looks like."""
        rule = self.rules[style]
        size = float(rule["font-size"].removesuffix("px"))
        return Kind(size, int(rule["font-weight"]) >= 600)

    def size(self, style: str) -> float:
        """Return the type size of a class."""
        return self.kind(style).size

    def outlined(self, colour: str) -> bool:
        """Say whether a class of colour has both an area and an outline."""
        rule = self.rules[colour]
        return "stroke" in rule and "fill" in rule

    def colour(self, name: str, palette: str, what: str = "fill") -> str:
        """Return the colour that a class has in a palette."""
        return self.filled_in(self.rules[name][what], palette)

    def filled_in(self, value: str, palette: str) -> str:
        """Return a setting with its variables replaced by a palette's colours."""
        return re.sub(r"var\((--[\w-]+)\)", lambda found: self.palettes[palette][found[1]], value)


@cache
def load_theme() -> Theme:
    """Read the stylesheet."""
    sheet = (files(__package__) / "screens.css").read_text(encoding="utf-8")
    return Theme(
        rules={name: dict(SETTING.findall(body)) for name, body in RULE.findall(sheet)},
        palettes={name: _palette(pattern, sheet) for name, pattern in PALETTES.items()},
    )


def _palette(pattern: re.Pattern[str], sheet: str) -> dict[str, str]:
    return {
        name: value.strip() for found in pattern.finditer(sheet) for name, value in SETTING.findall(found[1])
    }

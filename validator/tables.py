"""Reading TOML with types, and refusing what is wrong by file, key and reason."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NoReturn

Source = Path | Traversable
EMPTY = '= ""'  # as it is written in a file


class DataError(ValueError):
    """A data file that cannot be used; the message names file, key and cure."""


class Table:
    """One table of a TOML file that knows where it stands, so that every refusal can say it."""

    __slots__ = ("_content", "_file", "_key")

    def __init__(self, content: dict[str, object], file: str, key: str = "") -> None:
        self._content = content
        self._file = file
        self._key = key

    def refuse(self, key: str, reason: str) -> NoReturn:
        """Raise `DataError` for `key` of this table."""
        where = ".".join(part for part in (self._key, key) if part)
        raise DataError(f"{self._file}: {where or 'the whole file'}: {reason}")

    def __iter__(self) -> Iterator[str]:
        """Yield the keys in the order of the file."""
        return iter(self._content)

    def has(self, key: str) -> bool:
        """Say whether the table has this key."""
        return key in self._content

    def only(self, *known: str) -> None:
        """Refuse keys other than these: a misspelt key must not pass unnoticed."""
        for key in self._content:
            if key not in known:
                self.refuse(key, f"unknown key; known here: {', '.join(known)}")

    def text(self, key: str, default: str | None = None) -> str:
        """Return a string; without a default it must be there and not be empty."""
        value = self._content.get(key, default)
        if not isinstance(value, str):
            self.refuse(key, "a text in quotes is needed here")
        if default is None and not value.strip():
            self.refuse(key, "must not be empty")
        return value

    def number(self, key: str) -> int:
        """Return a whole number."""
        value = self._content.get(key)
        if not isinstance(value, int) or isinstance(value, bool):
            self.refuse(key, "a whole number is needed here")
        return value

    def flag(self, key: str, default: bool) -> bool:
        """Return true or false."""
        value = self._content.get(key, default)
        if not isinstance(value, bool):
            self.refuse(key, "true or false is needed here")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of strings; none where the key is absent."""
        return tuple(self._list(key, str, "a list of texts in quotes"))

    def numbers(self, key: str) -> tuple[int, ...]:
        """Return a list of whole numbers; none where the key is absent."""
        return tuple(self._list(key, int, "a list of whole numbers"))

    def table(self, key: str) -> Table:
        """Return the table below `key`; an empty one where the key is absent."""
        value = self._content.get(key, {})
        if not isinstance(value, dict):
            self.refuse(key, f"a table [{key}] is needed here")
        return Table(value, self._file, f"{self._key}.{key}".lstrip("."))

    def tables(self, key: str) -> tuple[Table, ...]:
        """Return the list of tables below `key`; none where the key is absent."""
        items = self._list(key, dict, f"a list of tables [[{key}]]")
        place = f"{self._key}.{key}".lstrip(".")
        return tuple(Table(item, self._file, f"{place}[{at}]") for at, item in enumerate(items))

    def one_of[Item](self, key: str, read: Callable[[str], Item], known: str) -> Item:
        """Return what `read` makes of a text; `known` says which texts it takes."""
        text = self.text(key)
        try:
            return read(text)
        except (KeyError, ValueError):
            self.refuse(key, f"'{text}' is not known here; known: {known}")

    def pattern(self, key: str) -> re.Pattern[str]:
        """Return a regular expression, compiled; letter case is ignored, ^ and $ mean a line's ends."""
        return self._compiled(key, self.text(key))

    def patterns(self, key: str) -> tuple[re.Pattern[str], ...]:
        """Return a list of regular expressions, compiled."""
        return tuple(self._compiled(key, text) for text in self.texts(key))

    def _compiled(self, key: str, text: str) -> re.Pattern[str]:
        try:
            return re.compile(text, re.IGNORECASE | re.MULTILINE)
        except re.error as error:
            self.refuse(key, f"not a regular expression: {error}")

    def _list[Item](self, key: str, kind: type[Item], needed: str) -> list[Item]:
        value = self._content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, kind) for item in value):
            self.refuse(key, f"{needed} is needed here")
        return value


def read_table(file: Source, instead: Source | None = None) -> Table:
    """Read a TOML file; `DataError` where it is missing or is no TOML.

    Texts that are empty are not translated yet: those of `instead` stand for them.
    """
    content = _read(file)
    if instead and EMPTY in file.read_text(encoding="utf-8"):
        _fill(content, _read(instead))
    return Table(content, file.name)


def _fill(content: dict[str, object], instead: dict[str, object]) -> None:
    for key, value in content.items():
        other = instead.get(key)
        if isinstance(value, dict) and isinstance(other, dict):
            _fill(value, other)
        elif value == "" and other is not None:
            content[key] = other


def _read(file: Source) -> dict[str, object]:
    name = file.name
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DataError(f"{name}: no such file; check the name") from None
    except UnicodeDecodeError:
        raise DataError(f"{name}: not UTF-8; save the file as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{name}: {error}; mend the line, the rest of the file was not read") from None

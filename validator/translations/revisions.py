"""Which revision of the Polish each part of a translation was made from, and what has become of it since.

One file for each language, one line for each part, in the order of their names: Git merges such lines one by one, and
nobody edits them by hand.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from .units import SOURCE, Unit

FOLDER = Path(__file__).parent / "revisions"
HEAD = """\
# Which revision of the Polish each part was translated from. Written by `python -m validator.translations accept {}`.
"""


class State(StrEnum):
    """What has become of a part since it was translated."""

    CURRENT = "current"
    STALE = "stale"  # the Polish says it otherwise
    WRONG = "wrong"  # the Polish names other facts: labels, values, addresses
    MISSING = "missing"
    UNTRANSLATED = "untranslated"  # laid out, and still in Polish or empty
    SUPERFLUOUS = "superfluous"


@dataclass(frozen=True, slots=True)
class Status:
    """One part and its state; the units are None where there is none."""

    id: str
    state: State
    source: Unit | None
    translated: Unit | None
    accepted: str  # revision of the Polish that it was made from; "" for none


def revisions_file(language: str, folder: Path = FOLDER) -> Path:
    """Return the file with the record of one language."""
    return folder / f"{language}.toml"


class Revisions:
    """The record of one language."""

    def __init__(self, language: str, folder: Path = FOLDER) -> None:
        self.language = language
        self._file = revisions_file(language, folder)
        self._kept: dict[str, str] = (
            tomllib.loads(self._file.read_text(encoding="utf-8")) if self._file.is_file() else {}
        )

    def get(self, id: str) -> str:
        """Return the revision that a part was made from; "" where none was recorded."""
        return self._kept.get(id, "")

    def accept(self, source: Mapping[str, Unit], translated: Iterable[str]) -> None:
        """Record these parts as made from the Polish as it is now, and forget what is no more."""
        self._kept |= {id: source[id].revision for id in translated if id in source}
        self._kept = {id: revision for id, revision in self._kept.items() if id in source}
        lines = (f"{json.dumps(id)} = {json.dumps(self._kept[id])}\n" for id in sorted(self._kept))
        self._file.parent.mkdir(exist_ok=True)
        self._file.write_text(HEAD.format(self.language) + "".join(lines), encoding="utf-8")


def statuses(
    source: Mapping[str, Unit], translated: Mapping[str, Unit], revisions: Revisions
) -> Iterator[Status]:
    """Yield the state of every part, in the order of the Polish, and then of what it does not have."""
    for id, unit in source.items():
        own = translated.get(id)
        accepted = revisions.get(id)
        yield Status(id, _state(unit, own, accepted), unit, own, accepted)
    for id, own in translated.items():
        if id not in source:
            yield Status(id, State.SUPERFLUOUS, None, own, "")


def _state(unit: Unit, own: Unit | None, accepted: str) -> State:
    if own is None:
        return State.MISSING
    if accepted == unit.revision:
        return State.CURRENT
    if not own.words or own.words == unit.words:
        return State.UNTRANSLATED
    same_facts = accepted.partition(" ")[2] == unit.revision.partition(" ")[2]
    return State.STALE if same_facts else State.WRONG


def languages(docs: Path) -> list[str]:
    """Return the languages that there are pages in, beside the source."""
    return sorted(
        folder.name for folder in docs.iterdir() if folder.name != SOURCE and (folder / "index.md").is_file()
    )

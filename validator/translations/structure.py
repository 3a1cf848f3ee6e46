"""Whether a translation has what the source has: steps, ids, pictures, links, labels, warnings, tables, places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from .units import Unit

# What a fact is called, and what to do where it is missing.
NAMES = {
    "ui": ("the panel's label [[{}|…]]", "write it in English, as on the screen, with the meaning behind |"),
    "target": ("a label of Huboo's form, [[ui-target …]]", "put it in"),
    "marker": ("the marker [[{}]]", "put it on a line of its own"),
    "link": ("the link to {}", "link the same place"),
    "code": ("`{}`", "write it just so"),
    "kind": ("the box !!! {}", "put the text into a box of the same kind"),
    "row": ("a row of the table", "write as many rows"),
    "item": ("an item of the list", "write as many items"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that a translation lacks or has in excess."""

    unit: str
    file: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


def differences(source: Mapping[str, Unit], translated: Mapping[str, Unit]) -> Iterator[Difference]:
    """Yield what has to be mended in the units that are there; units that are missing are told by their state."""
    for id, unit in translated.items():
        if id not in source:
            yield Difference(
                id, unit.file, unit.line, f"{_name(id)} is not in the Polish; take it out, or mend its id"
            )
        elif unit.text.strip():
            yield from _compared(source[id], unit)
    yield from _order(source, translated)


def _compared(source: Unit, unit: Unit) -> Iterator[Difference]:
    wanted, there = (Counter(fact.text for fact in each.facts) for each in (source, unit))
    # A label without its meaning is the same label.
    for fact in (wanted - there).elements():
        place = next(each.line for each in source.facts if each.text == fact)
        what, cure = _words(fact)
        where = f"{source.file}:{place}"
        yield Difference(
            unit.id, unit.file, unit.line, f"{_name(unit.id)} lacks {what}, which stands at {where}; {cure}"
        )
    for fact in (there - wanted).elements():
        line = next(each.line for each in unit.facts if each.text == fact)
        what, _ = _words(fact)
        yield Difference(
            unit.id, unit.file, line, f"{_name(unit.id)} has {what}, which the Polish has not; take it out"
        )


def _order(source: Mapping[str, Unit], translated: Mapping[str, Unit]) -> Iterator[Difference]:
    """Yield the first part of each page that stands elsewhere than in the source."""
    pages = dict.fromkeys(id.partition("#")[0] for id in translated if "#" in id)
    for page in pages:
        wanted = [id for id in source if id.startswith(f"{page}#") and id in translated]
        there = [id for id in translated if id.startswith(f"{page}#") and id in source]
        for right, found in zip(wanted, there, strict=True):
            if right != found:
                unit = translated[found]
                message = f"{_name(found)} stands where the Polish has {_name(right)}; bring the parts into its order"
                yield Difference(found, unit.file, unit.line, message)
                break


def _words(fact: str) -> tuple[str, str]:
    kind, _, text = fact.partition(" ")
    if kind in NAMES:
        what, cure = NAMES[kind]
        return what.format(text), cure
    if kind.startswith("#"):
        return f"a heading {fact}", "give the heading the same level and the same { #id }"
    return f"the place {fact}", "keep it as it is, spelling included"


def _name(id: str) -> str:
    return id.partition("#")[2] or id

"""Signs as each language sets them: quotation marks, apostrophes, blanks, dashes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..tables import Table, read_table
from .structure import Difference
from .units import Unit

FILE = Path(__file__).parent / "typography.toml"
ALL = "all"
# Not set by a language: names of settings at a page's head, labels of the panel, code, places for names, addresses,
# markup. What a page's title and description say is: search engines and chats show it.
APART = re.compile(
    r"^---$|^ *(?:title|description|search|exclude):|"
    r"\[\[[^\]|]*|`[^`]*`|\{[^}\n]*\}|\]\([^)]*\)|<[^>]*>|^!!! \w+ \"|\"$",
    re.MULTILINE,
)
UNPAIRED = "{} do not pair; close or take out one"
MARKS = "„“”«»‚‘"  # ’ is an apostrophe too


@dataclass(frozen=True, slots=True)
class Rule:
    """What is wrong in a language."""

    find: re.Pattern[str]
    say: str


@cache
def load_rules(language: str, file: Path = FILE) -> tuple[Rule, ...]:
    """Return what is wrong in a language; `DataError` names file, key and cure."""
    table = read_table(file)
    own = table.table(language)
    rules = [*_rules(table.table(ALL)), *_rules(own)]
    quotes = own.texts("quotes")
    if quotes:
        others = "".join(mark for mark in MARKS if mark not in quotes)
        rules.append(Rule(re.compile(f"[{others}]"), f"a mark of another language; write {' '.join(quotes)}"))
    return tuple(rules)


def _rules(table: Table) -> Iterator[Rule]:
    for item in table.tables("wrong"):
        yield Rule(item.pattern("find"), item.text("say"))


def wrong_signs(units: Mapping[str, Unit], language: str) -> Iterator[Difference]:
    """Yield every sign that the language does not set so, and every quotation that is not closed."""
    quotes = read_table(FILE).table(language).texts("quotes")
    for id, unit in units.items():
        text = APART.sub(
            lambda found: re.sub(r"[^\n]", "\N{OBJECT REPLACEMENT CHARACTER}", found[0]), unit.text
        )
        for at, line in enumerate(text.splitlines()):
            for rule in load_rules(language):
                for found in rule.find.finditer(line):
                    yield _difference(id, unit, at, line, found.start(), rule.say)
            if quotes and line.count(quotes[0]) != line.count(quotes[1]):
                start = max(line.rfind(quotes[0]), 0)
                yield _difference(id, unit, at, line, start, UNPAIRED.format(" and ".join(quotes)))


def _difference(id: str, unit: Unit, at: int, line: str, start: int, say: str) -> Difference:
    near = line[max(0, start - 12) : start + 12].replace("\N{OBJECT REPLACEMENT CHARACTER}", "").strip()
    return Difference(id, unit.file, unit.line + at, f"{say} (at: {near})")

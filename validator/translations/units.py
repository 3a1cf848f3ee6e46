"""What is translated as one: a step, a section of another page, a message of the checker, a word of a picture."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

SOURCE = "pl"  # the language that is translated from
PACKAGE = Path(__file__).parents[1]
# Folders with one file for each language: what stands before a unit's name, and where.
MESSAGES = (
    ("words", PACKAGE / "words"),
    ("screens", PACKAGE / "screens" / "words"),
    *((folder.name, folder) for folder in sorted((PACKAGE / "contracts").iterdir()) if folder.is_dir()),
)

HEADING = re.compile(r"^(?P<level>#{1,6}) .*?(?:\{ #(?P<id>[\w-]+) \})?$")
# What a translation must have just as the source has it; the first group that matched is the fact.
FACTS = re.compile(
    r"\[\[(?P<ui>ui [^|\]]+)(?:\|[^\]]*)?\]\]|\[\[(?P<target>ui-target) [^\]]*\]\]|\[\[(?P<marker>[^\]]+)\]\]"
    r"|\]\((?P<link>[^)\s]+)\)|`(?P<code>[^`]+)`|^!!! (?P<kind>\w+)|^(?P<row>\|)|^(?P<item>[-*]|\d+\.) ",
    re.MULTILINE,
)
PLACE = re.compile(r"\{[a-z_]+\}")


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is the same in every language, and its line in the file."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Unit:
    """One part of a file, in one language."""

    id: str
    file: Path
    line: int
    text: str
    facts: tuple[Fact, ...]

    @property
    def revision(self) -> str:
        """The start of two digests: of the whole text however it is broken into lines, and of its facts."""
        facts = "\n".join(sorted(fact.text for fact in self.facts))
        return f"{_digest(self.words)} {_digest(facts)}"

    @property
    def words(self) -> str:
        """The text, however it is broken into lines."""
        return " ".join(self.text.split())


def read_units(docs: Path, language: str) -> dict[str, Unit]:
    """Return everything that there is to translate, or that is translated, in the order of the files."""
    names = {folder / f"{language}.toml": name for name, folder in MESSAGES}
    found: dict[str, Unit] = {}
    for file in files_of(docs, language):
        text = file.read_text(encoding="utf-8")
        found |= {unit.id: unit for unit in _kept(_from_here(file), text, names.get(file, ""))}
    return found


def files_of(docs: Path, language: str) -> list[Path]:
    """Return the files with the texts of a language: its pages, and then its messages."""
    messages = (folder / f"{language}.toml" for _, folder in MESSAGES)
    return [*sorted((docs / language).glob("*.md")), *filter(Path.is_file, messages)]


def _from_here(path: Path) -> Path:
    """Return a path as one would type it, so that remarks are short and can be clicked in a terminal."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


@lru_cache(maxsize=256)  # files: while the site is served, most are as they were at the build before
def _kept(file: Path, text: str, name: str) -> tuple[Unit, ...]:
    return tuple(message_units(file, text, name) if name else page_units(file, text))


def page_units(file: Path, text: str) -> Iterator[Unit]:
    """Yield the parts of a page: one for each heading with an id, and first what stands before them."""
    starts = [(1, "", 0)]
    at = 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        heading = HEADING.match(line.rstrip("\n"))
        if heading and heading["id"]:
            starts.append((number, heading["id"], at))
        at += len(line)
    for (first, id, start), (_, _, end) in pairwise([*starts, (0, "", len(text))]):
        part = text[start:end]
        yield Unit(f"{file.name}#{id}", file, first, part, tuple(_facts(part, first)))


def message_units(file: Path, text: str, name: str) -> Iterator[Unit]:
    """Yield the messages of a file of words."""
    lines = text.splitlines()
    for key, value in _flat(tomllib.loads(text)):
        line = _line(lines, key)
        facts = tuple(Fact(place, line) for place in PLACE.findall(value))
        yield Unit(f"{name}:{key}", file, line, value, facts)


def _line(lines: Sequence[str], key: str) -> int:
    """Return the line of a key, which stands below the head of its table."""
    table, _, last = key.rpartition(".")
    start = next((at for at, line in enumerate(lines) if line.strip() == f"[{table}]"), 0)
    begins = (f"{last} =", f'"{last}" =')
    return next((at + 1 for at in range(start, len(lines)) if lines[at].startswith(begins)), 1)


def _flat(table: Mapping[str, object], key: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        whole = f"{key}.{name}" if key else name
        if isinstance(value, dict):
            yield from _flat(value, whole)
        elif isinstance(value, str):
            # Lists hold what people write for a thing: a matter of each language.
            yield whole, value


def _facts(text: str, first: int) -> Iterator[Fact]:
    for heading in re.finditer(r"^(#{1,6}) .*?(\{ #[\w-]+ \})?$", text, re.MULTILINE):
        yield Fact(f"{heading[1]} {heading[2] or ''}".strip(), first + text.count("\n", 0, heading.start()))
    for found in FACTS.finditer(text):
        kind = str(found.lastgroup)
        # Numbers of items may be written as a list wants; that there is one counts.
        fact = kind if kind in ("item", "row", "target") else f"{kind} {found[kind]}"
        yield Fact(fact, first + text.count("\n", 0, found.start()))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]

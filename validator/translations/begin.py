"""A new language: its files, laid out with the Polish to translate, and its entry among the site's languages."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel import Locale, UnknownLocaleError

from ..names import FALLBACK
from .units import MESSAGES, SOURCE

# Folders of files whose texts are empty until they are translated.
TABLES = tuple(folder for _, folder in MESSAGES)
TEXT = re.compile(r'^(?P<key>[\w"-]+ = )(?P<text>"[^"]+")$')
LIST = re.compile(r"^(?P<key>\w+ = )\[.+\]$")
HEAD = re.compile(r"in Polish(, the source of all translations)?")
CODE = re.compile(r"[a-z]{2,3}")
# The plugin's settings of one language, and where the list of them ends.
ENTRY = """\
        - locale: {code}
          name: {name}
          build: true
"""
ENTRY_OF = r"^        - locale: {code}\n(?:          .*\n)+"


class BeginError(ValueError):
    """A language that cannot be begun; the message says why and what to do."""


def begin(root: Path, code: str, tables: tuple[Path, ...] = TABLES) -> list[Path]:
    """Lay out everything that a new language needs, and return the files; nothing that is there is touched."""
    name = _name(code)
    docs, settings = root / "docs", root / "mkdocs.yml"
    there = [path for path in (docs / code, *(folder / f"{code}.toml" for folder in tables)) if path.exists()]
    if there:
        raise BeginError(f"{there[0]}: is there already; go on with it, or remove it first")
    entries = settings.read_text(encoding="utf-8")
    if re.search(ENTRY_OF.format(code=code), entries, re.MULTILINE):
        raise BeginError(f"{settings}: has {code} already; take that entry out first")
    shutil.copytree(docs / SOURCE, docs / code)
    written = sorted((docs / code).glob("*.md"))
    for folder in tables:
        file = folder / f"{code}.toml"
        text = (folder / f"{SOURCE}.toml").read_text(encoding="utf-8")
        file.write_text(_emptied(text, f"in {_name(code, FALLBACK)}"), encoding="utf-8")
        written.append(file)
    settings.write_text(_with_entry(entries, settings, code, name), encoding="utf-8")
    return [*written, settings]


def _name(code: str, language: str = "") -> str:
    """Return a language's name in another language, or in itself."""
    try:
        name = Locale(code).get_display_name(language or None) if CODE.fullmatch(code) else None
    except UnknownLocaleError:
        name = None
    if not name:
        raise BeginError(
            f"{code}: no language has this code; codes are like cs for Czech or pt for Portuguese"
        )
    return name[0].upper() + name[1:]


def _emptied(text: str, language: str) -> str:
    """Return a file of words with every text empty, and the Polish in a comment above it; its head names it."""
    head, *lines = text.splitlines()
    head = HEAD.sub(language, head, count=1)
    return "".join([f"{head}\n", *_emptied_lines(lines)])


def _emptied_lines(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        found = TEXT.match(line)
        if found:
            yield f'# {SOURCE}: {tomllib.loads(f"text = {found['text']}")["text"]}\n{found["key"]}""\n'
        else:
            # What people write for a thing is a matter of each language; none is a good beginning.
            yield LIST.sub(r"\g<key>[]", line) + "\n"


def _with_entry(text: str, file: Path, code: str, name: str) -> str:
    """Return the settings with a language more: the English names of pages and colours, to be translated."""
    entries = list(re.finditer(ENTRY_OF.format(code=r"\w+"), text, re.MULTILINE))
    model = next((entry[0] for entry in entries if f"locale: {FALLBACK}\n" in entry[0]), None)
    if not model:
        raise BeginError(f"{file}: no language {FALLBACK} under plugins, i18n, to take the new entry from")
    entry = ENTRY.format(code=code, name=name) + "".join(model.splitlines(keepends=True)[3:])
    end = entries[-1].end()
    return text[:end] + entry + text[end:]

"""For translators: lists what is to do; marks parts as up to date; begins a new language."""

from __future__ import annotations

import argparse
import difflib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from .begin import BeginError, begin
from .remarks import own_remarks, remarks
from .revisions import Revisions, State, Status, languages, statuses
from .structure import differences
from .units import SOURCE, Unit, message_units, page_units, read_units

SAID = {
    State.MISSING: "missing; write it",
    State.UNTRANSLATED: "not translated yet",
    State.WRONG: "the Polish names other labels, values or addresses now",
    State.STALE: "the Polish says it otherwise now",
    State.SUPERFLUOUS: "not in the Polish",
}
UNMARKED = "was never marked as made from the Polish"


def main(arguments: Sequence[str] | None = None, say: Callable[[str], object] = print) -> int:
    """Run the command and return its exit status: 0 where nothing is to be done."""
    parser = argparse.ArgumentParser(prog="validator.translations", description=__doc__)
    parser.add_argument(
        "--docs", type=Path, default=Path("docs"), help="folder with a folder for each language"
    )
    parser.add_argument(
        "--only", default="", metavar="LANGUAGE", help="list what is to do in one language alone"
    )
    commands = parser.add_subparsers(dest="command")
    accept = commands.add_parser("accept", help="mark parts as made from the Polish as it is now")
    accept.add_argument("language")
    accept.add_argument("parts", nargs="*", help="such as index.md#step-6; without any, all that are there")
    new = commands.add_parser("begin", help="lay out the files of a new language")
    new.add_argument("language", help="its code, such as cs")
    asked = parser.parse_args(arguments)
    if asked.command == "begin":
        return _begin(asked.docs.parent, asked.language, say)
    if asked.command == "accept":
        return _accept(asked.docs, asked.language, asked.parts, say)
    if asked.only and asked.only not in languages(asked.docs):
        parser.error(f"{asked.only}: no such language; known: {', '.join(languages(asked.docs))}")
    return _list(asked.docs, [asked.only] if asked.only else languages(asked.docs), say)


def _begin(root: Path, language: str, say: Callable[[str], object]) -> int:
    try:
        files = begin(root, language)
    except BeginError as error:
        say(str(error))
        return 2
    for file in files:
        say(f"  {file}")
    say(
        f"{language} is laid out in these files: Polish to translate in the pages, in comments in the others. "
        "Until a part is translated, the site shows it in English. `make serve` shows it now."
    )
    return 0


def _list(docs: Path, asked: Sequence[str], say: Callable[[str], object]) -> int:
    source = read_units(docs, SOURCE)
    own = list(own_remarks(source, SOURCE))
    for difference in own:
        say(str(difference))
    open_parts = len(own)
    for language in asked:
        translated = read_units(docs, language)
        found = [
            each
            for each in statuses(source, translated, Revisions(language))
            if each.state is not State.CURRENT
        ]
        wrong = list(remarks(source, translated, language))
        open_parts += len(found) + len(wrong)
        say(f"{language}: {'up to date' if not found and not wrong else f'{len(found) + len(wrong)} to do'}")
        for difference in wrong:
            say(f"  {difference}")
        for status in found:
            unit = status.translated or status.source
            said = SAID[status.state]
            if status.state in (State.STALE, State.WRONG) and not status.accepted:
                said = UNMARKED
            say(f"  {unit.file if unit else ''}:{unit.line if unit else ''}: {status.id}: {said}")
            for line in _changes(status):
                say(f"    {line}")
    return 1 if open_parts else 0


def _accept(docs: Path, language: str, parts: Sequence[str], say: Callable[[str], object]) -> int:
    source, translated = read_units(docs, SOURCE), read_units(docs, language)
    unknown = [part for part in parts if part not in translated or part not in source]
    if unknown:
        say(
            f"{', '.join(unknown)}: no such part in {language}; `python -m validator.translations` lists them"
        )
        return 2
    there = [
        each for each in statuses(source, translated, Revisions(language)) if each.source and each.translated
    ]
    same = [each.id for each in there if each.state is State.UNTRANSLATED and each.id not in parts]
    chosen = list(parts) or [each.id for each in there if each.id not in same]
    wrong = [each for each in differences(source, translated) if each.unit in chosen]
    if wrong:
        for difference in wrong:
            say(str(difference))
        say(f"nothing was accepted: mend {'this' if len(wrong) == 1 else 'these'} first")
        return 1
    Revisions(language).accept(source, chosen)
    say(f"{language}: parts up to date: {len(chosen)}")
    if same and not parts:
        say(
            f"not accepted, for they are empty or read as in Polish; name them if that is right: {' '.join(same)}"
        )
    return 0


def _changes(status: Status) -> Iterator[str]:
    """Yield the lines of the Polish that changed since the part was translated, as far as Git still has them."""
    if status.state not in (State.STALE, State.WRONG) or not status.source:
        return
    before = _before(status.source, status.accepted) if status.accepted else None
    if before is None:
        return
    lines = difflib.ndiff(before.splitlines(), status.source.text.splitlines())
    yield from (line for line in lines if line.startswith(("- ", "+ ")) and line[2:].strip())


def _before(unit: Unit, revision: str) -> str | None:
    """Return the text that a revision had, from the history of its file."""
    folder, name = unit.file.parent, unit.file.name
    for commit in _git(folder, "log", "--format=%H", "--", name).split():
        text = _git(folder, "show", f"{commit}:./{name}")
        units = (
            page_units(unit.file, text)
            if unit.file.suffix == ".md"
            else message_units(unit.file, text, unit.id.partition(":")[0])
        )
        for old in units:
            if old.id == unit.id and old.revision == revision:
                return old.text
    return None


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603  # arguments of our own
            ["git", *arguments],  # noqa: S607  # wherever it is installed
            cwd=folder,
            capture_output=True,
            check=True,
            text=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:
        # Whoever read the list has seen enough; Python must not complain when it closes the rest.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)

"""What the build says of translations, to translators in the terminal and to readers at the part itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from html import escape
from pathlib import Path

from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.pages import Page
from mkdocs.utils.meta import get_data

from ..names import FALLBACK
from ..translations import (
    RULES,
    SOURCE,
    Difference,
    Revisions,
    State,
    Status,
    files_of,
    own_remarks,
    read_units,
    remarks,
    revisions_file,
    statuses,
    with_stand_ins,
)
from .alternates import Edition
from .bench import Work
from .store import digest_of, stored

UNMARKED = "was never marked as made from the Polish"

log = get_plugin_logger(__name__)

# A warning ends a strict build. Prose may wait: the reader is told.
WARNED = {
    State.WRONG: "the Polish names other labels, values or addresses since this was translated; mend it",
    State.MISSING: "is missing; write it",
}
TOLD = {
    State.STALE: "is older than the Polish",
    State.UNTRANSLATED: "is not translated yet; English stands in",
}


def check_translations(docs: Path, languages: Collection[str]) -> Work:
    """Warn of what has to be mended, and return it with the state of every part."""
    found: dict[str, tuple[Status, ...]] = {}
    mend: dict[str, tuple[Difference, ...]] = {SOURCE: _own_remarks(docs, _state_of(docs, SOURCE))}
    for language in languages:
        if language != SOURCE:
            mend[language], found[language] = _compared(docs, language, _state_of(docs, SOURCE, language))
        for difference in mend.get(language, ()):
            log.warning("%s", difference)
        for status in found.get(language, ()):
            _tell(language, status)
    return Work(found, mend)


def _state_of(docs: Path, *languages: str) -> tuple[Path, str]:
    """Return what tells whether anything has changed that says what is to be mended in these languages."""
    texts = (file for language in languages for file in files_of(docs, language))
    # Remarks name files as they are seen from here.
    return Path.cwd(), digest_of([*texts, *map(revisions_file, languages), *RULES])


@stored
def _own_remarks(docs: Path, _state: object) -> tuple[Difference, ...]:
    return tuple(own_remarks(read_units(docs, SOURCE), SOURCE))


@stored
def _compared(docs: Path, language: str, _state: object) -> tuple[tuple[Difference, ...], tuple[Status, ...]]:
    """Return what is to be mended in a language, and its state."""
    units, own = read_units(docs, SOURCE), read_units(docs, language)
    return tuple(remarks(units, own, language)), tuple(statuses(units, own, Revisions(language)))


def _tell(language: str, status: Status) -> None:
    unit = status.translated or status.source
    if unit and status.state in WARNED:
        log.warning(
            "%s:%s: %s (%s): %s; then: python -m validator.translations accept %s %s",
            unit.file, unit.line, status.id, language,
            WARNED[status.state] if status.accepted or not status.translated else UNMARKED,
            language, status.id,
        )  # fmt: skip
    elif unit and status.state in TOLD:
        log.info("%s:%s: %s (%s) %s", unit.file, unit.line, status.id, language, TOLD[status.state])


def with_english(markdown: str, page: Page, docs: Path, language: str, words: Mapping[str, str]) -> str:
    """Return a page whose untranslated parts are in English, or in Polish where there is no English, and say so."""
    name = Path(page.file.src_uri).name
    files = {each: docs / each / name for each in (SOURCE, FALLBACK, language)}
    texts = {each: file.read_text(encoding="utf-8") for each, file in files.items() if file.is_file()}
    if language == SOURCE or SOURCE not in texts:
        return markdown
    text, lacking = _with_stand_ins(name, texts, language, digest_of([revisions_file(language)]))
    if not lacking:
        return markdown
    text, meta = get_data(text)
    # Nothing of it is in the language of its address.
    page.meta["stands_in"] = lacking == ("",)
    page.meta.update({key: value for key, value in meta.items() if key in ("title", "description")})
    for instead, said in ((FALLBACK, "untranslated"), (SOURCE, "untranslated_source")):
        ids = [id for id in lacking if (found := _heading(text, id)) and f'lang="{instead}"' in found[0]]
        text = _noted(text, ids, f'<p class="stale">{escape(words[said])}</p>')
    return text


@stored
def _with_stand_ins(
    name: str, texts: Mapping[str, str], language: str, _record: str
) -> tuple[str, tuple[str, ...]]:
    return with_stand_ins(name, texts, language, FALLBACK, Revisions(language))


def with_notes(markdown: str, page: Page, stale: Collection[str], editions: Sequence[Edition]) -> str:
    """Return a page with a quiet line below the heading of every part that is older than the Polish."""
    name = Path(page.file.src_uri).name
    own = next((edition for edition in editions if page.url.startswith(f"{edition.language}/")), None)
    if own is None:
        return markdown
    place = page.url.removeprefix(f"{own.language}/")
    for id in (id.partition("#")[2] for id in stale if id.startswith(f"{name}#")):
        address = f"{editions[0].home}{place}{f'#{id}' if id else ''}"
        note = (
            f'<p class="stale">{escape(own.words["stale"])} '
            f'<a href="{escape(address)}" hreflang="{SOURCE}">{escape(own.words["stale_link"])}</a></p>'
        )
        markdown = _noted(markdown, [id], note)
    return markdown


def _noted(markdown: str, ids: Iterable[str], note: str) -> str:
    """Put a note below the headings of some parts; the one without an id is the page's own."""
    for id in ids:
        found = _heading(markdown, id)
        if found:
            markdown = f"{markdown[: found.end()]}\n\n{note}{markdown[found.end() :]}"
    return markdown


def _heading(markdown: str, id: str) -> re.Match[str] | None:
    heading = rf"^#+ .*\{{ #{re.escape(id)}\b.*\}}$" if id else r"^# .*$"
    return re.search(heading, markdown, re.MULTILINE)

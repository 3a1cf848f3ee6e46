"""Parts that are not translated yet: on the page, those of another language stand in, and say which it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from .revisions import Revisions, State, statuses
from .units import SOURCE, Unit, page_units

# The end of a heading, with its id where it has one.
HEADING_END = re.compile(r"^(?P<start>#+ .*?)(?: \{ (?P<id>#[\w-]+) \})?$", re.MULTILINE)


def with_stand_ins(
    name: str, texts: Mapping[str, str], language: str, instead: str, revisions: Revisions
) -> tuple[str, tuple[str, ...]]:
    """Return a page whose untranslated parts are in another language, and the ids of these parts.

    The id of a page's first part is "", which stands alone where the whole page is untranslated. `texts` are the
    page's in each language, as far as it has them: where the language has none, that of the source. A heading above
    such a part gets the attribute `lang`.
    """
    source = _parts(name, texts[SOURCE])
    own = _parts(name, texts.get(language, texts[SOURCE]))
    other = _parts(name, texts[instead]) if instead in texts and instead != language else {}
    lacking = {
        status.id
        for status in statuses(source, own, revisions)
        if status.state is State.UNTRANSLATED and status.source and status.source.words
    }
    whole = "".join(
        _marked(*((other[id], instead) if id in other else (source[id], SOURCE)))
        if id in lacking
        else unit.text
        for id, unit in own.items()
    )
    if lacking == own.keys():
        return whole, ("",)
    return whole, tuple(id.partition("#")[2] for id in own if id in lacking)


def _parts(name: str, text: str) -> dict[str, Unit]:
    return {unit.id: unit for unit in page_units(Path(name), text)}


def _marked(unit: Unit, language: str) -> str:
    """Return a part whose heading says its language."""

    def mark(found: re.Match[str]) -> str:
        id = f"{found['id']} " if found["id"] else ""
        return f'{found["start"]} {{ {id}lang="{language}" }}'

    return HEADING_END.sub(mark, unit.text, count=1)

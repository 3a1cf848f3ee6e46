"""What translators have to do, shown where they work: a table of everything, and a strip on each page while serving."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import urljoin

from ..translations import SOURCE, Difference, State, Status, Unit
from .alternates import Edition
from .page import GUIDE

MARKER = "[[translations]]"
HEADING = re.compile(r"^#+ (?P<title>.*?)(?: \{ #[\w-]+ \})?$", re.MULTILINE)
OPEN = tuple(state for state in State if state is not State.CURRENT)
SHOWN = 12  # remarks on a page's strip; the terminal has all of them


@dataclass(frozen=True, slots=True)
class Work:
    """The state of every part in every language, and what is to be mended there."""

    statuses: Mapping[str, tuple[Status, ...]]
    remarks: Mapping[str, tuple[Difference, ...]]

    def stale(self, language: str) -> frozenset[str]:
        """Return the ids of the parts whose reader is told that the Polish is newer."""
        return frozenset(
            status.id
            for status in self.statuses.get(language, ())
            if status.state in (State.STALE, State.WRONG) and status.accepted
        )


def with_table(
    markdown: str, work: Work, own: Edition, all_editions: Sequence[Edition], edit_address: str
) -> str:
    """Return a page with the table in place of its marker; `edit_address` is where all pages are edited, or ""."""
    if MARKER not in markdown:
        return markdown
    shown = [edition for edition in all_editions if edition.language in work.statuses]
    return markdown.replace(MARKER, _table(work, own, shown, edit_address))


def _table(work: Work, own: Edition, shown: Sequence[Edition], edit_address: str) -> str:
    head = "".join(
        f'<th scope="col" lang="{escape(edition.language)}">{escape(edition.name)}</th>' for edition in shown
    )
    by_language = {
        language: {status.id: status for status in statuses} for language, statuses in work.statuses.items()
    }
    titled = by_language.get(own.language, {})
    ids = list(dict.fromkeys(id for statuses in by_language.values() for id in statuses))
    rows = []
    for file, parts in _by_file(ids).items():
        rows.append(
            f'<tr><th scope="rowgroup" colspan="{len(shown) + 1}"><code>{escape(file)}</code></th></tr>'
        )
        if file.endswith(".md"):
            for id in parts:
                cells = "".join(
                    _cell([by_language[each.language].get(id)], own, _edit(edit_address, each.language, file))
                    for each in shown
                )
                unit = titled[id].translated if id in titled else None
                title = _title(unit or _any(by_language, id), id, own.words["state_start"])
                rows.append(f'<tr><th scope="row">{escape(title)}</th>{cells}</tr>')
        else:
            # Hundreds of sentences are counted, not listed.
            cells = "".join(
                _cell([by_language[each.language].get(id) for id in parts], own, "") for each in shown
            )
            rows.append(f'<tr><th scope="row">{len(parts)}</th>{cells}</tr>')
    return (
        f'<div class="support-steps" tabindex="0" role="region" '
        f'aria-label="{escape(own.words["state_table"])}"><table class="states"><thead><tr>'
        f'<th scope="col">{escape(own.words["state_part"])}</th>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _by_file(ids: Sequence[str]) -> Mapping[str, list[str]]:
    files: dict[str, list[str]] = {}
    for id in ids:
        files.setdefault(re.split("[#:]", id, maxsplit=1)[0], []).append(id)
    # The guide before the pages around it.
    return dict(sorted(files.items(), key=lambda entry: entry[0] != GUIDE))


def _any(by_language: Mapping[str, Mapping[str, Status]], id: str) -> Unit | None:
    """Return a part in Polish, or as it stands in a language that has more than the Polish."""
    found = [statuses[id] for statuses in by_language.values() if id in statuses]
    return found[0].source or found[0].translated


def _title(unit: Unit | None, id: str, start: str) -> str:
    """Return what a part is called: the words of its heading."""
    found = HEADING.search(unit.text) if unit and not id.endswith("#") else None
    return found["title"].strip() if found else start


def _edit(address: str, language: str, file: str) -> str:
    return urljoin(address, f"{language}/{file}") if address else ""


def _cell(statuses: Sequence[Status | None], own: Edition, edit: str) -> str:
    states = [status.state for status in statuses if status]
    open_states = [state for state in OPEN if state in states]
    if open_states:
        several = len(statuses) > 1
        words = escape(
            ", ".join(
                f"{own.words[f'state_{state}']}{f': {states.count(state)}' if several else ''}"
                for state in open_states
            )
        )
    else:
        words = f'<span aria-hidden="true">✓</span><span class="unseen">{escape(own.words["state_current"])}</span>'
    inner = f'<a href="{escape(edit)}">{words}</a>' if edit else words
    return f"<td{' class=state--open' if open_states else ''}>{inner}</td>"


def with_strip(html: str, language: str, source_name: str, work: Work) -> str:
    """Return a page that says at its lower edge what is to be mended in its file, and how much elsewhere."""
    own, elsewhere = [], 0
    for line in _lines(work, language):
        if line.partition(":")[0].endswith(f"{language}/{source_name}"):
            own.append(line)
        else:
            elsewhere += 1
    if not own and not elsewhere:
        return html
    items = "".join(f"<li>{escape(line)}</li>" for line in own[:SHOWN])
    more = len(own) - SHOWN
    if more > 0:
        items += f"<li>and {more} more</li>"
    strip = (
        f'<details class="strip" lang="en"{" open" if own else ""}><summary>To do here: {len(own)}; '
        f"in other files of this language: {elsewhere}. <code>make translations</code> lists all of it.</summary>"
        f"<ul>{items}</ul></details>"
    )
    return html.replace("</body>", f"{strip}</body>", 1)


def _lines(work: Work, language: str) -> Iterator[str]:
    for difference in work.remarks.get(language, ()):
        yield str(difference)
    for status in work.statuses.get(language, ()):
        unit = status.translated or status.source
        if unit and status.state is not State.CURRENT and language != SOURCE:
            file = Path(str(unit.file).replace(f"/{SOURCE}/", f"/{language}/"))
            yield f"{file}:{unit.line}: {status.id} is {status.state}"

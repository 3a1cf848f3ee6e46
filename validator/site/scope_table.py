"""The table of scopes: what to choose in each row of the panel, and what it is good for."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from ..contract import Scope
from .html import template, text
from .page import Page


def scope_table(page: Page, depth: int) -> ET.Element:
    """Return the rows that the guide asks for, in the panel's order."""
    rows = "".join(_row(scope, page) for scope in page.contract.required_scopes)
    return template("scope-table.html", page.words, rows=rows)


def _row(scope: Scope, page: Page) -> str:
    names = page.names.scope(scope.id)
    own = f'<span class="scope__name">{text(names.name)}</span>' if names.name != scope.label else ""
    gives = f'<span class="scope__gives">{text(names.gives)}</span>' if names.gives else ""
    machine = next(level.machine for level in scope.levels if level.id == scope.required)
    code = f'<code translate="no">{text(machine)}</code>' if machine else text(page.words["scope_absent"])
    old = _old(names.old, page)
    # The one row in which choosing anything would be wrong.
    kept = not machine
    mark = f'<span class="scope__keep">{text(page.words["scope_keep"])}</span>' if kept else ""
    return f"""
      <tr id="scope-{text(scope.id)}" class="scope{" scope--keep" if kept else ""}">
        <th scope="row"><b lang="en" translate="no">{text(scope.label)}</b>{own}{gives}{old}</th>
        <td class="scope__choose">{level_label(str(scope.required), page)}{mark}</td>
        <td class="scope__machine">{code}</td>
      </tr>"""


def level_label(id: str, page: Page) -> str:
    """Return a level as it stands on the panel, and what it means."""
    panel = page.contract.names("en").level(id).name
    own = page.names.level(id).name
    meaning = f'<span class="level__meaning">{text(own)}</span>' if own != panel else ""
    label = f'<b lang="en" translate="no">{text(panel)}</b>'
    return f'<span class="level" data-level="{text(id)}">{label}{meaning}</span>'


def _old(old: tuple[str, ...], page: Page) -> str:
    if not old:
        return ""
    return f'<span class="scope__old">{text(page.words["scope_old"])} {text(", ".join(old))}</span>'

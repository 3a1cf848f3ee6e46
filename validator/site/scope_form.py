"""The form in which a reader repeats what they chose in the panel, and sees what to change."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from ..contract import Scope
from .html import template, text
from .page import Page
from .scope_table import level_label


def scope_form(page: Page, depth: int) -> ET.Element:
    """Return the rows that the guide asks for with nothing chosen, and the places for the answer."""
    rows = page.contract.required_scopes
    return template(
        "scope-form.html",
        page.words,
        contract=text(page.contract.id),
        depth=str(depth + 1),
        language=text(page.all_words.language),
        scopes=text(page.scopes),
        guide=text(page.guide),
        help=text(page.help),
        checker=text(page.checker),
        rows="".join(_row(scope, page) for scope in rows),
        all=str(len(rows)),
    )


def _row(scope: Scope, page: Page) -> str:
    names = page.names.scope(scope.id)
    own = f' <span class="scope__name">{text(names.name)}</span>' if names.name != scope.label else ""
    choices = "".join(
        f'<label class="choice{" choice--asked" if known.id == scope.required else ""}">'
        f'<input type="radio" name="{text(scope.id)}" value="{text(known.id)}"/>'
        f"{level_label(known.id, page)}</label>"
        for known in scope.levels
    )
    need = f"{text(page.words['scope_need'])} {level_label(str(scope.required), page)}"
    return f"""
      <fieldset class="row" id="row-{text(scope.id)}" data-row="{text(scope.id)}">
        <legend><b lang="en" translate="no">{text(scope.label)}</b>{own}</legend>
        <div class="row__choices">{choices}</div>
        <p class="row__result"><span class="row__status" data-slot="row"></span>
          <span class="row__asked">{need}</span></p>
      </fieldset>"""

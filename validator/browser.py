"""The one function that the page calls: a request in, an answer out, both as JSON."""

from __future__ import annotations

import base64
import binascii
import json

from .contract import Contract, load_contract
from .credentials.checks import check_credentials, holds_any
from .report import Report
from .scopes.comparing import compare_levels, compare_scopes
from .support import read_support, without_support
from .tables import DataError
from .text import Lines, read_lines
from .view import report_json, view
from .words import load_words


def answer(request: str) -> str:
    """Answer a request of the page.

    A request has an `id`, a `language`, a `contract` and a `kind`: "credentials" with `text` or `bytes` (base64) and
    perhaps a `file_name`; "scopes" with `text`; or "levels" with `levels`, scope id to level id. The answer repeats
    the id and holds `report` (schema 1, with values) and `view` (finished texts). A request of another form is
    answered with `error`; no input raises.
    """
    asked = json.loads(request)
    try:
        contract = load_contract(str(asked["contract"]))
        words = load_words(str(asked["language"]))
        lines = _lines(asked)
        report = _report(asked, lines, contract)
    except (DataError, KeyError, TypeError, ValueError, binascii.Error) as error:
        # A fault of the page, not of the reader's paste; the name of the fault is no part of it either.
        return json.dumps({"id": asked.get("id"), "error": type(error).__name__})
    content = report_json(report, contract, words, reveal=True)
    shown = view(report, contract, words, left=_rows_left(asked, contract))
    if "bytes" in asked:
        shown["file"] = words.file(lines)
    return json.dumps({"id": asked.get("id"), "report": content, "view": shown}, ensure_ascii=False)


def _lines(asked: dict[str, object]) -> Lines:
    """Return what was pasted, or what the file holds; nothing where levels were chosen in the form."""
    if asked["kind"] == "levels":
        return ()
    return read_lines(base64.b64decode(str(asked["bytes"])) if "bytes" in asked else str(asked["text"]))


def _report(asked: dict[str, object], source: Lines, contract: Contract) -> Report:
    if asked["kind"] == "levels":
        levels = asked["levels"]
        if not isinstance(levels, dict):
            raise TypeError("levels")
        return compare_levels({str(id): str(level) for id, level in levels.items()}, contract)
    handed = read_support(source, contract)
    if handed:
        # A report that a thread quotes beside credentials, good or bad, is an old one.
        source = without_support(source)
        if not holds_any(check_credentials(source, contract)):
            return handed
    if asked["kind"] == "scopes":
        return compare_scopes(source, contract)
    name = asked.get("file_name")
    return check_credentials(source, contract, file_name=str(name) if name else None)


def _rows_left(asked: dict[str, object], contract: Contract) -> frozenset[str]:
    """Return the rows of the form that nobody has chosen yet: they are open, not missing."""
    levels = asked["levels"] if asked["kind"] == "levels" else None
    if not isinstance(levels, dict):
        return frozenset()
    return frozenset(scope.id for scope in contract.required_scopes if scope.id not in levels)

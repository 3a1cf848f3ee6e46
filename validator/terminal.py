"""A report as lines for a terminal."""

from __future__ import annotations

import textwrap
from typing import TextIO

from .contract import Contract
from .report import CredentialsReport, Report, causes, mask
from .words import Words

WIDTH = 88  # characters; lines of prose longer than this are hard to read
GOOD, BAD, DOUBT, QUIET, END = "\x1b[32m", "\x1b[31m", "\x1b[33m", "\x1b[2m", "\x1b[0m"
SIGNS = {
    "ok": ("✓", GOOD),
    "derived": ("≈", DOUBT),
    "uncertain": ("?", DOUBT),
    "missing": ("✗", BAD),
    "malformed": ("✗", BAD),
    "too-low": ("✗", BAD),
    "ambiguous": ("?", DOUBT),
    "more": ("+", QUIET),
    "extra": ("+", QUIET),
    "error": ("✗", BAD),
    "warning": ("!", DOUBT),
    "note": ("·", QUIET),
}


def write_report(
    report: Report, contract: Contract, words: Words, stream: TextIO, *, colour: bool, reveal: bool
) -> None:
    """Write verdict, fields or rows, and findings in the reader's language."""
    names = contract.names(words.language)
    rows: list[tuple[str, str, str, str]] = []
    if isinstance(report, CredentialsReport):
        for id in contract.form_order:
            state = report.state(id)
            shown = state.value if reveal else mask(state.value) if state.value else ""
            rows.append((state.status, names.field(id).name, words.statuses[state.status], shown))
    else:
        for row in report.scopes:
            needed = names.level(row.required).name if row.required else ""
            rows.append((row.status, row.label, words.scope_statuses[row.status], needed))
    _, verdict = words.verdict(report)
    print(verdict.first, file=stream)
    print(textwrap.fill(verdict.second, WIDTH), end="\n\n", file=stream)
    # Of other credentials than these, no field is missing: they are simply not the right ones.
    if report.verdict not in ("unreadable", "wrong-kind"):
        _table(rows, stream, colour)
    for finding in causes(report.findings):
        pair = words.say(finding, contract)
        place = f" ({words.cli['step']}: {finding.step})" if finding.step else ""
        sign = _sign(finding.severity, colour)
        text = textwrap.fill(f"{pair.first} {pair.second}{place}", WIDTH, subsequent_indent="    ")
        print(f"  {sign} {text}", file=stream)


def _table(rows: list[tuple[str, str, str, str]], stream: TextIO, colour: bool) -> None:
    widths = [max(len(row[column]) for row in rows) for column in (1, 2)]
    for status, name, said, shown in rows:
        line = f"{name:<{widths[0]}}  {said:<{widths[1]}}  {shown}".rstrip()
        print(f"  {_sign(status, colour)} {line}", file=stream)
    print(file=stream)


def _sign(kind: str, colour: bool) -> str:
    sign, paint = SIGNS[kind]
    return f"{paint}{sign}{END}" if colour else sign

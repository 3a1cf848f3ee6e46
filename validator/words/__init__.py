"""What the checker says: one TOML per language, and the few lines that put names into its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ..contract import AddressShape, Contract
from ..names import FALLBACK, Names
from ..report import (
    CAREFUL,
    CODES,
    OPEN,
    SCOPE_STATUSES,
    SCOPE_VERDICTS,
    SEVERITIES,
    STATUSES,
    VERDICTS,
    CredentialsReport,
    Finding,
    Report,
)
from ..tables import DataError, Table, read_table
from ..text import Lines, Unreadable

BEST = ("complete", "enough")
# Wrong kinds that are known by a single value, which may stand among others that are right.
IN_FIELD = ("legacy", "storefront-token")
# An address can be had elsewhere than in the file.
OF_ADDRESS = ("missing",)
# What a file that was chosen can be: a text, or what is found in its place; and where it stays.
TEXT, STAYS = "text", "stays"
FILES = (
    TEXT,
    "empty",
    "too-large",
    "picture-file",
    "pdf-file",
    "document-file",
    "spreadsheet-file",
    "archive-file",
    "binary-file",
    STAYS,
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences, or a title with a sentence below it."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Words:
    """All sentences in one language."""

    language: str
    verdicts: Mapping[str, Pair]
    scope_verdicts: Mapping[str, Pair]
    statuses: Mapping[str, str]
    scope_statuses: Mapping[str, str]
    severities: Mapping[str, str]
    findings: Mapping[str, Pair]
    in_field: Mapping[str, Pair]  # the same of a whole kind, where only one field holds a value of it
    of_address: Mapping[str, Pair]  # the same of any field, where the field holds an address
    files: Mapping[str, str]
    page: Mapping[str, str]
    cli: Mapping[str, str]
    support: Mapping[str, str]

    def verdict(self, report: Report) -> tuple[str, Pair]:
        """Return what is said above all else, by its name: no report is praised above a warning."""
        known = self.verdicts if isinstance(report, CredentialsReport) else self.scope_verdicts
        warned = any(finding.severity == "warning" for finding in report.findings)
        id = CAREFUL if warned and report.verdict in BEST else report.verdict
        return id, known[id]

    def say(self, finding: Finding, contract: Contract) -> Pair:
        """Return what we see and what to do, with names and numbers put in."""
        pair = self._known(finding, contract)[finding.code]
        values = _parameters(finding, contract, contract.names(self.language))
        return Pair(pair.first.format_map(values), pair.second.format_map(values))

    def file(self, lines: Lines) -> str:
        """Return which kind of file was read and that it stays; its name is no part of it."""
        kind = lines.code if isinstance(lines, Unreadable) else TEXT
        count = 0 if isinstance(lines, Unreadable) else len(lines)
        return f"{self.files[kind].format(count=count)} {self.files[STAYS]}"

    def _known(self, finding: Finding, contract: Contract) -> Mapping[str, Pair]:
        if finding.field and finding.code in self.in_field:
            return self.in_field
        if finding.field and finding.code in self.of_address:
            is_address = isinstance(contract.field(finding.field).shape, AddressShape)
            return self.of_address if is_address else self.findings
        return self.findings

    def message(self, finding: Finding, contract: Contract) -> str:
        """Return both sentences of a finding as one text."""
        pair = self.say(finding, contract)
        return f"{pair.first} {pair.second}"


@cache
def languages() -> tuple[str, ...]:
    """Return the languages there are words in."""
    found = (file.name for file in files(__package__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


@cache
def load_words(language: str) -> Words:
    """Load the words of a language; `DataError` names file and key where one is missing."""
    if language not in languages():
        raise DataError(f"{language}.toml: no words in this language; known: {', '.join(languages())}")
    folder = files(__package__)
    table = read_table(folder / f"{language}.toml", folder / f"{FALLBACK}.toml")
    return Words(
        language=language,
        verdicts=_pairs(table, "verdict", (*VERDICTS, CAREFUL), "title", "text"),
        scope_verdicts=_pairs(table, "scope_verdict", (*SCOPE_VERDICTS, OPEN, CAREFUL), "title", "text"),
        statuses=_texts(table, "status", STATUSES),
        scope_statuses=_texts(table, "scope_status", SCOPE_STATUSES),
        severities=_texts(table, "severity", SEVERITIES),
        findings=_pairs(table, "finding", tuple(CODES), "see", "do"),
        in_field=_pairs(table, "in_field", IN_FIELD, "see", "do"),
        of_address=_pairs(table, "of_address", OF_ADDRESS, "see", "do"),
        files=_texts(table, "file", FILES),
        page=_texts(table, "page"),
        cli=_texts(table, "cli"),
        support=_texts(table, "support"),
    )


def _pairs(table: Table, key: str, known: tuple[str, ...], first: str, second: str) -> dict[str, Pair]:
    named = table.table(key)
    named.only(*known)
    pairs = {}
    for name in known:
        if not named.has(name):
            named.refuse(name, f"missing; add [{key}.{name}]")
        item = named.table(name)
        item.only(first, second)
        pairs[name] = Pair(item.text(first), item.text(second))
    return pairs


def _texts(table: Table, key: str, known: tuple[str, ...] = ()) -> dict[str, str]:
    named = table.table(key)
    if known:
        named.only(*known)
    return {name: named.text(name) for name in known or named}


class _Parameters(dict[str, str]):
    """Leaves a placeholder that has no value as it stands: better seen on the page than an exception."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def _parameters(finding: Finding, contract: Contract, names: Names) -> _Parameters:
    values = _Parameters(
        source=contract.source_platform,
        target=contract.target_platform,
        line=str(finding.line or ""),
        step=str(finding.step or ""),
    )
    if finding.field:
        values["field"] = names.field(finding.field).name
    for name, value in finding.params.items():
        match name:
            case "other":
                values[name] = names.field(str(value)).name
            case "row":
                scope = contract.scope(str(value))
                own = names.scope(scope.id).name
                # A name with brackets of its own stands behind a dash.
                beside = f" \u2013 {own}" if "(" in own else f" ({own})"
                values[name] = scope.label if own == scope.label else scope.label + beside
            case "granted" | "required":
                # What the reader looks for on the panel, then what it means.
                shown, own = (named.level(str(value)).name for named in (contract.names("en"), names))
                values[name] = shown if own == shown else f"{shown} ({own})"
            case _:
                values[name] = str(value)
    return values

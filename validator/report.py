"""What the checker found out: reports, findings, and the registry of everything a finding can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made
from typing import Literal, get_args

from .contract import AGAIN, KIND, OWN

SCHEMA = 1

Severity = Literal["error", "warning", "note"]
Status = Literal["ok", "missing", "malformed", "derived", "uncertain"]
ScopeStatus = Literal["ok", "missing", "too-low", "more", "ambiguous", "extra"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)  # in the order in which findings are told
STATUSES: tuple[Status, ...] = get_args(Status)
SCOPE_STATUSES: tuple[ScopeStatus, ...] = get_args(ScopeStatus)
WANTED, UNKNOWN = "store-level", "unknown"  # kinds, beside the wrong ones that a contract lists
VERDICTS = ("complete", "incomplete", "malformed", "wrong-kind", "unreadable")
OPEN = "open"  # said of the form while rows are unmarked and nothing is wrong so far
CAREFUL = "careful"  # said in place of the best verdict where a warning stands below it
SCOPE_VERDICTS = ("enough", "not-enough", "unclear", "unreadable")


@dataclass(frozen=True, slots=True)
class Code:
    """What every finding with this code has in common."""

    severity: Severity
    step: str  # a role, or OWN, AGAIN, KIND; "" for none
    params: tuple[str, ...] = ()  # beside field, line and step


CODES: Mapping[str, Code] = {
    # one field
    "missing": Code("error", AGAIN),
    "wrong-length": Code("error", AGAIN, ("length", "expected")),
    "wrong-characters": Code("error", AGAIN, ("count",)),
    "look-alike": Code("error", AGAIN, ("count",)),
    "zero-or-o": Code("error", AGAIN, ("count",)),
    "upper-case": Code("error", AGAIN),
    "truncated": Code("error", AGAIN),
    "placeholder": Code("error", AGAIN),
    "swapped": Code("error", AGAIN, ("other",)),
    "same-value": Code("warning", OWN, ("other",)),
    "conflicting-values": Code("warning", OWN, ("count",)),
    "unlabelled": Code("warning", OWN, ("count",)),
    "old-secret": Code("warning", OWN),
    "invisible-characters": Code("note", OWN, ("count",)),
    "joined-lines": Code("note", OWN),
    "rare-length": Code("note", OWN, ("length", "expected")),
    "name-mismatch": Code("warning", OWN),
    "maybe-stencil": Code("note", "create"),
    # the address
    "path-no-version": Code("warning", AGAIN),
    "path-old-version": Code("note", AGAIN),
    "path-extra": Code("error", AGAIN),
    "path-derived": Code("warning", AGAIN),
    "path-host-only": Code("error", AGAIN),
    "path-store-prefix": Code("error", AGAIN),
    "path-control-panel": Code("error", AGAIN),
    "path-storefront": Code("error", AGAIN),
    "path-other-api": Code("error", AGAIN),
    "path-other-host": Code("error", AGAIN),
    # the whole paste
    "several-stores": Code("warning", "file", ("count",)),
    "several-accounts": Code("warning", "file", ("count",)),
    "unused-value": Code("note", "file", ("count",)),
    "report-read": Code("note", "file"),
    "report-damaged": Code("warning", "file"),
    # wrong kinds
    "app-oauth-response": Code("error", KIND),
    "account-level": Code("error", KIND),
    "legacy": Code("error", KIND),
    "stencil-cli": Code("error", KIND),
    "storefront-token": Code("error", KIND),
    "payments-token": Code("error", KIND),
    # nothing to read
    "empty": Code("error", "file"),
    "too-large": Code("error", "file"),
    "nothing-found": Code("error", "file"),
    "scopes-pasted": Code("error", "file"),
    "picture-file": Code("error", "file"),
    "pdf-file": Code("error", "file"),
    "document-file": Code("error", "file"),
    "spreadsheet-file": Code("error", "file"),
    "archive-file": Code("error", "file"),
    "binary-file": Code("error", "file"),
    # scopes
    "scope-missing": Code("error", "scopes", ("row", "required")),
    "scope-too-low": Code("error", "scopes", ("row", "granted", "required")),
    "scope-ambiguous": Code("warning", "scopes", ("row",)),
    "scope-misspelt": Code("warning", "scopes", ("row", "granted")),
    "scope-level": Code("warning", "scopes", ("row", "granted")),
    "scope-more": Code("note", "scopes", ("row", "granted", "required")),
    "scope-extra": Code("note", "scopes", ("row", "granted")),
    "scope-unknown": Code("warning", "scopes", ("names",)),
    "every-level": Code("warning", "scopes"),
    "account-scopes": Code("error", "accounts"),
    "no-scope-found": Code("error", "scopes"),
    "credentials-pasted": Code("error", "scopes"),
}

# A cause, and what follows from it: a reader who mends the one need not be told of the others.
FOLLOWS = {
    "several-stores": frozenset({"several-accounts", "conflicting-values"}),
    "several-accounts": frozenset({"conflicting-values"}),
}
# What says of a field what it is, and what says only that it is wrong: programs may know the second alone.
NEARER = {"look-alike": "wrong-characters", "zero-or-o": "wrong-characters"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to tell the reader: a code and what belongs to it, never a part of a value."""

    code: str
    field: str | None = None
    line: int | None = None
    step: int | None = None
    params: Mapping[str, int | str] = made(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return CODES[self.code].severity


def causes(findings: Sequence[Finding]) -> list[Finding]:
    """Return what to tell a reader: the findings without those that follow from another, or say less of a field."""
    codes = {finding.code for finding in findings}
    follow = frozenset[str]().union(*(those for cause, those in FOLLOWS.items() if cause in codes))
    told = {(NEARER.get(finding.code), finding.field) for finding in findings}
    return [
        finding
        for finding in findings
        if finding.code not in follow and (finding.code, finding.field) not in told
    ]


@dataclass(frozen=True, slots=True)
class FieldState:
    """What became of one required field."""

    id: str
    status: Status
    line: int | None = None
    value: str = ""  # cleaned; kept for "ok" and "derived" alone
    suggestion: str | None = None
    length: int = 0  # of what was pasted


@dataclass(frozen=True, slots=True)
class CredentialsReport:
    """The answer to a paste of credentials."""

    contract: str
    kind: str
    verdict: str
    fields: tuple[FieldState, ...]
    findings: tuple[Finding, ...]

    def state(self, field: str) -> FieldState:
        """Return what became of a field."""
        return next(state for state in self.fields if state.id == field)


@dataclass(frozen=True, slots=True)
class ScopeState:
    """What became of one row."""

    id: str
    label: str
    required: str | None
    granted: str | None  # None where the paste names several levels
    status: ScopeStatus


@dataclass(frozen=True, slots=True)
class ScopeReport:
    """The answer to a paste of scopes, or to a choice made in the form."""

    contract: str
    verdict: str
    scopes: tuple[ScopeState, ...]
    unknown: tuple[str, ...]
    findings: tuple[Finding, ...]


Report = CredentialsReport | ScopeReport


def mask(value: str) -> str:
    """Return enough of a value to know it again, and no more: its last two characters behind dots."""
    if value.startswith("https://"):
        key = value.rsplit("/stores/", maxsplit=1)[-1].split("/", maxsplit=1)[0]
        return value.replace(key, f"\u2026{key[-2:]}")
    return f"\u2026{value[-2:]}" if len(value) > 8 else "\u2026"


def credentials_json(report: CredentialsReport, messages: Sequence[str], reveal: bool) -> dict[str, object]:
    """Return the report as the contract's JSON, with a message for each finding."""
    return {
        "schema": SCHEMA,
        "contract": report.contract,
        "kind": report.kind,
        "verdict": report.verdict,
        "fields": [_field_json(state, reveal) for state in report.fields],
        "findings": _findings_json(report.findings, messages),
    }


def scopes_json(report: ScopeReport, messages: Sequence[str]) -> dict[str, object]:
    """Return the report as the contract's JSON, with a message for each finding."""
    return {
        "schema": SCHEMA,
        "contract": report.contract,
        "verdict": report.verdict,
        "scopes": [
            {
                "id": row.id,
                "label": row.label,
                "required": row.required,
                "granted": row.granted,
                "status": row.status,
            }
            for row in report.scopes
        ],
        "unknown": list(report.unknown),
        "findings": _findings_json(report.findings, messages),
    }


def _field_json(state: FieldState, reveal: bool) -> dict[str, object]:
    content: dict[str, object] = {
        "id": state.id,
        "status": state.status,
        "line": state.line,
        "masked": mask(state.value) if state.value else None,
    }
    if reveal:
        content |= {"value": state.value or None, "suggestion": state.suggestion}
    return content


def _findings_json(findings: Sequence[Finding], messages: Sequence[str]) -> list[dict[str, object]]:
    return [
        {
            "code": finding.code,
            "severity": finding.severity,
            "field": finding.field,
            "line": finding.line,
            "step": finding.step,
            "params": dict(finding.params),
            "message": message,
        }
        for finding, message in zip(findings, messages, strict=True)
    ]

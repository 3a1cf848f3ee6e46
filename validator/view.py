"""A report in the reader's words: everything a page or a terminal shows, finished."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from .contract import Contract
from .report import (
    OPEN,
    CredentialsReport,
    Finding,
    Report,
    ScopeReport,
    ScopeStatus,
    credentials_json,
    mask,
    scopes_json,
)
from .support import write_support
from .words import Words

# The statuses of rows that are not as asked, the worst first.
GROUPS: tuple[ScopeStatus, ...] = ("missing", "too-low", "ambiguous", "more", "extra")


def report_json(
    report: Report, contract: Contract, words: Words, *, reveal: bool = False
) -> dict[str, object]:
    """Return the report as the contract's JSON with its messages in one language.

    Without `reveal` no value, whole or in part, is in it.
    """
    messages = [words.message(finding, contract) for finding in report.findings]
    if isinstance(report, CredentialsReport):
        return credentials_json(report, messages, reveal)
    return scopes_json(report, messages)


def view(
    report: Report, contract: Contract, words: Words, *, left: frozenset[str] = frozenset()
) -> dict[str, object]:
    """Return what the page shows of a report: texts in one language, and the values for the copy buttons.

    `left` names the rows of the form that are not chosen yet; nothing is said of them.
    """
    if isinstance(report, ScopeReport) and left:
        report = _chosen(report, left)
    content = _credentials(report, contract, words) if isinstance(report, CredentialsReport) else {}
    if isinstance(report, ScopeReport):
        content = _scopes(report, contract, words)
    return content | {
        "findings": [_finding(finding, contract, words) for finding in report.findings],
        "support": write_support(report, words.support["title"]),
    }


def _credentials(report: CredentialsReport, contract: Contract, words: Words) -> dict[str, object]:
    names = contract.names(words.language)
    verdict = words.verdicts[report.verdict]
    fields = []
    # Of other credentials than these, no field is missing: they are simply not the right ones.
    for id in contract.form_order if report.verdict not in ("unreadable", "wrong-kind") else ():
        state = report.state(id)
        fields.append(
            {
                "id": id,
                "name": names.field(id).name,
                "target": names.field(id).target,
                "status": state.status,
                "status_text": words.statuses[state.status],
                "masked": mask(state.value) if state.value else None,
                "value": state.value or None,
                "suggestion": state.suggestion,
                "suggestion_masked": mask(state.suggestion) if state.suggestion else None,
            }
        )
    return {
        "verdict": {"id": report.verdict, "title": verdict.first, "text": verdict.second},
        "fields": fields,
    }


def _scopes(report: ScopeReport, contract: Contract, words: Words) -> dict[str, object]:
    names = contract.names(words.language)
    verdict = words.scope_verdicts[report.verdict]
    rows = [
        {
            "id": row.id,
            "label": row.label,
            "name": names.scope(row.id).name,
            "required": row.required,
            "required_text": names.level(row.required).name if row.required else None,
            "granted": row.granted,
            "granted_text": names.level(row.granted).name if row.granted else None,
            "status": row.status,
            "status_text": words.scope_statuses[row.status],
        }
        for row in report.scopes
    ]
    return {
        "verdict": {"id": report.verdict, "title": verdict.first, "text": verdict.second},
        "scopes": rows,
        "groups": _groups(report, words),
        "changes": changes(report, contract),
    }


def _groups(report: ScopeReport, words: Words) -> list[dict[str, object]]:
    """Return the rows that are not as asked by their status, the worst first."""
    if not _is_known(report):
        return []
    rows = {
        status: [{"id": row.id, "label": row.label} for row in report.scopes if row.status == status]
        for status in GROUPS
    }
    return [
        {"status": status, "status_text": words.scope_statuses[status], "rows": those}
        for status, those in rows.items()
        if those
    ]


def _is_known(report: ScopeReport) -> bool:
    """Say whether the report knows of any row at all."""
    return any(row.status != "ambiguous" for row in report.scopes)


def _chosen(report: ScopeReport, left: frozenset[str]) -> ScopeReport:
    rows = tuple(row for row in report.scopes if row.id not in left)
    findings = tuple(finding for finding in report.findings if finding.params.get("row") not in left)
    short = any(row.status in ("missing", "too-low") for row in rows)
    return replace(report, verdict="not-enough" if short else OPEN, scopes=rows, findings=findings)


def changes(report: ScopeReport, contract: Contract) -> str:
    """Return what to change in the panel, a row a line, in the panel's own order and words: "Orders: None → modify"."""
    panel = contract.names("en")
    return "\n".join(
        f"{row.label}: {panel.level(row.granted).name if row.granted else '?'} → {panel.level(row.required).name}"
        for row in report.scopes
        if row.required and row.status in ("missing", "too-low", "ambiguous") and _is_known(report)
    )


def _finding(finding: Finding, contract: Contract, words: Words) -> Mapping[str, object]:
    pair = words.say(finding, contract)
    return {
        "code": finding.code,
        "severity": finding.severity,
        "severity_text": words.severities[finding.severity],
        "field": finding.field,
        "row": finding.params.get("row"),
        "see": pair.first,
        "do": pair.second,
        "step": finding.step,
    }

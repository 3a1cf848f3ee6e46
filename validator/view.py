"""A report in the reader's words: everything a page or a terminal shows, finished."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .contract import Contract
from .report import (
    OPEN,
    CredentialsReport,
    Finding,
    Report,
    ScopeReport,
    ScopeStatus,
    Status,
    causes,
    credentials_json,
    mask,
    scopes_json,
)
from .support import write_support
from .words import Words

# The statuses of fields and of rows that are not as asked, the worst first.
FIELD_GROUPS: tuple[Status, ...] = ("malformed", "missing", "uncertain", "derived")
GROUPS: tuple[ScopeStatus, ...] = ("missing", "too-low", "ambiguous", "more", "extra")
# More than is asked for: what to make of it is the same for every row.
HARMLESS = ("more", "extra")
# What is seen of a row by its group, and in the form beside the row.
TOLD = frozenset(f"scope-{status}" for status in GROUPS)
# Where a finding sends the reader beside its step, and what stands there on the site: the scope form, the table of
# scopes, the checker.
PLACES = {
    "scopes-pasted": "form",
    "credentials-pasted": "checker",
    "scope-unknown": "table",
    "scope-ambiguous": "form",
    "scope-misspelt": "form",
    "scope-level": "form",
    "every-level": "form",
    "no-scope-found": "form",
}
FEW = 4  # names can be listened to; there are as many fields


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
    if isinstance(report, ScopeReport):
        content, groups = _scopes(report, contract, words)
    else:
        content, groups = _credentials(report, contract, words)
    id, verdict = words.verdict(report)
    return content | {
        "verdict": {"id": id, "title": verdict.first, "text": verdict.second},
        "groups": [
            {"status": group.status, "status_text": group.status_text, "rows": group.rows, "do": group.do}
            for group in groups
        ],
        "said": " ".join((verdict.first, verdict.second, *map(_spoken, groups))),
        "findings": [_finding(finding, contract, words) for finding in causes(report.findings)],
        "support": write_support(report, words.support["title"]),
    }


@dataclass(frozen=True, slots=True)
class Group:
    """Fields or rows that are not as asked, all in the same way."""

    status: str
    status_text: str
    rows: list[dict[str, str]]  # of each its id and its label
    do: str | None = None  # what to make of it, where it is the same for every row


def _credentials(
    report: CredentialsReport, contract: Contract, words: Words
) -> tuple[dict[str, object], list[Group]]:
    names = contract.names(words.language)
    fields = []
    # Of other credentials than these, no field is missing: they are simply not the right ones.
    shown = contract.form_order if report.verdict not in ("unreadable", "wrong-kind") else ()
    for id in shown:
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
    known = [(report.state(id).status, id, names.field(id).target) for id in shown]
    return {"fields": fields}, _groups(FIELD_GROUPS, words.statuses, known, {})


def _scopes(report: ScopeReport, contract: Contract, words: Words) -> tuple[dict[str, object], list[Group]]:
    names = contract.names(words.language)
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
    known = [(row.status, row.id, row.label) for row in report.scopes if _is_known(report)]
    do = {status: words.findings[f"scope-{status}"].second for status in HARMLESS}
    groups = _groups(GROUPS, words.scope_statuses, known, do)
    return {"scopes": rows, "changes": changes(report, contract)}, groups


def _groups(
    statuses: Sequence[str],
    words: Mapping[str, str],
    known: Sequence[tuple[str, str, str]],
    do: Mapping[str, str],
) -> list[Group]:
    """Return what is not as asked by its status, the worst first, from each status, id and label."""
    rows = {
        status: [{"id": id, "label": label} for found, id, label in known if found == status]
        for status in statuses
    }
    return [Group(status, words[status], those, do.get(status)) for status, those in rows.items() if those]


def _spoken(group: Group) -> str:
    """Return a group as it is said to those who do not see it: a few by name, many by their number."""
    names = [row["label"] for row in group.rows]
    return f"{group.status_text}: {', '.join(names) if len(names) <= FEW else len(names)}."


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
        "told": finding.code in TOLD,
        "see": pair.first,
        "do": pair.second,
        "step": finding.step,
        "place": PLACES.get(finding.code),
    }

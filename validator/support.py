"""The report that a merchant hands to support: plain lines without any value, and reading them back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .contract import Contract
from .report import (
    CODES,
    SCHEMA,
    SCOPE_STATUSES,
    SCOPE_VERDICTS,
    STATUSES,
    UNKNOWN,
    VERDICTS,
    WANTED,
    CredentialsReport,
    FieldState,
    Finding,
    Report,
    ScopeReport,
    ScopeState,
)
from .text import LINE_END

HEAD = re.compile(r"checker-report: (?P<schema>\d+) (?P<contract>[a-z0-9-]+) (?P<about>credentials|scopes)")
LINE = re.compile(r"\b(?P<what>verdict|kind|field|scope|finding)(?: (?P<name>[a-z0-9_-]+))?: (?P<rest>.*)")
# A word or a number that the checker itself wrote; anything else in a report is somebody's addition.
WORD = r"[a-z][a-z_-]*"
PARAM = re.compile(rf"(?P<key>{WORD})=(?P<value>\d{{1,5}}|{WORD})")


def write_support(report: Report, title: str) -> str:
    """Return the report as lines that a person can read and `read_support` understands."""
    return "\n".join([title, *_lines(report)]) + "\n"


def read_support(text: str, contract: Contract) -> Report | None:
    """Return the report that such lines hold; None for any other text.

    Lines that are damaged or unknown are left out: a chat window may have added to them.
    """
    head = HEAD.search(text)
    if not head or int(head["schema"]) != SCHEMA or head["contract"] != contract.id:
        return None
    lines = [found for line in LINE_END.split(text[head.end() :]) if (found := LINE.search(line))]
    if head["about"] == "credentials":
        return _credentials(lines, contract)
    return _scopes(lines, contract)


def _lines(report: Report) -> Iterator[str]:
    about = "credentials" if isinstance(report, CredentialsReport) else "scopes"
    yield f"checker-report: {SCHEMA} {report.contract} {about}"
    yield f"verdict: {report.verdict}"
    if isinstance(report, CredentialsReport):
        yield f"kind: {report.kind}"
        for state in report.fields:
            place = f" line={state.line} length={state.length}" if state.line else ""
            yield f"field {state.id}: {state.status}{place}"
    else:
        for row in report.scopes:
            yield f"scope {row.id}: {row.status} granted={row.granted or 'unclear'}"
    for finding in report.findings:
        said = {"field": finding.field, "line": finding.line, **finding.params}
        # Names that were pasted stay out; numbers and our own words are all that support needs.
        kept = [f"{key}={value}" for key, value in said.items() if value and key != "names"]
        yield f"finding {finding.code}: {' '.join(kept)}"


def _credentials(lines: list[re.Match[str]], contract: Contract) -> CredentialsReport:
    values = {line["what"]: line["rest"].strip() for line in lines if not line["name"]}
    states = {}
    for line in lines:
        said, _, place = line["rest"].partition(" ")
        status = next((known for known in STATUSES if known == said), None)
        if line["what"] == "field" and status:
            numbers = _params(place)
            states[line["name"]] = FieldState(
                str(line["name"]),
                status,
                _number(numbers.get("line")),
                length=_number(numbers.get("length")) or 0,
            )
    fields = tuple(states.get(field.id) or FieldState(field.id, "missing") for field in contract.fields)
    verdict, kind = values.get("verdict", ""), values.get("kind", "")
    return CredentialsReport(
        contract.id,
        kind if kind in {WANTED, *(other.kind for other in contract.kinds)} else UNKNOWN,
        verdict if verdict in VERDICTS else "unreadable",
        fields,
        tuple(_findings(lines, contract)),
    )


def _scopes(lines: list[re.Match[str]], contract: Contract) -> ScopeReport:
    states = []
    for line in lines:
        scope = next((scope for scope in contract.scopes if scope.id == line["name"]), None)
        said, _, rest = line["rest"].partition(" ")
        status = next((known for known in SCOPE_STATUSES if known == said), None)
        if line["what"] == "scope" and scope and status:
            granted = str(_params(rest).get("granted", ""))
            known = granted if scope.rank(granted) >= 0 else None
            states.append(ScopeState(scope.id, scope.label, scope.required, known, status))
    verdict = next((line["rest"].strip() for line in lines if line["what"] == "verdict"), "")
    return ScopeReport(
        contract.id,
        verdict if verdict in SCOPE_VERDICTS else "unreadable",
        tuple(states),
        (),
        tuple(_findings(lines, contract)),
    )


def _findings(lines: list[re.Match[str]], contract: Contract) -> Iterator[Finding]:
    fields = {field.id: field for field in contract.fields}
    rows = {scope.id for scope in contract.scopes}
    for line in lines:
        code = CODES.get(line["name"] or "") if line["what"] == "finding" else None
        if code is None:
            continue
        params = _params(line["rest"])
        field = fields.get(str(params.pop("field", "")))
        number = _number(params.pop("line", None))
        if ("row" in params and params["row"] not in rows) or (
            "other" in params and params["other"] not in fields
        ):
            continue
        kept = {key: value for key, value in params.items() if key in code.params}
        step = contract.step(contract.role_of(code.step, str(line["name"]), field))
        yield Finding(str(line["name"]), field.id if field else None, number, step, kept)


def _params(text: str) -> dict[str, int | str]:
    found = {match["key"]: match["value"] for match in PARAM.finditer(text)}
    return {key: int(value) if value.isdigit() else value for key, value in found.items()}


def _number(value: int | str | None) -> int | None:
    return value if isinstance(value, int) else None

"""From a paste to its report: reading it, deciding what it is, and putting its findings in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..contract import AddressShape, Contract, ValueShape
from ..report import CODES, SEVERITIES, UNKNOWN, WANTED, CredentialsReport, FieldState, Finding
from ..scopes.reading import names_scopes
from ..text import Line, Source, Unreadable, read_lines
from .addresses import from_site
from .deciding import Outcome, finding_of, judge_all
from .kinds import find_kind
from .outcomes import client_id_in_name, is_labelled, outcomes_of
from .pieces import Grade, Reading
from .reading import Paste, read
from .values import Verdict


def check_credentials(
    source: Source, contract: Contract, *, file_name: str | None = None
) -> CredentialsReport:
    """Say whether a paste or a file holds all the contract's fields, whole and well formed.

    `file_name` is the name of a chosen file; BigCommerce writes the client ID into it. Any input is answered:
    what cannot be read is a verdict, never an exception.
    """
    lines = read_lines(source)
    if isinstance(lines, Unreadable):
        return _unreadable(contract, lines.code)
    report = _examine(lines, contract, file_name)
    # Only a text that holds nothing of ours is asked what else it may be.
    return report or _unreadable(
        contract, "scopes-pasted" if names_scopes(lines, contract) else "nothing-found"
    )


def holds_any(report: CredentialsReport) -> bool:
    """Say whether a text held anything that is a value, stands in place of one, or is of another kind."""
    return report.verdict == "wrong-kind" or any(state.status != "missing" for state in report.fields)


def is_credentials(source: Source, contract: Contract) -> bool:
    """Say whether a text that was taken for something else holds credentials, of whatever kind."""
    lines = read_lines(source)
    report = None if isinstance(lines, Unreadable) else _examine(lines, contract, None)
    if report is None:
        return False
    return report.verdict == "wrong-kind" or sum(state.status != "missing" for state in report.fields) > 1


def _examine(lines: Sequence[Line], contract: Contract, file_name: str | None) -> CredentialsReport | None:
    """Return what the lines hold; None where nothing in them is a value or is called one."""
    paste = read(lines, contract)
    if paste is None:
        return _unreadable(contract, "too-large")
    file_name = file_name or _named_file(lines, contract)
    outcomes = outcomes_of(paste, contract, file_name)
    sound = {id: outcome.state.value for id, outcome in outcomes.items() if is_labelled(outcome)}
    kind = find_kind("\n".join(line.text for line in lines), sound, contract)
    if kind:
        finding = Finding(kind.code, step=contract.step(kind.step))
        return CredentialsReport(contract.id, kind.kind, "wrong-kind", _blank(contract), (finding,))
    if not paste.readings and not paste.loose:
        return None
    findings = [found for outcome in outcomes.values() for found in outcome.findings]
    findings += _whole(paste, outcomes, contract, file_name)
    fields = tuple(outcomes[field.id].state for field in contract.fields)
    return CredentialsReport(
        contract.id, WANTED, _verdict(fields), fields, tuple(_in_order(findings, contract))
    )


def _named_file(lines: Sequence[Line], contract: Contract) -> str | None:
    """Return the name of the downloaded file that the text itself tells, as mails do; None for none, or several."""
    if not contract.file_name:
        return None
    found = {name[0] for line in lines if (name := contract.file_name.search(line.text))}
    return found.pop() if len(found) == 1 else None


def _whole(
    paste: Paste, outcomes: Mapping[str, Outcome], contract: Contract, file_name: str | None
) -> Iterator[Finding]:
    stores = _stores(paste, contract)
    if len(stores) > 1:
        yield Finding("several-stores", step=contract.step("file"), params={"count": len(stores)})
    torn = [
        outcome
        for outcome in outcomes.values()
        if any(finding.code == "conflicting-values" for finding in outcome.findings)
    ]
    if len(torn) > 1:
        count = max(int(finding.params["count"]) for outcome in torn for finding in outcome.findings[:1])
        yield Finding("several-accounts", step=contract.step("file"), params={"count": count})
    named = client_id_in_name(file_name, contract)
    state = outcomes["client_id"].state if "client_id" in outcomes else None
    if named and state and state.status == "ok" and state.value != named:
        yield finding_of("name-mismatch", contract.field("client_id"), contract)
    unused = _unused(paste, outcomes, contract)
    if unused:
        line = min(reading.line for reading in unused)
        yield Finding("unused-value", line=line, step=contract.step("file"), params={"count": len(unused)})
    if contract.name_hint and any(contract.name_hint[1].search(name) for name in paste.names):
        yield Finding(contract.name_hint[0], step=contract.step(CODES[contract.name_hint[0]].step))


def _unused(paste: Paste, outcomes: Mapping[str, Outcome], contract: Contract) -> list[Reading]:
    """Return the values without a label that no field took, where every field that they fit has its own."""
    taken = {outcome.state.value for outcome in outcomes.values()}
    shapes = {field.id: field.shape for field in contract.fields if isinstance(field.shape, ValueShape)}
    settled = {id for id, outcome in outcomes.items() if outcome.state.status in ("ok", "malformed")}
    return [
        reading
        for reading in paste.loose
        if reading.value not in taken
        and (fitting := {id for id, shape in shapes.items() if shape.fits(reading.value)})
        and fitting <= settled
    ]


def _stores(paste: Paste, contract: Contract) -> set[str]:
    """Return the addresses of all stores that the paste speaks of, the panel of one among them."""
    addresses = [field for field in contract.fields if isinstance(field.shape, AddressShape)]
    labelled = [reading for reading in paste.readings if reading.grade > Grade.WEAK]
    found = [
        judged.verdict
        for field in addresses
        for judged in judge_all([reading for reading in labelled if reading.field == field.id], field)
    ]
    found += [
        from_site(reading.value, field.shape) or Verdict(False)
        for field in addresses
        for reading in paste.loose
        if isinstance(field.shape, AddressShape)
    ]
    return {verdict.value or str(verdict.suggestion) for verdict in found if verdict.ok or verdict.suggestion}


def _verdict(fields: Sequence[FieldState]) -> str:
    statuses = {state.status for state in fields}
    if "malformed" in statuses:
        return "malformed"
    return "complete" if statuses == {"ok"} else "incomplete"


def _unreadable(contract: Contract, code: str) -> CredentialsReport:
    finding = Finding(code, step=contract.step(CODES[code].step))
    return CredentialsReport(contract.id, UNKNOWN, "unreadable", _blank(contract), (finding,))


def _blank(contract: Contract) -> tuple[FieldState, ...]:
    return tuple(FieldState(field.id, "missing") for field in contract.fields)


def _in_order(findings: Sequence[Finding], contract: Contract) -> list[Finding]:
    """Sort by weight, then by the guide's steps; what is about the whole paste comes first."""
    order = {field: place for place, field in enumerate(contract.form_order)}
    return sorted(
        findings,
        key=lambda found: (
            SEVERITIES.index(found.severity),
            order.get(found.field or "", -1),
            found.step or 0,
        ),
    )

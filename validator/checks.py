"""From readings to the state of every field: judging, comparing, and deciding what the paste is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from .addresses import from_key, from_site, judge_address
from .contract import AddressShape, Contract, Field, ValueShape
from .kinds import find_kind, kind_of_value
from .reading import Grade, Paste, Reading, read
from .report import CODES, SEVERITIES, UNKNOWN, WANTED, CredentialsReport, FieldState, Finding, Status
from .scope_reading import names_scopes
from .text import Line, Unreadable, read_lines
from .values import Verdict, judge_value

# Signs that none of our values has and those of other services do, and a length that is common there.
ELSEWHERE = re.compile(r"(?=.*[._-])[\w.-]{12,}|[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Judged:
    """A reading with what was found out about it."""

    reading: Reading
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Outcome:
    """A field's state with the findings that explain it."""

    state: FieldState
    findings: tuple[Finding, ...] = ()
    # The one malformed reading behind the state, where there is one: a swap may explain it better.
    suspect: Reading | None = None


def check_credentials(
    source: bytes | str, contract: Contract, *, file_name: str | None = None
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


def is_credentials(source: bytes | str, contract: Contract) -> bool:
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
    outcomes = _outcomes(paste, contract, file_name)
    sound = {id for id, outcome in outcomes.items() if _is_labelled(outcome)}
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


def _outcomes(paste: Paste, contract: Contract, file_name: str | None) -> dict[str, Outcome]:
    """Return every field's outcome: each by itself first, then against the others."""
    outcomes = {}
    for field in contract.fields:
        readings = [reading for reading in paste.readings if reading.field == field.id]
        others = {
            reading.value
            for reading in paste.readings
            if reading.field != field.id and reading.grade == Grade.LINE
        }
        outcomes[field.id] = _decide(field, readings, contract, others)
    outcomes = _place_loose(outcomes, paste, contract, file_name)
    outcomes = _named_otherwise(_swaps(outcomes, contract), contract, file_name)
    return _doubles(outcomes, contract)


def _is_labelled(outcome: Outcome) -> bool:
    """Say whether a field was found well formed, and by its label."""
    unlabelled = any(finding.code == "unlabelled" for finding in outcome.findings)
    return outcome.state.status in ("ok", "uncertain") and not unlabelled


# ------------------------------------------------------------------------------------------- one field


def _decide(
    field: Field, readings: Sequence[Reading], contract: Contract, others: AbstractSet[str] = frozenset()
) -> Outcome:
    """Decide what a field's readings amount to; `others` are values that surely belong to another field."""
    judged = _best(
        [Judged(reading, _judge(reading, field)) for reading in readings if reading.part != "site"],
        field,
        others,
    )
    if not judged:
        sites = [Judged(reading, _judge(reading, field)) for reading in readings if reading.part == "site"]
        judged = [site for site in sites if site.verdict.ok]
    if not judged:
        return _missing(field, contract)
    if len(judged) > 1:
        line = judged[0].reading.line
        finding = _finding("conflicting-values", field, contract, line=line, count=len(judged))
        return Outcome(FieldState(field.id, "uncertain", line), (finding,))
    return _single(field, judged[0], contract)


def _judge(reading: Reading, field: Field) -> Verdict:
    shape = field.shape
    if isinstance(shape, ValueShape):
        return judge_value(reading.value, shape, reading.cut)
    if reading.part == "key":
        return from_key(reading.value, shape) or judge_address(reading.value, shape, reading.cut)
    if reading.part == "site":
        return from_site(reading.value, shape) or Verdict(False)
    return judge_address(reading.value, shape, reading.cut)


def _best(judged: Sequence[Judged], field: Field, others: AbstractSet[str]) -> list[Judged]:
    """Return one reading for each different value: of the surest grade that has any, and what contradicts it."""
    firm = [item for item in judged if item.reading.grade >= Grade.INSIDE]
    # In a text that lost its line ends, only the first label stands at the beginning of a line.
    leading = {item.reading.line for item in firm if item.reading.grade == Grade.LINE}
    lines = [item for item in firm if item.reading.line in leading]
    for group in (lines, firm, [item for item in judged if item.verdict.ok]):
        real = [item for item in group if item.verdict.code != "placeholder"]
        if real:
            return _different([*real, *_rivals(judged, others)], field)
    return _different(firm, field)[:1]


def _rivals(judged: Sequence[Judged], others: AbstractSet[str]) -> Iterator[Judged]:
    """Yield whole values behind weaker labels: "the new access token is ..." below an older file."""
    for item in judged:
        plain = item.verdict.ok and item.verdict.code is None
        if plain and item.reading.grade >= Grade.WEAK and item.reading.value not in others:
            yield item


def _different(judged: Sequence[Judged], field: Field) -> list[Judged]:
    sound = [item for item in judged if item.verdict.ok]
    # The same address in full and as a bare key is one value: the full one tells more.
    sound.sort(key=lambda item: (item.verdict.derived, item.verdict.code is not None))
    kept: dict[str, Judged] = {}
    for item in sound:
        kept.setdefault(item.verdict.value, item)
    for item in judged:
        text = item.reading.value.lower()
        if sound and not item.verdict.ok and (ELSEWHERE.fullmatch(text) or not item.reading.exact):
            continue  # another service calls its keys the same
        # A copy that was cut short, or shouted, is no second value.
        if not item.verdict.ok and not any(value.startswith(text) or text == value for value in kept):
            kept.setdefault(text, item)
    return list(kept.values())


def _single(field: Field, judged: Judged, contract: Contract) -> Outcome:
    reading, verdict = judged.reading, judged.verdict
    findings = list(_remarks(reading, field, contract))
    if verdict.ok:
        status: Status = "derived" if verdict.derived else "ok"
        if verdict.code:
            findings.insert(0, _finding(verdict.code, field, contract, line=reading.line))
        state = FieldState(field.id, status, reading.line, verdict.value, length=len(reading.value))
        return Outcome(state, tuple(findings))
    code = kind_of_value(reading.value, contract) or verdict.code or "wrong-characters"
    params = verdict.params if code == verdict.code else {}
    finding = _finding(code, field, contract, line=reading.line, **params)
    state = FieldState(
        field.id, "malformed", reading.line, suggestion=verdict.suggestion, length=len(reading.value)
    )
    return Outcome(state, (finding, *findings), suspect=reading)


def _remarks(reading: Reading, field: Field, contract: Contract) -> Iterator[Finding]:
    if reading.hidden:
        yield _finding("invisible-characters", field, contract, line=reading.line, count=reading.hidden)
    if reading.joined:
        yield _finding("joined-lines", field, contract, line=reading.line)
    shape = field.shape
    if isinstance(shape, ValueShape) and shape.fits(reading.value) and len(reading.value) != shape.lengths[0]:
        lengths = {"length": len(reading.value), "expected": shape.lengths[0]}
        yield _finding("rare-length", field, contract, line=reading.line, **lengths)


def _missing(field: Field, contract: Contract) -> Outcome:
    return Outcome(FieldState(field.id, "missing"), (_finding("missing", field, contract),))


# --------------------------------------------------------------------------------- fields against each other


def _place_loose(
    outcomes: dict[str, Outcome], paste: Paste, contract: Contract, file_name: str | None
) -> dict[str, Outcome]:
    """Give values without a label to the fields that lack one, where the shape leaves no choice."""
    outcomes = dict(outcomes)
    lacking = {id for id, outcome in outcomes.items() if outcome.state.status == "missing"}
    claims: dict[tuple[str, ...], list[Reading]] = {}
    for reading in paste.loose:
        able = tuple(field.id for field in contract.fields if _could_fill(reading, field))
        claims.setdefault(able, []).append(reading)
    named = client_id_in_name(file_name, contract)
    for able, readings in claims.items():
        open_ids = [id for id in able if id in lacking]
        if len(able) == 1 or _known_by_name(open_ids, readings, named):
            for id in open_ids:
                mine = [
                    found
                    for found in readings
                    if len(able) == 1 or (found.value == named) == (id == "client_id")
                ]
                field = contract.field(id)
                outcomes[id] = _decide(field, [_placed(found, field) for found in mine], contract)
            continue
        for id in open_ids:
            line = readings[0].line
            finding = _finding("unlabelled", contract.field(id), contract, line=line, count=len(readings))
            outcomes[id] = Outcome(FieldState(id, "uncertain", line), (finding,))
    return outcomes


def _could_fill(reading: Reading, field: Field) -> bool:
    if isinstance(field.shape, AddressShape):
        return from_site(reading.value, field.shape) is not None
    return field.shape.fits(reading.value)


def _placed(reading: Reading, field: Field) -> Reading:
    """Read a loose value as a field's: an address of the shop gives only the store's key."""
    usable = _judge(reading, field).ok
    return replace(reading, field=field.id, part="value" if usable else "site")


def _known_by_name(open_ids: Sequence[str], readings: Sequence[Reading], named: str | None) -> bool:
    """Say whether the chosen file's name tells which of two values is the client ID."""
    values = [reading.value for reading in readings]
    return len(open_ids) == len(values) == 2 and "client_id" in open_ids and named in values


def _swaps(outcomes: dict[str, Outcome], contract: Contract) -> dict[str, Outcome]:
    """Name values that have the shape of another field's: they stand in each other's place."""
    outcomes = dict(outcomes)
    suspects = {
        id: outcome.suspect
        for id, outcome in outcomes.items()
        if outcome.suspect and outcome.findings[0].code != "truncated"
    }
    for id, reading in suspects.items():
        fitting = [
            field.id
            for field in contract.fields
            if field.id != id and _is_plainly(replace(reading, field=field.id, part="value"), field)
        ]
        if fitting:
            _swap(id, reading, fitting, outcomes, suspects, contract)
    # The other half of a swap may pass for an older value by its shape; it is malformed all the same.
    for id, outcome in list(outcomes.items()):
        for other, reading in suspects.items():
            if outcome.state.status == "ok" and _mirrors(
                outcome, contract.field(id), reading, other, contract
            ):
                finding = _finding(
                    "swapped", contract.field(id), contract, line=outcome.state.line, other=other
                )
                state = replace(outcome.state, status="malformed", value="", suggestion=reading.value)
                outcomes[id] = Outcome(state, (finding,))
                first = outcomes[other]
                outcomes[other] = replace(first, state=replace(first.state, suggestion=outcome.state.value))
    return outcomes


def _swap(
    id: str,
    reading: Reading,
    fitting: Sequence[str],
    outcomes: dict[str, Outcome],
    suspects: Mapping[str, Reading],
    contract: Contract,
) -> None:
    field = contract.field(id)
    # Best explained by the field that holds our own shape in return.
    partner = next(
        (
            other
            for other in fitting
            if other in suspects and _is_plainly(replace(suspects[other], field=id, part="value"), field)
        ),
        None,
    )
    suggestion = suspects[partner].value if partner else None
    outcome = outcomes[id]
    finding = _finding("swapped", field, contract, line=reading.line, other=partner or fitting[0])
    outcomes[id] = Outcome(
        replace(outcome.state, suggestion=suggestion), (finding, *outcome.findings[1:]), outcome.suspect
    )


def _mirrors(outcome: Outcome, field: Field, reading: Reading, other: str, contract: Contract) -> bool:
    shape, theirs = field.shape, contract.field(other).shape
    return (
        isinstance(shape, ValueShape)
        and isinstance(theirs, ValueShape)
        and not shape.fits(outcome.state.value)
        and shape.fits(reading.value)
        and theirs.fits(outcome.state.value)
    )


def _named_otherwise(
    outcomes: dict[str, Outcome], contract: Contract, file_name: str | None
) -> dict[str, Outcome]:
    """Name two values of one shape that stand in each other's place, where the file's name tells them apart."""
    named = client_id_in_name(file_name, contract)
    mine = outcomes.get("client_id")
    other = next(
        (id for id, outcome in outcomes.items() if named and outcome.state.value == named), "client_id"
    )
    if mine is None or other == "client_id" or mine.state.status != "ok":
        return outcomes
    theirs = outcomes[other]
    changed = dict(outcomes)
    for id, outcome, twin in (("client_id", mine, other), (other, theirs, "client_id")):
        finding = _finding("swapped", contract.field(id), contract, line=outcome.state.line, other=twin)
        suggestion = outcomes[twin].state.value
        state = replace(outcome.state, status="malformed", value="", suggestion=suggestion)
        changed[id] = Outcome(state, (finding,))
    return changed


def _doubles(outcomes: Mapping[str, Outcome], contract: Contract) -> dict[str, Outcome]:
    """Doubt one value that stands in two fields: one of the two was copied twice."""
    values = {id: outcome.state.value for id, outcome in outcomes.items() if outcome.state.value}
    doubted = dict(outcomes)
    for id, value in values.items():
        twin = next((other for other in values if other != id and values[other] == value), None)
        if twin:
            line = outcomes[id].state.line
            finding = _finding("same-value", contract.field(id), contract, line=line, other=twin)
            doubted[id] = Outcome(FieldState(id, "uncertain", line), (finding,))
    return doubted


def _is_plainly(reading: Reading, field: Field) -> bool:
    """Say whether a value has this field's present shape, not an older one and no repair."""
    if isinstance(field.shape, AddressShape) and "/" not in reading.value:
        return False
    verdict = _judge(reading, field)
    return verdict.ok and verdict.code is None and not verdict.derived


# ------------------------------------------------------------------------------------------ the whole paste


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
        yield _finding("name-mismatch", contract.field("client_id"), contract)
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
        _judge(reading, field) for field in addresses for reading in labelled if reading.field == field.id
    ]
    found += [
        from_site(reading.value, field.shape) or Verdict(False)
        for field in addresses
        for reading in paste.loose
        if isinstance(field.shape, AddressShape)
    ]
    return {verdict.value or str(verdict.suggestion) for verdict in found if verdict.ok or verdict.suggestion}


def client_id_in_name(file_name: str | None, contract: Contract) -> str | None:
    """Return the client ID that the downloaded file's name holds; None for any other name."""
    if not file_name or not contract.file_name:
        return None
    found = contract.file_name.search(re.split(r"[/\\]", file_name)[-1])
    return found["client_id"] if found else None


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


def _finding(
    code: str, field: Field, contract: Contract, *, line: int | None = None, **params: int | str
) -> Finding:
    role = contract.role_of(CODES[code].step, code, field)
    return Finding(code, field.id, line, contract.step(role), params)


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

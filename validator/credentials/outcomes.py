"""Fields against each other: values without a label, swapped, doubled, or told apart by the name of the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from string import ascii_lowercase

from ..contract import AddressShape, Contract, Field, ValueShape
from ..report import FieldState
from .addresses import from_site
from .deciding import Outcome, decide, finding_of
from .pieces import Grade, Reading
from .reading import Paste
from .rivals import doubted_by_corrections, is_plainly, placed, rivals


def outcomes_of(paste: Paste, contract: Contract, file_name: str | None) -> dict[str, Outcome]:
    """Return every field's outcome: each by itself first, then against the others."""
    outcomes = {}
    for field in contract.fields:
        readings = [reading for reading in paste.readings if reading.field == field.id]
        others = {
            reading.value
            for reading in paste.readings
            if reading.field != field.id and reading.grade == Grade.LINE
        }
        beside = rivals(readings, paste, field, contract)
        outcomes[field.id] = decide(field, [*readings, *beside], contract, others)
    outcomes = _place_loose(outcomes, paste, contract, file_name)
    outcomes = doubted_by_corrections(outcomes, paste, contract)
    outcomes = _cut_from_others(_swaps(outcomes, contract), contract)
    outcomes = _doubted_by_labels(_named_otherwise(outcomes, contract, file_name), paste, contract)
    return _doubles(outcomes, contract)


def is_labelled(outcome: Outcome) -> bool:
    """Say whether a field was found well formed, and by its label."""
    unlabelled = any(finding.code == "unlabelled" for finding in outcome.findings)
    return outcome.state.status in ("ok", "uncertain") and not unlabelled


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
        foreign = all(reading.grade != Grade.LOOSE for reading in readings)
        if (len(able) == 1 and not foreign) or _known_by_name(open_ids, readings, named):
            for id in open_ids:
                mine = [
                    found
                    for found in readings
                    if (len(able) == 1 and found.grade == Grade.LOOSE)
                    or (len(able) > 1 and (found.value == named) == (id == "client_id"))
                ]
                field = contract.field(id)
                outcomes[id] = decide(field, [placed(found, field) for found in mine], contract)
            continue
        for id in open_ids:
            line = readings[0].line
            finding = finding_of("unlabelled", contract.field(id), contract, line=line, count=len(readings))
            outcomes[id] = Outcome(FieldState(id, "uncertain", line), (finding,))
    return outcomes


def _could_fill(reading: Reading, field: Field) -> bool:
    if isinstance(field.shape, AddressShape):
        return from_site(reading.value, field.shape) is not None
    return field.shape.fits(reading.value)


def _known_by_name(open_ids: Sequence[str], readings: Sequence[Reading], named: str | None) -> bool:
    """Say whether the chosen file's name tells which of two values is the client ID."""
    values = [reading.value for reading in readings]
    return len(open_ids) == len(values) == 2 and "client_id" in open_ids and named in values


def _swaps(outcomes: dict[str, Outcome], contract: Contract) -> dict[str, Outcome]:
    """Name values that have the shape of another field's: they stand in each other's place."""
    outcomes = dict(outcomes)
    suspects = {
        id: _in_small_letters(outcome.suspect, contract)
        for id, outcome in outcomes.items()
        if outcome.suspect and outcome.findings[0].code != "truncated"
    }
    for id, reading in suspects.items():
        fitting = [
            field.id
            for field in contract.fields
            if field.id != id and is_plainly(reading._replace(field=field.id, part="value"), field)
        ]
        if fitting:
            _swap(id, reading, fitting, outcomes, suspects, contract)
    # The other half of a swap may pass for an older value by its shape; it is malformed all the same.
    for id, outcome in list(outcomes.items()):
        for other, reading in suspects.items():
            if outcome.state.status == "ok" and _mirrors(
                outcome, contract.field(id), reading, other, contract
            ):
                finding = finding_of(
                    "swapped", contract.field(id), contract, line=outcome.state.line, other=other
                )
                state = replace(outcome.state, status="malformed", value="", suggestion=reading.value)
                outcomes[id] = Outcome(state, (finding,))
                first = outcomes[other]
                if isinstance(contract.field(other).shape, ValueShape):
                    state = replace(first.state, suggestion=outcome.state.value)
                    outcomes[other] = replace(first, state=state)
    return outcomes


def _in_small_letters(reading: Reading, contract: Contract) -> Reading:
    """Return a value that no field knows as it is without the capitals that it may have been given as well.

    In its own field capitals alone are no sign that it is another's.
    """
    shapes = {field.id: field.shape for field in contract.fields if isinstance(field.shape, ValueShape)}
    small, own = reading.value.lower(), shapes.get(reading.field)
    known = any(shape.fits(reading.value) for shape in shapes.values())
    if known or own is None or own.fits(small) or not small.isalnum():
        return reading
    return reading._replace(value=small)


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
            if other in suspects and is_plainly(suspects[other]._replace(field=id, part="value"), field)
        ),
        None,
    )
    suggestion = suspects[partner].value if partner else None
    outcome = outcomes[id]
    finding = finding_of("swapped", field, contract, line=reading.line, other=partner or fitting[0])
    outcomes[id] = Outcome(
        replace(outcome.state, suggestion=suggestion), (finding, *outcome.findings[1:]), outcome.suspect
    )


def _mirrors(outcome: Outcome, field: Field, reading: Reading, other: str, contract: Contract) -> bool:
    shape, theirs = field.shape, contract.field(other).shape
    return (
        isinstance(shape, ValueShape)
        and not shape.fits(outcome.state.value)
        and shape.fits(reading.value)
        and (not isinstance(theirs, ValueShape) or theirs.fits(outcome.state.value))
    )


def _cut_from_others(outcomes: Mapping[str, Outcome], contract: Contract) -> dict[str, Outcome]:
    """Name a value that is the beginning of another field's: a token has more letters than a secret has."""
    changed = dict(outcomes)
    for field in contract.fields:
        state = outcomes[field.id].state
        other = _cut_from(state.value, field, contract) if state.status == "ok" else None
        if other:
            finding = finding_of("swapped", field, contract, line=state.line, other=other)
            changed[field.id] = Outcome(replace(state, status="malformed", value=""), (finding,))
    return changed


def _cut_from(value: str, field: Field, contract: Contract) -> str | None:
    """Return the field whose longer values have fewer characters to choose from, and this value no others."""
    for other in contract.fields:
        mine, theirs = field.shape, other.shape
        if (
            isinstance(mine, ValueShape)
            and isinstance(theirs, ValueShape)
            and len(value) < theirs.lengths[0]
            and theirs.spelled(value)
            and any(mine.spelled(letter) and not theirs.spelled(letter) for letter in ascii_lowercase)
        ):
            return other.id
    return None


def _named_otherwise(
    outcomes: dict[str, Outcome], contract: Contract, file_name: str | None
) -> dict[str, Outcome]:
    """Name two values of one shape that stand in each other's place, where the file's name tells them apart."""
    named = client_id_in_name(file_name, contract)
    mine = outcomes.get("client_id")
    if named is None or mine is None:
        return outcomes
    changed = dict(outcomes)
    value = mine.state.value
    if value and value != named and value in named:
        finding = finding_of("truncated", contract.field("client_id"), contract, line=mine.state.line)
        state = replace(mine.state, status="malformed", value="", suggestion=named)
        changed["client_id"] = Outcome(state, (finding,))
    other = next(
        (id for id, outcome in outcomes.items() if id != "client_id" and outcome.state.value == named), None
    )
    pairs = [(other, "client_id"), ("client_id", other)] if value != named else []
    for id, twin in pairs:
        if id and twin and outcomes[id].state.value:
            state = outcomes[id].state
            finding = finding_of("swapped", contract.field(id), contract, line=state.line, other=twin)
            suggestion = outcomes[twin].state.value or None
            changed[id] = Outcome(
                replace(state, status="malformed", value="", suggestion=suggestion), (finding,)
            )
    return changed


def _doubted_by_labels(
    outcomes: Mapping[str, Outcome], paste: Paste, contract: Contract
) -> dict[str, Outcome]:
    """Doubt values whose labels say that they are old or wrong, and all where labels speak of several accounts."""
    chosen = [reading for reading in paste.readings if outcomes[reading.field].state.line == reading.line]
    mixed = len({reading.account for reading in chosen if reading.account}) > 1
    unfit = {reading.field for reading in chosen if reading.unfit}
    doubted = dict(outcomes)
    for id, outcome in outcomes.items():
        if outcome.state.status in ("ok", "derived") and (mixed or id in unfit):
            line = outcome.state.line
            finding = finding_of("unlabelled", contract.field(id), contract, line=line, count=1)
            doubted[id] = Outcome(FieldState(id, "uncertain", line), (finding,))
    return doubted


def _doubles(outcomes: Mapping[str, Outcome], contract: Contract) -> dict[str, Outcome]:
    """Doubt one value that stands in two fields: one of the two was copied twice."""
    values = {id: outcomes[id].state.value for id in contract.form_order if outcomes[id].state.value}
    doubted = dict(outcomes)
    said: set[frozenset[str]] = set()
    for id, value in values.items():
        twin = next((other for other in values if other != id and values[other] == value), None)
        if twin:
            line = outcomes[id].state.line
            finding = finding_of("same-value", contract.field(id), contract, line=line, other=twin)
            # The sentence names both fields, so the first of the form says it for the other too.
            told = frozenset((id, twin)) in said
            doubted[id] = Outcome(FieldState(id, "uncertain", line), () if told else (finding,))
            said.add(frozenset((id, twin)))
    return doubted


def client_id_in_name(file_name: str | None, contract: Contract) -> str | None:
    """Return the client ID that the downloaded file's name holds; None for any other name."""
    if not file_name or not contract.file_name:
        return None
    found = contract.file_name.search(file_name.replace("\\", "/").rpartition("/")[2])
    return found["client_id"] if found else None

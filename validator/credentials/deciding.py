"""What the readings of one field amount to: a state, and the findings that explain it."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from ..contract import Contract, Field, ValueShape
from ..report import CODES, NEARER, FieldState, Finding, Status
from .addresses import from_key, from_site, judge_address
from .kinds import kind_of_value
from .pieces import Grade, Reading
from .values import Verdict, judge_value

# Signs that none of our values has and those of other services do, and a length that is common there.
ELSEWHERE = re.compile(r"(?=.*[._-])[\w.-]{12,}|[0-9a-f]{32}")
MOST_SLIPPED = 3  # characters that are left behind by who copies by hand


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


def decide(
    field: Field, readings: Sequence[Reading], contract: Contract, others: AbstractSet[str] = frozenset()
) -> Outcome:
    """Decide what a field's readings amount to; `others` are values that surely belong to another field."""
    judged = _best(judge_all([reading for reading in readings if reading.part != "site"], field), others)
    if not judged:
        sites = judge_all([reading for reading in readings if reading.part == "site"], field)
        judged = [site for site in sites if site.verdict.ok]
    if not judged:
        return _missing(field, contract)
    if len(judged) > 1:
        line = judged[0].reading.line
        finding = finding_of("conflicting-values", field, contract, line=line, count=len(judged))
        return Outcome(FieldState(field.id, "uncertain", line), (finding,))
    return _single(field, judged[0], contract)


def judge_all(readings: Sequence[Reading], field: Field) -> list[Judged]:
    """Judge readings of one field; what a thread quotes again and again is judged once."""
    alike = {(reading.part, reading.value, reading.cut): reading for reading in readings}
    verdicts = {key: judge(reading, field) for key, reading in alike.items()}
    return [Judged(reading, verdicts[reading.part, reading.value, reading.cut]) for reading in readings]


def judge(reading: Reading, field: Field) -> Verdict:
    """Judge a reading as what it was read for: a value, an address, a key of a store, or an address of the shop."""
    shape = field.shape
    if isinstance(shape, ValueShape):
        return judge_value(reading.value, shape, reading.cut)
    if reading.part == "key":
        # Of a key that ends in dots nobody knows how it goes on.
        found = None if reading.cut else from_key(reading.value, shape)
        return found or judge_address(reading.value, shape, reading.cut)
    if reading.part == "site":
        return from_site(reading.value, shape) or Verdict(False)
    return judge_address(reading.value, shape, reading.cut)


def _best(judged: Sequence[Judged], others: AbstractSet[str]) -> list[Judged]:
    """Return one reading for each different value: of the surest grade that has any, and what contradicts it."""
    firm = [item for item in judged if item.reading.grade >= Grade.INSIDE]
    # In a text that lost its line ends, only the first label stands at the beginning of a line.
    leading = {item.reading.line for item in firm if item.reading.grade == Grade.LINE}
    lines = [item for item in firm if item.reading.line in leading]
    for group in (lines, firm, [item for item in judged if item.verdict.ok]):
        real = [item for item in group if item.verdict.code != "placeholder"]
        if real:
            return _different([*real, *_rivals(judged, others)])
    return _different(firm)[:1]


def _rivals(judged: Sequence[Judged], others: AbstractSet[str]) -> Iterator[Judged]:
    """Yield whole values behind weaker labels: "the new access token is ..." below an older file."""
    for item in judged:
        plain = item.verdict.ok and item.verdict.code is None
        if plain and item.reading.grade >= Grade.WEAK and item.reading.value not in others:
            yield item


def _different(judged: Sequence[Judged]) -> list[Judged]:
    sound = [item for item in judged if item.verdict.ok]
    # The same address in full and as a bare key is one value: the full one tells more.
    sound.sort(key=lambda item: (item.verdict.derived, item.verdict.code is not None))
    kept: dict[str, Judged] = {}
    for item in sound:
        kept.setdefault(item.verdict.value, item)
    known = sorted(kept)
    for item in judged:
        text = item.reading.value.lower()
        if sound and not item.verdict.ok and (ELSEWHERE.fullmatch(text) or not item.reading.exact):
            continue  # another service calls its keys the same
        # A copy that was cut short, or shouted, is no second value.
        if not item.verdict.ok and (not _begins_any(text, known) or _slipped(item.reading, kept)):
            kept.setdefault(text, item)
            insort(known, text)
    return list(kept.values())


def _slipped(reading: Reading, kept: Mapping[str, Judged]) -> bool:
    """Say whether a value lacks but the last characters of another: nobody cuts it like that to show which it is."""
    text = reading.value.lower()
    missing = [len(whole) - len(text) for whole in kept if whole.startswith(text)]
    return not reading.cut and any(0 < count <= MOST_SLIPPED for count in missing)


def _begins_any(text: str, known: Sequence[str]) -> bool:
    """Say whether one of the sorted values begins with a text: if one does, so does the first not before it."""
    at = bisect_left(known, text)
    return at < len(known) and known[at].startswith(text)


def _single(field: Field, judged: Judged, contract: Contract) -> Outcome:
    reading, verdict = judged.reading, judged.verdict
    findings = list(_remarks(reading, field, contract))
    if verdict.ok:
        status: Status = "derived" if verdict.derived else "ok"
        if verdict.code:
            findings.insert(0, finding_of(verdict.code, field, contract, line=reading.line))
        state = FieldState(field.id, status, reading.line, verdict.value, length=len(reading.value))
        return Outcome(state, tuple(findings))
    # The beginning of a value may be as long as another kind's: dots say that it was cut.
    kind = None if reading.cut else kind_of_value(reading.value, contract)
    code = kind or verdict.code or "wrong-characters"
    params = verdict.params if code == verdict.code else {}
    codes = [code, *([NEARER[code]] if code in NEARER else [])]
    errors = [finding_of(code, field, contract, line=reading.line, **params) for code in codes]
    state = FieldState(
        field.id, "malformed", reading.line, suggestion=verdict.suggestion, length=len(reading.value)
    )
    return Outcome(state, (*errors, *findings), suspect=reading)


def _remarks(reading: Reading, field: Field, contract: Contract) -> Iterator[Finding]:
    if reading.hidden:
        yield finding_of("invisible-characters", field, contract, line=reading.line, count=reading.hidden)
    if reading.joined:
        yield finding_of("joined-lines", field, contract, line=reading.line)
    shape = field.shape
    whole = isinstance(shape, ValueShape) and shape.fits(reading.value) and not reading.cut
    if isinstance(shape, ValueShape) and whole and len(reading.value) != shape.lengths[0]:
        lengths = {"length": len(reading.value), "expected": shape.lengths[0]}
        yield finding_of("rare-length", field, contract, line=reading.line, **lengths)


def _missing(field: Field, contract: Contract) -> Outcome:
    return Outcome(FieldState(field.id, "missing"), (finding_of("missing", field, contract),))


def finding_of(
    code: str, field: Field, contract: Contract, *, line: int | None = None, **params: int | str
) -> Finding:
    """Return a finding about a field, with the step that its code sends the reader to."""
    role = contract.role_of(CODES[code].step, code, field)
    return Finding(code, field.id, line, contract.step(role), params)

"""The report that a merchant hands to support: plain lines without any value, and reading them back."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from .contract import AGAIN, OWN, Contract
from .report import (
    CODES,
    OPEN,
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
from .scopes.comparing import state_of, verdict_of
from .text import Line, Source, Unreadable, read_lines

# A mail or a chat may break lines, quote them, begin them with a capital and put other signs for blanks and hyphens:
# so a report is read from its words, whatever lines they stand in.
HEAD = re.compile(
    r"checker-report: ?(?P<schema>\d{1,3}) (?P<contract>[a-z0-9-]+) (?P<about>credentials|scopes)\b"
)
MARK = "report:"
STATEMENT = re.compile(
    r"(?<![\w-])(?P<what>verdict|kind|field|scope|finding|end)(?: (?P<name>[a-z0-9_-]{1,60}))?:"
)
LONGEST_STATEMENT = 300  # characters
QUOTE = re.compile(r"^[\s>|]*")
# What a line is broken behind without a blank.
BROKEN = "-_="
# A word or a number that the checker itself wrote; anything else in a report is somebody's addition.
WORD = re.compile(r"[a-z0-9][a-z0-9_-]*")
SPACES = re.compile(r"\s+")
OTHER_SIGN = re.compile(r"[^a-z0-9]")
PARAM = re.compile(r"(?P<key>[a-z_]+)=(?P<value>\d{1,5}|[a-z][a-z0-9_-]*)")
LEFT_OUT = "\u2026"  # for names that were pasted
ABOUT_ITSELF = ("report-read", "report-damaged")


def write_support(report: Report, title: str) -> str:
    """Return the report as lines that a person can read and `read_support` understands."""
    lines = [*_lines(report)]
    return "\n".join([title, *lines, f"end: {_sum(lines)}"]) + "\n"


def read_support(source: Source, contract: Contract) -> Report | None:
    """Return the report that such lines hold; None for any other text.

    Its first finding says that it is a report, and whether it is whole. What is damaged or unknown is left out.
    """
    lines = read_lines(source)
    if isinstance(lines, Unreadable):
        return None
    if not any(MARK in line.folded for line in lines):
        return None
    text = _joined(lines)
    heads = [
        head
        for head in HEAD.finditer(text)
        if int(head["schema"]) == SCHEMA and _bare(head["contract"]) == _bare(contract.id)
    ]
    ends = [*(head.start() for head in heads[1:]), len(text)][: len(heads)]
    reports = (_read(head, text[head.end() : end], contract) for head, end in zip(heads, ends, strict=True))
    first: Report | None = None
    # In a thread the same report may stand more than once, and be whole in one place alone.
    for report in reports:
        if report.findings[0].code == "report-read":
            return report
        first = first or report
    return first


def without_support(source: Source) -> tuple[Line, ...] | Unreadable:
    """Return a text without the lines of a report that it quotes."""
    lines = read_lines(source)
    if isinstance(lines, Unreadable):
        return lines
    return tuple(line for line in lines if not STATEMENT.search(SPACES.sub(" ", line.folded)))


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
        if finding.code not in ABOUT_ITSELF:
            said = {"field": finding.field, "line": finding.line, **finding.params}
            # Names that were pasted stay out; numbers and our own words are all that support needs.
            kept = [f"{key}={value}" for key, value in said.items() if value and key != "names"]
            yield " ".join([f"finding {finding.code}:", *kept])


def _sum(lines: Iterable[str]) -> str:
    """Return four digits that tell whether anything was lost on the way; they are no protection against forgery."""
    return f"{binascii.crc_hqx('\n'.join(lines).encode(), 0):04x}"


class _Statement(NamedTuple):
    what: str
    name: str
    word: str
    params: Mapping[str, int | str]


def _joined(lines: Sequence[Line]) -> str:
    """Return all lines as one, in plain small letters, without the signs that mails quote with."""
    parts: list[str] = []
    for line in lines:
        part = QUOTE.sub("", line.folded).rstrip()
        parts += [part, "" if part.endswith(tuple(BROKEN)) else " "]
    return SPACES.sub(" ", "".join(parts))


def _statements(text: str) -> Iterator[_Statement]:
    found = [*STATEMENT.finditer(text)]
    ends = [*(one.start() for one in found[1:]), len(text)]
    for one, end in zip(found, ends[: len(found)], strict=True):
        word, params = "", {}
        for place, token in enumerate(text[one.end() : min(end, one.end() + LONGEST_STATEMENT)].split()):
            param = PARAM.fullmatch(token)
            if param:
                params[param["key"]] = int(param["value"]) if param["value"].isdigit() else param["value"]
            elif place == 0 and WORD.fullmatch(token):
                word = token
            else:
                break
        yield _Statement(one["what"], one["name"] or "", word, params)


def _read(head: re.Match[str], text: str, contract: Contract) -> Report:
    statements = list(_statements(text))
    credentials = head["about"] == "credentials"
    report = _credentials(statements, contract) if credentials else _scopes(statements, contract)
    sums = [one.word for one in statements if one.what == "end"]
    whole = sums[:1] == [_sum(_lines(report))] and _agrees(report, contract)
    code = "report-read" if whole else "report-damaged"
    note = Finding(code, step=contract.step(CODES[code].step))
    if not whole:
        report = replace(report, verdict=_doubted(report.verdict))
    return replace(report, findings=(note, *report.findings))


def _agrees(report: Report, contract: Contract) -> bool:
    """Say whether the verdict follows from the states; a report that says otherwise was not written here."""
    if isinstance(report, CredentialsReport):
        return report.verdict != "complete" or all(state.status == "ok" for state in report.fields)
    if report.verdict == "unreadable":
        return True
    states = [
        row if row.required is None else state_of(contract.scope(row.id), row.granted)
        for row in report.scopes
    ]
    follows = verdict_of(states)
    open_yet = report.verdict == OPEN and follows != "not-enough"
    return list(report.scopes) == states and (report.verdict == follows or open_yet)


def _doubted(verdict: str) -> str:
    """Return the verdict of a report that is not whole: a good one cannot be believed."""
    return {"complete": "incomplete", "enough": "unclear", OPEN: "unclear"}.get(verdict, verdict)


def _credentials(statements: Sequence[_Statement], contract: Contract) -> CredentialsReport:
    states: dict[str, FieldState] = {}
    fields = {_bare(field.id): field.id for field in contract.fields}
    for one in statements:
        id, status = fields.get(_bare(one.name)), _known(one.word, STATUSES)
        if one.what == "field" and id and status:
            line, length = one.params.get("line"), one.params.get("length")
            states[id] = FieldState(id, status, _number(line), length=_number(length) or 0)
    said = {one.what: one.word for one in statements if not one.name}
    kinds = (WANTED, UNKNOWN, *(other.kind for other in contract.kinds))
    return CredentialsReport(
        contract.id,
        _known(said.get("kind", ""), kinds) or UNKNOWN,
        _known(said.get("verdict", ""), VERDICTS) or "unreadable",
        # Of a field whose line was lost nothing is known, not even that it is missing.
        tuple(states.get(field.id) or FieldState(field.id, "uncertain") for field in contract.fields),
        tuple(_findings(statements, contract)),
    )


def _scopes(statements: Sequence[_Statement], contract: Contract) -> ScopeReport:
    scopes = {_bare(scope.id): scope for scope in contract.scopes}
    states = []
    for one in statements:
        scope, status = scopes.get(_bare(one.name)), _known(one.word, SCOPE_STATUSES)
        if one.what == "scope" and scope and status:
            granted = _level(one.params.get("granted"), contract)
            states.append(ScopeState(scope.id, scope.label, scope.required, granted, status))
    verdict = next((one.word for one in statements if one.what == "verdict"), "")
    return ScopeReport(
        contract.id,
        _known(verdict, (*SCOPE_VERDICTS, OPEN)) or "unreadable",
        tuple(states),
        (),
        tuple(_findings(statements, contract)),
    )


def _findings(statements: Sequence[_Statement], contract: Contract) -> Iterator[Finding]:
    fields = {_bare(field.id): field for field in contract.fields}
    rows = {_bare(scope.id): scope for scope in contract.scopes}
    for one in statements:
        id = _known(one.name, CODES) if one.what == "finding" else None
        if id is None or id in ABOUT_ITSELF:
            continue
        code = CODES[id]
        params = {key: value for key, value in one.params.items() if key in code.params}
        field = fields.get(_bare(str(one.params.get("field", ""))))
        line = _number(one.params.get("line"))
        if "row" in params:
            row = rows.get(_bare(str(params["row"])))
            if row is None:
                continue
            params["row"] = row.id
        params |= {
            key: _level(params[key], contract) or "" for key in ("granted", "required") if key in params
        }
        if "other" in params:
            other = fields.get(_bare(str(params["other"])))
            if other is None:
                continue
            params["other"] = other.id
        if "names" in code.params:
            params["names"] = LEFT_OUT
        spoken = set(code.params) <= {key for key, value in params.items() if value != ""}
        if spoken and (field or code.step not in (OWN, AGAIN)):
            step = contract.step(contract.role_of(code.step, id, field))
            yield Finding(id, field.id if field else None, line, step, params)


def _level(value: int | str | None, contract: Contract) -> str | None:
    return _known(str(value), [level.id for scope in contract.scopes for level in scope.levels])


def _known[Text: str](said: str, known: Iterable[Text]) -> Text | None:
    """Return the one of our own words that is meant: some programs take "_" and "-" for marks of their own."""
    return next((word for word in known if _bare(word) == _bare(said)), None)


def _bare(word: str) -> str:
    return OTHER_SIGN.sub("", word)


def _number(value: int | str | None) -> int | None:
    return value if isinstance(value, int) else None

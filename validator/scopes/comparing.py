"""Comparing the levels that were granted with those that are needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..contract import Contract, Scope
from ..credentials.checks import is_credentials
from ..report import CODES, SEVERITIES, Finding, ScopeReport, ScopeState, ScopeStatus
from ..text import Source, Unreadable, read_lines
from .line import Mention
from .reading import Grants, beginning, read_scopes
from .rest import UNTOLD

# A choice for a row: a level's id, or None where the paste names several.
Choices = Mapping[str, str | None]


def compare_scopes(source: Source, contract: Contract) -> ScopeReport:
    """Read a paste of scopes in any known form and compare it with what the contract asks for."""
    lines = read_lines(source)
    if isinstance(lines, Unreadable):
        return _unreadable(contract, lines.code, ())
    grants = read_scopes(lines, contract)
    if grants.endless:
        return _unreadable(contract, "too-large", ())
    if not grants.mentions and not grants.rest and grants.foreign:
        return _unreadable(contract, "account-scopes", tuple(grants.unknown))
    rows = {mention.scope.id for mention in grants.mentions}
    # In a file of credentials a row may be named as well: an account is called "products read-write".
    if (
        len(rows) < 2
        and not grants.by_machine
        and not grants.rest
        and is_credentials(beginning(lines), contract)
    ):
        return _unreadable(contract, "credentials-pasted", tuple(grants.unknown))
    if not grants.mentions and not grants.rest:
        return _unreadable(contract, "no-scope-found", tuple(grants.unknown))
    by_scope: dict[str, list[Mention]] = {}
    for mention in grants.mentions:
        by_scope.setdefault(mention.scope.id, []).append(mention)
    silent = _says_nothing(grants.mentions)
    choices = _rest(grants.rest, silent, contract)
    choices |= {id: _choice(mentions, contract) for id, mentions in by_scope.items()}
    lines_of = {id: mentions[0].line for id, mentions in by_scope.items()}
    return _report(choices, contract, lines_of, [*_remarks(grants, silent, contract)], tuple(grants.unknown))


def compare_levels(levels: Mapping[str, str], contract: Contract) -> ScopeReport:
    """Compare a choice of levels, scope id to level id, with what the contract asks for."""
    known = {scope.id for scope in contract.scopes}
    choices = {id: level for id, level in levels.items() if id in known}
    return _report(choices, contract, {}, [], ())


def _rest(levels: Sequence[str], silent: bool, contract: Contract) -> dict[str, str | None]:
    """Return what is said of the rows that are not named: "everything else: none"."""
    if silent or len(set(levels)) > 1 or UNTOLD in levels:
        # Where nothing was chosen, a row that the copy left out was not chosen either.
        return {scope.id: None for scope in contract.required_scopes}
    return {
        scope.id: _offered(scope, level, contract) for level in levels for scope in contract.required_scopes
    }


def _choice(mentions: Sequence[Mention], contract: Contract) -> str | None:
    scope = mentions[0].scope
    if any(mention.how in ("open", "unread") for mention in mentions):
        return None
    named = {_offered(scope, mention.levels[-1], contract) for mention in mentions}
    return named.pop() if len(named) == 1 else None


def _offered(scope: Scope, level: str, contract: Contract) -> str | None:
    """Return the row's own level for one that is called otherwise: documents say "modify" of every row.

    None for a level that the row has not: then nobody can say what was chosen.
    """
    if scope.rank(level) >= 0:
        return level
    return {contract.lowest_level: scope.levels[0].id, contract.highest_level: scope.highest}.get(level)


def _says_nothing(mentions: Sequence[Mention]) -> bool:
    """Tell a copy of the create page, which lists every level of every row."""
    every = sum(mention.every or (mention.how == "open" and not mention.levels) for mention in mentions)
    return every > 2 and every * 2 > len(mentions)


def _remarks(grants: Grants, silent: bool, contract: Contract) -> list[Finding]:
    step = contract.step("scopes")
    found = []
    if silent:
        found.append(Finding("every-level", step=step))
    if grants.foreign:
        found.append(Finding("account-scopes", step=contract.step(CODES["account-scopes"].step)))
    read = {mention.scope.id: mention for mention in grants.misspelt if mention.levels}
    found += [
        Finding(
            "scope-misspelt",
            line=mention.line,
            step=step,
            params={"row": id, "granted": mention.levels[-1]},
        )
        for id, mention in read.items()
    ]
    for mention in grants.mentions:
        level = mention.levels[-1] if mention.levels else ""
        if mention.how == "said" and mention.scope.rank(level) < 0 and level != "none":
            params: dict[str, int | str] = {"row": mention.scope.id, "granted": level}
            found.append(Finding("scope-level", line=mention.line, step=step, params=params))
    if grants.unknown:
        names = ", ".join(grants.unknown)
        found.append(Finding("scope-unknown", step=step, params={"names": names}))
    return found


def _report(
    choices: Choices,
    contract: Contract,
    lines: Mapping[str, int],
    remarks: Sequence[Finding],
    unknown: tuple[str, ...],
) -> ScopeReport:
    states = [
        state_of(scope, choices.get(scope.id, scope.default)) for scope in contract.scopes if scope.required
    ]
    states += [
        ScopeState(scope.id, scope.label, None, level, "extra")
        for scope in contract.scopes
        if not scope.required
        and (level := choices.get(scope.id))
        and scope.rank(level) > scope.rank(scope.default)
    ]
    step = contract.step("scopes")
    silent = any(remark.code == "every-level" for remark in remarks)
    findings = [*remarks]
    for state in states:
        # One sentence says it of all rows where nothing was chosen.
        if state.status == "ok" or (silent and state.status == "ambiguous"):
            continue
        params: dict[str, int | str] = {"row": state.id}
        if state.granted and "granted" in CODES[f"scope-{state.status}"].params:
            params["granted"] = state.granted
        if state.required and "required" in CODES[f"scope-{state.status}"].params:
            params["required"] = state.required
        findings.append(Finding(f"scope-{state.status}", line=lines.get(state.id), step=step, params=params))
    findings.sort(key=lambda found: SEVERITIES.index(found.severity))
    return ScopeReport(contract.id, verdict_of(states), tuple(states), unknown, tuple(findings))


def verdict_of(states: Sequence[ScopeState]) -> str:
    """Return the verdict that follows from the rows' states."""
    statuses = {state.status for state in states}
    if statuses & {"missing", "too-low"}:
        return "not-enough"
    return "unclear" if "ambiguous" in statuses else "enough"


def state_of(scope: Scope, level: str | None) -> ScopeState:
    """Return a row's state at a level; None is a level that cannot be told."""
    granted, needed = scope.rank(level or ""), scope.rank(scope.required or "")
    status: ScopeStatus
    if level is None or granted < 0:
        level, status = None, "ambiguous"  # a level that the row has not says nothing of it
    elif granted < needed:
        status = "missing" if granted == 0 else "too-low"
    else:
        status = "more" if granted > needed else "ok"
    return ScopeState(scope.id, scope.label, scope.required, level, status)


def _unreadable(contract: Contract, code: str, unknown: tuple[str, ...]) -> ScopeReport:
    remark = Finding(code, step=contract.step(CODES[code].step))
    states = tuple(
        ScopeState(scope.id, scope.label, scope.required, None, "ambiguous")
        for scope in contract.required_scopes
    )
    return ScopeReport(contract.id, "unreadable", states, unknown, (remark,))

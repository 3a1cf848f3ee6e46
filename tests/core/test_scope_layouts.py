"""Every layout in every language: the same choice of levels comes back, whatever dress it is pasted in."""

import json
from collections.abc import Callable, Iterator, Sequence

import pytest

from validator import compare_scopes, load_contract

CONTRACT = load_contract("bigcommerce-huboo")
ROWS = CONTRACT.required_scopes
Written = Sequence[tuple[str, str]]  # a row's name and its level's

# A choice that differs from what is asked in both directions.
MIXED = {scope.id: str(scope.required) for scope in ROWS} | {
    "content": "none",
    "customers_login": "none",
    "marketing": "modify",
    "orders": "read-only",
    "create_payments": "create",
    "products": "read-only",
    "themes": "none",
    "carts": "none",
    "storefront_tokens": "none",
}


def _each(write: str, join: str = "\n", head: str = "") -> Callable[[Written], str]:
    """Return a layout in which each row is written alike; {0} is its number, {1} its name, {2} its level."""
    return lambda rows: head + join.join(write.format(at, *row) for at, row in enumerate(rows, 1))


def _beside(between: str, cell: str) -> Callable[[Written], str]:
    """Return a layout with two rows of the panel in each line."""
    return lambda rows: "\n".join(
        between.join(cell.format(*row) for row in rows[at : at + 2]) for at in range(0, len(rows), 2)
    )


LAYOUTS: dict[str, Callable[[Written], str]] = {
    **{
        repr(sign): _each("{1}" + sign + "{2}")
        for sign in (
            *(
                ": ",
                " = ",
                " > ",
                "=",
                ":",
                " -> ",
                " → ",
                " => ",
                " - ",
                " – ",
                " — ",
                "\t",
                " | ",
                "  ",
                " : ",
            ),
            *(
                " ... ",
                ", ",
                ";",
                "; ",
                ",",
                " / ",
                " := ",
                "............",
                "\n",
                "\n\n",
                "\nUsed for orders and products.\n",
            ),
        )
    },
    "bullets": _each("- {1}: {2}"),
    "dots": _each("• {1} {2}"),
    "numbers": _each("{0}. {1}: {2}"),
    "numbers and tabs": _each("{0}\t{1}\t{2}"),
    "numbers and pipes": _each("| {0} | {1} | {2} |", head="| # | Scope | Level |\n|---|---|---|\n"),
    "ticks before": _each("✓ {1}: {2}"),
    "ticks behind": _each("{1}: {2} ✓"),
    "boxes before": _each("- [x] {1}: {2}"),
    "brackets": _each("{1} ({2})"),
    "brackets in a line": _each("{1} ({2})", ", "),
    "semicolons in a line": _each("{1}: {2}", "; "),
    "commas in a line": _each("{1}: {2}", ", "),
    "slashes in a line": _each("{1}: {2}", " / "),
    "bold and code": _each("| **{1}** | `{2}` |"),
    "drawn table": _each("| {1:<60} | {2:<20} |", "\n+---+---+\n"),
    "quotes": _each('"{1}","{2}"', head='"Scope","Permission"\n'),
    "other quotes": _each("„{1}” – „{2}”"),
    "html": _each("<tr><td>{1}</td><td>{2}</td></tr>", ""),
    "html in lines": _each("<tr>\n  <td>{1}</td>\n  <td>{2}</td>\n</tr>"),
    "headings": _each("## {1}\n\n{2}\n"),
    "yaml": _each('  - name: "{1}"\n    level: {2}', head="scopes:\n"),
    "mail": _each("> {1}: {2}"),
    "sentences": _each("Set “{1}” to “{2}”."),
    "changes": _each("Change {1} from None to {2}."),
    "level first": _each("{2}: {1}"),
    "level first in a table": _each("{2}\t{1}", head="Level\tScope\n"),
    "an explanation behind": _each("{1}: {2} – because the warehouse needs it"),
    "an explanation below": _each("{1}: {2}\nThis lets Huboo read your orders and products.", "\n\n"),
    "two rows beside each other": _beside("\t", "{0}\t{1}"),
    "two rows in pipes": _beside(" | ", "{0} | {1}"),
    "two rows by spaces": _beside("      ", "{0:<60} {1:<20}"),
    "json": lambda rows: json.dumps(dict(rows)),
    "json in lines": lambda rows: json.dumps(
        [{"name": name, "access": level} for name, level in rows], ensure_ascii=False, indent=1
    ),
}


def _spoken() -> Iterator[tuple[str, dict[str, str], dict[str, str]]]:
    """Yield ways to name the rows and the levels."""
    levels = list(dict.fromkeys(level.id for scope in ROWS for level in scope.levels))
    panel = {scope.id: scope.label for scope in ROWS}
    for language in filter(None, CONTRACT.languages):
        names = CONTRACT.names(language)
        own = {scope.id: names.scope(scope.id).name for scope in ROWS}
        called = {level: names.level(level).name for level in levels}
        yield language, own, called
        yield f"{language}, panel's rows", panel, called
        yield f"{language}, panel's levels", own, {level: level.title() for level in levels}
        yield f"{language}, both names", {id: f"{panel[id]} ({own[id]})" for id in own}, called
        yield f"{language}, capitals", _upper(own), _upper(called)
    old = {scope.id: (*CONTRACT.names("pl").scope(scope.id).old, panel[scope.id])[0] for scope in ROWS}
    yield "old Polish guide", old, {level: CONTRACT.names("pl").level(level).name for level in levels}


def _upper(names: dict[str, str]) -> dict[str, str]:
    return {id: name.upper() for id, name in names.items()}


SPOKEN = {name: (rows, levels) for name, rows, levels in _spoken()}


@pytest.mark.parametrize("spoken", SPOKEN)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_choice_comes_back_from_every_layout(layout: str, spoken: str) -> None:
    rows, levels = SPOKEN[spoken]
    for choice in ({scope.id: str(scope.required) for scope in ROWS}, MIXED):
        text = LAYOUTS[layout]([(rows[id], levels[level]) for id, level in choice.items()])
        report = compare_scopes(text, CONTRACT)
        assert {row.id: row.granted for row in report.scopes if row.required} == choice
        assert {found.code for found in report.findings}.isdisjoint(
            ("scope-misspelt", "scope-level", "every-level")
        )

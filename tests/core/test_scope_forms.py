"""Forms in which people paste scopes, and what is understood of each."""
# ruff: noqa: E501  # a form reads best on one line

import json
from collections.abc import Callable

import pytest

from validator import compare_levels, compare_scopes, load_contract

CONTRACT = load_contract("bigcommerce-huboo")
ROWS = [(scope.label, str(scope.required)) for scope in CONTRACT.required_scopes]
IDS = [scope.id for scope in CONTRACT.required_scopes]
PANEL = [scope for scope in CONTRACT.scopes if scope.panel]
MACHINE = [
    level.machine
    for scope in CONTRACT.required_scopes
    for level in scope.levels
    if level.id == scope.required and level.machine
]


def _lines(write: Callable[[str, str], str], join: str = "\n") -> str:
    return join.join(write(label, level) for label, level in ROWS)


ENOUGH = {
    **{
        f"rows with {sign!r}": _lines(lambda label, level, sign=sign: f"{label}{sign}{level}")
        for sign in (": ", " = ", " > ", " → ", " -> ", "\t", " | ", " - ", ": *", "  ", " — ", " => ")
    },
    "capitals": _lines(lambda label, level: f"{label} {level}".upper()),
    "and for &": _lines(lambda label, level: f"{label.replace('&', 'and')} {level}"),
    "one line with semicolons": _lines(lambda label, level: f"{label}: {level}", "; "),
    "one line with spaces": _lines(lambda label, level: f"{label} {level}", " "),
    "the list page's column": ", ".join(
        label + (" Read-Only" if level == "read-only" else "") for label, level in ROWS if level != "none"
    ),
    "level below label": _lines(lambda label, level: f"{label}\n{level}"),
    "markdown table": "| Scope | Level |\n|---|---|\n"
    + _lines(lambda label, level: f"| **{label}** | `{level}` |"),
    "from none": _lines(lambda label, level: f"Change {label} from none to {level}."),
    "set to": _lines(lambda label, level: f"Set {label} to {level}"),
    "numbered": "\n".join(f"{at}. {label}: {level}" for at, (label, level) in enumerate(ROWS, 1)),
    "json": json.dumps(dict(ROWS)),
    "json list of machine names": json.dumps(MACHINE),
    "settings file": "SCOPES=" + ",".join(MACHINE),
    "url with plus": f"https://login.bigcommerce.com/oauth2/authorize?client_id=x&scope={'+'.join(MACHINE)}&state=1",
    "url with %20": f"scope={'%20'.join(MACHINE)}",
    "token": " ".join(["store_v2_default", "users_basic_information", *MACHINE]),
    "in brackets": _lines(lambda label, level: f"{label} ({level})", ", "),
    "with explanations": _lines(
        lambda label, level: f"{label}: {level} - so that we can modify orders and content"
    ),
}

EVERY = {
    "rows": "\n".join(f"{scope.label} {' '.join(level.id for level in scope.levels)}" for scope in PANEL),
    "lines": "\n".join("\n".join((scope.label, *(level.id for level in scope.levels))) for scope in PANEL),
    "one line": " ".join(f"{scope.label} {' '.join(level.id for level in scope.levels)}" for scope in PANEL),
    "labels alone": "\n".join(scope.label for scope in PANEL),
}

# Statuses of some rows; all others are missing, and Create payments is ok, unless they are named.
SOME = {
    "or": ("Orders: read-only or modify\nProducts: modify", {"orders": "ambiguous", "products": "ok"}),
    "slash": ("Orders: read-only/modify\nProducts: modify", {"orders": "ambiguous", "products": "ok"}),
    "level first": ("Modify: Orders, Products\nRead-only: Marketing", {"orders": "ok", "products": "ok", "marketing": "ok"}),
    "level above": ("Modify\n- Orders\n- Products\nRead-only\n- Themes", {"orders": "ok", "products": "ok", "themes": "ok"}),
    "one level for all": ("Orders, Products and Carts: modify", {"orders": "ok", "products": "ok", "carts": "ok"}),
    "access to": ("read-only access to Products and Orders", {"orders": "too-low", "products": "too-low"}),
    "ticked": ("Orders ( ) None ( ) read-only (x) modify\nCarts [ ] None [x] read-only", {"orders": "ok", "carts": "too-low"}),
    "underscores": ("orders: modify\nproducts: read_only\nsites_and_routes: modify", {"orders": "ok", "products": "too-low", "sites": "ok"}),
    "singular": ("Order: modify\nSite & route: modify\nChannel setting: modify", {"orders": "ok", "sites": "ok", "channel_settings": "ok"}),
    "said twice": ("Orders: modify\nOrders: read-only", {"orders": "ambiguous"}),
    "label and machine name": ("Orders | modify | store_v2_orders", {"orders": "ok"}),
    "a list": ("Orders\nProducts\nThemes", {"orders": "ok", "products": "ok", "themes": "more"}),
    "one": ("Themes", {"themes": "more"}),
    "none at all": ("Content None\nCustomers None", {}),
    "should be": ("Orders should be set to modify\nProducts must be read-only", {"orders": "ok", "products": "too-low"}),
    "create": ("Create payments: create\nOrders: modify", {"create_payments": "more", "orders": "ok"}),
    "other words for levels": ("Storefront API Tokens: GENERATE TOKENS\nThemes: manage", {"storefront_tokens": "ok", "themes": "more"}),
    "variants": ("store_checkout_content store_checkouts store_storefront-api", {"checkout_content": "ok", "checkouts": "ok", "storefront_tokens": "ok"}),
    "misspelt": ("Cusotmers: modify\nOrders: modify", {"customers": "ok", "orders": "ok"}),
    "misspelt, level below": ("Informations & setings\nmodify\nOrders\nmodify", {"information": "ok", "orders": "ok"}),
}  # fmt: skip


@pytest.mark.parametrize("name", ENOUGH)
def test_what_the_guide_asks_for_is_enough_in_every_form(name: str) -> None:
    report = compare_scopes(ENOUGH[name], CONTRACT)
    assert {row.id: row.status for row in report.scopes} == dict.fromkeys(IDS, "ok")
    assert (report.verdict, report.unknown, report.findings) == ("enough", (), ())


@pytest.mark.parametrize("name", EVERY)
def test_a_copy_of_the_create_page_says_nothing(name: str) -> None:
    report = compare_scopes(EVERY[name], CONTRACT)
    assert {row.id: row.status for row in report.scopes} == dict.fromkeys(IDS, "ambiguous")
    assert report.verdict == "unclear"
    assert [found.code for found in report.findings] == ["every-level"]


@pytest.mark.parametrize("name", SOME)
def test_rows_that_are_named_count_and_others_are_missing(name: str) -> None:
    text, statuses = SOME[name]
    report = compare_scopes(text, CONTRACT)
    expected = dict.fromkeys(IDS, "missing") | {"create_payments": "ok"} | statuses
    assert {row.id: row.status for row in report.scopes} == expected
    assert report.verdict == "not-enough"


def test_what_was_mended_or_is_unknown_is_said() -> None:
    report = compare_scopes("Cusotmers: modify\nstore_v3_orders read_products store_v2_orders", CONTRACT)
    assert report.unknown == ("store_v3_orders", "read_products")
    said = {found.code: dict(found.params) for found in report.findings if found.code != "scope-missing"}
    assert said == {
        "scope-misspelt": {"row": "customers"},
        "scope-unknown": {"names": "store_v3_orders, read_products"},
    }
    report = compare_scopes("Storefront API tokens: modify", CONTRACT)
    levels = [found for found in report.findings if found.code == "scope-level"]
    assert [(found.line, dict(found.params)) for found in levels] == [
        (1, {"row": "storefront_tokens", "granted": "modify"})
    ]


def test_scopes_of_another_account_and_no_scopes_are_unreadable() -> None:
    report = compare_scopes("account_stores_read", CONTRACT)
    assert (report.verdict, report.unknown) == ("unreadable", ("account_stores_read",))
    assert [found.code for found in report.findings] == ["account-scopes"]
    prose = "We need access to modify your orders and products because the store needs content."
    for text, code in ((prose, "no-scope-found"), ("", "empty"), (b"%PDF-1.7", "pdf-file")):
        report = compare_scopes(text, CONTRACT)
        assert (report.verdict, [found.code for found in report.findings]) == ("unreadable", [code])


def test_rows_that_nobody_asks_for_are_extra() -> None:
    text = (
        "Metafields access: standard\nMetafield ownership: manage\nStore locations: modify\nStore logs: none"
    )
    report = compare_scopes(text, CONTRACT)
    extra = [(row.id, row.required, row.granted) for row in report.scopes if row.status == "extra"]
    assert extra == [("store_locations", None, "modify"), ("metafield_ownership", None, "manage")]
    full = compare_scopes("Metafields access: full", CONTRACT)
    assert [row.id for row in full.scopes if row.status == "extra"] == ["metafields_access"]


def test_a_choice_in_the_form_is_compared() -> None:
    needed = {scope.id: str(scope.required) for scope in CONTRACT.required_scopes}
    assert compare_levels(needed, CONTRACT).verdict == "enough"
    report = compare_levels(
        needed | {"orders": "read-only", "themes": "modify", "nonsense": "modify"}, CONTRACT
    )
    statuses = {row.id: row.status for row in report.scopes if row.status != "ok"}
    assert (report.verdict, statuses) == ("not-enough", {"orders": "too-low", "themes": "more"})
    said = [(found.code, found.severity, found.step, dict(found.params)) for found in report.findings]
    assert said == [
        ("scope-too-low", "error", 11, {"row": "orders", "granted": "read-only", "required": "modify"}),
        ("scope-more", "note", 11, {"row": "themes", "granted": "modify", "required": "read-only"}),
    ]


def test_findings_name_line_and_step() -> None:
    report = compare_scopes(
        "\nOrders: read-only\nThemes: modify\nStore logs: read-only\nCarts: manage\nCusotmers: modify",
        CONTRACT,
    )
    said = {(found.code, found.params.get("row")): (found.line, found.step) for found in report.findings}
    assert said[("scope-too-low", "orders")] == (2, 11)
    assert said[("scope-more", "themes")] == (3, 11)
    assert said[("scope-extra", "store_logs")] == (4, 11)
    assert said[("scope-level", "carts")] == (5, 11)
    assert said[("scope-misspelt", "customers")] == (None, 11)
    assert said[("scope-missing", "content")] == (None, 11)
    severities = [found.severity for found in report.findings]
    assert severities == sorted(severities, key=["error", "warning", "note"].index)


def test_of_unreadable_scopes_no_row_is_known() -> None:
    report = compare_scopes("", CONTRACT)
    assert report.contract == CONTRACT.id
    assert {row.id: (row.granted, row.status) for row in report.scopes} == dict.fromkeys(
        IDS, (None, "ambiguous")
    )
    assert report.unknown == ()
    mixed = compare_scopes("store_v2_orders account_stores_read", CONTRACT)
    assert [(found.code, found.step) for found in mixed.findings if found.code == "account-scopes"] == [
        ("account-scopes", 4)
    ]

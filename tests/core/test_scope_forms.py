"""Forms in which people paste scopes, and what is understood of each."""
# ruff: noqa: E501  # a form reads best on one line

import json
import tomllib
from collections.abc import Callable

import pytest

from tests.core.cases import SAMPLES, Case, cases, name_of
from validator import check_credentials, compare_levels, compare_scopes, load_contract

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


LISTED = ", ".join(
    label.title().replace(" And ", " & ") + (" Read-Only" if level == "read-only" else "")
    for label, level in ROWS
    if level != "none"
)

ENOUGH = {
    **{
        f"rows with {sign!r}": _lines(lambda label, level, sign=sign: f"{label}{sign}{level}")
        for sign in (": ", " = ", " > ", " → ", " -> ", "\t", " | ", " - ", ": *", "  ", " — ", " => ")
    },
    "a row asked about below": _lines(lambda label, level: f"{label}: {level}") + "\nOrders?",
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
    "explanation in a third column": _lines(
        lambda label, level: f"| {label} | {level} | View and modify {label.lower()} of the store |"
    ),
    "explanation in the middle": _lines(
        lambda label, level: f"| {label} | View and modify data of the store | {level} |"
    ),
    "explanation between the lines": _lines(
        lambda label, level: f"{label}\nAccess to your {label.lower()} data: view or edit\n{level}"
    ),
    "explanation below": _lines(
        lambda label, level: f"{label}\n{level}\nLets the app view and modify {label.lower()}"
    ),
    "select": _lines(lambda label, level: f"For {label}, select {level}."),
    "choose": _lines(lambda label, level: f"Choose {level} for {label}"),
    "level first": _lines(lambda label, level: f"- {level.capitalize()} access to {label}"),
    "one paragraph": _lines(lambda label, level: f"Change {label} from None to {level}", ". "),
    "commas": _lines(lambda label, level: f'"{label}","{level}"'),
    "rows of json": json.dumps([{"scope": label, "level": level} for label, level in ROWS]),
    "html": _lines(lambda label, level: f"<tr><td>{label.replace('&', '&amp;')}</td><td>{level}</td></tr>"),
    "ticked lines": _lines(lambda label, level: f"- [{'x' if level != 'none' else ' '}] {label}: {level}"),
    "view and edit": _lines(
        lambda label, level: f"{label}: { {'modify': 'View & edit', 'read-only': 'View'}.get(level, level) }"
    ),
    "read/write": _lines(
        lambda label, level: f"{label}: { {'modify': 'Read/Write', 'read-only': 'Read'}.get(level, level) }"
    ),
    "no-break spaces": _lines(lambda label, level: f"{label}\u00a0: {level}".replace(" ", "\u00a0")),
    "a box of one line for every level": "\n".join(
        " ".join(
            (
                scope.label,
                *(("● " if level.id == scope.required else "○ ") + level.id for level in scope.levels),
            )
        )
        for scope in CONTRACT.required_scopes
    ),
    "the list page's column, broken": LISTED.replace("Customers Login", "Customers\nLogin", 1).replace(
        "Marketing Read-Only", "Marketing\nRead-Only"
    ),
    "the list page's whole line": f"Huboo\tqzx81...\t{LISTED}\t3 Mar 2025",
    "machine names in quotes": str(MACHINE),
    "machine names with %2B": f"scope={'%2B'.join(MACHINE)}",
    "machine names as constants": "\n".join(f"SCOPE_{at} = '{name}'" for at, name in enumerate(MACHINE)),
}

EVERY = {
    "rows": "\n".join(f"{scope.label} {' '.join(level.id for level in scope.levels)}" for scope in PANEL),
    "lines": "\n".join("\n".join((scope.label, *(level.id for level in scope.levels))) for scope in PANEL),
    "one line": " ".join(f"{scope.label} {' '.join(level.id for level in scope.levels)}" for scope in PANEL),
    "labels alone": "\n".join(scope.label for scope in PANEL),
    "lines with explanations": "\n".join(
        "\n".join(
            (scope.label, f"Lets apps see {scope.label.lower()} data", *(level.id for level in scope.levels))
        )
        for scope in PANEL
    ),
    "tabs": "\n".join("\t".join((scope.label, *(level.id for level in scope.levels))) for scope in PANEL),
}

# Statuses of some rows; all others are missing, and Create payments is ok, unless they are named.
SOME = {
    "or": ("Orders: read-only or modify\nProducts: modify", {"orders": "ambiguous", "products": "ok"}),
    "slash": ("Orders: read-only/modify\nProducts: modify", {"orders": "ambiguous", "products": "ok"}),
    "level first": ("Modify: Orders, Products\nRead-only: Marketing", {"orders": "ok", "products": "ok", "marketing": "ok"}),
    "level above": ("Modify\n- Orders\n- Products\nRead-only\n- Themes", {"orders": "ok", "products": "ok", "themes": "ok"}),
    "one level for all": ("Orders, Products and Carts: modify", {"orders": "ok", "products": "ok", "carts": "ok"}),
    "a lower level for all": ("Orders, Products and Carts: read-only", {"orders": "too-low", "products": "too-low", "carts": "too-low"}),
    "a cell with a list": ("Huboo | Orders, Products, Marketing Read-Only | 3 Mar 2025", {"orders": "ok", "products": "ok", "marketing": "ok"}),
    "two rows of two levels": ("Orders: none read-only modify, Products: modify", {"orders": "ambiguous", "products": "ok"}),
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
    "other words for levels": ("Storefront API Tokens: GENERATE TOKENS\nThemes: manage", {"storefront_tokens": "ok", "themes": "ambiguous"}),
    "variants": ("store_checkout_content store_checkouts store_storefront-api", {"checkout_content": "ok", "checkouts": "ok", "storefront_tokens": "ok"}),
    "misspelt": ("Cusotmers: modify\nOrders: modify", {"customers": "ok", "orders": "ok"}),
    "columns of ticks": ("Scope\tNone\tRead-only\tModify\nContent\t\t\tx\nMarketing\t\tx\t\nCarts\tx\t\t\nOrders\t\t\tX", {"content": "ok", "marketing": "ok", "orders": "ok"}),
    "columns of signs": ("| Scope | None | Read-only | Modify |\n|---|---|---|---|\n| Content | | | ✓ |\n| Marketing | | ✓ | |\n| Sites & routes | ✓ | | |", {"content": "ok", "marketing": "ok"}),
    "columns of words": ("Scope,None,Read-only,Modify\nContent,,,yes\nMarketing,,yes,\nThemes,,,", {"content": "ok", "marketing": "ok", "themes": "ambiguous"}),
    "columns of circles": ("Scope\tNone\tRead-only\tModify\nContent\t○\t○\t●\nCarts\t●\t○\t○", {"content": "ok"}),
    "Polish columns": ("Uprawnienie\tBrak\tTylko do odczytu\tEdycja\nTreść\t\t\tx\nKoszyki\tx", {"content": "ok"}),
    "two ticks in a row": ("Scope\tNone\tRead-only\tModify\nContent\t\tx\tx\nOrders\t\t\tx", {"content": "ambiguous", "orders": "ok"}),
    "boxes without levels": ("[x] Orders\n[ ] Products\n☑ Carts\n☐ Themes", dict.fromkeys(("orders", "products", "carts", "themes"), "ambiguous")),
    "a box and a level below": ("☐ Orders\nmodify\n☐ Products\nread-only", {"orders": "ok", "products": "too-low"}),
    "a word that is no level": ("Orders: on\nProducts | granted\nCarts: modify", {"orders": "ambiguous", "products": "ambiguous", "carts": "ok"}),
    "a word that is no level, and the level elsewhere": ("Orders: every day\nOrders: modify", {"orders": "ok"}),
    "an unknown row between": ("Content\nmodify\nGift certificates\nread-only\nProducts\nmodify", {"content": "ok", "products": "ok"}),
    "two levels in a sentence": ("Huboo needs modify access to Orders and Products, and read-only access to Marketing.", {"orders": "ok", "products": "ok", "marketing": "ok"}),
    "level for": ("Please give Huboo read-only for Orders and modify for Products.", {"orders": "too-low", "products": "ok"}),
    "two verbs with a comma": ("Orders: view, edit\nProducts: edit, view\nCarts: read-only, modify", {"orders": "ok", "products": "ok", "carts": "ambiguous"}),
    "two boxes ticked": ("Orders [x] view [x] edit\nProducts [x] edit [x] view\nCarts [x] read-only [x] modify\nContent [x] none [x] view [x] edit", {"orders": "ok", "products": "ok", "carts": "ambiguous", "content": "ambiguous"}),
    "one level in brackets": ("Themes, Carts (modify)", {"themes": "more", "carts": "ok"}),
    "a reason behind a list": ("Modify: Orders, Products - because we sync them", {"orders": "ok", "products": "ok"}),
    "what it was and is": ("Orders: modify now (was read-only)\nProducts: read-only, now to modify", {"orders": "ok", "products": "ok"}),
    "an empty box in the first of two cells": ("☐ Orders: modify | Products: modify", {"orders": "ambiguous", "products": "ok"}),
    "a heading that ends at an empty line": ("Missing:\nThemes\n\nOrders: modify", {"themes": "ambiguous", "orders": "ok"}),
    "a level, a reason and another level": ("Orders: modify because of stock | read-only\nProducts: modify", {"orders": "ambiguous", "products": "ok"}),
    "none behind a machine name": ("store_v2_orders none\nstore_v2_products", {"products": "ok"}),
    "a list that a word leads to its level": ("Change Orders, Products to modify", {"orders": "ok", "products": "ok"}),
    "a short denial": ("We didn't set Orders: modify\nProducts: modify", {"orders": "ambiguous", "products": "ok"}),
    "a list, and one row in a cell of its own": ("Orders, Products | Carts", {"orders": "ok", "products": "ok", "carts": "ok"}),
    "a change of two rows": ("Orders, Products: from none to modify", {"orders": "ok", "products": "ok"}),
    "a denial between machine names": ("store_v2_orders not granted store_v2_products", {"orders": "ambiguous", "products": "ok"}),
    "a no right before a machine name": ("false: store_v2_orders\nnone left: store_v2_products", {"orders": "ambiguous", "products": "ok"}),
    "a level behind a plus": ("scope=store_v2_orders+store_v2_products+read-only", {"orders": "ok", "products": "too-low"}),
    "what it is now, said last": ("Orders: was read-only, modify now\nProducts: modify", {"orders": "ok", "products": "ok"}),
    "an explanation that begins with a verb": ("Orders modify because of stock | read-only\nProducts: modify", {"orders": "too-low", "products": "ok"}),
    "edit and view": ("Orders: modify and read-only\nProducts: read-only & modify", {"orders": "ok", "products": "ok"}),
    "a label with its machine name alone": ("Orders: store_v2_orders\nProducts: store_v2_products_read_only", {"orders": "ok", "products": "too-low"}),
    "both machine names": ("store_v2_orders store_v2_orders_read_only", {"orders": "ambiguous"}),
    "required and granted": ("Scope | Required | Granted\nOrders | modify | read-only", {"orders": "ambiguous"}),
    "at least": ("Orders: at least read-only\nProducts: modify (at least)", {"orders": "too-low", "products": "ok"}),
    "Polish sentence": ("Proszę ustawić Zamówienia na edycję, a Marketing na tylko do odczytu.", {"orders": "ok", "marketing": "ok"}),
    "Polish without its letters": ("TRESC: EDYCJA\nKLIENCI - EDYCJA\nZAMOWIENIA EDYCJA", {"content": "ok", "customers": "ok", "orders": "ok"}),
    "German": ("Bestellungen: Bearbeiten\nProdukte: Nur Lesen", {"orders": "ok", "products": "too-low"}),
    "Ukrainian": ("Замовлення: змінювати\nТовари: лише читання", {"orders": "ok", "products": "too-low"}),
    "names of rows nobody has": ("Shipping: modify\nTaxes: read-only\nGift cards: modify\nOrders: modify", {"orders": "ok"}),
    "letters in a wrong order": ("Costumers: modify\nContnet: modify\nSites & ruotes: modify", {"customers": "ok", "content": "ok", "sites": "ok"}),
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
    assert [(found.code, found.step) for found in report.findings] == [("every-level", 11)]


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
        "scope-misspelt": {"row": "customers", "granted": "modify"},
        "scope-unknown": {"names": "store_v3_orders, read_products"},
    }
    assert {found.step for found in report.findings} == {CONTRACT.step("scopes")}
    report = compare_scopes("Storefront API tokens: modify", CONTRACT)
    levels = [found for found in report.findings if found.code == "scope-level"]
    assert [(found.line, dict(found.params)) for found in levels] == [
        (1, {"row": "storefront_tokens", "granted": "modify"})
    ]


@pytest.mark.parametrize(
    ("text", "encoding"), [("Zamówienia: Edycja", "cp1250"), ("Замовлення: змінювати", "cp1251")]
)
def test_rows_are_read_in_the_encodings_of_older_programs(text: str, encoding: str) -> None:
    report = compare_scopes(text.encode(encoding), CONTRACT)
    assert {row.id for row in report.scopes if row.granted == "modify"} == {"orders"}
    assert {found.code for found in report.findings} == {"scope-missing"}


def test_a_row_in_the_singular_or_the_plural_is_not_misspelt() -> None:
    report = compare_scopes("Order: modify\nSite & route: modify\nContents: modify", CONTRACT)
    assert {found.code for found in report.findings} == {"scope-missing"}


def test_scopes_of_another_account_and_no_scopes_are_unreadable() -> None:
    report = compare_scopes("account_stores_read", CONTRACT)
    assert (report.verdict, report.unknown) == ("unreadable", ("account_stores_read",))
    assert [found.code for found in report.findings] == ["account-scopes"]
    prose = "We need access to modify your orders and products because the store needs content."
    reason = "Access to modify: Orders, Products because we sync them."
    for text, code in (
        (prose, "no-scope-found"),
        (reason, "no-scope-found"),
        ("", "empty"),
        (b"%PDF-1.7", "pdf-file"),
    ):
        report = compare_scopes(text, CONTRACT)
        assert (report.verdict, [found.code for found in report.findings]) == ("unreadable", [code])


@pytest.mark.parametrize("text", ["ACCESS TOKEN: a7f3e9c2", "The access token is in the mail"])
def test_a_single_value_does_not_make_it_a_file_of_credentials(text: str) -> None:
    assert [found.code for found in compare_scopes(text, CONTRACT).findings] == ["no-scope-found"]


def test_two_values_make_it_a_file_of_credentials() -> None:
    report = compare_scopes("ACCESS TOKEN: a7f3e9c2\nCLIENT ID: 9c2ea7f3", CONTRACT)
    assert [found.code for found in report.findings] == ["credentials-pasted"]


@pytest.mark.parametrize(
    "text", ["everything on modify", ("Orders: modify, Products: modify, " * 40 + "\n") * 10]
)
def test_scopes_among_credentials_are_called_that(text: str) -> None:
    report = check_credentials(text, CONTRACT)
    assert [found.code for found in report.findings] == ["scopes-pasted"]


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
    assert said[("scope-misspelt", "customers")] == (6, 11)
    assert said[("scope-missing", "content")] == (None, 11)
    severities = [found.severity for found in report.findings]
    assert severities == sorted(severities, key=["error", "warning", "note"].index)


def test_of_unreadable_scopes_no_row_is_known() -> None:
    report = compare_scopes("", CONTRACT)
    assert report.contract == CONTRACT.id
    assert {row.id: (row.granted, row.status) for row in report.scopes} == dict.fromkeys(
        IDS, (None, "ambiguous")
    )
    assert [(row.label, row.required) for row in report.scopes] == ROWS
    assert report.unknown == ()
    mixed = compare_scopes("store_v2_orders account_stores_read", CONTRACT)
    assert [(found.code, found.step) for found in mixed.findings if found.code == "account-scopes"] == [
        ("account-scopes", CONTRACT.step("accounts"))
    ]
    alone = compare_scopes("account_stores_read", CONTRACT)
    assert [found.step for found in alone.findings] == [CONTRACT.step("accounts")]
    assert compare_scopes("Orders: modify\n" * 700, CONTRACT).unknown == ()


@pytest.mark.parametrize("case", cases("credentials"), ids=name_of)
def test_a_file_of_credentials_is_called_that(case: Case) -> None:
    report = compare_scopes(case.content, CONTRACT)
    # An app's answer names its scopes: those are read.
    code = "scope-missing" if b'"scope"' in case.content else "credentials-pasted"
    assert report.findings[0].code == code


@pytest.mark.parametrize("case", cases("scopes"), ids=name_of)
def test_a_list_of_scopes_among_credentials_is_called_that(case: Case) -> None:
    report = check_credentials(case.content, CONTRACT)
    if report.verdict == "unreadable":
        assert [found.code for found in report.findings] == ["scopes-pasted"]
    else:
        assert any(label in case.content for label in (b"ACCESS TOKEN", b"access_token", b"API path"))


COPIES = {
    "rows": "".join(f"{scope.label}: {scope.highest} (see the help)\n" for scope in PANEL),
    "machine names on lines": "".join(f"{scope.levels[-1].machine}\n" for scope in PANEL),
    "machine names": "".join(f"{scope.levels[-1].machine} " for scope in PANEL),
    "rows that a narrow column broke": "".join(
        f"{scope.label.replace(' ', chr(10), 1)}\n{scope.highest}\n" for scope in PANEL
    ),
}


@pytest.mark.parametrize("panel", COPIES.values(), ids=COPIES)
def test_more_rows_than_anybody_copies_are_too_much(panel: str) -> None:
    assert compare_scopes(panel * 6, CONTRACT).verdict != "unreadable"
    assert [found.code for found in compare_scopes(panel * 25, CONTRACT).findings] == ["too-large"]


def test_everything_is_said_of_rows_that_are_not_named() -> None:
    report = compare_scopes("Everything on modify. Everything else: none", CONTRACT)
    assert {row.status for row in report.scopes} == {"ambiguous"}
    assert report.verdict == "unclear"


@pytest.mark.parametrize(
    "text",
    [
        "Orders: read-only, the others modify",
        "Orders is on read-only, the rest is on modify",
        "Everything on modify, Orders: read-only",
        "Everything on modify, only Orders on read-only",
        "Everything on modify except Orders: read-only",
        "Everything from none to modify, Orders to read-only",
        "In my panel everything is on modify. Orders: read-only",
        "Modify for everything, Orders: read-only",
        "Modify to everything\nOrders: read-only",
    ],
)
def test_a_level_of_everything_holds_where_no_other_is_named(text: str) -> None:
    report = compare_scopes(text, CONTRACT)
    highest = {scope.id: scope.highest for scope in CONTRACT.required_scopes}
    assert {row.id: row.granted for row in report.scopes} == highest | {"orders": "read-only"}


@pytest.mark.parametrize(
    "text",
    [
        "Everything on modify but the tokens",
        "Everything on modify but the tokens and Orders",
        "Not everything on modify",
    ],
)
def test_of_everything_but_some_that_are_not_told_nothing_is_known(text: str) -> None:
    report = compare_scopes(text, CONTRACT)
    assert {row.granted for row in report.scopes} == {None}


@pytest.mark.parametrize(
    "text",
    [
        "Modify everything",
        "Modify: everything",
        "Everything on modify or read-only",
        "Everything here and there, and all of it, on modify",
    ],
)
def test_what_says_no_level_of_everything_grants_nothing(text: str) -> None:
    assert [found.code for found in compare_scopes(text, CONTRACT).findings] == ["no-scope-found"]


@pytest.mark.parametrize(
    "text",
    [
        "Everything on modify\nExcept Orders",
        "Everything except Orders on modify",
        "Everything on modify. Orders not.",
    ],
)
def test_a_row_that_is_excepted_is_at_another_level(text: str) -> None:
    report = compare_scopes(text, CONTRACT)
    highest = {scope.id: scope.highest for scope in CONTRACT.required_scopes}
    assert {row.id: row.granted for row in report.scopes} == highest | {"orders": None}


def test_a_first_column_of_labels_alone_is_no_list() -> None:
    labels = [label for label, _ in ROWS]
    assert compare_scopes("\n".join(labels[:14]), CONTRACT).verdict == "not-enough"
    assert compare_scopes("\n".join(labels[:15]), CONTRACT).verdict == "unclear"


# Each tells on its last line what is wrong with Orders.
TOLD = (
    "Scope\tNone\tRead-only\tModify\nOrders\t\tx\t",
    "Everything on modify\nExcept Orders",
    "Everything is on modify\nOrders not",
    "Carts: modify\nRead-only: Products, Orders",
    "Modify Carts\nModify Products\nRead-only Orders",
    "Carts: modify\nOrders: -",
    "Carts: modify\nOrders: permission",
    "Carts: modify\nWe set Content and Orders to read-only",
    "Carts: modify\nOrders: modify?",
    "Carts: modify\nOrdres\nread-only",
    "Read-only\n- Orders",
    "Carts: modify\nstore_v2_orders: false",
)


@pytest.mark.parametrize("text", TOLD)
def test_what_is_wrong_with_a_row_has_the_line_that_tells_it(text: str) -> None:
    said = [found for found in compare_scopes(text, CONTRACT).findings if found.params.get("row") == "orders"]
    assert {found.line for found in said} == {text.count("\n") + 1}


# Each names for the tokens, whose row has no such level, what documents call the highest one.
UNOFFERED = (
    "Storefront API tokens: modify",
    "Scope\tNone\tModify\nStorefront API tokens\t\tx",
    "Modify:\n- Storefront API tokens",
    "Modify\nStorefront API tokens, Carts",
    "Storefront API tokens\nmodify",
    "Storefront API tokens, Carts\nmodify",
    "Storefront API tokns\nmodify",
    "Modify: Storefront API tokens, Carts",
    "Storefront API tokens, Carts: modify",
    "Modify\nStorefront API tokens\nModify\nOrders\nModify",
)


@pytest.mark.parametrize("text", UNOFFERED)
def test_a_level_that_a_row_has_not_is_said_and_understood(text: str) -> None:
    report = compare_scopes(text, CONTRACT)
    assert {row.id: row.granted for row in report.scopes}["storefront_tokens"] == "manage"
    assert [found.params for found in report.findings if found.code == "scope-level"] == [
        {"row": "storefront_tokens", "granted": "modify"}
    ]


def test_three_rows_may_differ_from_everything_and_four_may_not() -> None:
    names = ("Orders", "Products", "Carts", "Content")
    for count, level in ((3, "modify"), (4, None)):
        rows = "\n".join(f"{name}: modify" for name in names[:count])
        granted = {
            row.id: row.granted for row in compare_scopes(f"Everything on read-only\n{rows}", CONTRACT).scopes
        }
        assert {granted[name.lower()] for name in names[:count]} == {level}


def test_of_an_unknown_name_nothing_is_repeated_that_could_be_a_key() -> None:
    report = compare_scopes("store_v2_q87hm075j63eqg store_v3_orders-a7f3e9 store_v3_orders", CONTRACT)
    assert report.unknown == ("store_v2_\u2026", "store_v3_orders-\u2026", "store_v3_orders")


def test_what_was_misspelt_in_a_list_is_said_of_that_row_alone() -> None:
    report = compare_scopes("Ordres, Products Read-Only", CONTRACT)
    said = [found.params for found in report.findings if found.code == "scope-misspelt"]
    assert said == [{"row": "orders", "granted": "modify"}]


def test_one_row_is_no_list_of_scopes() -> None:
    assert [found.code for found in check_credentials("Orders: modify", CONTRACT).findings] == [
        "nothing-found"
    ]


def test_a_level_that_a_row_has_not_is_none_in_the_form() -> None:
    needed = {scope.id: str(scope.required) for scope in CONTRACT.required_scopes}
    report = compare_levels(needed | {"customers_login": "read-only"}, CONTRACT)
    assert {row.id: (row.granted, row.status) for row in report.scopes if row.status != "ok"} == {
        "customers_login": (None, "ambiguous")
    }
    assert (report.verdict, report.unknown) == ("unclear", ())


REMARKS = tomllib.loads((SAMPLES / "harmless-remarks.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("place", ["{remark}\n\n{rows}", "{rows}\n\n{remark}", "{rows}\n{remark}"])
@pytest.mark.parametrize(
    ("language", "remark"),
    [(language, remark) for language, remarks in REMARKS.items() for remark in remarks],
)
def test_a_harmless_remark_takes_nothing_back(language: str, remark: str, place: str) -> None:
    names = CONTRACT.names(language)
    rows = "\n".join(
        f"{names.scope(scope.id).name}: {names.level(scope.required).name}"
        for scope in CONTRACT.required_scopes
    )
    assert compare_scopes(place.format(rows=rows, remark=remark), CONTRACT).verdict == "enough"

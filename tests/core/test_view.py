"""What the page shows of a scope report beside the rows: groups of rows, and a text to take along to the panel."""

from validator import compare_levels, compare_scopes, load_contract, load_words
from validator.view import changes, view

CONTRACT = load_contract("bigcommerce-huboo")
ROWS = CONTRACT.required_scopes


def test_the_text_to_take_along_names_every_change_in_the_panel_s_order() -> None:
    lowest = compare_levels({scope.id: scope.levels[0].id for scope in ROWS}, CONTRACT)
    lines = changes(lowest, CONTRACT).splitlines()
    assert lines == [
        f"{scope.label}: None → {scope.required}" for scope in ROWS if scope.rank(str(scope.required)) > 0
    ]


def test_the_text_to_take_along_is_understood_when_it_is_pasted() -> None:
    report = compare_scopes("Content: read-only\nOrders: read-only or modify\nProducts: modify", CONTRACT)
    text = changes(report, CONTRACT)
    assert text.splitlines()[0] == "Content: read-only → modify"
    assert "Orders: ? → modify" in text.splitlines()
    assert "Products" not in text
    after = compare_scopes(f"{text}\nProducts: modify", CONTRACT)
    assert {row.status for row in after.scopes} == {"ok"}


def test_groups_of_rows_begin_with_the_worst() -> None:
    text = "Content: read-only\nOrders: read-only or modify\nMarketing: modify\nStore logs: read-only"
    shown = view(compare_scopes(text, CONTRACT), CONTRACT, load_words("en"))
    groups = shown["groups"]
    assert isinstance(groups, list)
    assert [group["status"] for group in groups] == ["missing", "too-low", "ambiguous", "more", "extra"]
    assert groups[4]["rows"] == [{"id": "store_logs", "label": "Store logs"}]
    assert "content" not in [row["id"] for row in groups[0]["rows"]]


def test_of_a_paste_that_says_nothing_no_change_is_asked() -> None:
    every = "\n".join(f"{scope.label} {' '.join(level.id for level in scope.levels)}" for scope in ROWS)
    for text in (every, "nothing of that sort", ""):
        shown = view(compare_scopes(text, CONTRACT), CONTRACT, load_words("en"))
        assert (shown["groups"], shown["changes"]) == ([], "")

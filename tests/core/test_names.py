"""The names in every language there is a file for: read as their readers write them, and none of them twice."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator

import pytest

from validator import (
    Contract,
    check_credentials,
    compare_scopes,
    load_contract,
    load_words,
    packaged_contracts,
)
from validator.contract import AddressShape, Field
from validator.names import Names
from validator.text import fold

CONTRACTS = {name: load_contract(name) for name in packaged_contracts()}
SPOKEN = [
    pytest.param(contract, contract.names(language), id=f"{name}-{language}")
    for name, contract in CONTRACTS.items()
    for language in contract.languages
    if language
]
# Whole sentences as people write them; {row}, {low} and {high} are names from the language's own file.
SENTENCES = {
    "de": "Ändern Sie {row} von {low} auf {high}.",
    "en": "Change {row} from {low} to {high}.",
    "es": "Cambie {row} de {low} a {high}.",
    "fr": "Passez {row} de {low} à {high}.",
    "it": "Cambia {row} da {low} a {high}.",
    "nl": "Wijzig {row} van {low} naar {high}.",
    "pl": "Zmień {row} z {low} na {high}.",
    "uk": "Змініть {row} з {low} на {high}.",
}

every_language = pytest.mark.parametrize(("contract", "names"), SPOKEN)


def test_there_are_languages() -> None:
    assert SPOKEN


# ------------------------------------------------------------------------------------------------------ scopes


def rows(contract: Contract, names: Names, between: str) -> str:
    """Write the guide's rows as a reader of the language would."""
    return "\n".join(
        f"{names.scope(scope.id).name}{between}{names.level(scope.required or '').name}"
        for scope in contract.required_scopes
    )


@every_language
@pytest.mark.parametrize("between", [": ", "\n", "\n\n", "\t", " | ", " – ", " -> ", " "], ids=repr)
def test_the_rows_at_the_levels_asked_for_are_enough(contract: Contract, names: Names, between: str) -> None:
    report = compare_scopes(rows(contract, names, between), contract)
    assert {state.id: state.status for state in report.scopes if state.status != "ok"} == {}
    assert report.findings == ()
    assert report.verdict == "enough"


@every_language
def test_the_lowest_level_in_every_row_is_not_enough(contract: Contract, names: Names) -> None:
    text = "\n".join(
        f"{names.scope(scope.id).name}: {names.level(scope.levels[0].id).name}"
        for scope in contract.required_scopes
    )
    report = compare_scopes(text, contract)
    assert report.verdict == "not-enough"
    assert [state.granted for state in report.scopes] == [
        scope.levels[0].id for scope in contract.required_scopes
    ]


@every_language
@pytest.mark.parametrize("between", ["\n", " "])
def test_our_own_table_says_what_is_enough(contract: Contract, names: Names, between: str) -> None:
    """The page of scopes has in a cell what a row is called and gives, and its level in the next."""
    text = ""
    for scope in contract.required_scopes:
        name = names.scope(scope.id)
        text += between.join((scope.label, name.name, name.gives))
        text += f"\t{scope.required}{between}{names.level(scope.required or '').name}\n"
    assert compare_scopes(text, contract).verdict == "enough"


@every_language
def test_our_own_list_of_changes_grants_nothing(contract: Contract, names: Names) -> None:
    row = next(scope for scope in contract.required_scopes if len(scope.levels) > 2)
    heading = load_words(names.language).page["scope_changes"]
    text = (
        f"{heading.format(source=contract.source_platform)}\n{row.label}: {row.levels[0].id} → {row.highest}"
    )
    assert chosen(text, contract)[row.id] is None


@every_language
def test_rows_in_capital_letters_and_without_accents(contract: Contract, names: Names) -> None:
    text = rows(contract, names, ": ")
    assert compare_scopes(text.upper(), contract).verdict == "enough"
    assert compare_scopes(fold(text), contract).verdict == "enough"


@every_language
def test_every_name_of_a_row_is_read_as_that_row(contract: Contract, names: Names) -> None:
    wrong = []
    for scope in contract.scopes:
        own = names.scope(scope.id)
        level = scope.levels[-1].id
        for name in (own.name, *own.old, *own.aliases):
            report = compare_scopes(f"{name}: {names.level(level).name}", contract)
            granted = {
                state.id: state.granted for state in report.scopes if state.granted not in (None, "none")
            }
            granted = {id: found for id, found in granted.items() if found != contract.scope(id).default}
            misspelt = any(found.code == "scope-misspelt" for found in report.findings)
            if misspelt or granted != {scope.id: level}:
                wrong.append((name, granted))
    assert wrong == []


@every_language
def test_every_name_of_a_level_is_read_as_that_level(contract: Contract, names: Names) -> None:
    wrong = []
    for id, level in names.levels.items():
        row = next(scope for scope in contract.scopes if scope.rank(id) >= 0)
        asked_for = next((scope for scope in contract.required_scopes if scope.rank(id) >= 0), row)
        for name in (level.name, *level.aliases):
            text = f"{names.scope(asked_for.id).name}: {name}"
            states = compare_scopes(text, contract).scopes
            granted = next((state.granted for state in states if state.id == asked_for.id), asked_for.default)
            if granted != id:
                wrong.append((name, granted))
    assert wrong == []


def chosen(text: str, contract: Contract) -> dict[str, str | None]:
    """Return the level read for each row that the text speaks of."""
    report = compare_scopes(text, contract)
    return {
        state.id: state.granted
        for state in report.scopes
        if state.granted != contract.scope(state.id).default
    }


def two_levels(contract: Contract) -> Iterator[tuple[str, str, str]]:
    for scope in contract.required_scopes:
        yield scope.id, scope.levels[0].id, scope.levels[-1].id


@every_language
def test_of_two_levels_joined_by_from_and_to_the_last_counts(contract: Contract, names: Names) -> None:
    wrong = []
    for id, low, high in two_levels(contract):
        row = names.scope(id).name
        for from_ in names.phrases.from_:
            for to in names.phrases.to:
                change = f"{from_} {names.level(low).name} {to} {names.level(high).name}"
                # "Orders: edit, from none to edit" names the last level twice.
                both = (f"1. {row} {change}", f"{row} {names.level(high).name} {change}")
                wrong += [text for text in both if chosen(text, contract) != {id: high}]
    assert wrong == []


@every_language
def test_sentences(contract: Contract, names: Names) -> None:
    sentence = SENTENCES.get(names.language, "{row}: {low} -> {high}")
    for id, low, high in two_levels(contract):
        own = {"row": names.scope(id).name, "low": names.level(low).name, "high": names.level(high).name}
        assert chosen(sentence.format(**own), contract) == {id: high}
        quoted = {key: f"„{name}”" for key, name in own.items()}
        assert chosen(sentence.format(**quoted), contract) == {id: high}


@every_language
def test_of_two_levels_joined_by_or_none_is_chosen(contract: Contract, names: Names) -> None:
    for id, low, high in two_levels(contract):
        for or_ in names.phrases.or_:
            text = f"{names.scope(id).name}: {names.level(low).name} {or_} {names.level(high).name}"
            state = next(state for state in compare_scopes(text, contract).scopes if state.id == id)
            assert state.granted is None, text


@every_language
def test_a_level_before_its_rows(contract: Contract, names: Names) -> None:
    modify = [scope.id for scope in contract.required_scopes if scope.required == "modify"]
    for and_ in names.phrases.and_:
        first, second = (names.scope(id).name for id in modify[:2])
        text = f"{names.level('modify').name}: {first} {and_} {second}"
        assert chosen(text, contract) == dict.fromkeys(modify[:2], "modify"), text


# -------------------------------------------------------------------------------------------------- credentials


def value_of(field: Field) -> str:
    """Return a value of the field's shape, the same in every run."""
    rng = random.Random(field.id)
    shape = field.shape
    if isinstance(shape, AddressShape):
        return shape.of("7f3qk2m9xw")
    letters = [
        letter
        for letter in "0123456789abcdefghijklmnopqrstuvwxyz"
        if re.match(f"[{shape.characters}]", letter)
    ]
    return "".join(rng.choices(letters, k=shape.lengths[0]))


def written(field: Field, names: Names) -> Iterator[str]:
    """Yield everything that the language calls a field."""
    own = names.field(field.id)
    yield from (own.name, own.target, *own.aliases)


@every_language
@pytest.mark.parametrize("between", [": ", "\n", "\t", " = ", " – ", " "], ids=repr)
def test_the_fields_by_their_names_are_complete(contract: Contract, names: Names, between: str) -> None:
    for which in ("name", "target"):
        text = "\n".join(
            f"{getattr(names.field(field.id), which)}{between}{value_of(field)}" for field in contract.fields
        )
        report = check_credentials(text, contract)
        assert {state.id: state.status for state in report.fields if state.status != "ok"} == {}
        assert report.verdict == "complete"


@every_language
def test_every_name_of_a_field_is_read_as_that_field(contract: Contract, names: Names) -> None:
    wrong = []
    for field in contract.fields:
        for name in written(field, names):
            states = check_credentials(f"{name}: {value_of(field)}", contract).fields
            if [state.id for state in states if state.status == "ok"] != [field.id]:
                wrong.append(name)
    assert wrong == []


@every_language
def test_a_broken_value_is_told_from_a_missing_one(contract: Contract, names: Names) -> None:
    for field in contract.fields:
        text = f"{names.field(field.id).name}: {value_of(field)[:-6]}"
        state = next(state for state in check_credentials(text, contract).fields if state.id == field.id)
        assert state.status != "missing", text


@every_language
def test_other_labels_hold_no_value(contract: Contract, names: Names) -> None:
    token = next(field for field in contract.fields if field.id == "access_token")
    for label in names.other_labels:
        text = f"{label}: {value_of(token)}"
        assert all(state.status != "ok" for state in check_credentials(text, contract).fields), text


# ------------------------------------------------------------------------------------------------------- texts


def plain(name: str) -> str:
    """Return a name as it is looked up: in plain small letters, without what joins its words."""
    return "".join(re.findall(r"[^\W_]+", fold(name)))


def doubles(entries: Iterator[tuple[str, str, str]]) -> list[str]:
    """Return the names that mean more than one thing, with all that they mean and where."""
    found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for name, meaning, where in entries:
        found[plain(name)].add((meaning, where))
    return [
        f"{name}: {sorted(meanings)}"
        for name, meanings in found.items()
        if len({meaning for meaning, _ in meanings}) > 1
    ]


def in_scopes(contract: Contract) -> Iterator[tuple[str, str, str]]:
    """Yield what a paste of scopes is read by: name, meaning, language."""
    for scope in contract.scopes:
        yield from ((name, f"scope {scope.id}", "contract") for name in (scope.label, *scope.aliases))
    for level, aliases in contract.scope_names.levels.items():
        yield from ((name, f"level {level}", "contract") for name in (level, *aliases))
    for language, names in contract.languages.items():
        for id, scope_name in names.scopes.items():
            for name in (scope_name.name, *scope_name.old, *scope_name.aliases):
                yield name, f"scope {id}", language
        for id, level_name in names.levels.items():
            for name in (level_name.name, *level_name.aliases):
                yield name, f"level {id}", language
        for kind in ("from_", "to", "or_", "and_", "all", "except_"):
            for name in getattr(names.phrases, kind):
                yield name, f"phrase {kind}", language


def in_fields(contract: Contract) -> Iterator[tuple[str, str, str]]:
    """Yield what a paste of credentials is read by: name, meaning, language."""
    for field in contract.fields:
        yield from ((name, field.id, "contract") for name in (field.label, *field.aliases))
        yield from ((name, f"{field.id}, key", "contract") for name in field.key_aliases)
        yield from ((name, f"{field.id}, site", "contract") for name in field.site_aliases)
    yield from ((name, "another label", "contract") for name in contract.other_labels)
    for language, names in contract.languages.items():
        for field in contract.fields:
            yield from ((name, field.id, language) for name in written(field, names))
        yield from ((name, "another label", language) for name in names.other_labels)


@pytest.mark.parametrize("contract", CONTRACTS.values(), ids=CONTRACTS)
def test_no_name_means_two_things_in_any_languages(contract: Contract) -> None:
    assert doubles(in_scopes(contract)) == []
    assert doubles(in_fields(contract)) == []


def texts(names: Names) -> Iterator[str]:
    """Yield every text that is shown to a reader."""
    for field in names.fields.values():
        yield from (field.name, field.target)
    for level in names.levels.values():
        yield level.name
    for scope in names.scopes.values():
        yield from (scope.name, scope.gives, *scope.old)


@every_language
def test_shown_texts_are_typeset(contract: Contract, names: Names) -> None:
    shown = list(texts(names))
    assert [text for text in shown if text != " ".join(text.split(" ")).strip() or "  " in text] == []
    # English as the panel and the contract write it; every other language with its own quotation marks.
    assert [text for text in shown if '"' in text or "..." in text] == []
    if names.language != "en":
        assert [text for text in shown if "'" in text] == []


@every_language
def test_what_a_scope_gives_is_half_a_sentence(contract: Contract, names: Names) -> None:
    for id, scope in names.scopes.items():
        assert scope.gives, id
        assert scope.gives[0].islower(), scope.gives
        assert scope.gives[-1] not in ".;:,", scope.gives

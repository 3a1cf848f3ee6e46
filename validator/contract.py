"""The facts of one integration: its fields, shapes, kinds, scopes and steps, read from a contract file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from .names import Names, read_names
from .tables import DataError, Source, Table, read_table

SCHEMA = 1
# Which step a finding's code leads to, where the code alone does not say it: the step in which the field's value is
# found, the one to repeat when it is wrong, or what the contract says of the kind.
OWN, AGAIN, KIND = "own", "again", "kind"

Side = Literal["source", "target"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the guide."""

    number: int
    side: Side  # the platform in whose panel the step happens
    role: str  # what findings call the step by; "" for a step no finding leads to


@dataclass(frozen=True, slots=True)
class ValueShape:
    """What a value is made of."""

    characters: str  # the inside of a regular expression class
    lengths: tuple[int, ...]  # in characters; the usual one first
    cut: tuple[int, int] | None = None  # lengths of what is plainly the start of a whole value
    older: ValueShape | None = None  # still valid, no longer issued

    def fits(self, value: str) -> bool:
        """Say whether the value has this shape, in its present form."""
        return len(value) in self.lengths and self.spelled(value)

    def spelled(self, value: str) -> bool:
        """Say whether the value holds nothing but the shape's characters."""
        return _made_of(self.characters).fullmatch(value) is not None

    def strangers(self, value: str) -> int:
        """Return how many of the value's characters no value of this shape has."""
        return sum(map(len, _made_of(self.characters).split(value)))


@dataclass(frozen=True, slots=True)
class AddressMistake:
    """An address that people give in place of the right one."""

    code: str
    pattern: re.Pattern[str]  # its group "key", where it took part, is the store's key


@dataclass(frozen=True, slots=True)
class AddressShape:
    """The address of a store's API: prefix, the store's key, a version."""

    prefix: str
    key: ValueShape
    version: str
    older_versions: tuple[str, ...]
    mistakes: tuple[AddressMistake, ...]

    def of(self, key: str) -> str:
        """Return the address of the store with this key, as issued."""
        return f"{self.prefix}{key}/{self.version}/"


@dataclass(frozen=True, slots=True)
class Field:
    """One value that the target's form asks for."""

    id: str
    label: str  # as printed in the downloaded file
    shape: ValueShape | AddressShape
    step: str  # role of the step in which the value is found
    wrong_step: str  # role of the step to repeat when the value is wrong
    aliases: tuple[str, ...]
    key_aliases: tuple[str, ...]
    site_aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of credentials that cannot be used here, and how it shows."""

    code: str
    kind: str
    step: str
    signs: tuple[re.Pattern[str], ...]  # all must be found
    unless: tuple[str, ...]  # any of these fields, labelled and well formed, speaks against it
    value: re.Pattern[str] | None  # a single value of this kind
    claims: re.Pattern[str] | None  # its only group is a value of this kind, which speaks for no field


@dataclass(frozen=True, slots=True)
class Level:
    """One choice in a scope's row."""

    id: str
    machine: str  # the scope's name in a token; "" where there is none


@dataclass(frozen=True, slots=True)
class Scope:
    """One row of the panel's scope table."""

    id: str
    label: str
    required: str | None  # a level's id; None for a row the guide does not ask for
    levels: tuple[Level, ...]  # lowest first
    default: str  # what a row that nobody mentions is at
    aliases: tuple[str, ...]
    variants: Mapping[str, str]  # other machine names of the vendor's documents: name to level
    panel: bool  # seen in the panel of a store-level account
    since: str  # when the row was added, as far as known; "" for the first ones

    def rank(self, level: str) -> int:
        """Return how high a level stands in this row; -1 for one the row does not offer."""
        return next((rank for rank, known in enumerate(self.levels) if known.id == level), -1)

    @property
    def highest(self) -> str:
        """The fullest level the row offers."""
        return self.levels[-1].id


@dataclass(frozen=True, slots=True)
class ScopeNames:
    """What scopes and levels are called in text and in tokens, beside the rows' own labels."""

    implicit: frozenset[str]  # machine names that every token carries
    machine: re.Pattern[str]  # what a machine name looks like, known or not
    foreign_code: str
    foreign: re.Pattern[str] | None  # machine names of another kind of account
    levels: Mapping[str, tuple[str, ...]]  # level id to its other names


@dataclass(frozen=True, slots=True, eq=False)
class Contract:
    """All that is known about connecting one platform to another."""

    id: str
    source_platform: str
    target_platform: str
    steps: tuple[Step, ...]
    form_order: tuple[str, ...]
    fields: tuple[Field, ...]
    other_labels: tuple[str, ...]
    prefixes: frozenset[str]
    own: frozenset[str]
    suffixes: frozenset[str]
    strangers: frozenset[str]
    elsewhere: frozenset[str]
    apart: frozenset[str]
    file_name: re.Pattern[str] | None
    name_hint: tuple[str, re.Pattern[str]] | None
    kinds: tuple[Kind, ...]
    scopes: tuple[Scope, ...]
    scope_names: ScopeNames
    languages: Mapping[str, Names]

    def field(self, id: str) -> Field:
        """Return a field by its id."""
        return next(field for field in self.fields if field.id == id)

    def scope(self, id: str) -> Scope:
        """Return a scope by its id."""
        return next(scope for scope in self.scopes if scope.id == id)

    @property
    def required_scopes(self) -> tuple[Scope, ...]:
        """The rows that the guide asks for, in the panel's order."""
        return tuple(scope for scope in self.scopes if scope.required is not None)

    @property
    def lowest_level(self) -> str:
        """The level that most rows have as their lowest; "" where there are no rows."""
        return _most_common(scope.levels[0].id for scope in self.scopes)

    @property
    def highest_level(self) -> str:
        """The level that most rows have as their highest; "" where there are no rows."""
        return _most_common(scope.highest for scope in self.scopes)

    def step(self, role: str) -> int | None:
        """Return the number of the step with this role; None where the guide has none."""
        return next((step.number for step in self.steps if step.role == role), None)

    def role_of(self, step: str, code: str, field: Field | None) -> str:
        """Return the role of the step that a code leads to: the code's own, its field's, or its kind's."""
        if step == KIND or any(kind.code == code for kind in self.kinds):
            return next((kind.step for kind in self.kinds if kind.code == code), "")
        if field and step in (OWN, AGAIN):
            return field.step if step == OWN else field.wrong_step
        return step

    def names(self, language: str) -> Names:
        """Return the names in a language; what it lacks reads as on the source's own screens."""
        return self.languages.get(language) or self.languages.get("en") or self.languages[""]


def load_contract(name: str | Path) -> Contract:
    """Load a contract that comes with the package by its name, or any other by its path.

    Raises `DataError`, which names file, key and reason, for a contract that cannot be used.
    """
    if isinstance(name, Path) or name.endswith(".toml"):
        return read_contract(Path(name))
    return _packaged(name)


@cache
def packaged_contracts() -> tuple[str, ...]:
    """Return the names of the contracts that come with the package."""
    folder = files(__package__) / "contracts"
    return tuple(sorted(file.name[:-5] for file in folder.iterdir() if file.name.endswith(".toml")))


@cache
def _packaged(name: str) -> Contract:
    if name not in packaged_contracts():
        raise DataError(f"{name}: no such contract; known: {', '.join(packaged_contracts())}")
    return read_contract(files(__package__) / "contracts" / f"{name}.toml")


def read_contract(file: Source) -> Contract:
    """Read a contract file, and the names in each language from the folder of the same name beside it."""
    table = read_table(file)
    if table.number("schema") != SCHEMA:
        table.refuse("schema", f"this program reads schema {SCHEMA}")
    steps = tuple(_step(item) for item in table.tables("steps"))
    roles = {step.role for step in steps}
    shapes = {key: _shape(table.table("shapes").table(key)) for key in table.table("shapes")}
    fields = tuple(_field(item, shapes, roles) for item in table.tables("fields"))
    if not fields:
        table.refuse("fields", "at least one field is needed")
    scopes = tuple(_scope(item) for item in table.tables("scopes"))
    _refuse_doubles(table, "fields", [field.id for field in fields])
    _refuse_doubles(table, "scopes", [scope.id for scope in scopes])
    ids = {field.id for field in fields}
    form_order = table.texts("form_order") or tuple(field.id for field in fields)
    if set(form_order) != ids:
        table.refuse("form_order", f"must name each field once: {', '.join(sorted(ids))}")
    other_labels = table.table("other_labels")
    hint = table.table("name_hint")
    return Contract(
        id=table.text("id"),
        source_platform=table.text("source_platform"),
        target_platform=table.text("target_platform"),
        steps=steps,
        form_order=form_order,
        fields=fields,
        other_labels=other_labels.texts("names"),
        prefixes=frozenset(other_labels.texts("prefixes")),
        own=frozenset(other_labels.texts("own")),
        suffixes=frozenset(other_labels.texts("suffixes")),
        strangers=frozenset(other_labels.texts("strangers")),
        elsewhere=frozenset(other_labels.texts("elsewhere")),
        apart=frozenset(other_labels.texts("apart")),
        file_name=_optional_pattern(table.table("file_name"), "pattern"),
        name_hint=(hint.text("code"), hint.pattern("pattern")) if hint.has("pattern") else None,
        kinds=tuple(_kind(item, ids, roles) for item in table.tables("kinds")),
        scopes=scopes,
        scope_names=_scope_names(table),
        languages=read_names(_language_files(file), fields, scopes),
    )


@cache
def _made_of(characters: str) -> re.Pattern[str]:
    return re.compile(f"[{characters}]+")


def _most_common(levels: Iterable[str]) -> str:
    counted = list(levels)
    return max(counted, key=counted.count, default="")


def _step(table: Table) -> Step:
    table.only("number", "side", "role")
    sides: dict[str, Side] = {"source": "source", "target": "target"}
    side = table.one_of("side", sides.__getitem__, "source, target")
    return Step(table.number("number"), side, table.text("role", ""))


def _shape(table: Table) -> ValueShape | AddressShape:
    if not table.has("prefix"):
        table.only("characters", "lengths", "cut", "older", "source")
        older = table.table("older")
        cut = table.numbers("cut")
        if cut and len(cut) != 2:
            table.refuse("cut", "two numbers are needed: the shortest and the longest remainder")
        return ValueShape(
            characters=table.text("characters"),
            lengths=_lengths(table),
            cut=(cut[0], cut[1]) if cut else None,
            older=ValueShape(older.text("characters"), _lengths(older)) if older.has("characters") else None,
        )
    table.only("prefix", "key", "version", "older_versions", "mistakes", "source")
    key = table.table("key")
    key.only("characters", "shortest", "longest")
    lengths = tuple(range(key.number("shortest"), key.number("longest") + 1))
    if not lengths:
        key.refuse("longest", "must not be smaller than shortest")
    return AddressShape(
        prefix=table.text("prefix"),
        key=ValueShape(key.text("characters"), lengths),
        version=table.text("version"),
        older_versions=table.texts("older_versions"),
        mistakes=tuple(
            AddressMistake(item.text("code"), item.pattern("pattern")) for item in table.tables("mistakes")
        ),
    )


def _lengths(table: Table) -> tuple[int, ...]:
    lengths = table.numbers("lengths")
    if not lengths:
        table.refuse("lengths", "at least one length is needed")
    return lengths


def _field(table: Table, shapes: Mapping[str, ValueShape | AddressShape], roles: set[str]) -> Field:
    table.only("id", "label", "shape", "step", "wrong_step", "aliases", "key_aliases", "site_aliases")
    step = _role(table, "step", roles)
    return Field(
        id=table.text("id"),
        label=table.text("label"),
        shape=table.one_of("shape", shapes.__getitem__, ", ".join(shapes)),
        step=step,
        wrong_step=_role(table, "wrong_step", roles) if table.has("wrong_step") else step,
        aliases=table.texts("aliases"),
        key_aliases=table.texts("key_aliases"),
        site_aliases=table.texts("site_aliases"),
    )


def _role(table: Table, key: str, roles: set[str]) -> str:
    role = table.text(key)
    if role not in roles:
        table.refuse(key, f"no step has the role '{role}'; known: {', '.join(sorted(roles - {''}))}")
    return role


def _kind(table: Table, fields: set[str], roles: set[str]) -> Kind:
    table.only("code", "kind", "step", "all", "unless", "value", "claims", "source")
    signs = table.patterns("all")
    if not signs:
        table.refuse("all", "at least one pattern is needed")
    unless = table.texts("unless")
    if not set(unless) <= fields:
        table.refuse("unless", f"names of fields are needed: {', '.join(sorted(fields))}")
    return Kind(
        table.text("code"),
        table.text("kind"),
        _role(table, "step", roles),
        signs,
        unless,
        _optional_pattern(table, "value"),
        _optional_pattern(table, "claims"),
    )


def _scope(table: Table) -> Scope:
    table.only("id", "label", "required", "levels", "default", "aliases", "variants", "panel", "since")
    named = table.table("levels")
    levels = tuple(Level(id, named.text(id, "")) for id in named)
    known = [level.id for level in levels]
    if not levels:
        table.refuse("levels", "at least one level is needed")
    required = table.text("required") if table.has("required") else None
    if required is not None and required not in known:
        table.refuse("required", f"the row offers: {', '.join(known)}")
    variants = table.table("variants")
    for name in variants:
        if variants.text(name) not in known:
            variants.refuse(name, f"the row offers: {', '.join(known)}")
    return Scope(
        id=table.text("id"),
        label=table.text("label"),
        required=required,
        levels=levels,
        default=table.text("default", known[0]),
        aliases=table.texts("aliases"),
        variants={name: variants.text(name) for name in variants},
        panel=table.flag("panel", True),
        since=table.text("since", ""),
    )


def _scope_names(table: Table) -> ScopeNames:
    source = table.table("scope_source")
    foreign = source.table("foreign")
    levels = table.table("level_aliases")
    return ScopeNames(
        implicit=frozenset(source.texts("implicit")),
        machine=_optional_pattern(source, "machine") or re.compile(r"(?!)"),
        foreign_code=foreign.text("code", ""),
        foreign=_optional_pattern(foreign, "pattern"),
        levels={level: levels.texts(level) for level in levels},
    )


def _optional_pattern(table: Table, key: str) -> re.Pattern[str] | None:
    return table.pattern(key) if table.has(key) else None


def _refuse_doubles(table: Table, key: str, ids: list[str]) -> None:
    doubles = sorted({id for id in ids if ids.count(id) > 1})
    if doubles:
        table.refuse(key, f"each id may stand once: {', '.join(doubles)}")


def _language_files(file: Source) -> dict[str, Source]:
    folder: Source
    if isinstance(file, Path):
        folder = file.parent / file.stem
    else:
        folder = files(__package__) / "contracts" / file.name.removesuffix(".toml")
    if not folder.is_dir():
        return {}
    found = sorted(folder.iterdir(), key=lambda entry: entry.name)
    return {entry.name.removesuffix(".toml"): entry for entry in found if entry.name.endswith(".toml")}

"""What fields, levels and scopes are called in a reader's language, and what people write for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .tables import Source, Table, read_table

if TYPE_CHECKING:
    from .contract import Field, Scope

# Read where a language has no words yet.
FALLBACK = "en"
PHRASES = tuple(
    "from to or and all except now yes for around doubt setting them only aside remark not asked given if to_do"
    " ticked unticked radio".split()
)  # in the order of `Phrases`


@dataclass(frozen=True, slots=True)
class FieldName:
    """A field in one language."""

    name: str  # as we call it in a sentence
    target: str  # the label of its box in the target's form
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LevelName:
    """A level in one language."""

    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScopeName:
    """A scope in one language."""

    name: str
    gives: str  # half a sentence: what it lets the target see or do
    old: tuple[str, ...]  # names that earlier guides used
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words of a sentence or a table: "from none to modify", "read-only or modify", "all on modify except Themes"."""

    from_: tuple[str, ...] = ("from",)
    to: tuple[str, ...] = ("to",)
    or_: tuple[str, ...] = ("or",)
    and_: tuple[str, ...] = ("and",)
    all: tuple[str, ...] = ("all",)
    except_: tuple[str, ...] = ("except",)
    now: tuple[str, ...] = ()
    yes: tuple[str, ...] = ("yes",)
    for_: tuple[str, ...] = ("for", "to")  # single words
    around: tuple[str, ...] = ()  # single words that mean nothing of their own
    doubt: tuple[str, ...] = ()  # single words that deny, or tell of what is still to be done
    setting: tuple[str, ...] = ()  # single words that tell of setting, finding or saving a row
    them: tuple[str, ...] = ()  # single words that mean the whole list: "these"
    only: tuple[str, ...] = ()  # single words before a level that is less than was wanted
    aside: tuple[str, ...] = ()  # single words beside a level that the row was at, or that is asked for
    remark: tuple[str, ...] = ()  # single words of a sentence beside a list, such as "PS" and "I"
    not_: tuple[str, ...] = ()  # single words that turn a few others around: "does not work"
    asked: tuple[str, ...] = ()  # single words above a list of what is needed, and above one of what is there
    given: tuple[str, ...] = ()
    if_: tuple[str, ...] = ()  # single words that begin a condition
    to_do: tuple[str, ...] = ()  # what stands above a list of changes that are still to be made
    ticked: tuple[str, ...] = ()  # what a screen reader says of a box, as are the next two
    unticked: tuple[str, ...] = ()
    radio: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """All names in one language."""

    language: str  # "" for the source's own labels, where no language was written down
    fields: Mapping[str, FieldName]
    levels: Mapping[str, LevelName]
    scopes: Mapping[str, ScopeName]
    other_labels: tuple[str, ...]
    unfit: tuple[str, ...]  # words at a label that say its value is not the one: "old", "expired"
    denials: tuple[str, ...]  # single words that begin a line and say that its value is not that one: "not"
    corrections: tuple[str, ...]  # single words of a line that says that its value replaces another: "sorry"
    strangers: tuple[str, ...]  # single words beside a label that say whose value it is: "session"
    elsewhere: tuple[str, ...]  # single words beside a value that is something else: "checksum"
    phrases: Phrases

    def field(self, id: str) -> FieldName:
        """Return a field's names."""
        return self.fields[id]

    def level(self, id: str) -> LevelName:
        """Return a level's names."""
        return self.levels[id]

    def scope(self, id: str) -> ScopeName:
        """Return a scope's names."""
        return self.scopes[id]


def read_names(
    files: Mapping[str, Source], fields: Sequence[Field], scopes: Sequence[Scope]
) -> dict[str, Names]:
    """Read the names in every language there is a file for, and the source's own labels under ""."""
    levels = list(dict.fromkeys(level.id for scope in scopes for level in scope.levels))
    own = Names(
        language="",
        fields={field.id: FieldName(field.label, field.label, ()) for field in fields},
        levels={level: LevelName(level, ()) for level in levels},
        scopes={scope.id: ScopeName(scope.label, "", (), ()) for scope in scopes},
        other_labels=(),
        unfit=(),
        denials=(),
        corrections=(),
        strangers=(),
        elsewhere=(),
        phrases=Phrases(),
    )
    instead = files.get(FALLBACK)
    return {"": own} | {language: _read(language, file, instead, own) for language, file in files.items()}


def _read(language: str, file: Source, instead: Source | None, own: Names) -> Names:
    table = read_table(file, instead)
    table.only("fields", "other_labels", "levels", "scopes", "phrases")
    phrases = table.table("phrases")
    phrases.only(*PHRASES)
    return Names(
        language=language,
        fields={id: _field(item) for id, item in _each(table, "fields", own.fields)},
        levels={id: _level(item) for id, item in _each(table, "levels", own.levels)},
        scopes={id: _scope(item) for id, item in _each(table, "scopes", own.scopes)},
        other_labels=table.table("other_labels").texts("names"),
        unfit=table.table("other_labels").texts("unfit"),
        denials=table.table("other_labels").texts("denials"),
        corrections=table.table("other_labels").texts("corrections"),
        strangers=table.table("other_labels").texts("strangers"),
        elsewhere=table.table("other_labels").texts("elsewhere"),
        phrases=Phrases(*(phrases.texts(key) for key in PHRASES)),
    )


def _each(table: Table, key: str, known: Mapping[str, object]) -> list[tuple[str, Table]]:
    named = table.table(key)
    named.only(*known)
    for id in known:
        if not named.has(id):
            named.refuse(id, f"missing; add [{key}.{id}]")
    return [(id, named.table(id)) for id in known]


def _field(table: Table) -> FieldName:
    table.only("name", "target", "aliases")
    return FieldName(table.text("name"), table.text("target"), table.texts("aliases"))


def _level(table: Table) -> LevelName:
    table.only("name", "aliases")
    return LevelName(table.text("name"), table.texts("aliases"))


def _scope(table: Table) -> ScopeName:
    table.only("name", "gives", "old", "aliases")
    return ScopeName(table.text("name"), table.text("gives", ""), table.texts("old"), table.texts("aliases"))

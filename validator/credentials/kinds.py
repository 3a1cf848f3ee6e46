"""Telling other kinds of credentials from the ones that are needed."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from ..contract import Contract, Kind


def find_kind(text: str, sound: AbstractSet[str], contract: Contract) -> Kind | None:
    """Return the wrong kind whose signs the text bears; None where the fields that are there speak against it.

    `sound` names the fields that were found labelled and well formed.
    """
    for kind in contract.kinds:
        if sound.isdisjoint(kind.unless) and all(sign.search(text) for sign in kind.signs):
            return kind
    return None


def kind_of_value(value: str, contract: Contract) -> str | None:
    """Return the code of the wrong kind that a single value belongs to; None for any other value."""
    return next((kind.code for kind in contract.kinds if kind.value and kind.value.fullmatch(value)), None)

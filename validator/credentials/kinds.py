"""Telling other kinds of credentials from the ones that are needed."""

from __future__ import annotations

from collections.abc import Mapping

from ..contract import Contract, Kind


def find_kind(text: str, sound: Mapping[str, str], contract: Contract) -> Kind | None:
    """Return the wrong kind whose signs the text bears; None where the fields that are there speak against it.

    `sound` holds the fields that were found labelled and well formed, with their values; "" for several.
    """
    return next((kind for kind in contract.kinds if _is_of(kind, text, sound)), None)


def _is_of(kind: Kind, text: str, sound: Mapping[str, str]) -> bool:
    against = [sound[id] for id in kind.unless if id in sound]
    if against and not kind.claims:
        return False
    if not all(sign.search(text) for sign in kind.signs):
        return False
    # What was taken from this kind's own text is no proof that the right one is there as well.
    return not against or (kind.claims is not None and set(against) <= {*kind.claims.findall(text)})


def kind_of_value(value: str, contract: Contract) -> str | None:
    """Return the code of the wrong kind that a single value belongs to; None for any other value."""
    return next((kind.code for kind in contract.kinds if kind.value and kind.value.fullmatch(value)), None)

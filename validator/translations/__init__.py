"""Keeping translations in step with the Polish: what they consist of, whether they have all of it, how old they are."""

from .revisions import Revisions, State, Status, statuses
from .structure import Difference, differences
from .units import SOURCE, Unit, read_units

__all__ = [
    "SOURCE",
    "Difference",
    "Revisions",
    "State",
    "Status",
    "Unit",
    "differences",
    "read_units",
    "statuses",
]

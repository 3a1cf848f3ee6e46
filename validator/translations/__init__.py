"""Keeping translations in step with the Polish: what they consist of, whether they have all of it, how old they are."""

from .remarks import own_remarks, remarks
from .revisions import Revisions, State, Status, revisions_file, statuses
from .standing_in import with_stand_ins
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
    "own_remarks",
    "read_units",
    "remarks",
    "revisions_file",
    "statuses",
    "with_stand_ins",
]

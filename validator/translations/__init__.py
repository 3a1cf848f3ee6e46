"""Keeping translations in step with the Polish: what they consist of, whether they have all of it, how old they are."""

from .remarks import own_remarks, remarks
from .revisions import Revisions, State, Status, revisions_file, statuses
from .standing_in import with_stand_ins
from .structure import Difference, differences
from .terms import FILE as TERMS
from .terms import load_terms
from .typography import FILE as TYPOGRAPHY
from .typography import load_rules
from .units import SOURCE, Unit, files_of, read_units

# What texts are held to.
RULES = (TERMS, TYPOGRAPHY)

__all__ = [
    "RULES",
    "SOURCE",
    "Difference",
    "Revisions",
    "State",
    "Status",
    "Unit",
    "differences",
    "files_of",
    "forget",
    "own_remarks",
    "read_units",
    "remarks",
    "revisions_file",
    "statuses",
    "with_stand_ins",
]


def forget() -> None:
    """Forget the terms and rules that were read, so that a change is seen while the site is served."""
    load_terms.cache_clear()
    load_rules.cache_clear()

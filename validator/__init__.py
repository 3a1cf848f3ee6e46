"""Reads pasted shop credentials and scopes, and says in plain words whether they are whole and enough."""

from .contract import Contract, load_contract, packaged_contracts
from .credentials.checks import check_credentials
from .report import CODES, CredentialsReport, FieldState, Finding, ScopeReport, ScopeState
from .scopes.comparing import compare_levels, compare_scopes
from .tables import DataError
from .words import Words, load_words

__all__ = [
    "CODES",
    "Contract",
    "CredentialsReport",
    "DataError",
    "FieldState",
    "Finding",
    "ScopeReport",
    "ScopeState",
    "Words",
    "check_credentials",
    "compare_levels",
    "compare_scopes",
    "load_contract",
    "load_words",
    "packaged_contracts",
]

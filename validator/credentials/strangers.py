"""Words that say that a value is somebody else's: beside a label, or beside a value that has none."""

from __future__ import annotations

import re
from functools import cache

from ..contract import Contract
from ..vocabulary import WORD, spoken_words

# "Shopify - client secret", "shopify | client_id"; a comma or a full stop begins something else.
WORD_BEFORE = re.compile(r"(?<![^\W_])([^\W_]{2,20})[\s:/|>\u2192()\[\]*\"'`-]{1,6}$")
FARTHEST_BEFORE = 30  # characters
# Up to the sign or the value that ends the name: "Client secret (Shopify): ...", "tajny klucz webhooka: ...".
BEHIND = re.compile(r"[^:=\t,;|.\n]{1,40}")
MOST_WORDS = 2  # "for Shopify"
RUN = re.compile(r"[0-9a-z]{16}")  # begins a value; no word of the lists is as long
ASIDE = re.compile(r"[\s\"'`*]{0,3}[(\[-]([^)\]\n]{1,40})")
# As programs print a checksum: the file's name stands behind it.
FILE = re.compile(r"\s{1,3}\*?[^\s:/]{1,80}\.[a-z]{2,5}\s*")


def stranger_before(folded: str, start: int, contract: Contract) -> str:
    """Return the stranger whose name stands right before a label; "" for none."""
    found = WORD_BEFORE.search(folded[max(start - FARTHEST_BEFORE, 0) : start])
    return found[1] if found and found[1] in _strangers(contract) else ""


def stranger_behind(folded: str, end: int, contract: Contract) -> tuple[str, bool]:
    """Return the stranger who is named between a label and what ends its name, and whether that is all it says.

    "Client secret (Shopify)" is no secret of ours, "Client secret (sent to Anna by Slack)" may be one.
    """
    behind = BEHIND.match(folded, end)
    words = WORD.findall(RUN.split(behind[0])[0]) if behind else []
    if not contract.own.isdisjoint(words):
        return "", False
    return next((word for word in words if word in _strangers(contract)), ""), len(words) <= MOST_WORDS


def is_something_else(folded: str, start: int, end: int, contract: Contract) -> bool:
    """Say whether words beside a value without a label say that it is none of ours: "sha256 ...", "... (checksum)"."""
    before = RUN.split(folded[max(start - 2 * FARTHEST_BEFORE, 0) : start])[-1]
    aside = ASIDE.match(folded, end)
    words = WORD.findall(f"{before} {aside[1] if aside else ''}")
    return not _elsewhere(contract).isdisjoint(words) or FILE.fullmatch(folded, end) is not None


@cache
def _strangers(contract: Contract) -> frozenset[str]:
    return contract.strangers.union(spoken_words(contract, "strangers"))


@cache
def _elsewhere(contract: Contract) -> frozenset[str]:
    return _strangers(contract).union(contract.elsewhere, spoken_words(contract, "elsewhere"))

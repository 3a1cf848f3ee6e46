"""Runs inside Pyodide before its memory is written down: what is loaded here is there at once for the reader."""

from __future__ import annotations

import codecs
import gc
import json

from validator import packaged_contracts
from validator.browser import answer
from validator.words import languages

# Python loads a codec when it is first used, and the snapshot comes without a standard library.
for codec in ("ascii", "cp1250", "latin-1", "utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
    codecs.lookup(codec)

USUAL = (
    {"kind": "credentials", "text": "ACCESS TOKEN: x\nCLIENT ID: y\n"},
    {"kind": "credentials", "bytes": ""},
    {"kind": "scopes", "text": "store_v2_orders"},
    {"kind": "levels", "levels": {}},
)
for contract in packaged_contracts():
    for language in languages():
        for asked in USUAL:
            said = answer(json.dumps({"id": 0, "language": language, "contract": contract, **asked}))
            if "error" in json.loads(said):
                raise RuntimeError(f"The checker does not answer {asked['kind']}: {contract}, {language}")
gc.collect()
